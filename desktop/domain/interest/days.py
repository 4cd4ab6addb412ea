"""Days that bear interest: counting, settlement days and periods (rules 3.1, 3.3, 3.8)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.domain.dates import add_months
from desktop.domain.errors import RuleViolation
from desktop.domain.policy import DEFAULT_POLICY, Policy, valid_on
from desktop.domain.policy.interest import DayMethod, FirstPenaltyDay, SettlementCycle

_DAY = timedelta(days=1)
_MONTH_DAYS = 30


def days_between(start: date, end: date) -> int:
    """Return the days from ``start`` to ``end``: the first counts, the last does not (rule 3.1).

    Raises RuleViolation ``period_reversed`` for an end before its start.
    """
    if end < start:
        raise RuleViolation("period_reversed", field="to")
    return (end - start).days


def counted_days(start: date, end: date, method: DayMethod) -> int:
    """Return the days that bear interest: actual, or whole months of 30 and odd days (逐笔).

    Both are lawful (银发〔2005〕129号); 逐笔 equals months times the monthly rate and odd days
    times the daily rate, since the monthly rate is 30 daily ones.
    """
    days = days_between(start, end)
    if method is DayMethod.ACTUAL_DAYS:
        return days
    months = whole_months(start, end)
    return months * _MONTH_DAYS + (end - add_months(start, months)).days


def whole_months(start: date, end: date) -> int:
    """Return how many whole months fit between two days, by corresponding days."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if add_months(start, months) <= end else months - 1


def days_overdue(due_on: date, day: date) -> int:
    """Return the days a debt is past due: the due day is 0, the day after it 1; never negative."""
    return max((day - due_on).days, 0)


def penalty_start(due_on: date, policy: Policy = DEFAULT_POLICY) -> date:
    """Return the first day that bears the penalty rate (rule 3.8; a setting, uncertain)."""
    first = valid_on(policy.interest.first_penalty_day, due_on).value
    return due_on + _DAY if first is FirstPenaltyDay.DAY_AFTER else due_on


@dataclass(frozen=True, slots=True)
class SettlementPeriod:
    """The days one settlement covers, the last one counted in."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def settlement_period(settled_on: date, previous: date) -> SettlementPeriod:
    """Return the period settled on a day: from the day after the previous settlement (rule 3.3).

    Settled 2024-06-20 after 2024-03-20: 2024-03-21 to 2024-06-20, 92 days (银发〔1999〕77号 §20).
    Raises RuleViolation ``period_reversed``.
    """
    if settled_on <= previous:
        raise RuleViolation("period_reversed", field="settle_date")
    return SettlementPeriod(previous + _DAY, settled_on)


def first_settlement_period(disbursed_on: date, settled_on: date) -> SettlementPeriod:
    """Return the first period of a loan: the day it was paid out counts (rules 3.1, 3.3)."""
    if settled_on < disbursed_on:
        raise RuleViolation("period_reversed", field="settle_date")
    return SettlementPeriod(disbursed_on, settled_on)


def settlement_boundaries(
    after: date, until: date, cycle: SettlementCycle, policy: Policy = DEFAULT_POLICY
) -> Iterator[date]:
    """Yield the first days of settlement periods, later than ``after`` and at most ``until``.

    The settlement day itself is counted in, so a period ends before the 21st. 利随本清 has none.
    """
    if cycle is SettlementCycle.WITH_PRINCIPAL:
        return
    month = date(after.year, after.month, 1)
    while month <= until:
        if cycle is SettlementCycle.MONTHLY or month.month % 3 == 0:
            settled = month.replace(day=valid_on(policy.interest.settlement_day, month).value)
            if after < settled + _DAY <= until:
                yield settled + _DAY
        month = add_months(month, 1)
