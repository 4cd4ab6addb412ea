"""Many rows at once: executemany on SQLite, COPY into a temporary table on PostgreSQL.

Rows that are here already, by any unique key, are left as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table


def add_missing(connection: Connection, table: Table, rows: Iterable[Sequence[Any]]) -> int:
    """Add rows, given in the order of the table's columns, and return how many were new."""
    cursor: Any = connection.connection.cursor()
    try:
        if connection.dialect.name == "postgresql":
            return _copied(cursor, table, rows)
        cursor.executemany(_insert(table), rows)
        return int(cursor.rowcount)
    finally:
        cursor.close()


@lru_cache
def _insert(table: Table) -> str:
    marks = ", ".join("?" for _ in table.columns)
    return f'INSERT INTO "{table.name}" VALUES ({marks}) ON CONFLICT DO NOTHING'


def _copied(cursor: Any, table: Table, rows: Iterable[Sequence[Any]]) -> int:
    """Copy into a table of this transaction alone, which knows no conflict, and take it over."""
    incoming = f'"incoming_{table.name}"'
    like = f'(LIKE "{table.name}") ON COMMIT DROP'
    cursor.execute(f"CREATE TEMP TABLE IF NOT EXISTS {incoming} {like}")
    with cursor.copy(f"COPY {incoming} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    cursor.execute(f'INSERT INTO "{table.name}" SELECT * FROM {incoming} ON CONFLICT DO NOTHING')
    added = int(cursor.rowcount)
    cursor.execute(f"TRUNCATE {incoming}")
    return added
