"""Movements between classes, the share of non-performing loans, and the double drop (rules 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from desktop.domain.errors import RuleViolation
from desktop.domain.five_class import FiveClass
from desktop.domain.money import Money

_CENT = Decimal("0.01")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Migration:
    """How a loan moved between two days: ``direction`` is 上迁, 下迁 or 不变."""

    before: FiveClass
    after: FiveClass

    @property
    def direction(self) -> str:
        if self.before == self.after:
            return "不变"
        return "下迁" if self.after > self.before else "上迁"

    @property
    def into_npl(self) -> bool:
        return self.after.non_performing and not self.before.non_performing

    @property
    def out_of_npl(self) -> bool:
        return self.before.non_performing and not self.after.non_performing

    @property
    def still_npl(self) -> bool:
        """An upgrade inside the bad three leaves the non-performing balance as it was."""
        return self.before.non_performing and self.after.non_performing


@dataclass(frozen=True, slots=True)
class Standing:
    """Non-performing and all loans on a day."""

    npl: Money
    total: Money

    def __post_init__(self) -> None:
        if self.npl.fen < 0:
            raise RuleViolation("amount_below_zero", field="npl")
        if self.npl > self.total:
            raise RuleViolation("npl_above_total", field="npl")

    @property
    def percent(self) -> Decimal | None:
        """Non-performing loans in percent of all, two places; None where there are no loans."""
        return percent_of(self.npl, self.total)


def percent_of(part: Money, whole: Money) -> Decimal | None:
    """Return ``part`` in percent of ``whole``, half up to two places; None of nothing."""
    if not whole.fen:
        return None
    return rounded_percent(Decimal(part.fen) * _HUNDRED / whole.fen)


def rounded_percent(value: Decimal) -> Decimal:
    """Return a percentage with two places, half up."""
    return value.quantize(_CENT, rounding=ROUND_HALF_UP)


def standing(amounts: Mapping[FiveClass, Money]) -> Standing:
    """Return non-performing (次级, 可疑, 损失) and all loans of balances by class.

    Raises RuleViolation ``amount_below_zero``.
    """
    if any(amount.fen < 0 for amount in amounts.values()):
        raise RuleViolation("amount_below_zero", field="amounts")
    npl = Money.total(amount for each, amount in amounts.items() if each.non_performing)
    return Standing(npl, Money.total(amounts.values()))


def doubtful_loss_percent(amounts: Mapping[FiveClass, Money]) -> Decimal | None:
    """Return 可疑 and 损失 in percent of non-performing loans; None where there are none."""
    nothing = Money(0)
    hard = amounts.get(FiveClass.DOUBTFUL, nothing) + amounts.get(FiveClass.LOSS, nothing)
    return percent_of(hard, standing(amounts).npl)


@dataclass(frozen=True, slots=True)
class DoubleDrop:
    """Balance and ratio from the year's start to now, compared exactly, before any rounding."""

    begin: Standing
    end: Standing

    @property
    def balance_down(self) -> bool:
        return self.end.npl < self.begin.npl

    @property
    def ratio_down(self) -> bool | None:
        """Whether the ratio fell; None where one of the days had no loans at all."""
        if not self.begin.total.fen or not self.end.total.fen:
            return None
        before = self.begin.npl.fen * self.end.total.fen
        return self.end.npl.fen * self.begin.total.fen < before

    @property
    def both(self) -> bool:
        return self.balance_down and bool(self.ratio_down)

    @property
    def denominator_only(self) -> bool:
        """分母效应: the ratio fell though the balance did not, since all loans grew."""
        return bool(self.ratio_down) and not self.balance_down


def new_npl_implied(recovered: Money, net_decrease: Money) -> Money:
    """Return the new non-performing loans behind a net decrease smaller than what was recovered.

    Raises RuleViolation ``net_decrease_above_recovered``: then the figures do not belong together.
    """
    if net_decrease > recovered:
        raise RuleViolation("net_decrease_above_recovered", field="net_decrease")
    return recovered - net_decrease


def implied_target(done: Money, completion_percent: Decimal) -> Money:
    """Return the target of which ``done`` is the stated per cent.

    Raises RuleViolation ``percent_not_positive``.
    """
    if completion_percent <= 0:
        raise RuleViolation("percent_not_positive", field="completion_percent")
    return Money.rounded(Decimal(done.fen) * _HUNDRED / completion_percent)
