"""How large the collection of 3,000 branches grows, and how long a night of imports lasts.

    .venv/bin/python bench/three_thousand_branches.py [BRANCHES] [MONTHS] [WORKERS]

The collection of some branches is really filled, month by month and package by package, each branch
in turn and a ledger with every month: on one encrypted file, and on a throwaway PostgreSQL by
WORKERS processes side by side. Sizes, the time of a package in the first and in the last month and
that of the list of branches are measured by the clock and told for 3,000 branches: what is counted
by branch grows in proportion, and a package costs what its own branch makes it cost. Reading a
package (unseal, check, parse) is measured apart, for it needs no database.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from statistics import mean

from collection_import import KEY, NOW, StoppedClock, invented, paid, stored_package
from sqlalchemy import text

from desktop.services.collection_records import Branch, LedgerOfBranch, LoanLine
from desktop.storage.collection import (
    SqlCollection,
    create_collection,
    open_collection,
    open_collection_url,
)
from tests.postgres import programs, running_cluster
from tests.sync_packages import BRANCH, FIRST, OFFICE, ROOM, body_of, draft_of, entry, write

ENTRIES = 400
"""Of a branch in a month: some 18 a working day, every third a repayment."""
LOANS = 1_200
"""Of a branch: its non-performing loans."""
ALL = 3_000
GIB = 2**30

Opener = Callable[[], SqlCollection]


def codes(branches: int) -> list[str]:
    return [f"{number:04d}" for number in range(branches)]


def take_month(collection: SqlCollection, code: str, month: int) -> float:
    """Import a branch's package of a month and its ledger; return the seconds by the clock."""
    numbers = range(month * ENTRIES, (month + 1) * ENTRIES)
    with collection.read() as queries:
        head = next(iter(queries.heads(code, limit=1)), FIRST)
    entries = []
    for number in numbers:
        entries.append(invented(number, entries[-1].hash if entries else head))
    money = [paid(n, each.event_id) for n, each in zip(numbers, entries, strict=True) if n % 3 == 0]
    start = time.perf_counter()
    with collection.write(code) as work:
        complete = work.is_complete(code, head)
        work.add_entries(entries, complete)
        work.add_money(money)
        work.close_gaps()
        work.add_package(stored_package(ENTRIES, code, entries[-1].hash), None)
        work.replace_ledger(ledger(code), loans())
        work.commit()
    return time.perf_counter() - start


def ledger(code: str) -> LedgerOfBranch:
    day = date(2026, 9, 30)
    return LedgerOfBranch(code, day, "head_office", "x.xlsx", "a" * 64, LOANS, 1, NOW, "user-9")


def loans() -> list[LoanLine]:
    row = '{"borrower":"周田生","contract":"L2019","due_on":"2021-06-30","rate":"7.25"}' * 4
    return [LoanLine(f"L{number:05d}", "周田生", 1_000_000, row) for number in range(LOANS)]


def take_months(open_it: Opener, mine: Sequence[str], months: int) -> list[list[float]]:
    """Return the seconds of each package, by month."""
    with closing(open_it()) as collection:
        return [[take_month(collection, code, month) for code in mine] for month in range(months)]


def fill(open_it: Opener, branches: int, months: int, workers: int) -> list[list[float]]:
    with closing(open_it()) as collection:
        for code in codes(branches):
            with collection.write(code) as work:
                work.add_branch(Branch(code, f"branch {code}", date(2026, 1, 1)))
                work.commit()
    shares = [codes(branches)[number::workers] for number in range(workers)]
    with ProcessPoolExecutor(workers) as pool:
        parts = list(pool.map(partial(take_months, open_it, months=months), shares))
    return [list(chain.from_iterable(part[month] for part in parts)) for month in range(months)]


def list_seconds(open_it: Opener) -> float:
    with closing(open_it()) as collection, collection.read() as queries:
        start = time.perf_counter()
        queries.standings()
        return time.perf_counter() - start


def reading_seconds(rounds: int = 5) -> float:
    """Return the seconds of unsealing, checking and parsing one package."""
    head, lines = FIRST, []
    for number in range(ENTRIES):
        body = body_of(number, {"note": "下乡催收，本人在家。" * 12}, "visit_recorded")
        lines.append(entry(body, head))
        head = lines[-1].hash
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder) / "p.qsp", draft_of(lines), [each.line() for each in lines])
        start = time.perf_counter()
        for _ in range(rounds):
            opened = ROOM.open(path, OFFICE, lambda manifest: ROOM.public(BRANCH))
            assert sum(1 for _ in opened.lines()) == ENTRIES
        return (time.perf_counter() - start) / rounds


def tell(
    name: str, size: int, times: list[list[float]], seconds: float, branches: int, workers: int
) -> None:
    months = len(times)
    last = mean(times[-1]) + reading_seconds()
    year = size / branches / months * 12 * ALL / GIB
    print(f"{name}: {branches} branches, {months} months, {workers} at once")
    print(f"  a package with its ledger   {mean(times[0]) * 1000:7.0f} ms in the first month")
    print(f"                              {mean(times[-1]) * 1000:7.0f} ms in the last")
    print(f"  {ALL} branches, a year      {year:7.0f} GiB")
    print(f"  {ALL} packages, read too    {last * ALL / workers / 3600:7.2f} h")
    print(f"  list of {ALL} branches      {seconds * ALL / branches:7.2f} s")


def database_size(collection: SqlCollection) -> int:
    with collection._engine.reading() as connection:
        return int(
            connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one()
        )


def main() -> None:
    numbers = [int(each) for each in sys.argv[1:]]
    branches, months, workers = numbers + [60, 12, 2][len(numbers) :]
    print(f"reading a package of {ENTRIES} entries {reading_seconds() * 1000:.0f} ms")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "office.branches.db"
        create_collection(path, KEY, StoppedClock()).close()
        open_it: Opener = partial(open_collection, path, KEY, StoppedClock())
        times = fill(open_it, branches, months, 1)
        tell("one file", path.stat().st_size, times, list_seconds(open_it), branches, 1)
    found = programs()
    if not found:
        print("no initdb: PostgreSQL was not measured")
        return
    with running_cluster(found) as cluster:
        open_it = partial(open_collection_url, cluster.new_database(), StoppedClock())
        times = fill(open_it, branches, months, workers)
        with closing(open_it()) as collection:
            size = database_size(collection)
        tell("PostgreSQL", size, times, list_seconds(open_it), branches, workers)


if __name__ == "__main__":
    main()
