"""Writing agreements, what happened to them, and promises: rows are added, none is changed."""

from __future__ import annotations

from sqlalchemy import Table, insert, select

from desktop.services.agreement_ports import (
    StoredAgreement,
    StoredArrival,
    StoredPromise,
    StoredSigning,
)
from desktop.storage.tables import (
    agreement,
    agreement_arrival,
    agreement_consent,
    agreement_loan,
    agreement_signing,
    agreement_third,
    document,
    instalment,
    promise,
    promise_loan,
    promise_withdrawal,
)
from desktop.storage.values import from_day
from desktop.storage.writes.recording import Recording


class AgreementWrites(Recording):
    """Writes about agreements and promises."""

    def add_agreement(self, added: StoredAgreement) -> None:
        """Store an agreement whose paper is stored already."""
        replaces = self._pk_of(agreement, added.replaces) if added.replaces else None
        self._connection.execute(
            insert(agreement).values(
                id=added.id,
                party_pk=self._party_keys.of(added.party_id),
                document_pk=self._document_pk(added.serial),
                replaces_pk=replaces,
                version=added.version,
                computed_to=from_day(added.computed_to),
                drafted_at=added.drafted_at.isoformat(),
                missed=added.missed,
                grace_days=added.grace_days,
                third_role=added.third_role,
                guarantee_months=added.guarantee_months,
                relief_id=added.relief_id,
                maker_id=added.maker_id,
                approval_id=added.approval_id,
            )
        )
        key = self._pk_of(agreement, added.id)
        loans = [
            {"agreement_pk": key, "loan_pk": self._loan_keys.of(each)} for each in added.loan_ids
        ]
        self._connection.execute(insert(agreement_loan), loans)
        rows = [
            {
                "agreement_pk": key,
                "number": each.number,
                "due_on": from_day(each.due_on),
                "amount_fen": each.amount.fen,
            }
            for each in added.plan.instalments
        ]
        self._connection.execute(insert(instalment), rows)
        self._names(agreement_third, "agreement_pk", key, added.third_parties)

    def add_signing(self, signing: StoredSigning) -> None:
        """Store that an agreement was signed, and by whom."""
        self._connection.execute(
            insert(agreement_signing).values(
                id=signing.id,
                agreement_pk=self._pk_of(agreement, signing.agreement_id),
                signed_on=from_day(signing.signed_on),
                note=signing.note,
                recorded_at=signing.recorded_at.isoformat(),
            )
        )
        key = self._pk_of(agreement_signing, signing.id)
        self._names(agreement_consent, "signing_pk", key, signing.consents)

    def add_arrival(self, arrival: StoredArrival) -> None:
        """Store that the notice arrived which called the whole debt in."""
        self._connection.execute(
            insert(agreement_arrival).values(
                id=arrival.id,
                agreement_pk=self._pk_of(agreement, arrival.agreement_id),
                document_pk=self._document_pk(arrival.notice_serial),
                arrived_on=from_day(arrival.arrived_on),
                note=arrival.note,
                recorded_at=arrival.recorded_at.isoformat(),
            )
        )

    def add_promise(self, added: StoredPromise) -> None:
        """Store a promise to pay."""
        self._connection.execute(
            insert(promise).values(
                id=added.id,
                party_pk=self._party_keys.of(added.party_id),
                promised_on=from_day(added.promise.promised_on),
                pay_by=from_day(added.promise.pay_by),
                amount_fen=added.promise.amount.fen,
                promisor=added.promisor,
                note=added.note,
                recorded_at=added.recorded_at.isoformat(),
            )
        )
        key = self._pk_of(promise, added.id)
        loans = [
            {"promise_pk": key, "loan_pk": self._loan_keys.of(each)} for each in added.loan_ids
        ]
        self._connection.execute(insert(promise_loan), loans)

    def withdraw_promise(self, promise_id: str, reason: str) -> None:
        """Store why a promise was taken back."""
        self._connection.execute(
            insert(promise_withdrawal).values(
                promise_pk=self._pk_of(promise, promise_id), reason=reason
            )
        )

    def _names(self, table: Table, owner: str, key: int, names: tuple[str, ...]) -> None:
        if names:
            rows = [{owner: key, "name": each} for each in names]
            self._connection.execute(insert(table), rows)

    def _pk_of(self, table: Table, entity_id: str) -> int:
        found = select(table.c.pk).where(table.c.id == entity_id)
        return int(self._connection.execute(found).scalar_one())

    def _document_pk(self, serial: str) -> int:
        found = select(document.c.pk).where(document.c.serial == serial)
        return int(self._connection.execute(found).scalar_one())
