import re
import sqlite3

import pytest
import sqlcipher3.dbapi2 as driver
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.schema import CreateIndex, CreateTable

from desktop.storage.engine import connect
from desktop.storage.migrations import REVISIONS
from desktop.storage.tables import metadata
from desktop.storage.upgrade import NEWEST
from tests.storage.conftest import DAY
from tests.storage.every_table import fill_every_table

APPEND_ONLY = {
    "journal",
    "ledger_import",
    "loan_change",
    "loan_event",
    "event_withdrawal",
    "paper",
    "delivery",
    "entry_rows",
    "delivery_withdrawal",
    "evidence",
    "guarantee_act",
    "template",
    "guarantee_act_withdrawal",
    "approval",
    "approval_step",
    "repayment",
    "repayment_share",
    "repayment_reversal",
    "repayment_confirmation",
    "day_close",
    "day_reopen",
    "relief",
    "relief_part",
    "relief_step",
    "relief_waiver",
    "relief_evidence",
    "contact",
    "contact_withdrawal",
    "relation",
    "relation_withdrawal",
    "party_merge",
    "party_merge_undo",
    "agreement",
    "agreement_arrival",
    "agreement_consent",
    "agreement_loan",
    "agreement_signing",
    "agreement_third",
    "instalment",
    "promise",
    "promise_loan",
    "promise_withdrawal",
    "package_out",
    "return_in",
    "correction",
}


@pytest.fixture
def connection(store, path, key):
    connection = connect(path, key)
    yield connection
    connection.close()


@pytest.fixture
def full(store, filled, rows):
    """At least one row in every append-only table."""
    with store.write() as uow:
        fill_every_table(uow, rows)
        uow.record("everything", "x", {}, DAY)
        uow.commit()


def test_every_table_says_whether_it_is_sent_up_comes_down_or_stays():
    without = [
        table.name
        for table in metadata.sorted_tables
        if table.info.get("sync") not in ("up", "down", "local")
    ]
    assert without == []


def test_every_table_is_strict_so_that_fen_stay_whole_numbers():
    loose = [
        table.name
        for table in metadata.sorted_tables
        if not table.dialect_options["sqlite"]["strict"]
    ]
    assert loose == []


def test_the_tables_that_keep_history_are_the_ones_meant():
    marked = {table.name for table in metadata.sorted_tables if table.info["append_only"]}
    assert marked == APPEND_ONLY


@pytest.mark.parametrize("table", sorted(APPEND_ONLY))
def test_history_can_neither_be_changed_nor_deleted(full, connection, table):
    assert connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > 0
    column = connection.execute(f"SELECT name FROM pragma_table_info('{table}')").fetchone()[0]
    for act in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
        with pytest.raises(driver.IntegrityError, match="append-only"):
            connection.execute(act)


def test_replacing_a_row_does_not_slip_past_the_guard(full, connection):
    with pytest.raises(driver.IntegrityError, match="append-only"):
        connection.execute("INSERT OR REPLACE INTO journal SELECT * FROM journal LIMIT 1")


@pytest.mark.parametrize("column", ["facts", "serial", "issued_on", "round"])
def test_what_an_issued_notice_says_is_frozen(full, connection, column):
    with pytest.raises(driver.IntegrityError, match="frozen"):
        connection.execute(f"UPDATE notice SET {column} = {column}")


def test_an_issued_notice_is_never_deleted_but_its_state_moves_on(full, connection):
    with pytest.raises(driver.IntegrityError, match="stays"):
        connection.execute("DELETE FROM notice")
    connection.execute("UPDATE notice SET state = 'printed'")
    assert connection.execute("SELECT state FROM notice").fetchone()[0] == "printed"


@pytest.mark.parametrize("value", ["1.5", "'12.00 yuan'", "NULL"])
def test_fen_that_are_no_whole_number_are_refused(full, connection, value):
    with pytest.raises(driver.IntegrityError):
        connection.execute(f"UPDATE loan SET balance_fen = {value}")


def test_a_loan_without_a_borrower_is_refused(full, connection):
    with pytest.raises(driver.IntegrityError, match="FOREIGN KEY"):
        connection.execute("UPDATE loan SET borrower_pk = 99999")


def test_the_migrations_lead_to_the_tables_described(store, path, key):
    engine = create_engine("sqlite://", module=driver, creator=lambda: connect(path, key))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)
    engine.dispose()
    assert differences == []


def test_the_migrations_lead_to_the_very_checks_and_options_described(connection):
    """Alembic compares no CHECK, no STRICT: the statements are compared too."""
    described = {}
    dialect = create_engine("sqlite://").dialect
    for table in metadata.sorted_tables:
        described[table.name] = _plain(str(CreateTable(table).compile(dialect=dialect)))
        for index in table.indexes:
            described[index.name] = _plain(str(CreateIndex(index).compile(dialect=dialect)))
    found = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL "
        "AND name <> 'alembic_version'"
    )
    assert {name: _plain(sql) for name, sql in found} == described


def test_the_newest_revision_is_known_without_alembic():
    assert REVISIONS[-1].revision == NEWEST
    assert [each.down_revision for each in REVISIONS] == [
        None,
        *(each.revision for each in REVISIONS[:-1]),
    ]


def test_revisions_sort_as_they_follow_each_other():
    names = [each.revision for each in REVISIONS]
    assert names == sorted(names)


def test_plain_sqlite_cannot_read_the_file(store, path):
    store.close()
    plain = sqlite3.connect(path)
    with pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT count(*) FROM sqlite_master")
    plain.close()


def _plain(sql: str) -> str:
    return re.sub(r"\s+", "", sql.replace('"', ""))
