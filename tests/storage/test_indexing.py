"""Indexing many new rows at once leaves the schema and the rows as inserting them would."""

from typing import Any

import pytest
from sqlalchemy import Connection

from desktop.storage.engine import open_engine
from desktop.storage.tables import party
from desktop.storage.writes.indexing import indexed_afterwards

_MANY = 10_000
_PARTY = (
    "INSERT INTO party (pk, id, name, pinyin, initials, id_number, id_tail, id_problem,"
    " customer_no, phone, address, township, village, group_name, group_no)"
    " VALUES (?, ?, '周田生', 'zhoutiansheng', 'zts', '', '', '', '', '', '', '', '', '', 0)"
)


def indexes(connection: Connection) -> list[Any]:
    listed = "SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name"
    return [tuple(row) for row in connection.exec_driver_sql(listed)]


@pytest.fixture
def connection(store: Any, key: bytes) -> Any:
    engine = open_engine(store.path, key)
    with engine.connect() as opened:
        opened.exec_driver_sql("BEGIN IMMEDIATE")
        yield opened
    engine.dispose()


def test_indexes_are_the_same_after_many_rows_and_complete(connection: Connection) -> None:
    before = indexes(connection)
    with indexed_afterwards(connection, party, _MANY):
        assert len(indexes(connection)) < len(before)
        connection.exec_driver_sql(_PARTY, [(pk, f"p{pk}") for pk in range(1, 51)])
    assert [name for name, _ in indexes(connection)] == [name for name, _ in before]
    words = [" ".join((sql or "").split()) for _, sql in indexes(connection)]
    assert words == [" ".join((sql or "").split()) for _, sql in before]
    assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    found = "SELECT count(*) FROM party INDEXED BY ix_party_initials WHERE initials = 'zts'"
    assert connection.exec_driver_sql(found).scalar() == 50


def test_few_rows_are_indexed_one_by_one(connection: Connection) -> None:
    before = indexes(connection)
    with indexed_afterwards(connection, party, _MANY - 1):
        assert indexes(connection) == before


def test_rows_beside_more_are_indexed_one_by_one(connection: Connection) -> None:
    rows = [(pk, f"p{pk}") for pk in range(_MANY + 1)]
    connection.exec_driver_sql(_PARTY, rows)
    before = indexes(connection)
    with indexed_afterwards(connection, party, _MANY):
        assert indexes(connection) == before


def test_a_failed_insert_brings_the_indexes_back(connection: Connection) -> None:
    before = indexes(connection)
    with pytest.raises(RuntimeError), indexed_afterwards(connection, party, _MANY):
        raise RuntimeError
    connection.rollback()
    assert indexes(connection) == before
