"""Ledgers that head office imports for its branches."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.errors import RuleViolation
from desktop.services.office import deciding
from desktop.services.office.ledgers import import_ledger
from tests.offices import QUIET, enrolled, take


@pytest.fixture
def pc(office, tmp_path):
    return enrolled(office, tmp_path)


@pytest.fixture
def laid_in(office, ledger, tmp_path):
    """Import rows as a ledger of a branch."""

    def lay(*rows, as_of=date(2026, 9, 30), branch="0417"):
        reading = ledger.reading(*rows, as_of=as_of)
        desk = replace(office, read_ledger=lambda file, mapping, progress: reading)
        return import_ledger(desk, tmp_path / "l.xlsx", branch, None, QUIET)

    return lay


def test_a_ledger_lets_what_waited_for_its_loans_go_on(office, pc, ledger, laid_in):
    pc.pay("4321001")
    take(office, pc.send())
    assert len(deciding.held(office)) == 1
    made = laid_in(ledger.row("4321001"))
    assert (made.released, made.ledger.loans, made.ledger.balance_fen) == (1, 1, 1_000_000)
    assert deciding.held(office) == []


def test_the_newest_business_date_wins_never_the_later_import(office, pc, ledger, laid_in):
    laid_in(ledger.row("4321001"))
    with pytest.raises(RuleViolation, match="office_ledger_older"):
        laid_in(ledger.row("4321002"), as_of=date(2026, 8, 31))
    laid_in(ledger.row("4321003"))
    with office.collection.read() as queries:
        assert [each.loan_no for each in queries.loans("0417")] == ["4321003"]


def test_a_ledger_of_no_day_no_loan_or_no_branch_is_refused(pc, ledger, laid_in):
    for rows, options, code in (
        ((ledger.row("1"),), {"as_of": None}, "ledger_date_unknown"),
        ((), {}, "ledger_no_loans"),
        ((ledger.row("1"),), {"branch": "9999"}, "branch_unknown"),
    ):
        with pytest.raises(RuleViolation, match=code):
            laid_in(*rows, **options)
