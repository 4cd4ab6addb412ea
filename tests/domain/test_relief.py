from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import RuleViolation
from desktop.domain.money import Money
from desktop.domain.policy import DEFAULT_POLICY
from desktop.domain.policy.dated import Dated, with_row
from desktop.domain.policy.disposal import Rung
from desktop.domain.relief import (
    ReliefError,
    ReliefRequest,
    approver_of,
    check_relief,
    is_example_ladder,
    relief_ladder,
    shared_out,
)

LADDER = relief_ladder(date(2026, 1, 1))
GOOD = ReliefRequest("甲", "乙", Money(1000), Money(1000), Money(300), Money(100), Money(0))


def test_a_relief_in_order_passes_and_leaves_the_rest_due():
    answer = check_relief(GOOD, LADDER)
    assert (answer.ok, answer.still_due) == (True, Money(200))


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"principal_paid": Money(999)}, ReliefError.PRINCIPAL_NOT_CLEARED),
        ({"waived": Money(301)}, ReliefError.WAIVE_GT_INTEREST),
        ({"waived_principal": Money(1)}, ReliefError.PRINCIPAL_NOT_WAIVABLE),
        ({"able_to_pay": True}, ReliefError.ABLE_TO_PAY_BARRED),
        ({"evasion": True}, ReliefError.EVASION_BARRED),
        ({"staff_related": True}, ReliefError.STAFF_RELATED_BARRED),
        ({"approver": " 甲 "}, ReliefError.SAME_PERSON),
        ({"written_approval": False}, ReliefError.NO_WRITTEN_APPROVAL),
        (
            {"valid_until": date(2024, 5, 31), "paid_on": date(2024, 6, 1)},
            ReliefError.OFFER_EXPIRED,
        ),
    ],
)
def test_each_hindrance_alone_stops_it(change, error):
    answer = check_relief(replace(GOOD, **change), LADDER)
    assert answer.errors == (error,)
    assert error.words
    assert error.article


def test_every_hindrance_is_named_at_once():
    bad = replace(GOOD, approver="甲", evasion=True, waived=Money(301))
    assert len(check_relief(bad, LADDER).errors) == 3


def test_the_last_day_of_validity_counts():
    day = date(2024, 5, 31)
    assert check_relief(replace(GOOD, valid_until=day, paid_on=day), LADDER).ok


@pytest.mark.parametrize(
    ("fen", "approver"),
    [
        (0, "信用社主任"),
        (100_000, "信用社主任"),
        (100_001, "联社不良资产管理委员会"),
        (5_000_001, "联社理事会"),
    ],
)
def test_the_limit_belongs_to_the_lower_rung(fen, approver):
    assert approver_of(Money(fen), LADDER) == approver


def test_nobody_may_approve_above_the_ladder():
    with pytest.raises(RuleViolation, match="relief_above_ladder"):
        approver_of(Money(2), [Rung("甲", 1)])


def test_a_blank_name_and_a_negative_amount_are_refused():
    with pytest.raises(RuleViolation, match="field_missing"):
        replace(GOOD, applicant=" ")
    with pytest.raises(RuleViolation, match="field_missing"):
        replace(GOOD, approver="")
    with pytest.raises(RuleViolation, match="amount_below_zero"):
        replace(GOOD, waived=Money(-1))


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_what_is_still_due_is_never_negative(interest, waived):
    request = replace(GOOD, interest_due=Money(interest), waived=Money(waived))
    assert check_relief(request, LADDER).still_due == Money(max(0, interest - waived))


@given(st.lists(st.integers(0, 10_000), min_size=1), st.data())
def test_a_waiver_is_parted_to_the_fen_in_the_order_of_the_loans(interest, data):
    waived = data.draw(st.integers(0, sum(interest)))
    shares = [each.fen for each in shared_out(Money(waived), [Money(each) for each in interest])]
    assert sum(shares) == waived
    assert all(0 <= share <= most for share, most in zip(shares, interest, strict=True))
    begun = [share for share, most in zip(shares, interest, strict=True) if share < most]
    assert not any(begun[1:])


def test_the_shipped_ladder_is_an_example_until_the_bank_sets_its_own():
    own = Dated(date(2026, 1, 1), (Rung("联社主任", None),), "本联社授权书")
    ladders = with_row(DEFAULT_POLICY.disposal.relief_ladder, own)
    policy = replace(
        DEFAULT_POLICY, disposal=replace(DEFAULT_POLICY.disposal, relief_ladder=ladders)
    )
    assert is_example_ladder(date(2025, 12, 31), policy)
    assert not is_example_ladder(date(2026, 1, 1), policy)
