"""Writing reliefs and what becomes of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CursorResult, Table, insert, select

from desktop.services.records import Evidence
from desktop.services.relief_ports import ReliefStep, StoredRelief
from desktop.storage.tables import (
    approval,
    relief,
    relief_evidence,
    relief_part,
    relief_step,
    relief_waiver,
)
from desktop.storage.values import from_day
from desktop.storage.writes.recording import Recording


class ReliefWrites(Recording):
    """Writes about reliefs: only ever new rows."""

    def add_relief(self, granted: StoredRelief) -> None:
        if granted.steps:
            raise ValueError("what becomes of a relief is stored step by step")
        made = self._connection.execute(
            insert(relief).values(
                id=granted.id,
                approval_pk=self._relief_pk(approval, granted.approval_id),
                party_pk=self._party_keys.of(granted.party_id),
                payer=granted.payer,
                reason=granted.reason,
                level=granted.level,
                granted_on=from_day(granted.granted_on),
                valid_until=from_day(granted.valid_until),
            )
        )
        relief_pk = _key_of(made)
        for part in granted.parts:
            self._connection.execute(
                insert(relief_part).values(
                    relief_pk=relief_pk,
                    loan_pk=self._loan_keys.of(part.loan_id),
                    principal_fen=part.principal_fen,
                    on_balance_fen=part.on_balance_fen,
                    off_balance_fen=part.off_balance_fen,
                    waived_on_balance_fen=part.waived_on_balance_fen,
                    waived_off_balance_fen=part.waived_off_balance_fen,
                )
            )

    def add_relief_step(self, relief_id: str, step: ReliefStep) -> None:
        made = self._connection.execute(
            insert(relief_step).values(
                relief_pk=self._relief_pk(relief, relief_id),
                state=step.state.value,
                occurred_on=from_day(step.occurred_on),
                number=step.number,
                repayment_id=step.repayment_id,
                reason=step.reason,
            )
        )
        step_pk = _key_of(made)
        for share in step.waived:
            self._connection.execute(
                insert(relief_waiver).values(
                    step_pk=step_pk,
                    loan_pk=self._loan_keys.of(share.loan_id),
                    on_balance_fen=share.on_balance.fen,
                    off_balance_fen=share.off_balance.fen,
                )
            )

    def add_relief_evidence(self, evidence: Evidence, relief_id: str) -> None:
        self._connection.execute(
            insert(relief_evidence).values(
                id=evidence.id,
                relief_pk=self._relief_pk(relief, relief_id),
                sha256=evidence.sha256,
                file_name=evidence.file_name,
                media_type=evidence.media_type,
                size=evidence.size,
                content=evidence.content,
            )
        )

    def _relief_pk(self, table: Table, entity_id: str) -> int:
        wanted = select(table.c.pk).where(table.c.id == entity_id)
        return int(self._connection.execute(wanted).scalar_one())


def _key_of(made: CursorResult[Any]) -> int:
    """Return the key of the row that was inserted."""
    key = made.inserted_primary_key
    assert key is not None
    return int(key[0])
