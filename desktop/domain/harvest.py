"""Instalments after harvest: the days of the money, as a dated table says (practice, not law)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from desktop.domain.errors import RuleViolation
from desktop.domain.policy.agreements import HarvestDay
from desktop.domain.policy.dated import Dated, valid_on


def harvest_dates(
    table: Sequence[Dated[tuple[HarvestDay, ...]]], first: date, count: int
) -> tuple[date, ...]:
    """Return ``count`` harvest days from ``first`` on, that day included.

    A day counts where the row that is valid on it names it. Raises RuleViolation
    ``harvest_days_missing`` where the table leaves too few before the calendar ends.
    """
    found: list[date] = []
    for day in _days_from(table, first):
        if len(found) == count:
            break
        found.append(day)
    if len(found) < count:
        raise RuleViolation("harvest_days_missing", field="first")
    return tuple(found)


def _days_from(table: Sequence[Dated[tuple[HarvestDay, ...]]], first: date) -> Iterator[date]:
    for year in range(first.year, date.max.year + 1):
        named = {date(year, each.month, each.day) for row in table for each in row.value}
        for day in sorted(named):
            if day >= first and HarvestDay(day.month, day.day) in valid_on(table, day).value:
                yield day
