"""The people of the branch, and proposals that wait for them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import RowMapping, select

from desktop.domain.approvals import Decision, Means
from desktop.domain.permissions import Role
from desktop.services.office_ports import StoredProposal, StoredStep, User
from desktop.storage.queries.connected import Connected
from desktop.storage.tables import (
    app_user,
    approval,
    approval_open,
    approval_step,
    foreign_person,
    phone_key,
)
from desktop.storage.values import AnySelect, among, known_day, to_day

_OPEN = approval.join(approval_open, approval_open.c.approval_pk == approval.c.pk)


class OfficeQueries(Connected):
    """Questions about users and proposals."""

    def users(self) -> Sequence[User]:
        """Return everybody who may or could sign in, by login."""
        rows = self._connection.execute(select(app_user).order_by(app_user.c.login))
        return [_user(row) for row in rows.mappings()]

    def user(self, user_id: str) -> User | None:
        """Return one of them."""
        rows = self._connection.execute(select(app_user).where(app_user.c.id == user_id))
        row = rows.mappings().first()
        return _user(row) if row else None

    def user_names(self) -> Mapping[str, str]:
        """Return the names of those who work here and of those who work at another PC."""
        found: dict[str, str] = {}
        for table in (foreign_person, app_user):
            found |= dict(self._connection.execute(select(table.c.id, table.c.name)).all())
        return found

    def proposal(self, proposal_id: str) -> StoredProposal | None:
        """Return a proposal with its decisions."""
        return self._first(select(approval).where(approval.c.id == proposal_id))

    def waiting_proposals(self) -> Sequence[StoredProposal]:
        """Return what is open, the oldest first, expired ones included."""
        return self._proposals(select(approval).select_from(_OPEN).order_by(approval.c.pk))

    def waiting_for(self, target_id: str) -> StoredProposal | None:
        """Return what is open about a target, expired or not."""
        is_about = approval_open.c.target_id == target_id
        return self._first(select(approval).select_from(_OPEN).where(is_about))

    def proposals(self, limit: int = 500) -> Sequence[StoredProposal]:
        """Return proposals, newest first."""
        return self._proposals(select(approval).order_by(approval.c.pk.desc()).limit(limit))

    def phone_key(self) -> bytes | None:
        """Return the key of head office's codes."""
        key: bytes | None = self._connection.execute(select(phone_key.c.key)).scalar()
        return key

    def _first(self, statement: AnySelect) -> StoredProposal | None:
        return next(iter(self._proposals(statement)), None)

    def _proposals(self, statement: AnySelect) -> list[StoredProposal]:
        rows = self._connection.execute(statement).mappings().all()
        steps = self._steps([row["id"] for row in rows])
        still = self._connection.execute(select(approval_open.c.approval_pk)).scalars().all()
        return [_proposal(row, steps.get(row["id"], ()), row["pk"] in still) for row in rows]

    def _steps(self, proposal_ids: Sequence[str]) -> dict[str, tuple[StoredStep, ...]]:
        rows = self._connection.execute(
            select(approval.c.id, approval_step)
            .join(approval_step, approval_step.c.approval_pk == approval.c.pk)
            .where(among(approval.c.id, proposal_ids))
            .order_by(approval_step.c.pk)
        )
        found: dict[str, tuple[StoredStep, ...]] = {}
        for row in rows.mappings():
            found[row["id"]] = (*found.get(row["id"], ()), _step(row))
        return found


def _user(row: RowMapping) -> User:
    return User(
        id=row["id"],
        login=row["login"],
        name=row["name"],
        role=Role(row["role"]),
        created_on=known_day(row["created_on"]),
        disabled_on=to_day(row["disabled_on"]),
        password_since=to_day(row["password_since"]),
    )


def _step(row: RowMapping) -> StoredStep:
    return StoredStep(
        approval_id=row["id"],
        decision=Decision(row["decision"]),
        maker_id=row["maker_id"],
        checker_id=row["checker_id"],
        checker_role=row["checker_role"],
        means=Means(row["means"]),
        item_hash=row["item_hash"],
        reason=row["reason"],
        decided_at=datetime.fromisoformat(row["decided_at"]),
    )


def _proposal(row: RowMapping, steps: tuple[StoredStep, ...], is_open: bool) -> StoredProposal:
    return StoredProposal(
        id=row["id"],
        kind=row["kind"],
        action=row["action"],
        target_id=row["target_id"],
        title=row["title"],
        body=json.loads(row["body"]),
        basis=json.loads(row["basis"]),
        item_hash=row["item_hash"],
        maker_id=row["maker_id"],
        made_at=datetime.fromisoformat(row["made_at"]),
        expires_at=datetime.fromisoformat(row["expires_at"]),
        steps=steps,
        is_open=is_open,
    )
