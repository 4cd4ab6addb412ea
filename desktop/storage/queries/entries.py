"""The journal as it is sent, and entries of other lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import RowMapping, Table, select

from desktop.services.entry_ports import HeldEntry, HoldReason
from desktop.services.package_ports import EntryLine, PartMark
from desktop.storage.journal import FIRST_HASH, head
from desktop.storage.queries.connected import Connected
from desktop.storage.tables import (
    awaited_file,
    evidence,
    foreign_entry,
    journal,
    relief_evidence,
)
from desktop.storage.tables.foreign import HELD
from desktop.storage.values import known_day

WITH_FILES: Sequence[Table] = (evidence, relief_evidence)
"""The tables whose rows hold a file."""


class EntryQueries(Connected):
    """Questions about what travels."""

    def journal_head(self) -> tuple[int, str]:
        return head(self._connection)

    def entry_no(self, entry_hash: str) -> int | None:
        if entry_hash == FIRST_HASH:
            return 0
        wanted = select(journal.c.local_no).where(journal.c.hash == entry_hash)
        found: int | None = self._connection.execute(wanted).scalar()
        return found

    def entry_hash_at(self, local_no: int) -> str:
        if not local_no:
            return FIRST_HASH
        wanted = select(journal.c.hash).where(journal.c.local_no == local_no)
        found = self._connection.execute(wanted).scalar()
        if found is None:
            raise KeyError(local_no)
        return str(found)

    def entries_from(self, local_no: int) -> Iterator[EntryLine]:
        rows = self._connection.exec_driver_sql(_ENTRIES, (local_no,))
        return map(EntryLine._make, rows)

    def files(self) -> Sequence[PartMark]:
        found: dict[str, PartMark] = {}
        for table in WITH_FILES:
            wanted = select(table.c.sha256, table.c.size, table.c.file_name).order_by(table.c.pk)
            for row in self._connection.execute(wanted):
                found.setdefault(row.sha256, PartMark(*row))
        return tuple(found.values())

    def file_content(self, sha256: str) -> bytes:
        for table in WITH_FILES:
            wanted = select(table.c.content).where(table.c.sha256 == sha256).limit(1)
            content: bytes | None = self._connection.execute(wanted).scalar()
            if content is not None:
                return content
        raise KeyError(sha256)

    def awaited_files(self) -> Sequence[PartMark]:
        marks = (awaited_file.c.sha256, awaited_file.c.size, awaited_file.c.file_name)
        rows = self._connection.execute(select(*marks).order_by(awaited_file.c.pk))
        return tuple({row.sha256: PartMark(*row) for row in rows}.values())

    def held_entries(self) -> Sequence[HeldEntry]:
        wanted = select(foreign_entry).where(foreign_entry.c.state == HELD)
        rows = self._connection.execute(wanted.order_by(foreign_entry.c.pk)).mappings()
        return tuple(map(_held, rows))


_ENTRIES = """
    SELECT j.body, j.prev_hash, j.hash, coalesce(r.content, '')
    FROM journal AS j LEFT JOIN entry_rows AS r ON r.local_no = j.local_no
    WHERE j.local_no > ? ORDER BY j.local_no
"""


def _held(row: RowMapping) -> HeldEntry:
    return HeldEntry(
        event_id=row["event_id"],
        kind=row["kind"],
        occurred_on=known_day(row["occurred_on"]),
        recorded_at=datetime.fromisoformat(row["recorded_at"]),
        operator_id=row["operator_id"],
        replica_id=row["replica_id"],
        reason=HoldReason(row["reason"]),
        waits_for=row["waits_for"],
        arrived_on=known_day(row["arrived_on"]),
    )
