"""The composition root: the only place that knows all rooms and puts them together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import TracebackType

from desktop.domain.holidays import national_calendar
from desktop.domain.policy import DEFAULT_POLICY
from desktop.ledgers.export import write_table
from desktop.ledgers.reader import read_ledger
from desktop.printing.papers import PrintingRoom
from desktop.services import templates
from desktop.services.key_ports import NoKeyRing
from desktop.services.operators import NOBODY_NAMED, Operator
from desktop.services.policies import in_force
from desktop.services.ports import Clock, Desk
from desktop.storage.store import SqlStore, create_store, open_store


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


def build(
    database: Path,
    key: bytes,
    *,
    create: bool = False,
    operator: Operator = NOBODY_NAMED,
    clock: Clock | None = None,
) -> Application:
    """Open (or create) a database and return the application around it.

    ``key`` is the 32-byte data key. Raises ExpectedFailure as the storage room does: wrong key,
    missing or damaged file, a newer program's database. The tables that head office set in it
    are in force from here on.
    """
    clock = clock or SystemClock()
    store = (create_store if create else open_store)(
        database, key, clock, operator=operator.user_id
    )
    desk = Desk(
        store=store,
        clock=clock,
        operator=operator,
        keys=NoKeyRing(),
        policy=DEFAULT_POLICY,
        calendar=national_calendar(),
        papers=PrintingRoom(),
        read_ledger=read_ledger,
        write_table=write_table,
    )
    try:
        return Application(templates.in_force(in_force(desk)), store)
    except BaseException:
        store.close()
        raise
