"""Ledgers that head office imports for its branches."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.errors import RuleViolation
from desktop.domain.ledger import LedgerField, MappedColumn, SheetReading
from desktop.services.office import deciding
from desktop.services.office.branches import add_branch
from desktop.services.office.ledgers import import_ledger, import_ledgers
from tests.offices import QUIET, enrolled, know_loans, take


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
        [here] = queries.ledgers("0417")
        assert [each.loan_no for each in queries.loans(here)] == ["4321003"]


def test_a_ledger_of_no_day_no_loan_or_no_branch_is_refused(pc, ledger, laid_in):
    for rows, options, code in (
        ((ledger.row("1"),), {"as_of": None}, "ledger_date_unknown"),
        ((), {}, "ledger_no_loans"),
        ((ledger.row("1"),), {"branch": "9999"}, "branch_unknown"),
    ):
        with pytest.raises(RuleViolation, match=code):
            laid_in(*rows, **options)


@pytest.fixture
def shared(office, ledger, tmp_path):
    """Import rows as one ledger of several branches, whose third line begins the rows."""
    column = MappedColumn(0, "机构号", LedgerField.BRANCH, True)

    def lay(*rows, as_of=date(2026, 9, 30), dry_run=False, columns=(column,)):
        rows = [row._replace(line=3 + place) for place, row in enumerate(rows)]
        sheet = SheetReading("台账", 2, columns, "元", "", len(rows))
        reading = replace(ledger.reading(*rows, as_of=as_of), sheets=(sheet,))
        desk = replace(office, read_ledger=lambda file, mapping, progress: reading)
        return import_ledgers(desk, tmp_path / "l.xlsx", None, QUIET, dry_run)

    return lay


def loans(office, branch):
    with office.collection.read() as queries:
        return [each.loan_no for of in queries.ledgers(branch) for each in queries.loans(of)]


def test_one_file_gives_each_branch_its_rows_and_lists_those_of_nobody(office, pc, ledger, shared):
    add_branch(office, "0418", "古城信用社")
    add_branch(office, "0419", "东山信用社")
    pc.pay("4321001")
    take(office, pc.send())
    row = ledger.row
    rows = (
        row("4321001", branch="0417"),
        row("4321002", branch="418"),  # a spreadsheet dropped the zero
        row("4321003", branch="9999"),
        row("4321004", branch=""),
        row("4321005", branch="0417", balance_fen=5),
    )
    looked = shared(*rows, dry_run=True)
    assert loans(office, "0417") == []
    assert len(deciding.held(office)) == 1
    made = shared(*rows)
    assert made == looked
    sums = [(e.ledger.branch, e.ledger.loans, e.ledger.balance_fen) for e in made.branches]
    assert sums == [("0417", 2, 1_000_005), ("0418", 1, 1_000_000)]
    assert [each.released for each in made.branches] == [1, 0]
    assert made.absent == ("0419",)
    strays = [(each.code, each.row, each.line, each.value) for each in made.problems]
    assert strays == [
        ("row_of_unknown_branch", 3, 5, "9999"),
        ("row_without_branch", 4, 6, ""),
    ]
    assert loans(office, "0417") == ["4321001", "4321005"]
    assert loans(office, "0418") == ["4321002"]


def test_a_branch_with_a_newer_ledger_keeps_it_while_the_others_go_on(
    office, pc, ledger, laid_in, shared
):
    add_branch(office, "0418", "古城信用社")
    laid_in(ledger.row("4321001"), as_of=date(2026, 10, 5))
    made = shared(ledger.row("4321002", branch="0417"), ledger.row("4321003", branch="0418"))
    assert [each.older_than for each in made.branches] == [date(2026, 10, 5), None]
    assert loans(office, "0417") == ["4321001"]
    assert loans(office, "0418") == ["4321003"]


def test_a_file_that_names_branches_nowhere_or_in_doubt_is_not_split(pc, ledger, shared):
    doubtful = MappedColumn(0, "机构号", LedgerField.BRANCH, False)
    for columns, code in (((), "ledger_no_branch_column"), ((doubtful,), "uncertain")):
        with pytest.raises(RuleViolation, match=code):
            shared(ledger.row("4321001", branch="0417"), columns=columns)


def test_a_day_that_has_not_come_is_refused_and_one_of_before_keeps_nothing_out(
    office, pc, ledger, laid_in
):
    with pytest.raises(RuleViolation, match="ledger_day_in_future"):
        laid_in(ledger.row("4321001"), as_of=date(2026, 12, 31))
    know_loans(office, "4321001", as_of=date(2026, 12, 31))
    assert laid_in(ledger.row("4321002")).ledger.as_of == date(2026, 9, 30)
    assert loans(office, "0417") == ["4321002"]
