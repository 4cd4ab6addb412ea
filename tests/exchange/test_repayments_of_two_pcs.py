"""Two PCs take money on one loan before a ledger that has both: nobody need look at it."""

from datetime import date

import pytest

from desktop.domain.permissions import Role
from desktop.domain.repayment.kinds import RepaymentKind
from desktop.domain.repayment.matching import MatchCode
from desktop.services.records import LoanStatus
from desktop.services.repayments.confirming import decide, differences
from desktop.services.repayments.payments import Payment
from desktop.services.repayments.quoting import quote
from tests.exchange.branch_pc import LOANS
from tests.exchange.world import World, check_drained
from tests.ui.branch_desk import row

NEXT = date(2026, 10, 31)
OWED = 9_000_000


def principal(pc) -> int:
    """Return how much principal was repaid on the loan, as far as a PC knows."""
    with pc.application.store.read() as queries:
        of = queries.repayments_of(pc.loan("4399001").borrower_id)
        return sum(each.principal_fen for each in of)


@pytest.fixture
def branch():
    """Two PCs that took 100,000 and 200,000 fen on one loan; the month ends."""
    with World() as world:
        one, other = world.pc(), world.new_pc("0417")
        for pc in world.pcs:
            world.exchange(pc)
        one.repay(100_000)
        other.clock.pass_days(1)
        other.repay(200_000)
        for clock in (one.clock, other.clock, world.office.clock):
            clock.pass_days(30)
        yield world, one, other, OWED - principal(one) - principal(other)


def ledger(world, balance, *, by=None, listed=True):
    """Import the ledger of the month's end on each PC."""
    first = row("4399001", "周田生", balance_fen=balance, off_balance_interest_fen=0)
    rows = (first, LOANS[1]) if listed else LOANS[1:]
    for pc in by or world.pcs:
        pc.import_file(rows, NEXT)


def differing(pc):
    return [each.confirmation.code for each in differences(pc.desk())]


def exchanged(world):
    world.drain()
    check_drained(world)


def paid(pc):
    """What was said last about each share, in the order of days."""
    with pc.application.store.read() as queries:
        of = queries.repayments_of(pc.loan("4399001").borrower_id)[::-1]
        return [each.shares[0].code for each in sorted(of, key=lambda each: each.paid_on)]


def test_both_are_confirmed_once_the_pcs_know_of_each_other(branch):
    world, one, other, left = branch
    ledger(world, left)
    assert [differing(pc) for pc in (one, other)] == [[MatchCode.PRINCIPAL_DIFFERS]] * 2
    exchanged(world)
    for pc in (one, other):
        assert differing(pc) == []
        assert paid(pc) == [MatchCode.CONFIRMED] * 2
        assert pc.loan("4399001").balance_fen == left


def test_what_only_one_of_them_has_in_the_ledger_is_listed_for_the_other_alone(branch):
    world, one, other, left = branch
    ledger(world, OWED - principal(one))
    assert [differing(pc) for pc in (one, other)] == [[], [MatchCode.PRINCIPAL_DIFFERS]]
    exchanged(world)
    for pc in (one, other):
        assert differing(pc) == [MatchCode.NOT_BOOKED]
        assert paid(pc) == [MatchCode.CONFIRMED, MatchCode.NOT_BOOKED]
        assert pc.loan("4399001").balance_fen == left, "what was paid is not demanded"


def test_a_ledger_that_one_pc_alone_has_read_is_compared_when_the_repayment_comes(branch):
    world, one, _, left = branch
    ledger(world, left, by=[one])
    exchanged(world)
    assert (paid(one), differing(one)) == ([MatchCode.CONFIRMED] * 2, [])
    assert one.loan("4399001").balance_fen == left


def test_a_loan_that_both_together_paid_off_is_settled(branch):
    world, one, other, left = branch
    whole = Payment(one.loan("4399001").borrower_id, OWED, date(2026, 10, 20), RepaymentKind.CASH)
    [share] = quote(one.desk(), whole).paid
    one.repay(OWED - share.principal.fen + left, paid_on=whole.paid_on)
    ledger(world, 0, listed=False)
    assert one.loan("4399001").status is LoanStatus.MISSING
    exchanged(world)
    for pc in (one, other):
        assert pc.loan("4399001").status is LoanStatus.SETTLED
        assert differing(pc) == []


def test_what_a_person_decided_meanwhile_is_not_listed_again(branch):
    world, one, _, left = branch
    ledger(world, left - 1)
    [open_] = differences(one.desk())
    decide(one.desk(Role.ACCOUNTANT), open_.repayment.id, open_.share.loan_id, False, "次日入账")
    exchanged(world)
    assert MatchCode.NOT_BOOKED in paid(one)
    assert [each.repayment.id for each in differences(one.desk())] != [open_.repayment.id]
