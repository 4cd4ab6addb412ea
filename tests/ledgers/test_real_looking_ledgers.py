"""The three ledgers with their truth: to the fen, row by row, problem by problem."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.ledger import LedgerReading
from desktop.ledgers.reader import read_ledger

DATA = Path(__file__).parents[1] / "data" / "ledgers"
FILES = sorted(path.name.removesuffix(".truth.json") for path in DATA.glob("*.truth.json"))


@pytest.fixture(params=FILES)
def known(request: pytest.FixtureRequest) -> tuple[LedgerReading, dict[str, Any]]:
    truth = json.loads((DATA / f"{request.param}.truth.json").read_text(encoding="utf-8"))
    return read_ledger(DATA / request.param), truth


def test_three_ledgers_are_tried() -> None:
    assert len(FILES) == 3


def test_every_loan_comes_out_to_the_fen(known: tuple[LedgerReading, dict[str, Any]]) -> None:
    reading, truth = known
    rows = [
        {
            "loan_no": row.loan_no,
            "borrower": row.borrower,
            "id_number": row.id_number,
            "village": row.village,
            "disbursed": row.disbursed_on and row.disbursed_on.isoformat(),
            "due": row.due_on and row.due_on.isoformat(),
            "amount_fen": row.amount_fen,
            "balance_fen": row.balance_fen,
            "monthly_permille": str(row.rate),
            "on_fen": row.on_balance_interest_fen,
            "off_fen": row.off_balance_interest_fen,
            "five_class": row.five_class,
            "guarantors": list(row.guarantors),
            "officer": row.officer,
        }
        for row in reading.rows
    ]
    assert rows == truth["rows"]


def test_the_day_and_the_sums_are_right(known: tuple[LedgerReading, dict[str, Any]]) -> None:
    reading, truth = known
    rows = reading.rows
    assert reading.as_of is not None
    assert reading.as_of.isoformat() == truth["as_of"]
    assert len(rows) == truth["loans"]
    assert sum(row.balance_fen for row in rows) == truth["principal_balance_fen"]
    assert sum(row.on_balance_interest_fen for row in rows) == truth["on_balance_interest_fen"]
    assert sum(row.off_balance_interest_fen for row in rows) == truth["off_balance_interest_fen"]
    people = {row.id_number or (row.borrower, row.village) for row in rows}
    assert len(people) == truth["borrowers"]


def test_exactly_the_known_problems_are_found(
    known: tuple[LedgerReading, dict[str, Any]],
) -> None:
    reading, truth = known
    wanted = truth["problems"]
    keys = wanted[0].keys() if wanted else ("code",)
    assert [{key: getattr(problem, key) for key in keys} for problem in reading.problems] == wanted


def test_the_mapping_is_certain_and_the_totals_agree(
    known: tuple[LedgerReading, dict[str, Any]],
) -> None:
    reading, _ = known
    assert reading.certain
    assert reading.totals
    assert all(total.agrees for total in reading.totals)
