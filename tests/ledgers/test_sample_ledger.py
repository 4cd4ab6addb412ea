"""The generator: what it writes is what is read, and the shipped ledger is its work."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from desktop.domain.ids import IdNumber, read_id_number
from desktop.ledgers.reader import read_ledger
from desktop.ledgers.sample import (
    DEMO_AS_OF,
    DEMO_LEDGER,
    Style,
    write_demo_ledger,
    write_sample_ledger,
)

AS_OF = date(2026, 9, 30)


@pytest.mark.parametrize("style", ["core", "clerk", "old"])
def test_a_sample_ledger_is_read_as_it_was_meant(tmp_path: Path, style: Style) -> None:
    name = "old_20260930.csv" if style == "old" else "sample.xlsx"
    truth = write_sample_ledger(tmp_path / name, 400, 7, AS_OF, style)
    reading = read_ledger(tmp_path / name)
    assert reading.problems == ()
    assert reading.certain
    assert reading.as_of == AS_OF
    read = {row.loan_no: row for row in reading.rows}
    for loan in truth.loans:
        row = read[loan.loan_no]
        whole = loan.on_balance_interest_fen + loan.off_balance_interest_fen
        assert (row.borrower, row.id_number) == (loan.person.name, loan.person.id_number)
        assert (row.village, row.group) == (loan.person.village, loan.person.group)
        assert (row.disbursed_on, row.due_on) == (loan.disbursed_on, loan.due_on)
        assert (row.amount_fen, row.balance_fen) == (loan.amount_fen, loan.balance_fen)
        assert row.on_balance_interest_fen + row.off_balance_interest_fen == whole
        assert (row.rate, row.five_class) == (loan.monthly_permille, loan.five_class)
        assert row.guarantors == loan.guarantors
    assert len(read) == len(truth.loans) == 400
    assert all(total.agrees for total in reading.totals)


def test_the_shipped_ledger_is_the_generators(tmp_path: Path) -> None:
    write_demo_ledger(tmp_path / "demo.xlsx")
    made, shipped = (
        CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        for path in (tmp_path / "demo.xlsx", DEMO_LEDGER)
    )
    assert made == shipped


def test_a_ledger_of_any_year_can_be_invented(tmp_path: Path) -> None:
    for year in (1999, 2026, 2040):
        as_of = date(year, 12, 31)
        assert len(write_sample_ledger(tmp_path / f"{year}.xlsx", 50, 3, as_of).loans) == 50


def test_some_claims_of_the_shipped_ledger_end_soon_and_some_names_are_rare() -> None:
    rows = read_ledger(DEMO_LEDGER).rows
    for days in (30, 90, 180):
        ends = [row.due_on.replace(year=row.due_on.year + 3) for row in rows
                if row.due_on and row.due_on.year < 2026 and row.due_on.day < 29]  # fmt: skip
        assert any(DEMO_AS_OF < end <= DEMO_AS_OF + timedelta(days=days) for end in ends)
    assert any(char in row.borrower for row in rows for char in "䶮㛃𬱖𫍯")


def test_nobody_has_an_invented_identity_number(tmp_path: Path) -> None:
    truth = write_sample_ledger(tmp_path / "a.xlsx", 500, 3, AS_OF)
    for loan in truth.loans:
        assert isinstance(read_id_number(loan.person.id_number), IdNumber)
        assert 439_901 <= int(loan.person.id_number[:6]) <= 439_998
        assert loan.person.phone[:3] in ("", "100")
