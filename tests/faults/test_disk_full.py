"""A disk that runs full during an import: said so, nothing half-written, reading goes on."""

from datetime import UTC, date, datetime

import pytest

from desktop.domain.errors import ExpectedFailure
from desktop.services.import_records import NewParty
from desktop.services.list_records import LedgerFilter
from desktop.services.progress import NoProgress
from desktop.services.records import LedgerImport
from desktop.storage.store import open_store
from tests.founded import empty_database

KEY = bytes(range(32))
DAY = date(2026, 9, 30)


class Clock:
    def today(self) -> date:
        return date(2026, 10, 10)

    def now(self) -> datetime:
        return datetime(2026, 10, 10, 9, tzinfo=UTC)


def parties(count: int) -> list[NewParty]:
    return [
        NewParty(f"p{n}", "周田生", "zts", "z", "", "", "", "", "住址" * 20, "镇", "村", "3组")
        for n in range(count)
    ]


def take_in(uow, count: int) -> None:
    moment = datetime(2026, 10, 10, tzinfo=UTC)
    uow.add_import(
        LedgerImport("i", DAY, "x", "0" * 64, "s", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, moment), []
    )
    uow.add_parties(parties(count))
    uow.record("ledger_imported", "i", {}, DAY)


@pytest.fixture
def store(tmp_path):
    store = open_store(empty_database(tmp_path / "branch.db", KEY), KEY, Clock())
    yield store
    store.close()


@pytest.mark.parametrize("pages_left", range(0, 50, 5))
def test_a_full_disk_during_an_import_leaves_the_database_as_it_was(store, pages_left):
    with pytest.raises(ExpectedFailure) as caught, store.write() as uow:
        run = uow._connection.exec_driver_sql
        limit = run("PRAGMA page_count").scalar_one() + pages_left
        run(f"PRAGMA max_page_count = {limit}")
        take_in(uow, 2_000)
        uow.commit()
    assert caught.value.code == "disk_full"
    assert caught.value.params == {"file": "branch.db"}
    with store.read() as queries:
        assert queries.imports() == []
        assert queries.ledger_sums(LedgerFilter()).loans == 0
    assert store.verify(NoProgress()) == []


def test_with_room_again_the_next_try_succeeds(store):
    with pytest.raises(ExpectedFailure), store.write() as uow:
        run = uow._connection.exec_driver_sql
        run(f"PRAGMA max_page_count = {run('PRAGMA page_count').scalar_one() + 3}")
        take_in(uow, 2_000)
    with store.write() as uow:
        uow._connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        take_in(uow, 2_000)
        uow.commit()
    with store.read() as queries:
        assert len(queries.imports()) == 1
