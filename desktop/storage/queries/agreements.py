"""Repayment agreements with everything that happened to them, and promises to pay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, RowMapping, Table, select

from desktop.domain.instalments import Instalment, InstalmentPlan
from desktop.domain.money import Money
from desktop.domain.promises import Promise
from desktop.services.agreement_ports import (
    StoredAgreement,
    StoredArrival,
    StoredPromise,
    StoredSigning,
)
from desktop.storage.queries.connected import Connected
from desktop.storage.tables import (
    agreement,
    agreement_arrival,
    agreement_consent,
    agreement_loan,
    agreement_signing,
    agreement_third,
    document,
    instalment,
    loan,
    party,
    promise,
    promise_loan,
    promise_withdrawal,
)
from desktop.storage.values import AnySelect, known_day

_OLDER = agreement.alias("older")


class AgreementQueries(Connected):
    """Questions about agreements and promises."""

    def agreements(self, party_id: str = "") -> Sequence[StoredAgreement]:
        """Return agreements, newest first, every version; of one debtor or of all."""
        wanted = _AGREEMENTS.where(party.c.id == party_id) if party_id else _AGREEMENTS
        return self._agreements(wanted)

    def agreement_numbered(self, serial: str) -> StoredAgreement | None:
        """Return the agreement whose paper has this serial."""
        owner = (
            select(agreement.c.party_pk)
            .join(document, document.c.pk == agreement.c.document_pk)
            .where(document.c.serial == serial)
            .scalar_subquery()
        )
        found = self._agreements(_AGREEMENTS.where(agreement.c.party_pk == owner))
        return next((each for each in found if each.serial == serial), None)

    def promises(self, party_id: str = "") -> Sequence[StoredPromise]:
        """Return promises, newest first, withdrawn ones included; of one debtor or of all."""
        return self._promises(_PROMISES.where(party.c.id == party_id) if party_id else _PROMISES)

    def promise(self, promise_id: str) -> StoredPromise | None:
        """Return a promise."""
        return next(iter(self._promises(_PROMISES.where(promise.c.id == promise_id))), None)

    def _agreements(self, statement: AnySelect) -> list[StoredAgreement]:
        rows = self._connection.execute(statement.order_by(agreement.c.pk.desc())).mappings().all()
        keys = [row["pk"] for row in rows]
        loans = self._loans_of(agreement_loan, agreement_loan.c.agreement_pk, keys)
        thirds = self._lists(_whose(agreement_third, agreement_third.c.agreement_pk, keys))
        plans = self._plans(keys)
        signings = self._signings(keys)
        arrivals = self._arrivals(keys)
        replaced = {
            row["replaces"]: signings[row["pk"]].signed_on
            for row in rows
            if row["replaces"] and row["pk"] in signings
        }
        return [
            StoredAgreement(
                id=row["id"],
                party_id=row["party_id"],
                debtor=row["debtor"],
                serial=row["serial"],
                loan_ids=tuple(loans[row["pk"]]),
                version=row["version"],
                replaces=row["replaces"] or "",
                computed_to=known_day(row["computed_to"]),
                drafted_at=datetime.fromisoformat(row["drafted_at"]),
                plan=plans[row["pk"]],
                missed=row["missed"],
                grace_days=row["grace_days"],
                third_parties=tuple(thirds.get(row["pk"], ())),
                third_role=row["third_role"],
                guarantee_months=row["guarantee_months"],
                relief_id=row["relief_id"],
                maker_id=row["maker_id"],
                approval_id=row["approval_id"],
                signing=signings.get(row["pk"]),
                arrival=arrivals.get(row["pk"]),
                replaced_on=replaced.get(row["id"]),
            )
            for row in rows
        ]

    def _loans_of(
        self, table: Table, owner: Column[int], keys: Sequence[int]
    ) -> dict[int, list[str]]:
        statement = select(owner, loan.c.id).join(loan, loan.c.pk == table.c.loan_pk)
        return self._lists(statement.where(owner.in_(keys)).order_by(loan.c.pk))

    def _lists(self, statement: AnySelect) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for key, value in self._connection.execute(statement):
            found.setdefault(key, []).append(value)
        return found

    def _plans(self, keys: Sequence[int]) -> Mapping[int, InstalmentPlan]:
        amounts: dict[int, list[tuple[int, str, int]]] = {}
        statement = _whose(instalment, instalment.c.agreement_pk, keys)
        for key, number, due_on, fen in self._connection.execute(statement):
            amounts.setdefault(key, []).append((number, due_on, fen))
        return {key: _plan(rows) for key, rows in amounts.items()}

    def _signings(self, keys: Sequence[int]) -> Mapping[int, StoredSigning]:
        rows = self._owned(agreement_signing, keys)
        signing_keys = [row["pk"] for row in rows]
        consents = self._lists(
            _whose(agreement_consent, agreement_consent.c.signing_pk, signing_keys)
        )
        return {
            row["agreement_pk"]: StoredSigning(
                row["id"],
                row["owner"],
                known_day(row["signed_on"]),
                tuple(consents.get(row["pk"], ())),
                row["note"],
                datetime.fromisoformat(row["recorded_at"]),
            )
            for row in rows
        }

    def _arrivals(self, keys: Sequence[int]) -> Mapping[int, StoredArrival]:
        rows = self._connection.execute(_NOTICE_SERIALS).all()
        serials = {row[0]: row[1] for row in rows}
        return {
            row["agreement_pk"]: StoredArrival(
                row["id"],
                row["owner"],
                serials[row["document_pk"]],
                known_day(row["arrived_on"]),
                row["note"],
                datetime.fromisoformat(row["recorded_at"]),
            )
            for row in self._owned(agreement_arrival, keys)
        }

    def _owned(self, table: Table, keys: Sequence[int]) -> Sequence[RowMapping]:
        statement = select(table, agreement.c.id.label("owner")).join(
            agreement, agreement.c.pk == table.c.agreement_pk
        )
        rows = self._connection.execute(statement.where(table.c.agreement_pk.in_(keys)))
        return rows.mappings().all()

    def _promises(self, statement: AnySelect) -> list[StoredPromise]:
        rows = self._connection.execute(statement.order_by(promise.c.pk.desc())).mappings().all()
        keys = [row["pk"] for row in rows]
        loans = self._loans_of(promise_loan, promise_loan.c.promise_pk, keys)
        return [
            StoredPromise(
                id=row["id"],
                party_id=row["party_id"],
                debtor=row["debtor"],
                loan_ids=tuple(loans[row["pk"]]),
                promise=_promise(row),
                promisor=row["promisor"],
                note=row["note"],
                recorded_at=datetime.fromisoformat(row["recorded_at"]),
                withdrawn=row["withdrawn"],
            )
            for row in rows
        ]


def _promise(row: RowMapping) -> Promise:
    days = known_day(row["promised_on"]), known_day(row["pay_by"])
    return Promise(*days, Money(row["amount_fen"]))


def _whose(table: Table, owner: Column[int], keys: Sequence[int]) -> AnySelect:
    return select(table).where(owner.in_(keys))


def _plan(rows: Sequence[tuple[int, str, int]]) -> InstalmentPlan:
    balance = Money(sum(fen for _, _, fen in rows))
    planned = []
    for number, due_on, fen in sorted(rows):
        balance -= Money(fen)
        planned.append(Instalment(number, known_day(due_on), Money(fen), balance))
    return InstalmentPlan(tuple(planned))


_WHO: tuple[Any, ...] = (party.c.id.label("party_id"), party.c.name.label("debtor"))

_AGREEMENTS: AnySelect = (
    select(agreement, *_WHO, document.c.serial, _OLDER.c.id.label("replaces"))
    .join(party, party.c.pk == agreement.c.party_pk)
    .join(document, document.c.pk == agreement.c.document_pk)
    .outerjoin(_OLDER, _OLDER.c.pk == agreement.c.replaces_pk)
)

_PROMISES: AnySelect = (
    select(promise, *_WHO, promise_withdrawal.c.reason.label("withdrawn"))
    .join(party, party.c.pk == promise.c.party_pk)
    .outerjoin(promise_withdrawal, promise_withdrawal.c.promise_pk == promise.c.pk)
)

_NOTICE_SERIALS = select(document.c.pk, document.c.serial).join(
    agreement_arrival, agreement_arrival.c.document_pk == document.c.pk
)
