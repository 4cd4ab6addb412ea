"""Why a row is not applied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Table
from sqlalchemy.exc import IntegrityError

from desktop.services.entry_ports import HoldReason

_UNIQUE = re.compile(r"UNIQUE constraint failed: (\w+)\.(\w+)")
SERIALS = {"notice": "serial", "document": "serial", "repayment": "receipt"}
"""The columns of papers that bear a human serial, by table."""


class HeldError(Exception):
    """A row cannot be applied now: why, and what it waits for."""

    def __init__(self, reason: HoldReason, waits_for: str) -> None:
        super().__init__(reason, waits_for)
        self.reason = reason
        self.waits_for = waits_for


class NotForUsError(Exception):
    """A row that means something to the other line alone."""


def missing(table: Table, key: list[Any]) -> HeldError:
    """Return that a row waits for the one of a key."""
    return HeldError(HoldReason.PARENT_MISSING, " ".join([table.name, *_words(key)]))


def refused(table: Table, error: Exception) -> HeldError:
    """Return why the database refused a row."""
    unique = _UNIQUE.search(str(error)) if isinstance(error, IntegrityError) else None
    if unique is None:
        return HeldError(HoldReason.REFUSED, table.name)
    return HeldError(HoldReason.DONE_TWICE, table.name)


def _words(key: list[Any]) -> Iterator[str]:
    for each in key:
        if isinstance(each, list):
            yield from _words(each)
        else:
            yield str(each)
