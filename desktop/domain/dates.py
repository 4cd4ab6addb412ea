"""Calendar arithmetic of the law: corresponding days and legal holidays (民法典 §§200-203)."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

_DAY = timedelta(days=1)


def add_years(day: date, years: int) -> date:
    """Return the corresponding day ``years`` later, or the month's end where it has none.

    民法典 §202: 2020-02-29 + 3 -> 2023-02-28; 2021-02-28 + 3 -> 2024-02-28.
    """
    return add_months(day, 12 * years)


def add_months(day: date, months: int) -> date:
    """Return the corresponding day ``months`` later, or the month's end where it has none."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:  # the month is shorter, or the year is out of range and raises again
        return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


@dataclass(frozen=True, slots=True)
class HolidayCalendar:
    """Legal rest days: weekends and holidays, less the weekend days that were worked.

    ``first`` and ``last`` bound the days the tables cover. Outside them nothing is rolled: the
    strict day stands, which is the safer answer (rules 1.4, 8).
    """

    holidays: frozenset[date]
    workdays: frozenset[date]
    first: date = field(default=date.min)
    last: date = field(default=date.max)

    @staticmethod
    def of(holidays: Iterable[date], workdays: Iterable[date]) -> HolidayCalendar:
        return HolidayCalendar(frozenset(holidays), frozenset(workdays))

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last

    def is_rest_day(self, day: date) -> bool:
        return day in self.holidays or (day.weekday() >= 5 and day not in self.workdays)

    def roll(self, day: date) -> date:
        """Return the day, or the next working day where it is a rest day (民法典 §203).

        Where the table ends before a working day is found, the strict day stands.
        """
        if not self.covers(day):
            return day
        rolled = day
        while self.is_rest_day(rolled):
            rolled += _DAY
        return rolled if self.covers(rolled) else day
