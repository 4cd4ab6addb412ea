"""Writing people and proposals."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from desktop.services.office_ports import StoredProposal, StoredStep, User
from desktop.storage.tables import app_user, approval, approval_open, approval_step, phone_key
from desktop.storage.values import from_day
from desktop.storage.writes.recording import Recording


class OfficeWrites(Recording):
    """Writes about users and proposals."""

    def save_user(self, user: User) -> None:
        """Write a user in the place of what was known of him."""
        values = {
            "id": user.id,
            "login": user.login,
            "name": user.name,
            "role": user.role.value,
            "created_on": from_day(user.created_on),
            "disabled_on": from_day(user.disabled_on),
            "password_since": from_day(user.password_since),
        }
        statement = upsert(app_user).values(**values)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["id"], set_=values)
        )

    def add_proposal(self, proposal: StoredProposal) -> None:
        """Store a proposal that waits for its checkers."""
        row = {
            "id": proposal.id,
            "kind": proposal.kind,
            "action": proposal.action,
            "target_id": proposal.target_id,
            "title": proposal.title,
            "body": _json(proposal.body),
            "basis": _json(proposal.basis),
            "item_hash": proposal.item_hash,
            "maker_id": proposal.maker_id,
            "made_at": proposal.made_at.isoformat(),
            "expires_at": proposal.expires_at.isoformat(),
        }
        self._connection.execute(insert(approval).values(**row))
        self._connection.execute(
            insert(approval_open).values(
                target_id=proposal.target_id, approval_pk=self._approval_pk(proposal.id)
            )
        )

    def add_step(self, step: StoredStep, closes: bool) -> None:
        """Store a decision; one that ``closes`` ends the waiting."""
        approval_pk = self._approval_pk(step.approval_id)
        self._connection.execute(
            insert(approval_step).values(
                approval_pk=approval_pk,
                decision=step.decision.value,
                maker_id=step.maker_id,
                checker_id=step.checker_id,
                checker_role=step.checker_role,
                means=step.means.value,
                item_hash=step.item_hash,
                reason=step.reason,
                decided_at=step.decided_at.isoformat(),
            )
        )
        if closes:
            self._connection.execute(
                delete(approval_open).where(approval_open.c.approval_pk == approval_pk)
            )

    def leave_waiting(self) -> None:
        """Let everything that waits wait elsewhere alone."""
        self._connection.execute(delete(approval_open))

    def save_phone_key(self, key: bytes, fingerprint: str, on: date) -> None:
        """Install the key of head office's codes in the place of the one before."""
        values = {"pk": 1, "key": key, "fingerprint": fingerprint, "installed_on": from_day(on)}
        statement = upsert(phone_key).values(**values)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["pk"], set_=values)
        )

    def _approval_pk(self, proposal_id: str) -> int:
        found = select(approval.c.pk).where(approval.c.id == proposal_id)
        return int(self._connection.execute(found).scalar_one())


def _json(data: Mapping[str, Any]) -> str:
    """Return data in the order its act gave it: a checker reads it in that order."""
    return json.dumps(data, ensure_ascii=False)
