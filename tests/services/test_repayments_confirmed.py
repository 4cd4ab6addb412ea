"""What a newer ledger says about repayments, and what a person decides about the rest."""

from datetime import date, timedelta

import pytest

from desktop.domain.errors import RuleViolation
from desktop.domain.permissions import Role
from desktop.domain.repayment.matching import MatchCode
from desktop.services import approvals
from desktop.services.ledger import decide_missing
from desktop.services.list_records import LedgerFilter
from desktop.services.progress import NoProgress
from desktop.services.proposals import propose
from desktop.services.records import LoanStatus
from desktop.services.repayments.confirming import decide, differences
from desktop.services.repayments.payments import Payment
from desktop.services.repayments.quoting import owed, quote, repayments_of
from desktop.services.repayments.requests import record, reverse
from desktop.services.verify import verify
from tests.people import at_desk, employ

PAID = date(2026, 10, 10)
NEXT = date(2026, 10, 31)


@pytest.fixture
def branch(desk, ledger, take_in):
    take_in(
        ledger.row("A1", off_balance_interest_fen=20_000),
        ledger.row("A2", balance_fen=500_000, off_balance_interest_fen=0),
    )
    employ(desk)
    return lambda role=Role.TELLER: at_desk(desk, role)


@pytest.fixture
def loan(branch):
    def loan(loan_no="A1"):
        with branch().store.read() as queries:
            return queries.loan_by_no(loan_no)

    return loan


@pytest.fixture
def paid(branch, loan, clock):
    """120,000 fen on A1: its interest first, the rest principal; then the month ends."""
    payment = Payment(loan().borrower_id, 120_000, PAID, designated=(loan().id,))
    made = record(branch(), payment, quote(branch(), payment).token).repayment
    clock.day = NEXT + timedelta(days=2)
    return made


def next_ledger(take_in, ledger, principal, interest, **other):
    return take_in(
        ledger.row("A1", balance_fen=principal, off_balance_interest_fen=interest),
        ledger.row("A2", balance_fen=500_000, off_balance_interest_fen=0, **other),
        as_of=NEXT,
    )


def code_of(branch, paid):
    (stored,) = repayments_of(branch(), paid.party_id)
    return stored.shares[0].code


def test_a_ledger_that_shows_it_confirms_it_and_it_is_subtracted_no_more(
    branch, loan, paid, take_in, ledger
):
    share = paid.shares[0]
    left = loan().balance_fen
    assert left == 1_000_000 - share.principal_fen
    next_ledger(take_in, ledger, left, 5_000)
    assert code_of(branch, paid) is MatchCode.CONFIRMED
    assert (loan().balance_fen, loan().off_balance_interest_fen) == (left, 5_000)
    assert (loan().reductions, differences(branch())) == ((), ())
    with branch().store.read() as queries:
        assert queries.stored_reductions() == {}
        (entry, *_) = reversed(list(queries.journal_of_kind("ledger_imported")))
    assert (entry.body["repayments_confirmed"], entry.body["repayments_differing"]) == (1, 0)
    with pytest.raises(RuleViolation, match="repayment_is_confirmed"):
        reverse(branch(), paid.receipt, "点错")
    assert verify(branch(), NoProgress()) == []


def test_a_ledger_without_it_keeps_it_subtracted_and_lists_it(branch, loan, paid, take_in, ledger):
    before = owed(branch(), paid.party_id, NEXT).debts[0].total
    next_ledger(take_in, ledger, 1_000_000, 29_700)
    (open_one,) = differences(branch())
    assert (open_one.repayment.id, open_one.share.code) == (paid.id, MatchCode.NOT_BOOKED)
    share = paid.shares[0]
    assert loan().balance_fen == 1_000_000 - share.principal_fen
    # Interest that had formed by the day of payment is inside the ledger's figure now.
    assert loan().off_balance_interest_fen == 29_700 - share.interest_fen
    assert abs(owed(branch(), paid.party_id, NEXT).debts[0].total.fen - before.fen) < 1_000
    assert verify(branch(), NoProgress()) == []


def test_a_ledger_that_shows_something_else_is_listed_with_its_figures(
    branch, loan, paid, take_in, ledger
):
    next_ledger(take_in, ledger, 880_000, 26_500)
    (open_one,) = differences(branch())
    assert open_one.confirmation.code is MatchCode.PRINCIPAL_DIFFERS
    assert open_one.confirmation.figures == {
        "principal_before": 1_000_000,
        "principal_after": 880_000,
        "interest_before": 20_000,
        "interest_after": 26_500,
    }
    assert loan().balance_fen < 880_000


