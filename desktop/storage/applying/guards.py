"""What stands in the way of another line's rows, and has no say over them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, delete, insert, select

from desktop.domain.approvals import Decision
from desktop.storage.tables import approval_open

_SIGNED = "signed"
"""The kind of an entry that gave one signature of several: its item goes on waiting."""
_ENDS = frozenset({Decision.REFUSED, Decision.WITHDRAWN, Decision.EXPIRED, Decision.VOIDED})


@contextmanager
def days_open(connection: Connection) -> Iterator[None]:
    """Let money of another line in, whatever days were closed here since: it was taken then."""
    guards = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master "
        "WHERE type = 'trigger' AND name LIKE '%_not_into_closed_day'"
    ).fetchall()
    for name, _ in guards:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    for _, statement in guards:
        connection.exec_driver_sql(statement)


@contextmanager
def item_open(
    connection: Connection, approval_pk: int, decision: str, entry_kind: str
) -> Iterator[None]:
    """Let a decision about an item in, which closes it here as it did there.

    A proposal of another line never waits here: both could sign it, and do the act twice.
    """
    is_open = approval_open.c.approval_pk == approval_pk
    found = connection.execute(select(approval_open.c.target_id).where(is_open)).first()
    if found is None:
        named = {"target_id": f"foreign {approval_pk}", "approval_pk": approval_pk}
        connection.execute(insert(approval_open).values(**named))
    try:
        yield
    finally:
        ends = decision in _ENDS or (decision == Decision.APPROVED and entry_kind != _SIGNED)
        if found is None or ends:
            connection.execute(delete(approval_open).where(is_open))
