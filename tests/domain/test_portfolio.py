from datetime import date
from decimal import Decimal

import pytest

from desktop.domain.errors import RuleViolation
from desktop.domain.five_class import FiveClass
from desktop.domain.money import Money
from desktop.domain.portfolio import (
    DoubleDrop,
    Migration,
    Standing,
    doubtful_loss_percent,
    implied_target,
    new_npl_implied,
    standing,
)
from desktop.domain.provision import coverage, provision, provision_rates, rate_bounds

TODAY = date(2026, 1, 1)


def stands(npl, total):
    return Standing(Money(npl), Money(total))


def test_an_upgrade_inside_the_bad_three_stays_non_performing():
    move = Migration(FiveClass.DOUBTFUL, FiveClass.SUBSTANDARD)
    assert (move.direction, move.still_npl, move.out_of_npl, move.into_npl) == (
        "上迁",
        True,
        False,
        False,
    )
    assert Migration(FiveClass.SPECIAL_MENTION, FiveClass.LOSS).into_npl
    assert Migration(FiveClass.LOSS, FiveClass.NORMAL).out_of_npl
    assert Migration(FiveClass.LOSS, FiveClass.LOSS).direction == "不变"


def test_no_loans_have_no_ratio_instead_of_an_error():
    assert standing({}).percent is None
    assert doubtful_loss_percent({FiveClass.NORMAL: Money(100)}) is None
    drop = DoubleDrop(stands(0, 0), stands(0, 0))
    assert (drop.ratio_down, drop.both) == (None, False)


def test_impossible_balances_are_refused():
    with pytest.raises(RuleViolation, match="npl_above_total"):
        stands(2, 1)
    with pytest.raises(RuleViolation, match="amount_below_zero"):
        stands(-1, 1)
    with pytest.raises(RuleViolation, match="amount_below_zero"):
        standing({FiveClass.NORMAL: Money(-1), FiveClass.LOSS: Money(5)})


def test_a_ratio_that_falls_by_growth_alone_is_no_double_drop():
    drop = DoubleDrop(stands(1400, 10_000), stands(1400, 14_000))
    assert (drop.ratio_down, drop.balance_down, drop.both) == (True, False, False)
    assert drop.denominator_only


def test_ratios_are_compared_exactly_and_not_as_they_are_printed():
    drop = DoubleDrop(stands(1_000_000, 10_000_000), stands(999_999, 10_000_000))
    assert drop.begin.percent == drop.end.percent == Decimal("10.00")
    assert drop.both


def test_a_net_decrease_is_not_what_was_recovered():
    assert new_npl_implied(Money(16_000), Money(6920)) == Money(9080)
    with pytest.raises(RuleViolation, match="net_decrease_above_recovered"):
        new_npl_implied(Money(1), Money(2))


def test_a_target_is_found_from_its_share():
    assert implied_target(Money(129_747_500), Decimal(43)) == Money(301_738_372)
    with pytest.raises(RuleViolation, match="percent_not_positive"):
        implied_target(Money(1), Decimal(0))


def test_a_provision_is_rounded_once():
    amounts = {FiveClass.SUBSTANDARD: Money(2), FiveClass.DOUBTFUL: Money(1)}
    assert provision(amounts, provision_rates(TODAY)) == Money(1)
    with pytest.raises(RuleViolation, match="provision_rate_missing"):
        provision(amounts, {})
    with pytest.raises(RuleViolation, match="amount_below_zero"):
        provision({FiveClass.LOSS: Money(-1)}, provision_rates(TODAY))


def test_two_classes_may_vary_by_a_fifth():
    assert rate_bounds(FiveClass.SUBSTANDARD, TODAY) == (20, 30)
    assert rate_bounds(FiveClass.DOUBTFUL, TODAY) == (40, 60)
    assert rate_bounds(FiveClass.LOSS, TODAY) == (100, 100)


def test_coverage_is_held_exactly_and_of_nothing():
    held = coverage(Money(150_000), stands(100_000, 6_000_000), TODAY)
    assert (held.coverage_ok, held.loan_provision_ok) == (True, True)
    short = coverage(Money(149_999), stands(100_000, 6_000_000), TODAY)
    assert (short.coverage_ok, short.loan_provision_ok) == (False, False)
    assert short.coverage_percent == Decimal("150.00")
    nothing = coverage(Money(0), stands(0, 0), TODAY)
    assert (nothing.coverage_percent, nothing.coverage_ok) == (None, True)
