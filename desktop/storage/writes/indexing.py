"""Indexing many new rows at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Table, func, select

_MANY = 10_000


@contextmanager
def indexed_afterwards(connection: Connection, table: Table, rows: int) -> Iterator[None]:
    """Insert ``rows`` rows and index them then, where that is cheaper: a first import.

    Sorting all at once costs half of finding each its place. Constraints hold all the while, and
    the transaction keeps the indexes, too, all or nothing.
    """
    count = select(func.count()).select_from(table)
    if rows < _MANY or connection.execute(count).scalar_one() > rows:
        yield
        return
    indexes = sorted(table.indexes, key=lambda index: str(index.name))
    for index in indexes:
        index.drop(connection)
    yield
    for index in indexes:
        index.create(connection)
