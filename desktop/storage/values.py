"""Between records and columns: days as ISO text, decimals as text, many ids as one parameter."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, func, select

from desktop.domain.limitation import ClockState

AnySelect: TypeAlias = "Select[*tuple[Any, ...]]"
"""A statement whose rows are unpacked by position."""

AnyRow: TypeAlias = Any
"""A row of such a statement."""


# A ledger has few different days and asks for each of them many times: remembered, both ways.


@lru_cache(maxsize=65_536)
def to_day(text: str | None) -> date | None:
    """Return a stored day."""
    return date.fromisoformat(text) if text else None


@lru_cache(maxsize=65_536)
def known_day(text: str) -> date:
    """Return a stored day that is never absent."""
    return date.fromisoformat(text)


@lru_cache(maxsize=65_536)
def from_day(day: date | None) -> str | None:
    """Return a day as it is stored."""
    return day.isoformat() if day else None


@lru_cache(maxsize=4_096)
def to_rate(text: str) -> Decimal | None:
    """Return a stored rate."""
    return Decimal(text) if text else None


def among(column: ColumnElement[Any], values: Sequence[str | int]) -> ColumnElement[bool]:
    """Return the condition that a column holds one of many values, however many they are."""
    listed = func.json_each(json.dumps(list(values), ensure_ascii=False)).table_valued("value")
    return column.in_(select(listed.c.value))


_ALIVE, _EXPIRED = ClockState.ALIVE.value, ClockState.EXPIRED.value


def state_on(stored: str, legal_last_day: str | None, today: str) -> str:
    """Return where a stored clock stands today: its last day may have passed since (ISO text)."""
    if stored == _ALIVE and legal_last_day and legal_last_day < today:
        return _EXPIRED
    return stored
