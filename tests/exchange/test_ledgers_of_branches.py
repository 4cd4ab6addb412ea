"""Where a branch imports its ledgers: head office and its other PC hold the newest figures."""

from datetime import date, datetime

import pytest

from desktop.services.exchange.loan_lines import OF_BRANCH
from desktop.services.office.founding import set_ledgers_from
from tests.exchange.branch_pc import LOANS
from tests.exchange.world import World, check_drained
from tests.ui.branch_desk import row

FIFTH, SIXTH = date(2026, 10, 5), date(2026, 10, 6)
SMALL = row("4399003", "谭国英", balance_fen=500_000)


def owing(*fen: int):
    """Return the farmers' loans with what they owe."""
    return tuple(each._replace(balance_fen=owed) for each, owed in zip(LOANS, fen, strict=False))


def shown(world):
    """What head office's ledgers say, by loan number; of a loan in two of them the newer one."""
    with world.office.desk.collection.read() as queries:
        ledgers = queries.ledgers("0417")
        return {each.loan_no: each.balance_fen for of in ledgers for each in queries.loans(of)}


@pytest.fixture
def branch():
    """A branch of two PCs that imports its ledgers itself."""
    with World() as world:
        set_ledgers_from(world.office.desk, OF_BRANCH)
        one, other = world.pc(), world.new_pc("0417")
        for pc in world.pcs:
            world.exchange(pc)
        yield world, one, other


def all_say(branch, said):
    world, *pcs = branch
    world.drain()
    check_drained(world)
    assert [shown(world), *(each.balances() for each in pcs)] == [said] * 3


def test_two_files_of_one_month_are_both_sent_and_taken(branch):
    _, one, _ = branch
    one.import_file(owing(100, 200), FIFTH)
    one.import_file([SMALL], SIXTH, "small loans")
    all_say(branch, {"4399001": 100, "4399002": 200, "4399003": 500_000})


def test_each_pc_imports_one_of_the_files_and_both_have_both(branch):
    _, one, other = branch
    one.import_file(owing(100, 200), SIXTH)
    other.import_file([SMALL], FIFTH, "small loans")
    all_say(branch, {"4399001": 100, "4399002": 200, "4399003": 500_000})
    one.import_file([SMALL._replace(balance_fen=400_000)], SIXTH, "small loans")
    all_say(branch, {"4399001": 100, "4399002": 200, "4399003": 400_000})


@pytest.mark.parametrize("first", [0, 1])
def test_a_corrected_ledger_of_the_same_day_is_taken_by_everybody(branch, first):
    """Whichever PC corrects it, and though a clock went back meanwhile."""
    world, *pcs = branch
    pcs[first].import_file(owing(100, 200), FIFTH)
    world.drain()
    world.office.clock.pass_days(1)
    pcs[0].import_file(owing(100, 250), FIFTH)
    pcs[0].clock.moment = datetime(2026, 10, 9, 8, tzinfo=pcs[0].clock.moment.tzinfo)
    pcs[0].import_file(owing(100, 300), FIFTH)
    all_say(branch, {"4399001": 100, "4399002": 300})


def test_of_two_corrections_that_cross_the_later_import_counts(branch):
    world, one, other = branch
    later = other.clock.moment.replace(hour=15)
    one.import_file(owing(100, 200), FIFTH)
    other.clock.moment = later
    other.import_file(owing(100, 300), FIFTH)
    world.office.clock.moment = later.replace(hour=18)
    world.exchange(other)
    world.exchange(one)
    all_say(branch, {"4399001": 100, "4399002": 300})


def test_an_older_ledger_that_is_imported_late_changes_nothing(branch):
    world, one, other = branch
    one.import_file(owing(100, 200), SIXTH)
    world.drain()
    other.import_file(owing(900, 900), FIFTH)
    all_say(branch, {"4399001": 100, "4399002": 200})


def test_what_the_newer_ledger_lists_no_more_is_missing_everywhere(branch):
    _, one, _ = branch
    one.import_file(owing(100, 200), FIFTH)
    one.import_file(owing(90), SIXTH)
    all_say(branch, {"4399001": 90})


def test_a_file_under_new_headings_is_sent_with_all_its_loans(branch):
    _, one, _ = branch
    one.import_file(owing(100, 200), FIFTH, "new headings")
    all_say(branch, {"4399001": 100, "4399002": 200})
