"""Is the file what was written: cipher, structure, references, journal, evidence."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import Connection, select

from desktop.domain.errors import ExpectedFailure
from desktop.services.ports import IntegrityFinding
from desktop.services.progress import Progress
from desktop.storage.journal import broken_entries, broken_foreign_entries
from desktop.storage.tables import evidence

_LISTED = 3
"""How many of the same kind a finding names."""


def findings(connection: Connection, progress: Progress) -> Iterator[IntegrityFinding]:
    """Yield everything wrong with a database, the worst first."""
    checks: Sequence[tuple[str, Callable[[], Iterator[IntegrityFinding]]]] = (
        ("cipher", lambda: _cipher(connection)),
        ("structure", lambda: _structure(connection)),
        ("references", lambda: _references(connection)),
        ("journal", lambda: broken_entries(connection, progress)),
        ("journal", lambda: broken_foreign_entries(connection)),
        ("evidence", lambda: _evidence(connection)),
    )
    for number, (stage, check) in enumerate(checks):
        progress.report(stage, number, len(checks))
        yield from check()


def is_damage(error: ExpectedFailure) -> bool:
    """Whether a check could not even read the file it was to check."""
    return error.code in ("database_damaged", "database_io")


def _cipher(connection: Connection) -> Iterator[IntegrityFinding]:
    # Pages still in the WAL would give false alarms.
    connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    pages = connection.exec_driver_sql("PRAGMA cipher_integrity_check").scalars().all()
    if pages:
        yield IntegrityFinding("cipher_integrity", _some(pages))


def _structure(connection: Connection) -> Iterator[IntegrityFinding]:
    answers = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    if answers != ["ok"]:
        yield IntegrityFinding("database_structure", _some(answers))


def _references(connection: Connection) -> Iterator[IntegrityFinding]:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        yield IntegrityFinding("foreign_keys", _some([f"{row[0]} {row[1]}" for row in broken]))


def _evidence(connection: Connection) -> Iterator[IntegrityFinding]:
    wanted = select(evidence.c.id, evidence.c.sha256, evidence.c.content)
    for row in connection.execution_options(yield_per=1).execute(wanted):
        if hashlib.sha256(row.content).hexdigest() != row.sha256:
            yield IntegrityFinding("evidence_differs", row.id)


def _some(texts: Sequence[str]) -> str:
    more = f" (+{len(texts) - _LISTED})" if len(texts) > _LISTED else ""
    return "; ".join(texts[:_LISTED]) + more
