"""Dated tables as plain data, and back: what head office hands to a branch as a file.

A row is ``{"table": "limitation.years", "since": "2017-10-01", "value": 3, "source": "…",
"note": "", "uncertain": false}``. Decimals are text, days and times ISO text, records objects by
field name. Reading checks everything by the types that the tables declare and reports every
problem with its row, not only the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, time
from decimal import Decimal
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from desktop.domain.errors import RuleViolation
from desktop.domain.policy import DEFAULT_POLICY, Dated, Policy, with_row
from desktop.domain.policy.values import WrongValue, known_words, read_value

_ROW_FIELDS = {"table", "since", "value", "source", "note", "uncertain"}


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row with the name of its table."""

    table: str
    row: Dated[Any]


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong in a row: its number in the file from 1 (0: the file), the field, and why."""

    row: int
    field: str
    words: str

    def __str__(self) -> str:
        place = f"第{self.row}行 {self.field}" if self.row else self.field
        return f"{place}：{self.words}"


@cache
def table_types() -> Mapping[str, Any]:
    """Return every dated table's name (``limitation.years``) with the type of its values."""
    return {
        f"{area.name}.{name}": get_args(get_args(hint)[0])[0]
        for area in fields(Policy)
        for name, hint in get_type_hints(type(getattr(DEFAULT_POLICY, area.name))).items()
        if get_origin(hint) is Sequence
    }


def rows_of(policy: Policy) -> Iterator[NamedRow]:
    """Yield the rows of all tables, by table and first day."""
    for name in table_types():
        for row in table_of(policy, name):
            yield NamedRow(name, row)


def table_of(policy: Policy, name: str) -> Sequence[Dated[Any]]:
    """Return a table by its name; KeyError if there is none."""
    if name not in table_types():
        raise KeyError(name)
    area, table = name.split(".")
    rows: Sequence[Dated[Any]] = getattr(getattr(policy, area), table)
    return rows


def with_rows(policy: Policy, rows: Sequence[NamedRow]) -> Policy:
    """Return the policy with rows added to their tables, or put for those of the same day."""
    for each in rows:
        area, table = each.table.split(".")
        shelf = getattr(policy, area)
        longer = with_row(table_of(policy, each.table), each.row)
        policy = replace(policy, **{area: replace(shelf, **{table: longer})})
    return policy


def row_to_plain(named: NamedRow) -> dict[str, Any]:
    """Return a row as JSON-ready data, in the form that :func:`read_rows` takes."""
    row = named.row
    return {
        "table": named.table,
        "since": row.since.isoformat(),
        "value": value_to_plain(row.value),
        "source": row.source,
        "note": row.note,
        "uncertain": row.uncertain,
    }


def value_to_plain(value: Any) -> Any:
    """Return a table's value as JSON-ready data; no float ever occurs."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: value_to_plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [value_to_plain(each) for each in value]
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


def read_rows(plain: Any) -> list[NamedRow]:
    """Return the rows of a file: a list, or an object with a list ``rows``.

    Raises RuleViolation ``policy_rows_wrong`` whose ``problems`` name every row and field that is
    unknown, missing, of a wrong type or out of its range.
    """
    listed = plain.get("rows") if isinstance(plain, Mapping) else plain
    if not isinstance(listed, list) or not listed:
        raise _refused([RowProblem(0, "rows", "文件应是一列规则行（rows），至少一行")])
    problems: list[RowProblem] = []
    rows = []
    for number, each in enumerate(listed, start=1):
        found = list(_row_problems(number, each))
        problems += found
        if not found:
            rows.append(_row(each))
    problems += _repeated(listed)
    if problems:
        raise _refused(sorted(problems, key=lambda problem: problem.row))
    return rows


def value_from_plain(table: str, plain: Any) -> Any:
    """Return a value of a table; raises :class:`WrongValue` where it does not fit."""
    value = read_value(table_types()[table], plain)
    known_words(table, value, table_of(DEFAULT_POLICY, table))
    return value


def _row(plain: Mapping[str, Any]) -> NamedRow:
    table = plain["table"]
    return NamedRow(
        table,
        Dated(
            since=date.fromisoformat(plain["since"]),
            value=value_from_plain(table, plain["value"]),
            source=plain["source"].strip(),
            note=plain.get("note", ""),
            uncertain=plain.get("uncertain", False),
        ),
    )


def _row_problems(number: int, plain: Any) -> Iterator[RowProblem]:
    if not isinstance(plain, Mapping):
        yield RowProblem(number, "", "不是一个对象")
        return
    for name in sorted(plain.keys() - _ROW_FIELDS):
        yield RowProblem(number, name, "没有这一项")
    for name, hint in (("since", date), ("source", str), ("note", str), ("uncertain", bool)):
        if name in plain or name in ("since", "source"):
            yield from _field_problems(number, name, hint, plain.get(name))
    source = plain.get("source")
    if isinstance(source, str) and not source.strip():
        yield RowProblem(number, "source", "要写明依据")
    if plain.get("uncertain") is True and not plain.get("note"):
        yield RowProblem(number, "note", "有争议的值要写明理由")
    yield from _value_problems(number, plain)


def _value_problems(number: int, plain: Mapping[str, Any]) -> Iterator[RowProblem]:
    table = plain.get("table")
    if not isinstance(table, str) or table not in table_types():
        yield RowProblem(number, "table", f"没有名为“{table}”的表")
        return
    try:
        value_from_plain(table, plain.get("value"))
    except WrongValue as wrong:
        yield RowProblem(number, f"value{wrong.place}", wrong.words)


def _field_problems(number: int, name: str, hint: Any, plain: Any) -> Iterator[RowProblem]:
    try:
        read_value(hint, plain)
    except WrongValue as wrong:
        yield RowProblem(number, name, wrong.words)


def _repeated(listed: Sequence[Any]) -> Iterator[RowProblem]:
    seen: dict[tuple[str, str], int] = {}
    for number, each in enumerate(listed, start=1):
        if isinstance(each, Mapping):
            key = (str(each.get("table")), str(each.get("since")))
            if key in seen:
                yield RowProblem(number, "since", f"与第{seen[key]}行同表同日")
            seen.setdefault(key, number)


def _refused(problems: Sequence[RowProblem]) -> RuleViolation:
    text = "；".join(map(str, problems))
    return RuleViolation("policy_rows_wrong", field="rows", count=len(problems), problems=text)
