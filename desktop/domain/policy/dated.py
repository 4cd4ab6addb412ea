"""A dated table: rows of a value, each with its first valid day, its source and a note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """A value valid from ``since`` until the next row of its table.

    ``uncertain`` marks a point on which sources disagree or no text was read: the value is the
    safer one, ``note`` says why, and the bank's counsel may set another.
    """

    since: date
    value: T
    source: str
    note: str = ""
    uncertain: bool = False


def valid_on(table: Sequence[Dated[T]], day: date) -> Dated[T]:
    """Return the row of an ascending table that is valid on ``day``.

    A day before the first row gets the first row: older facts are judged by the oldest rule known.
    Raises ValueError for an empty table.
    """
    if not table:
        raise ValueError("a dated table needs a row")
    row = table[0]
    for candidate in table:
        if candidate.since > day:
            break
        row = candidate
    return row


def known_on(table: Sequence[Dated[T]], day: date) -> Dated[T] | None:
    """Return the row valid on ``day``, None before the first: where nothing may be assumed."""
    return valid_on(table, day) if table and table[0].since <= day else None


def with_row(table: Sequence[Dated[T]], row: Dated[T]) -> tuple[Dated[T], ...]:
    """Return the table with a row added in its place, or put for the one of the same day.

    Days before ``row.since`` keep their value: a change leaves the past as it was.
    """
    others = (each for each in table if each.since != row.since)
    return tuple(sorted((*others, row), key=lambda each: each.since))
