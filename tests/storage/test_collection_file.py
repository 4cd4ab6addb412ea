"""The collection in one encrypted file: made whole, opened with its key, all or nothing."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.dialects import sqlite

from desktop.domain.errors import ExpectedFailure
from desktop.storage.collection import create_collection, open_collection, schema
from desktop.storage.collection.tables import IS_WAITING, entry
from desktop.storage.collection.values import among
from tests.collection_rows import BRANCH, OTHER, chain

KEY = bytes(range(32))
ROOT = Path(__file__).parents[2]

IMPORTER = """
import os, signal, sys
from pathlib import Path
from tests.collection_rows import BRANCH, NOW, chain, package, paid
from desktop.storage.collection import open_collection
from desktop.storage.collection.entries import EntryWrites

class Clock:
    def now(self):
        return NOW

def die(where):
    if where == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)

def dying(*arguments, numbered=EntryWrites._numbered):
    for number, each in enumerate(numbered(*arguments)):
        if number == 400:
            die("while adding")
        yield each

EntryWrites._numbered = dying
line = chain(" ".join(f"e{number}" for number in range(500)))
with open_collection(Path(sys.argv[1]), bytes(range(32)), Clock()).write(BRANCH) as work:
    work.add_entries(line, complete=True)
    work.add_money([paid(each.event_id, 1) for each in line])
    work.add_package(package(line), None)
    die("before commit")
    work.commit()
    die("after commit")
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "head office.branches.db"


def refusal(call, *arguments, **options):
    with pytest.raises(ExpectedFailure) as refused:
        call(*arguments, **options)
    return refused.value.code


def test_a_file_that_is_there_is_never_overwritten(path, clock):
    create_collection(path, KEY, clock).close()
    assert refusal(create_collection, path, KEY, clock) == "database_exists"


def test_nothing_is_left_of_a_collection_that_could_not_be_made(path, clock, monkeypatch):
    def step(connection):
        raise RuntimeError("half-way")

    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, step))
    with pytest.raises(RuntimeError):
        create_collection(path, KEY, clock)
    assert list(path.parent.iterdir()) == []


def test_a_file_that_is_missing_empty_or_under_another_key(path, clock):
    assert refusal(open_collection, path, KEY, clock) == "database_missing"
    path.touch()
    assert refusal(open_collection, path, KEY, clock) == "database_damaged"
    path.unlink()
    create_collection(path, KEY, clock).close()
    assert refusal(open_collection, path, bytes(32), clock) == "wrong_key"
    assert b"CREATE TABLE" not in path.read_bytes()


def test_another_program_that_writes_too_long_is_named_in_words(path, clock):
    first = create_collection(path, KEY, clock)
    second = open_collection(path, KEY, clock, wait_ms=10)
    with first.write(BRANCH):
        with pytest.raises(ExpectedFailure, match="collection_locked"), second.write(OTHER):
            pass
        with second.read() as queries:
            assert queries.branches() == []
    first.close()
    second.close()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
@pytest.mark.parametrize(
    ("where", "stored"), [("while adding", 0), ("before commit", 0), ("after commit", 500)]
)
def test_a_killed_import_leaves_all_of_it_or_nothing(path, clock, where, stored):
    create_collection(path, KEY, clock).close()
    command = [sys.executable, "-c", IMPORTER, str(path), where]
    killed = subprocess.run(command, cwd=ROOT, stderr=subprocess.PIPE)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    collection = open_collection(path, KEY, clock)
    line = chain(" ".join(f"e{number}" for number in range(500)))
    with collection.read() as queries:
        assert len(queries.known_hashes(BRANCH, [each.event_id for each in line])) == stored
        assert queries.money_total(BRANCH) == (stored, 0)
        assert len(queries.packages()) == (1 if stored else 0)
    with collection.write(BRANCH) as work:
        assert len(work.add_entries(line, complete=True)) == stored
        work.commit()
    collection.close()


@pytest.mark.parametrize(
    ("condition", "index"),
    [
        (among(entry.c.event_id, ["a", "b"]), "sqlite_autoindex_entry_1 (branch=? AND event_id=?)"),
        (among(entry.c.hash, ["a", "b"]), "uq_entry_hash (branch=? AND hash=?)"),
        (IS_WAITING, "COVERING INDEX ix_entry_waiting (branch=?)"),
    ],
)
def test_an_index_is_asked_and_no_branch_read_through(path, clock, condition, index):
    collection = create_collection(path, KEY, clock)
    asked = select(entry.c.prev_hash).where(entry.c.branch == BRANCH, condition)
    compiled = asked.compile(dialect=sqlite.dialect())
    with collection.read() as queries:
        plan = queries._connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {compiled}", tuple(compiled.params.values())
        )
        assert index in str(plan.all())
    collection.close()
