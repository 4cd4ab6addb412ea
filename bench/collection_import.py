"""100,000 entries into head office's collection, beside the drivers' own bulk insert.

    .venv/bin/python bench/collection_import.py [ENTRIES] [ROUNDS]

Every way runs in a process of its own, so that the peak of memory is its own. Entries and the money
they speak of are invented batch by batch, as a package is read; that is not counted, nor is making
empty databases. The peers insert the same rows into a new plain file or table: sqlite3 and
sqlcipher3 by executemany, psycopg by COPY, with the primary key alone and with every index of ours.
Ours also adds up money, looks for gaps, forks and possible doubles, and writes the package down.

Files are measured in CPU seconds, the server, which works in processes of its own, by the clock.
Targets: 2.5 times sqlite3, 3 times COPY, a known package again in a tenth of the first time, under
300 MB. Rounds alternate; the medians of the ratios count.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))  # the throwaway server stands with the tests

import psycopg
import sqlcipher3.dbapi2 as sqlcipher
from measuring import own_peak_megabytes
from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from desktop.services.collection_records import (
    MoneyRow,
    PackageState,
    ReceivedEntry,
    StoredPackage,
)
from desktop.storage.collection import SqlCollection, create_collection, open_collection_url
from desktop.storage.collection.tables import entry, money
from desktop.storage.journal import FIRST_HASH, chain_hash
from tests.postgres import programs, running_cluster

BRANCH = "0417"
BATCH = 5_000
NOW = datetime(2026, 10, 10, 9, tzinfo=UTC)
KEY = bytes(range(32))
NUMBERS = ("kind_version", "arrival")

Batch = tuple[list[ReceivedEntry], list[MoneyRow]]
Clock = Callable[[], float]


class StoppedClock:
    """Shows one moment."""

    def today(self) -> date:
        return NOW.date()

    def now(self) -> datetime:
        return NOW


def batches(entries: int) -> Iterator[Batch]:
    """Yield entries of a branch, every third a repayment, about 1.4 kB each with their rows."""
    head = FIRST_HASH
    for first in range(0, entries, BATCH):
        batch: Batch = ([], [])
        for number in range(first, min(first + BATCH, entries)):
            received = invented(number, head)
            head = received.hash
            batch[0].append(received)
            if not number % 3:
                batch[1].append(paid(number, received.event_id))
        yield batch


def invented(number: int, head: str) -> ReceivedEntry:
    """Return an entry; its ids are as time-ordered as UUIDv7."""
    digest = hashlib.md5(str(number).encode(), usedforsecurity=False).hexdigest()
    event_id = f"{number:08x}-{digest[:4]}-7{digest[4:7]}-8{digest[7:10]}-{digest[10:22]}"
    kind = "repayment_recorded" if not number % 3 else "visit_recorded"
    day = (date(2024, 1, 1) + timedelta(days=number // 300)).isoformat()
    named = {
        "event_id": event_id,
        "kind": kind,
        "kind_version": 1,
        "entity_id": digest,
        "occurred_on": day,
        "recorded_at": f"{day}T09:00:00+08:00",
        "operator_id": "user-1",
        "replica_id": "replica-1",
    }
    data = {"note": "下乡催收，本人在家，承诺月底前归还部分本金。" * 2, "rows": digest * 2}
    body = json.dumps({**named, "run_id": digest, "data": data}, ensure_ascii=False)
    row = {f"column_{each}": digest for each in range(14)}
    rows = json.dumps([["loan_event", digest, None, row]])
    return ReceivedEntry(hash=chain_hash(head, body), prev_hash=head, body=body, rows=rows, **named)


def paid(number: int, event_id: str) -> MoneyRow:
    day = (date(2024, 1, 1) + timedelta(days=number // 300)).isoformat()
    receipt, loan_no = f"K26-{number:06d}", f"L{number % 4_001:05d}"
    return MoneyRow(event_id, 0, f"r-{event_id}", False, loan_no, receipt, day, 10_000 + number)


def timed(entries: int, clock: Clock, take: Callable[[Batch], object]) -> float:
    """Return the seconds that taking every batch takes, without inventing it."""
    spent = 0.0
    for batch in batches(entries):
        start = clock()
        take(batch)
        spent += clock() - start
    return spent


def stored_package(entries: int, branch: str = BRANCH, to_head: str = "c" * 64) -> StoredPackage:
    return StoredPackage(
        *(branch, "package-1", "a" * 64, "replica-1", 1, PackageState.APPLIED, "", "B0417.qsp"),
        *("b" * 64, NOW, NOW, "user-9", FIRST_HASH, to_head, True, entries, entries, 0, 0, 0),
    )


def ours(collection: SqlCollection, entries: int, clock: Clock) -> tuple[float, float]:
    """Return the seconds of an import, and of the answer when the package comes again."""
    with collection.write(BRANCH) as work:

        def take(batch: Batch) -> None:
            work.add_entries(batch[0], complete=True)
            work.add_money(batch[1])

        spent = timed(entries, clock, take)
        start = clock()
        work.close_gaps()
        work.add_package(stored_package(entries), None)
        work.commit()
    first = spent + clock() - start
    start = clock()
    with collection.write(BRANCH) as work:
        assert work.package_by_manifest(BRANCH, "a" * 64)
    return first, clock() - start


def received(indexes: bool) -> list[Table]:
    """Return the tables that the peers fill: entries as they came, and money."""
    metadata = MetaData()
    columns = [
        Column(name, BigInteger().with_variant(Integer, "sqlite") if name in NUMBERS else Text)
        for name in ("branch", *ReceivedEntry._fields, "arrival")
    ]
    tables = [
        Table("entry", metadata, *columns, PrimaryKeyConstraint("branch", "event_id")),
        Table("money", metadata, *(each._copy() for each in money.columns)),
    ]
    if indexes:
        for index in (*entry.indexes, *money.indexes):
            table = metadata.tables[index.table.name]
            if index.name != "ix_entry_waiting":
                Index(index.name, *(table.c[each.name] for each in index.columns))
    return tables


def rows_of(batch: Batch) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    return (
        [(BRANCH, *each, number) for number, each in enumerate(batch[0])],
        [(BRANCH, *each[:3], int(each.reversal), *each[4:]) for each in batch[1]],
    )


def statements(dialect: Any, tables: Sequence[Table]) -> list[str]:
    made: list[Any] = []
    for table in tables:
        made += [CreateTable(table), *map(CreateIndex, table.indexes)]
    return [str(each.compile(dialect=dialect)) for each in made]


def executemany(connection: Any, entries: int, indexes: bool) -> float:
    tables = received(indexes)
    for each in statements(sqlite.dialect(), tables):
        connection.execute(each)
    connection.execute("BEGIN")
    into = [
        f'INSERT INTO "{table.name}" VALUES ({", ".join("?" * len(table.columns))})'
        for table in tables
    ]

    def take(batch: Batch) -> None:
        for statement, rows in zip(into, rows_of(batch), strict=True):
            connection.executemany(statement, rows)

    spent = timed(entries, time.process_time, take)
    start = time.process_time()
    connection.execute("COMMIT")
    return spent + time.process_time() - start


def copy(connection: psycopg.Connection[Any], entries: int, indexes: bool) -> float:
    tables = received(indexes)
    for each in statements(postgresql.dialect(), tables):
        connection.execute(each)
    connection.commit()
    cursor = connection.cursor()

    def take(batch: Batch) -> None:
        for table, rows in zip(tables, rows_of(batch), strict=True):
            with cursor.copy(f'COPY "{table.name}" FROM STDIN') as copying:
                for row in rows:
                    copying.write_row(row)

    spent = timed(entries, time.perf_counter, take)
    start = time.perf_counter()
    connection.commit()
    return spent + time.perf_counter() - start


def encrypted(path: Path) -> Any:
    connection = sqlcipher.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    return connection


def run(name: str, folder: Path, url: str, entries: int) -> tuple[float, ...]:
    """Return what one way takes."""
    way, _, options = name.partition(", ")
    path, indexes = folder / "bench.db", options == "our indexes"
    if name == "our file":
        collection = create_collection(path, KEY, StoppedClock())
        return ours(collection, entries, time.process_time)
    if name == "our server":
        return ours(open_collection_url(url, StoppedClock()), entries, time.perf_counter)
    if way == "COPY":
        with psycopg.connect(url.replace("+psycopg", "")) as connection:
            return (copy(connection, entries, indexes),)
    opened = sqlite3.connect(path, isolation_level=None) if way == "sqlite3" else encrypted(path)
    return (executemany(opened, entries, indexes),)


FILES = ("sqlite3", "sqlite3, our indexes", "sqlcipher3", "sqlcipher3, our indexes", "our file")
SERVER = ("COPY", "COPY, our indexes", "our server")


def measured(name: str, url: str, entries: int) -> list[float]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, __file__, "--run", name, folder, url, str(entries)]
        return [float(each) for each in subprocess.check_output(command, text=True).split()]


def tell(results: list[dict[str, list[float]]], names: Sequence[str], what: str) -> None:
    for name in names:
        seconds = median(each[name][0] for each in results)
        peak = max(each[name][-1] for each in results)
        ratio = median(each[name][0] / each[names[0]][0] for each in results)
        print(f"{name:26} {seconds:6.2f} s {what}  {peak:4.0f} MB  x{ratio:.2f}")
    again = [each[names[-1]] for each in results]
    print(f"{'  the same package again':26} {median(each[1] for each in again):6.3f} s {what}")


def main() -> None:
    if sys.argv[1:2] == ["--run"]:
        name, folder, url, entries = sys.argv[2:]
        print(*run(name, Path(folder), url, int(entries)), own_peak_megabytes())
        return
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    found = programs()
    with ExitStack() as stack:
        cluster = stack.enter_context(running_cluster(found)) if found else None
        names = (*FILES, *(SERVER if cluster else ()))
        results = [
            {
                name: measured(
                    name, cluster.new_database() if cluster and name in SERVER else "-", entries
                )
                for name in names
            }
            for _ in range(rounds)
        ]
    print(f"{entries} entries, {-(-entries // 3)} with money, {rounds} rounds")
    tell(results, FILES, "CPU")
    if cluster:
        tell(results, SERVER, "clock")
    else:
        print("no initdb: PostgreSQL was not measured")


if __name__ == "__main__":
    main()
