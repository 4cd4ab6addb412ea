"""What was written since a copy was made: the journal of now against the journal of then."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from desktop.domain.errors import ExpectedFailure
from desktop.services.backup_ports import Loss
from desktop.storage.backup.contents import Contents
from desktop.storage.engine import open_readonly
from desktop.storage.failures import expected_failures

UNKNOWN = Loss(known=False)


def loss_since(database: Path, key: bytes, copy: Contents) -> Loss:
    """Return what the journal says since ``copy``; unknown where it cannot be read or differs."""
    if not database.is_file():
        return UNKNOWN
    try:
        with expected_failures(database):
            connection = open_readonly(database, key)
            try:
                return _since(connection, int(copy["entries"]), str(copy["chain_head"]))
            finally:
                connection.close()
    except ExpectedFailure:
        return UNKNOWN


def _since(connection: Any, entries: int, head: str) -> Loss:
    """An old copy is continued by this journal where its head stands at its place in it."""
    at = connection.execute("SELECT hash FROM journal WHERE local_no = ?", (entries,)).fetchone()
    if entries and (at is None or at[0] != head):
        return UNKNOWN
    after = "FROM journal WHERE local_no > ?"
    first, last = connection.execute(
        f"SELECT min(recorded_at), max(recorded_at) {after}", (entries,)
    ).fetchone()
    kinds = connection.execute(
        f"SELECT kind, count(*) {after} GROUP BY kind ORDER BY 2 DESC, 1", (entries,)
    ).fetchall()
    return Loss(
        known=True,
        entries=sum(count for _, count in kinds),
        first=_day(first),
        last=_day(last),
        by_kind=tuple((str(kind), int(count)) for kind, count in kinds),
    )


def _day(moment: str | None) -> date | None:
    return date.fromisoformat(moment[:10]) if moment else None
