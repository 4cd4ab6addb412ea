"""Whether what another line says can be read here, value by value.

A database takes any text for a day or a kind. Here a day that is none would stop everything that
reads it: clocks, lists, and the return that brought it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Table

from desktop.domain.contact_book import ContactSource, ReachKind
from desktop.domain.documents import DocumentKind
from desktop.domain.guarantee.facts import ActKind
from desktop.domain.limitation import EventKind
from desktop.domain.permissions import Action
from desktop.domain.relations import Ground, RelationKind
from desktop.services.entry_ports import HoldReason
from desktop.storage.applying.holding import HeldError
from desktop.storage.queries.entries import WITH_FILES
from desktop.storage.tables.schema import IS_DAY

_KINDS: Mapping[str, Any] = {
    "approval.action": Action,
    "contact.kind": ReachKind,
    "contact.source": ContactSource,
    "document.kind": DocumentKind,
    "guarantee_act.kind": ActKind,
    "loan_event.kind": EventKind,
    "relation.ground": Ground,
    "relation.kind": RelationKind,
}
"""Columns whose values grow with the rules: the tables take any."""
_JSON: Mapping[str, type] = {
    "approval.basis": dict,
    "approval.body": dict,
    "day_close.checkers": list,
    "day_close.counts": dict,
    "day_reopen.checkers": list,
    "delivery.servers": list,
    "document.facts": dict,
    "notice.facts": dict,
    "repayment.checkers": list,
    "repayment_confirmation.figures": dict,
    "repayment_reversal.checkers": list,
}
_HASH = re.compile(r"[0-9a-f]{64}")
_LONGEST_NAME = 255
"""Characters; a package names each file that it brings and asks for, and holds no more."""
_YEARS = range(1900, 2201)
_LARGEST = 10**15
"""Of sums of such numbers none leaves 64 bits."""


def require_readable(table: Table, values: Mapping[str, Any]) -> None:
    """Raise HeldError for a value of a kind that only a newer program knows, and for one that is
    none of its column's.
    """
    for name, value in values.items():
        column = f"{table.name}.{name}"
        try:
            if column in _KINDS:
                _KINDS[column](value)
        except ValueError as error:
            raise HeldError(HoldReason.NEWER, column) from error
        try:
            is_sound = _is_sound(table, name, value)
        except (ValueError, TypeError, AttributeError, RecursionError, ZeroDivisionError):
            is_sound = False
        if not is_sound:
            raise HeldError(HoldReason.REFUSED, column)


def _is_sound(table: Table, name: str, value: Any) -> bool:
    column = table.columns[name]
    if column.info.get(IS_DAY):
        is_absent = value is None and column.nullable
        return bool(is_absent or date.fromisoformat(value).year in _YEARS)
    if name.endswith("_at"):
        moment = datetime.fromisoformat(value)
        return moment.year in _YEARS and moment.utcoffset() is not None
    shape = _JSON.get(f"{table.name}.{name}")
    if shape is not None:
        return isinstance(json.loads(value), shape)
    if table in WITH_FILES and name == "sha256":
        return _HASH.fullmatch(value) is not None
    if table in WITH_FILES and name == "file_name":
        return len(value) <= _LONGEST_NAME
    if (table.name, name) == ("relation", "share"):
        return not value or 0 <= Fraction(value) <= 1
    return not isinstance(value, int) or -_LARGEST <= value <= _LARGEST
