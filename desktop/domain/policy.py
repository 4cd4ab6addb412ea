"""Dated tables: every threshold of the rules, with its first valid day and its source.

A value is looked up for a day; a value changed from a day on leaves the past as it was. Head
office will own the tables; until then they stand here as shipped. Points on which sources
disagree carry the safer value and say so in ``note``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """A value valid from ``since`` until the next row of its table."""

    since: date
    value: T
    source: str
    note: str = ""


def valid_on(table: Sequence[Dated[T]], day: date) -> Dated[T]:
    """Return the row of an ascending table that is valid on ``day``.

    A day before the first row gets the first row: older facts are judged by the oldest rule known.
    """
    row = table[0]
    for candidate in table:
        if candidate.since > day:
            break
        row = candidate
    return row


LIMITATION_YEARS: tuple[Dated[int], ...] = (
    Dated(date(1987, 1, 1), 2, "民法通则第135条"),
    Dated(date(2017, 10, 1), 3, "民法典第188条"),
)
"""Ordinary limitation period in years (rule 1.1)."""

PENALTY_UPLIFT: tuple[Dated[Decimal], ...] = (
    Dated(
        date(2004, 1, 1),
        Decimal("1.3"),
        "银发〔2003〕251号",
        "The lawful range is 1.3 to 1.5 by contract; the lowest claims nothing that is not owed.",
    ),
)
"""Overdue rate as a multiple of the contract rate, for loans made since 2004 (rule 3.4)."""

PENALTY_DAILY: tuple[Dated[Decimal], ...] = (
    Dated(
        date(1999, 6, 10),
        Decimal("0.00021"),
        "银发〔1999〕192号",
        "日万分之二点一, for loans made before 2004; earlier daily rates come from the contract.",
    ),
)
"""Overdue rate a day for loans made before 2004-01-01 (rules 3.4, 3.5)."""

PENALTY_UPLIFT_SINCE = date(2004, 1, 1)
"""Loans made from this day on bear the uplifted contract rate after due (rule 3.4)."""


@dataclass(frozen=True, slots=True)
class NoticePolicy:
    """How a branch demands: spacing of rounds, deadline, lead before a clock runs out (days)."""

    days_between_rounds: int = 30
    deadline_days: int = 21
    final_deadline_days: int = 15
    service_lead_days: int = 7
    warning_days: tuple[int, ...] = (7, 30, 90, 180)
    stale_ledger_days: int = 35


@dataclass(frozen=True, slots=True)
class Policy:
    """All dated tables together, as the use cases hand them to the rules."""

    limitation_years: Sequence[Dated[int]] = LIMITATION_YEARS
    penalty_uplift: Sequence[Dated[Decimal]] = PENALTY_UPLIFT
    penalty_daily: Sequence[Dated[Decimal]] = PENALTY_DAILY
    notice: NoticePolicy = field(default_factory=NoticePolicy)


DEFAULT_POLICY = Policy()
