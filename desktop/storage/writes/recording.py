"""The journal entry of a transaction, and serial numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

import uuid_utils
from sqlalchemy import Connection, Table, select
from sqlalchemy.dialects.sqlite import insert

from desktop.services.ports import Clock
from desktop.storage.capture import take_changes
from desktop.storage.journal import Origin, append, canonical
from desktop.storage.queries import SqlQueries
from desktop.storage.tables import installation, loan, notice, party, serial_counter
from desktop.storage.writes.keys import Keys

CONTINUED = "rows_continued"
"""The kind of an entry that carries rows of the act before it, and says nothing itself."""


class _Entry(NamedTuple):
    """What was recorded and is written on commit."""

    event_id: str
    kind: str
    entity_id: str
    body: Mapping[str, Any]
    occurred_on: date
    recorded_at: datetime
    subjects: Iterable[str]


class Recording(SqlQueries):
    """What every group of writes stands on: the journal, and the keys of parties and loans."""

    def __init__(self, connection: Connection, clock: Clock, operator_id: str, run_id: str) -> None:
        super().__init__(connection, clock)
        self._operator_id = operator_id
        self._run_id = run_id
        self._pending: list[_Entry] = []
        self._is_whole = False
        self._party_keys = Keys(connection, party)
        self._loan_keys = Keys(connection, loan)
        self._notice_keys = Keys(connection, notice)

    def record(
        self,
        kind: str,
        entity_id: str,
        body: Mapping[str, Any],
        occurred_on: date,
        subjects: Iterable[str] = (),
    ) -> str:
        """Append one journal entry and return its event id; it is written on commit.

        Then it takes along the rows that the transaction changed.
        """
        canonical(body)  # what no journal can hold is refused here, where the bug is
        event_id = str(uuid_utils.uuid7())
        written_at = self._clock.now()
        self._pending.append(
            _Entry(event_id, kind, entity_id, body, occurred_on, written_at, subjects)
        )
        return event_id

    def _write_entries(self) -> None:
        """Write what was recorded; the last entry carries the rows.

        Those that no line of a package could hold with the others follow in entries of their own.
        """
        replica_id = self._connection.execute(select(installation.c.replica_id)).scalar() or ""
        origin = Origin(self._operator_id, self._run_id, replica_id)
        if not self._pending:
            return
        *before, last = self._pending
        for entry in before:
            append(self._connection, origin, *entry)
        rows, *others = take_changes(self._connection) or [""]
        append(self._connection, origin, *last, rows, self._is_whole)
        for number, rows in enumerate(others, 2):
            body = {"event": last.event_id, "portion": number}
            more = last._replace(event_id=str(uuid_utils.uuid7()), kind=CONTINUED, body=body)
            append(self._connection, origin, *more._replace(subjects=()), rows, self._is_whole)
        self._pending.clear()

    def next_serials(self, kind: str, year: int, count: int) -> range:
        """Take ``count`` consecutive numbers of a year, starting at 1."""
        if count < 1:
            raise ValueError("at least one number is taken")
        statement = insert(serial_counter).values(kind=kind, year=year, taken=count)
        taken = self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["kind", "year"], set_={"taken": serial_counter.c.taken + count}
            ).returning(serial_counter.c.taken)
        ).scalar_one()
        return range(taken - count + 1, taken + 1)

    def _pk(self, table: Table, entity_id: str) -> int:
        wanted = select(table.c.pk).where(table.c.id == entity_id)
        return int(self._connection.execute(wanted).scalar_one())
