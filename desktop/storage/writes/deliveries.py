"""Writing deliveries, their evidence and the events that follow from them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from sqlalchemy import insert

from desktop.services.records import Delivery, Evidence, StoredClock, StoredEvent
from desktop.storage import tables
from desktop.storage.queries.events import EVENTS, stored_event
from desktop.storage.tables import delivery_withdrawal, event_withdrawal, loan_event
from desktop.storage.values import from_day
from desktop.storage.writes.recording import Recording


class DeliveryWrites(Recording):
    """Writes that may move a clock."""

    def add_event(self, event: StoredEvent, delivery_id: str = "") -> None:
        if event.withdrawn:
            raise ValueError("an event is withdrawn after it was stored, never before")
        self._connection.execute(
            insert(loan_event).values(
                id=event.id,
                loan_pk=self._loan_keys.of(event.loan_id),
                kind=event.kind.value,
                occurred_on=from_day(event.occurred_on),
                restart_on=from_day(event.restart_on),
                proved=int(event.proved),
                ref=event.ref,
                note=event.note,
                delivery_id=delivery_id,
                entry_id=event.entry_id,
            )
        )

    def withdraw_event(self, event_id: str, reason: str) -> None:
        self._connection.execute(
            insert(event_withdrawal).values(event_pk=self._pk(loan_event, event_id), reason=reason)
        )

    def events_of_delivery(self, delivery_id: str) -> Sequence[StoredEvent]:
        """Return the events a delivery brought about that were not withdrawn."""
        rows = self._connection.execute(
            EVENTS.where(
                loan_event.c.delivery_id == delivery_id, event_withdrawal.c.event_pk.is_(None)
            ).order_by(loan_event.c.pk)
        )
        return [stored_event(row) for row in rows]

    def save_clocks(self, clocks: Sequence[StoredClock]) -> None:
        if clocks:
            self._connection.exec_driver_sql(
                "UPDATE loan SET last_day = ?, legal_last_day = ?, proved_last_day = ?, "
                "clock_state = ? WHERE id = ?",
                [(*map(from_day, each[1:4]), each.clock_state, each.loan_id) for each in clocks],
            )

    def add_delivery(self, delivery: Delivery) -> None:
        self._connection.execute(
            insert(tables.delivery).values(
                id=delivery.id,
                notice_pk=self._notice_keys.of(delivery.notice_id),
                debtor=delivery.debtor,
                village=delivery.village,
                group_name=delivery.group,
                method=delivery.method,
                signer=delivery.signer,
                occurred_on=from_day(delivery.occurred_on),
                received=int(delivery.received),
                agrees=int(delivery.agrees),
                objects=int(delivery.objects),
                servers=json.dumps(delivery.servers, ensure_ascii=False),
                note=delivery.note,
                result=delivery.result,
                recorded_on=from_day(self._clock.today()),
            )
        )

    def withdraw_delivery(self, delivery_id: str, reason: str) -> None:
        self._connection.execute(
            insert(delivery_withdrawal).values(
                delivery_pk=self._pk(tables.delivery, delivery_id), reason=reason
            )
        )

    def add_evidence(self, evidence: Evidence, delivery_id: str) -> None:
        self._add_evidence(evidence, delivery_pk=self._pk(tables.delivery, delivery_id))

    def add_event_evidence(self, evidence: Evidence, event_id: str) -> None:
        self._add_evidence(evidence, event_pk=self._pk(loan_event, event_id))

    def add_act_evidence(self, evidence: Evidence, act_id: str) -> None:
        self._add_evidence(evidence, act_pk=self._pk(tables.guarantee_act, act_id))

    def _add_evidence(self, evidence: Evidence, **proves: int) -> None:
        """Store a file's content; a hash or size that does not fit it is a bug (ValueError)."""
        actual = hashlib.sha256(evidence.content).hexdigest()
        if (actual, len(evidence.content)) != (evidence.sha256, evidence.size):
            raise ValueError("evidence does not match its own hash")
        self._connection.execute(
            insert(tables.evidence).values(
                id=evidence.id,
                sha256=evidence.sha256,
                file_name=evidence.file_name,
                media_type=evidence.media_type,
                size=evidence.size,
                content=evidence.content,
                **proves,
            )
        )
