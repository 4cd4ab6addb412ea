"""An open database with everything that works on it: all rooms put together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from types import TracebackType

from desktop.domain.holidays import national_calendar
from desktop.domain.policy import DEFAULT_POLICY
from desktop.ledgers.export import write_table
from desktop.ledgers.reader import read_ledger
from desktop.printing.papers import PrintingRoom
from desktop.services import templates
from desktop.services.collection_ports import Collection
from desktop.services.head_office_ports import HeadOffice
from desktop.services.office.founding import follow_restore
from desktop.services.operators import NOBODY_NAMED
from desktop.services.policies import in_force
from desktop.services.ports import Clock, Desk
from desktop.storage.collection import (
    branches_beside,
    open_collection,
    open_collection_url,
)
from desktop.storage.key_ring import SqlKeyRing
from desktop.storage.sealing import StretchCost
from desktop.storage.sticks.system import SystemSticks
from desktop.storage.store import SqlStore, create_store, open_store
from desktop.sync.room import PackageRoom


class SystemClock:
    """The machine's own clock."""

    def today(self) -> date:
        return date.today()

    def now(self) -> datetime:
        return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Application:
    """An open database with everything that works on it; closes as a context manager."""

    desk: Desk
    store: SqlStore

    def close(self) -> None:
        if self.desk.collection is not None:
            self.desk.collection.close()
        self.store.close()

    def __enter__(self) -> Application:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def opened(
    database: Path,
    key: bytes,
    create: bool,
    clock: Clock,
    cost: StretchCost | None,
    address: str | None = None,
) -> Application:
    """Return the application around a database that was opened or created, signed by nobody yet.

    ``address`` is where head office's branches lie now, other than is kept.
    """
    store = (create_store if create else open_store)(database, key, clock)
    desk = Desk(
        store=store,
        clock=clock,
        operator=NOBODY_NAMED,
        keys=SqlKeyRing(store, clock, cost),
        policy=DEFAULT_POLICY,
        calendar=national_calendar(),
        papers=PrintingRoom(),
        read_ledger=read_ledger,
        write_table=write_table,
        sticks=SystemSticks(),
        packages=PackageRoom(),
    )
    try:
        return Application(
            _with_branches(templates.in_force(in_force(desk)), store, address), store
        )
    except BaseException:
        store.close()
        raise


def _with_branches(desk: Desk, store: SqlStore, address: str | None) -> Desk:
    """Return the desk with the database of the branches beside it; at a branch there is none."""
    with store.read() as queries:
        office = queries.head_office()
    if office is None:
        return desk
    collection = _collection_of(office, store.path, desk.clock, address)
    desk = replace(desk, collection=collection)
    assert desk.collection is not None
    try:
        follow_restore(desk)
    except BaseException:
        desk.collection.close()
        raise
    return desk


def _collection_of(
    office: HeadOffice, database: Path, clock: Clock, address: str | None
) -> Collection:
    if office.collection_url:
        url = office.collection_url if address is None else address
        return open_collection_url(url, clock, key=office.collection_key)
    return open_collection(branches_beside(database), office.collection_key, clock)
