"""A relief loan by loan: what is waived, what must be paid first, and until when."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import RuleViolation
from desktop.domain.money import Money
from desktop.domain.policy.disposal import Rung
from desktop.domain.relief_terms import (
    ReliefDebt,
    ReliefState,
    is_in_force,
    is_settled,
    needs_head_office,
    parted,
    payable,
    state_on,
    waiver_of,
)

LADDER = (Rung("信用社主任", 100_000), Rung("联社理事会", 5_000_000))
LAST = date(2026, 12, 31)


def debt(loan_id="L1", principal=1_000, on_balance=30, off_balance=50):
    return ReliefDebt(loan_id, Money(principal), Money(on_balance), Money(off_balance))


def test_off_balance_interest_is_waived_first():
    waived = waiver_of(debt(), Money(60))
    assert (waived.off_balance, waived.on_balance) == (Money(50), Money(10))
    assert waiver_of(debt(), Money(20)).on_balance == Money(0)


def test_never_more_than_the_interest_of_a_loan_is_waived():
    assert waiver_of(debt(), Money(1_000)).total == Money(80)


def test_the_loans_share_a_waiver_in_their_order():
    shares = parted(Money(100), [debt("L1"), debt("L2")])
    assert [(each.loan_id, each.total.fen) for each in shares] == [("L1", 80), ("L2", 20)]


def test_all_principal_and_all_interest_but_the_waived_is_paid_first():
    assert payable(debt(), Money(60)) == Money(1_020)


def test_interest_that_accrued_since_the_approval_is_paid_as_well():
    assert payable(debt(off_balance=55), Money(60)) == Money(1_025)


def test_interest_paid_since_leaves_less_to_waive_but_no_debt_to_the_debtor():
    assert payable(debt(on_balance=0, off_balance=5), Money(60)) == Money(1_000)


def test_it_is_settled_when_only_the_waived_interest_is_left_of_every_loan():
    waived = {"L1": Money(60), "L2": Money(10)}
    paid = debt("L1", principal=0, on_balance=10)
    assert is_settled([paid, debt("L2", 0, 0, 10)], waived)
    assert not is_settled([paid, debt("L2", 0, 0, 11)], waived)
    assert not is_settled([debt("L1", 1, 10, 50)], waived)


def test_the_branch_limit_itself_needs_no_head_office():
    assert not needs_head_office(Money(100_000), LADDER)
    assert needs_head_office(Money(100_001), LADDER)
    with pytest.raises(RuleViolation, match="relief_above_ladder"):
        needs_head_office(Money(5_000_001), LADDER)


def test_only_what_is_signed_waits_for_a_payment_and_the_last_day_counts():
    assert is_in_force(ReliefState.SIGNED, LAST, LAST)
    assert not is_in_force(ReliefState.SIGNED, LAST, date(2027, 1, 1))
    assert not is_in_force(ReliefState.GRANTED, LAST, LAST)


@pytest.mark.parametrize("state", list(ReliefState))
def test_what_was_not_paid_in_time_has_lapsed_and_nothing_else(state):
    waits = state in (ReliefState.GRANTED, ReliefState.SIGNED)
    assert state_on(state, LAST, LAST) is state
    after = state_on(state, LAST, date(2027, 1, 1))
    assert after is (ReliefState.LAPSED if waits else state)


amounts = st.integers(0, 10**9).map(Money)


@given(amounts, amounts, amounts, amounts)
def test_what_is_paid_and_what_is_waived_is_the_whole_debt_to_the_fen(principal, on, off, most):
    owed = ReliefDebt("L1", principal, on, off)
    assert payable(owed, most) + waiver_of(owed, most).total == owed.total
