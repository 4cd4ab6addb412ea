"""A running period: from which day, how long, until when (rules 1.1 to 1.6, 1.14, 1.18)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.dates import HolidayCalendar, add_months, add_years
from desktop.domain.errors import RuleViolation
from desktop.domain.policy import DEFAULT_POLICY, Policy, valid_on

FIRST_DAY = date(1987, 1, 1)
"""Claims older than 民法通则 run from its first day (民通意见 §165)."""

THREE_YEARS_SINCE = date(2017, 10, 1)
"""民法总则 in force: a two-year period not over by then became three years (法释〔2018〕12号)."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause that keeps a creditor from claiming; ``end`` is None while it lasts."""

    begin: date
    end: date | None


@dataclass(frozen=True, slots=True)
class Period:
    """A period of ``years`` from ``start``; its last day is None while a cause suspends it.

    ``last_day`` is strict, ``legal_last_day`` rolled over rest days. ``enforcement`` tells the
    period of a judgment from that of the claim.
    """

    start: date
    years: int
    last_day: date | None
    legal_last_day: date | None
    enforcement: bool = False

    @property
    def reach(self) -> date:
        """The last day to compare by: a suspended period reaches further than any dated one."""
        return self.last_day or date.max

    def runs_on(self, day: date) -> bool:
        """Return whether the period is not over on ``day``; the last day itself counts."""
        return self.legal_last_day is None or day <= self.legal_last_day


def period_years(start: date, policy: Policy = DEFAULT_POLICY) -> int:
    """Return the years of a period starting on ``start`` (rules 1.1, 1.6).

    Two years that were not over on 2017-10-01 became three from the same start
    (法释〔2018〕12号 §§2-3).
    """
    years = valid_on(policy.limitation.years, start).value
    if start < THREE_YEARS_SINCE <= add_years(start, years):
        return valid_on(policy.limitation.years, THREE_YEARS_SINCE).value
    return years


def start_of_claim(due_dates: Iterable[date]) -> date:
    """Return where the period starts: the last instalment's due date (民法典 §189)."""
    return max(FIRST_DAY, *due_dates, FIRST_DAY)


def claim_period(
    start: date, causes: Sequence[Cause], calendar: HolidayCalendar | None, policy: Policy
) -> Period:
    """Return the limitation period of a claim from ``start`` with its suspensions.

    A two-year period that suspension carried past 2017-10-01 also became three years; the later
    of both last days stands. Raises RuleViolation ``day_out_of_range``.
    """
    try:
        years = period_years(start, policy)
        last_day: date | None = add_years(start, years)
        if causes:
            years, last_day = _with_causes(start, years, causes, policy)
        return Period(start, years, last_day, _legal(last_day, calendar))
    except (ValueError, OverflowError) as error:
        raise RuleViolation("day_out_of_range", field="due_on", day=start) from error


def enforcement_period(
    start: date, causes: Sequence[Cause], calendar: HolidayCalendar | None, policy: Policy
) -> Period:
    """Return the period to apply for enforcement, from the last performance day (rule 1.18).

    After a cause has gone the rest of the period runs (法释〔2008〕13号 §27), which is never
    later than six months. Raises RuleViolation ``day_out_of_range``.
    """
    years = valid_on(policy.limitation.enforcement_years, start).value
    try:
        last_day: date | None = add_years(start, years)
        if causes:
            last_day = _suspended(add_years(start, years), causes, policy, rest_months=0)
        return Period(start, years, last_day, _legal(last_day, calendar), enforcement=True)
    except (ValueError, OverflowError) as error:
        raise RuleViolation("day_out_of_range", field="restart_on", day=start) from error


def _with_causes(
    start: date, years: int, causes: Sequence[Cause], policy: Policy
) -> tuple[int, date | None]:
    """Return the years and the last day of a suspended period, transition included (rule 1.6)."""
    last_day = _suspended(add_years(start, years), causes, policy)
    if last_day is None or start >= THREE_YEARS_SINCE or last_day < THREE_YEARS_SINCE:
        return years, last_day
    years = valid_on(policy.limitation.years, THREE_YEARS_SINCE).value
    longer = _suspended(add_years(start, years), causes, policy)
    return years, None if longer is None else max(last_day, longer)


def _suspended(
    last_day: date, causes: Sequence[Cause], policy: Policy, rest_months: int | None = None
) -> date | None:
    """Return the last day with suspensions, None while a cause lasts (民法典 §194).

    A cause counts in the last months of the period only; the part of it before them does not.
    """
    table = policy.limitation
    for begin, end in _merged(causes):
        opens = add_months(last_day, -valid_on(table.suspension_window_months, begin).value)
        if begin > last_day or (end is not None and end < opens):
            continue
        if end is None:
            return None
        months = rest_months
        if months is None:
            months = valid_on(table.suspension_rest_months, end).value
        if months:
            last_day = max(last_day, add_months(end, months))
        else:
            last_day += end - max(begin, opens)
    return last_day


def _merged(causes: Sequence[Cause]) -> list[tuple[date, date | None]]:
    """Return the causes in order, those that overlap joined: the same days never count twice."""
    merged: list[tuple[date, date | None]] = []
    for cause in sorted(causes, key=lambda each: (each.begin, each.end or date.max)):
        if not merged:
            merged.append((cause.begin, cause.end))
            continue
        begin, end = merged[-1]
        if end is None or (cause.end is None and cause.begin <= end):
            merged[-1] = (begin, None)
        elif cause.begin > end:
            merged.append((cause.begin, cause.end))
        else:
            merged[-1] = (begin, max(end, cause.end or end))
    return merged


def _legal(last_day: date | None, calendar: HolidayCalendar | None) -> date | None:
    return calendar.roll(last_day) if calendar and last_day else last_day
