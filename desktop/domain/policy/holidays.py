"""Rest days of further years: what head office adds when the next yearly notice is out (rule 8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.dates import HolidayCalendar
from desktop.domain.errors import RuleViolation
from desktop.domain.policy.dated import Dated

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """The days off of a year, ordinary weekends apart, and its weekend days that were worked."""

    rest_days: tuple[date, ...]
    worked_days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class HolidayPolicy:
    """Years beyond those shipped, or put for one of them; a row's ``since`` is 1 January."""

    years: Sequence[Dated[HolidayYear]] = ()


def calendar_with(calendar: HolidayCalendar, policy: HolidayPolicy) -> HolidayCalendar:
    """Return the calendar with the policy's years added or put in the place of its own.

    Raises RuleViolation ``holiday_year_gap`` where a year between would be unknown (its strict
    days would silently stand) and ``holiday_day_wrong`` for a day of another year or a worked day
    that is no weekend.
    """
    for row in policy.years:
        calendar = _with_year(calendar, row.since, row.value)
    return calendar


def _with_year(calendar: HolidayCalendar, since: date, year: HolidayYear) -> HolidayCalendar:
    if not calendar.first.year <= since.year <= calendar.last.year + 1:
        raise RuleViolation(
            "holiday_year_gap", field="since", year=since.year, last=calendar.last.year
        )
    _check(since, year)
    return HolidayCalendar(
        _without(calendar.holidays, since.year) | set(year.rest_days),
        _without(calendar.workdays, since.year) | set(year.worked_days),
        calendar.first,
        max(calendar.last, date(since.year, 12, 31)),
    )


def _check(since: date, year: HolidayYear) -> None:
    wrong = [day for day in (*year.rest_days, *year.worked_days) if day.year != since.year]
    wrong += [day for day in year.worked_days if day.weekday() < _SATURDAY]
    if wrong or (since.month, since.day) != (1, 1):
        day = wrong[0] if wrong else since
        raise RuleViolation("holiday_day_wrong", field="value", date=day.isoformat())


def _without(days: frozenset[date], year: int) -> frozenset[date]:
    return frozenset(day for day in days if day.year != year)
