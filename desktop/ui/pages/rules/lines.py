"""The rows of all dated tables as one list, with where each stands today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from desktop.domain.dates import HolidayCalendar
from desktop.domain.policy import Dated, Policy, known_on

REFERENCE_RATES = ("interest.benchmark", "interest.lpr")
"""Tables of the interest area that are long and for reference only: they stand apart."""
RATES = "rates"
UNDATED = "notice"
SHIPPED_YEARS = "holidays.shipped"


class Standing(StrEnum):
    """Whether a row is the one of today, or was, or will be; ``SETTING`` has no days at all."""

    VALID = "valid"
    EARLIER = "earlier"
    LATER = "later"
    SETTING = "setting"


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One row: ``area`` is where it is shown, ``table`` its table's name as ``limitation.years``.

    ``since`` is None for a setting, which has no days.
    """

    area: str
    table: str
    value: Any
    standing: Standing
    since: date | None = None
    source: str = ""
    note: str = ""
    uncertain: bool = False


def rule_lines(policy: Policy, calendar: HolidayCalendar, today: date) -> list[RuleLine]:
    """Return every row of every table, tables in their order, rows from the newest back.

    The years of rest days that travel with the program stand among them as one row.
    """
    lines = [line for each in fields(policy) for line in _area(policy, each.name, today)]
    return [*lines, *_shipped_years(calendar, today)]


def areas(lines: Sequence[RuleLine]) -> list[str]:
    """Return the areas that occur, each once, in their order."""
    return list(dict.fromkeys(line.area for line in lines))


def _area(policy: Policy, name: str, today: date) -> Iterator[RuleLine]:
    area = getattr(policy, name)
    for each in fields(area):
        table = getattr(area, each.name)
        key = f"{name}.{each.name}"
        if name == UNDATED:
            yield RuleLine(name, key, table, Standing.SETTING)
            continue
        at = RATES if key in REFERENCE_RATES else name
        yield from (_line(at, key, row, table, today) for row in reversed(table))


def _line(
    area: str, key: str, row: Dated[Any], table: Sequence[Dated[Any]], today: date
) -> RuleLine:
    standing = Standing.LATER if row.since > today else Standing.EARLIER
    if row is known_on(table, today):
        standing = Standing.VALID
    return RuleLine(area, key, row.value, standing, row.since, row.source, row.note, row.uncertain)


def _shipped_years(calendar: HolidayCalendar, today: date) -> Iterator[RuleLine]:
    if calendar.holidays:
        years = (calendar.first.year, calendar.last.year)
        standing = Standing.VALID if today <= calendar.last else Standing.EARLIER
        yield RuleLine("holidays", SHIPPED_YEARS, years, standing, calendar.first)
