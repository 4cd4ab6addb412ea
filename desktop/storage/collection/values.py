"""Between records and rows: what a field's type says is how it is stored."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeVar, get_type_hints

from sqlalchemy import ColumnElement, Select, Text, column, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

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


class _listed_texts(FunctionElement[str]):  # noqa: N801 - SQL functions are lower case
    """The texts of a JSON list as rows: many values as one parameter."""

    name = "listed_texts"
    inherit_cache = True


@compiles(_listed_texts, "sqlite")
def _on_sqlite(element: _listed_texts, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(_listed_texts, "postgresql")
def _on_postgresql(element: _listed_texts, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(element.clauses, **options)} AS json))"


def among(searched: ColumnElement[str], values: Sequence[str]) -> ColumnElement[bool]:
    """Return the condition that a column holds one of many texts, however many they are."""
    return searched.in_(texts(values))


def texts(values: Sequence[str]) -> Select[tuple[str]]:
    """Return a select of many texts as rows."""
    listed = _listed_texts(json.dumps(list(values), ensure_ascii=False))
    return select(listed.table_valued(column("value", Text)).c.value)
