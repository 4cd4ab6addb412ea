"""What stands in the way of another line's rows, and has no say over them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from desktop.domain.approvals import Decision
from desktop.services.entry_ports import HoldReason
from desktop.storage.applying.holding import HeldError, NotForUsError
from desktop.storage.tables import approval, approval_open, approval_step, journal

RESTORED, COPIED = "restored", "copy_declared"
"""Kinds of the entries with which a database becomes another replica."""

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


def lost_replicas(connection: Connection) -> frozenset[str]:
    """Return who this database was before it was restored: what that one recorded is its own.

    A copy of another PC's database was that PC: it goes on, and nothing of it is ours.
    """
    wanted = select(journal.c.kind, journal.c.body).where(journal.c.kind.in_((RESTORED, COPIED)))
    found: set[str] = set()
    for kind, body in connection.execute(wanted.order_by(journal.c.local_no)):
        if kind == COPIED:
            found.clear()
        else:
            found.add(json.loads(body)["data"]["replica_before"])
    return frozenset(found)


def let_wait(connection: Connection, proposal_id: str) -> None:
    """Let a proposal that a restore had lost wait again, unless the same was proposed since."""
    target = select(approval.c.target_id, approval.c.pk).where(approval.c.id == proposal_id)
    waits = upsert(approval_open).from_select(["target_id", "approval_pk"], target)
    connection.execute(waits.on_conflict_do_nothing())


@contextmanager
def item_open(connection: Connection, step: Mapping[str, Any], entry_kind: str) -> Iterator[None]:
    """Let a decision about an item in, which closes it here as it did there.

    A proposal of another PC never waits here: both could sign it, and do the act twice. And what
    waits here is signed here: one signature of several that comes from elsewhere waits until the
    item is closed (HeldError), for nobody typed a password for it at this PC. Where he who gave it
    has signed again since, it is not needed (NotForUsError).
    """
    approval_pk, decision = step["approval_pk"], step["decision"]
    is_open = approval_open.c.approval_pk == approval_pk
    found = connection.execute(select(approval_open.c.target_id).where(is_open)).first()
    ends = decision in _ENDS or (decision == Decision.APPROVED and entry_kind != _SIGNED)
    if decision == Decision.APPROVED and not ends:
        if _has_signed(connection, approval_pk, step["checker_id"]):
            raise NotForUsError
        if found is not None:
            raise HeldError(HoldReason.REFUSED, approval_open.name)
    if found is None:
        named = {"target_id": f"foreign {approval_pk}", "approval_pk": approval_pk}
        connection.execute(insert(approval_open).values(**named))
    try:
        yield
    finally:
        if found is None or ends:
            connection.execute(delete(approval_open).where(is_open))


def _has_signed(connection: Connection, approval_pk: int, checker_id: str) -> bool:
    signed = select(approval_step.c.pk).where(
        approval_step.c.approval_pk == approval_pk,
        approval_step.c.checker_id == checker_id,
        approval_step.c.decision == Decision.APPROVED,
    )
    return connection.execute(signed).first() is not None
