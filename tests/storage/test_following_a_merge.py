"""What belongs to a party changes hands by a merge and by nothing else."""

import pytest
import sqlcipher3.dbapi2 as driver

from desktop.storage.engine import connect
from desktop.storage.queries.doubles import party_columns

COLUMNS = [(table.name, column.name) for _, table, column in party_columns()]


@pytest.fixture
def connection(store, path, key):
    connection = connect(path, key)
    yield connection
    connection.close()


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_rows_that_name_a_party_can_be_found_by_a_key(connection, table, column):
    assert connection.execute(f"SELECT count(pk) FROM {table}").fetchone() == (0,)


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_table_of_history_lets_its_rows_follow_a_merge(connection, table, column):
    """A trigger that fires on the party's column must ask whether a merge says so."""
    triggers = connection.execute(
        "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,)
    )
    for (sql,) in triggers:
        if "BEFORE UPDATE" not in sql:
            continue
        _, of, columns = sql.partition(" OF ")
        named = [each.strip() for each in columns.partition(" ON ")[0].split(",")]
        assert of, f"{table}: a merge could not move its rows"
        assert column not in named or "party_merge" in sql


@pytest.mark.parametrize("table", ["notice", "contact"])
def test_without_a_merge_nothing_changes_hands(store, filled, rows, connection, table):
    with store.write() as uow:
        notice = rows.notice("n1", "p1")
        uow.add_notices([notice], {"n1": ["a1"]})
        uow.record("notices_issued", "batch-1", {}, notice.issued_on)
        uow.commit()
    connection.execute(
        "INSERT INTO contact VALUES (1, 'c1', 1, 'address', '某处', 'relative', "
        "'2026-10-10', 0, '', '2026-10-10')"
    )
    with pytest.raises(driver.IntegrityError, match="belongs to its party"):
        connection.execute(f"UPDATE {table} SET party_pk = 2")
