"""Between records and rows: what a field's type says is how it is stored."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeVar, get_type_hints

from sqlalchemy import Boolean, ColumnElement
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.operators import OperatorType

from desktop.services.collection_records import PackageState
from desktop.services.package_ports import ControlTotal

Record = TypeVar("Record")

_READ: Mapping[Any, Callable[[Any], Any]] = {
    bool: bool,
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    date | None: lambda text: date.fromisoformat(text) if text else None,
    datetime | None: lambda text: datetime.fromisoformat(text) if text else None,
    tuple[str, ...]: lambda text: tuple(json.loads(text)),
    tuple[ControlTotal, ...]: lambda text: tuple(ControlTotal(*each) for each in json.loads(text)),
    PackageState: PackageState,
}


def to_row(record: Any) -> dict[str, Any]:
    """Return a record's fields as they are stored."""
    return {each.name: stored(getattr(record, each.name)) for each in fields(record)}


def stored(value: Any) -> Any:
    """Return one value as it is stored."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, date):  # a datetime is one
        return value.isoformat()
    if isinstance(value, tuple):
        return json.dumps([_listed(each) for each in value], ensure_ascii=False)
    return value


def from_row(record: Callable[..., Record], row: Mapping[str, Any]) -> Record:
    """Return the record that a row holds; columns it has no field for are left out."""
    return record(**{name: read(row[name]) for name, read in _readers(record)})


def _listed(value: Any) -> Any:
    if isinstance(value, ControlTotal):
        return [value.kind, value.count, value.fen, value.loan_digits]
    return value


@lru_cache
def _readers(record: Any) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    return tuple((name, _READ.get(hint, _same)) for name, hint in get_type_hints(record).items())


def _same(value: Any) -> Any:
    return value


class _among(FunctionElement[bool]):  # noqa: N801 - SQL functions are lower case
    """Whether a text is one of a JSON list: many values as one parameter."""

    name = "among"
    type = Boolean()
    inherit_cache = True

    def self_group(self, against: OperatorType | None = None) -> _among:
        """Stay a condition: "(…) = 1", as SQLite's functions are asked, would use no index."""
        return self


@compiles(_among, "sqlite")
def _on_sqlite(element: _among, compiler: SQLCompiler, **options: Any) -> str:
    searched, listed = (compiler.process(each, **options) for each in element.clauses)
    return f"{searched} IN (SELECT value FROM json_each({listed}))"


@compiles(_among, "postgresql")
def _on_postgresql(element: _among, compiler: SQLCompiler, **options: Any) -> str:
    """Write an array, which an index is asked for; a join would be guessed at."""
    searched, listed = (compiler.process(each, **options) for each in element.clauses)
    return f"{searched} = ANY(ARRAY(SELECT json_array_elements_text(CAST({listed} AS json))))"


def among(searched: ColumnElement[str], values: Sequence[str]) -> ColumnElement[bool]:
    """Return the condition that a column holds one of many texts, however many they are."""
    return _among(searched, json.dumps(list(values), ensure_ascii=False))
