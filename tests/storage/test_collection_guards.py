"""Neither SQL nor a second hand changes what was written; schema versions lead forwards only."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from desktop.domain.errors import ExpectedFailure
from desktop.services.collection_records import OfficeDecision
from desktop.storage.collection import schema
from desktop.storage.collection.guards import REFUSAL
from desktop.storage.collection.tables import metadata
from tests.collection_rows import BRANCH, chain, package, paid, waiting

REPLACED = {"branch", "replica", "tally", "ledger_now", "loan", "target"}
HISTORY = [
    "UPDATE bundle SET texts = texts",
    "UPDATE entry SET hash = prev_hash",
    "DELETE FROM entry WHERE event_id = 'a'",
    "UPDATE money SET fen = fen + 1",
    "DELETE FROM money",
    "UPDATE package SET state = 'refused'",
    "DELETE FROM package",
    "UPDATE held SET reason = ''",
    "DELETE FROM held",
    "DELETE FROM bundle",
    "UPDATE act SET \"by\" = 'somebody'",
    "UPDATE decision SET approved = 0",
    "UPDATE double_decision SET kept = '[]'",
]


@pytest.fixture
def sql(collection):
    """Run a statement as somebody would who has the database open."""

    def run(statement):
        with collection.write(BRANCH) as work:
            work._connection.execute(text(statement))
            work.commit()

    return run


@pytest.fixture
def filled(collection, clock):
    line = chain("a b")
    with collection.write(BRANCH) as work:
        work.add_entries(line, complete=False)
        work.add_money([paid("a"), paid("b")])
        work.decide_double(work.doubles(BRANCH)[0].key, ["a"], "user-9", "")
        work.add_package(package(line), None)
        work.hold(waiting("a"))
        work.note("held_forced", "user-9", {})
        work.add_decision(OfficeDecision(BRANCH, "p", "h", True, "", ("u", "v"), clock.now()))
        work.commit()


def test_every_table_is_guarded_but_those_that_are_replaced():
    open_tables = {each.name for each in metadata.sorted_tables if each.info["changes"] == ("*",)}
    assert open_tables == REPLACED


def test_the_branch_stands_first_in_every_key():
    for table in metadata.sorted_tables:
        assert next(iter(table.primary_key.columns)).name == "branch", table.name
        assert not table.foreign_keys, table.name
        for index in table.indexes:
            assert next(iter(index.columns)).name == "branch", index.name


def test_sql_does_not_change_history(filled, sql):
    for statement in HISTORY:
        with pytest.raises(DBAPIError, match=REFUSAL):
            sql(statement)


def test_completing_and_releasing_are_no_change_of_history(collection, filled, sql):
    sql("UPDATE entry SET complete = 1")
    sql("UPDATE held SET released_by = 'user-9'")
    with collection.read() as queries:
        assert queries.is_complete(BRANCH, chain("a b")[1].hash)


def test_a_collection_of_a_newer_program_is_not_opened(reopen, monkeypatch):
    reopen().close()
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, lambda connection: None))
    reopen().close()
    monkeypatch.undo()
    with pytest.raises(ExpectedFailure, match="collection_newer") as refused:
        reopen()
    assert refused.value.params == {"version": "2", "known": "1"}


def test_an_older_collection_is_brought_up_to_date_once_and_keeps_its_rows(reopen, monkeypatch):
    first = reopen()
    with first.write(BRANCH) as work:
        work.add_entries(chain("a"), complete=True)
        work.commit()
    taken = []

    def step(connection):
        connection.execute(text("CREATE TABLE later (branch TEXT PRIMARY KEY)"))
        taken.append(1)

    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, step))
    for _ in range(2):
        with reopen().read() as queries:
            assert queries.known_hashes(BRANCH, ["a"])
    assert taken == [1]


def test_a_step_that_fails_leaves_the_collection_as_it_was(reopen, monkeypatch):
    def step(connection):
        connection.execute(text("CREATE TABLE later (branch TEXT PRIMARY KEY)"))
        raise RuntimeError("half-way")

    reopen()
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, step))
    with pytest.raises(RuntimeError):
        reopen()
    monkeypatch.undo()
    with reopen().write(BRANCH) as work:
        work._connection.execute(text("CREATE TABLE later (branch TEXT PRIMARY KEY)"))