@pytest.mark.parametrize(("booked", "left"), [(True, 880_000), (False, None)])
def test_the_accountant_decides_about_a_difference(
    branch, loan, paid, take_in, ledger, booked, left
):
    next_ledger(take_in, ledger, 880_000, 26_500)
    subtracted = loan().balance_fen
    (open_one,) = differences(branch())
    about = (paid.id, open_one.share.loan_id, booked)
    with pytest.raises(RuleViolation, match="not_permitted"):
        decide(branch(), *about, "核心已记")
    with pytest.raises(RuleViolation, match="reason_missing"):
        decide(branch(Role.ACCOUNTANT), *about, " ")
    decide(branch(Role.ACCOUNTANT), *about, "核心已记为本金")
    assert differences(branch()) == ()
    assert loan().balance_fen == (left or subtracted)
    with pytest.raises(RuleViolation, match="difference_unknown"):
        decide(branch(Role.ACCOUNTANT), *about, "再来")
    assert verify(branch(), NoProgress()) == []


def test_a_difference_that_was_kept_is_compared_again_with_the_next_ledger(
    branch, loan, paid, take_in, ledger, clock
):
    next_ledger(take_in, ledger, 1_000_000, 26_500)
    decide(branch(Role.ACCOUNTANT), paid.id, loan().id, False, "核心下月补记")
    clock.day += timedelta(days=30)
    take_in(
        ledger.row("A1", balance_fen=loan().balance_fen, off_balance_interest_fen=6_000),
        ledger.row("A2", balance_fen=500_000, off_balance_interest_fen=0),
        as_of=NEXT + timedelta(days=30),
    )
    assert code_of(branch, paid) is MatchCode.CONFIRMED
    assert loan().off_balance_interest_fen == 6_000


def test_an_older_ledger_says_nothing_about_it(branch, paid, take_in, ledger):
    take_in(ledger.row("A1", balance_fen=990_000), as_of=date(2026, 8, 31))
    assert code_of(branch, paid) is None


def test_what_was_paid_on_the_ledgers_own_day_may_come_with_the_next_one(
    branch, paid, take_in, ledger, loan
):
    take_in(
        ledger.row("A1", off_balance_interest_fen=24_000),
        ledger.row("A2", balance_fen=500_000, off_balance_interest_fen=0),
        as_of=PAID,
    )
    assert (code_of(branch, paid), differences(branch())) == (None, ())
    assert loan().balance_fen == 1_000_000 - paid.shares[0].principal_fen


def test_a_loan_paid_off_here_that_the_ledger_dropped_is_settled(
    branch, loan, take_in, ledger, clock
):
    debt = owed(branch(), loan().borrower_id, PAID).debts[0]
    payment = Payment(loan().borrower_id, debt.total.fen, PAID, designated=(loan().id,))
    record(branch(), payment, quote(branch(), payment).token)
    clock.day = NEXT
    take_in(ledger.row("A2", balance_fen=500_000, off_balance_interest_fen=0), as_of=NEXT)
    assert loan().status is LoanStatus.SETTLED
    assert differences(branch()) == ()
    (proposal,) = propose(branch(Role.CREDIT_OFFICER), NEXT)
    assert [each.loan.loan_no for each in proposal.loans] == ["A2"]


def test_a_loan_paid_in_part_that_the_ledger_dropped_is_a_difference(
    branch, loan, paid, take_in, ledger
):
    take_in(ledger.row("A2", balance_fen=500_000, off_balance_interest_fen=0), as_of=NEXT)
    assert loan().status is LoanStatus.MISSING
    (open_one,) = differences(branch())
    assert open_one.confirmation.code is MatchCode.LOAN_MISSING
    # It is put right here: a reversal ends the difference too.
    asked = reverse(branch(), paid.receipt, "收错户").item.proposal
    approvals.approve(branch(Role.MANAGER), asked.id, asked.item_hash, "manager")
    assert differences(branch()) == ()


def test_of_a_loan_the_ledger_dropped_nobody_says_that_its_old_figures_have_it(
    branch, loan, paid, take_in, ledger, desk
):
    left = loan().balance_fen
    take_in(ledger.row("A2", balance_fen=500_000, off_balance_interest_fen=0), as_of=NEXT)
    about = (branch(Role.ACCOUNTANT), paid.id, loan().id)
    with pytest.raises(RuleViolation, match="difference_without_figures"):
        decide(*about, True, "核心已记")
    assert loan().balance_fen == left
    decide_missing(desk, loan().id, LoanStatus.MOVED, "移交县联社")
    decide(*about, True, "核心已记")
    assert differences(branch()) == ()


def test_sums_of_the_ledger_agree_with_its_lines_before_and_after(
    branch, paid, take_in, ledger, loan
):
    def agree():
        with branch().store.read() as queries:
            sums = queries.ledger_sums(LedgerFilter())
            lines = queries.ledger_lines([loan("A1").id, loan("A2").id])
        assert sums.balance_fen == sum(line.balance_fen for line in lines)
        assert sums.off_balance_interest_fen == sum(line.off_balance_interest_fen for line in lines)

    agree()
    next_ledger(take_in, ledger, 1_000_000, 26_500)
    agree()
