"""What every group of questions and of writes stands on: one connection inside a transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias, cast

from sqlalchemy import ColumnElement, Connection, Select, Table, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from desktop.services.ports import Clock
from desktop.storage.collection.bulk import add_new

AnyMapping: TypeAlias = Mapping[str, Any]
"""A row by the names of its columns."""


class Asking:
    """Asks through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _rows(self, statement: Select[Any]) -> Sequence[AnyMapping]:
        return cast(Sequence[AnyMapping], self._connection.execute(statement).mappings().all())


class Changing(Asking):
    """Writes about one branch, whose lock is held."""

    def __init__(self, connection: Connection, branch: str, clock: Clock) -> None:
        super().__init__(connection)
        self._branch = branch
        self._clock = clock

    def _add(self, table: Table, values: Mapping[str, Any]) -> None:
        self._connection.execute(insert(table).values(branch=self._branch, **values))

    def _add_numbered(self, table: Table, values: Mapping[str, Any]) -> None:
        """Add a row under the branch's next number."""
        newest = select(func.coalesce(func.max(table.c.no), 0)).where(
            table.c.branch == self._branch
        )
        self._add(table, {**values, "no": self._connection.execute(newest).scalar_one() + 1})

    def _put(self, table: Table, values: Mapping[str, Any]) -> None:
        """Add a row, or change what may change of the one with its key."""
        keys = [column.name for column in table.primary_key]
        changes = table.info["changes"]
        row = {**values, "branch": self._branch}
        changed = {
            name: value
            for name, value in row.items()
            if name not in keys and (changes == ("*",) or name in changes)
        }
        statement = self._insert(table).values(row)
        self._connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed))

    def _add_new(self, table: Table, rows: Iterable[Sequence[Any]]) -> None:
        """Add many rows, given in the order of the table's columns, that are not here."""
        add_new(self._connection, table, rows)

    def _add_missing(self, table: Table, rows: Iterable[Sequence[Any]]) -> None:
        """Add a few rows, given in the order of the table's columns; those here already stay."""
        names = table.columns.keys()
        values = [dict(zip(names, row, strict=True)) for row in rows]
        if values:
            self._connection.execute(self._insert(table).on_conflict_do_nothing(), values)

    def _insert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """Return an insert that can say what happens to a row that is here already."""
        on_server = self._connection.dialect.name == "postgresql"
        return postgresql.insert(table) if on_server else sqlite.insert(table)

    def _now(self) -> datetime:
        return self._clock.now()


def of_branch(table: Table, branch: str) -> list[ColumnElement[bool]]:
    """Return the condition that a row is a branch's; none for all branches ("")."""
    return [table.c.branch == branch] if branch else []
