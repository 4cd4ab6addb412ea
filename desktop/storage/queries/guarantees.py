"""Guarantees, acts towards guarantors, and the bank's own policy rows."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, func, select

from desktop.domain.guarantee.facts import (
    ActKind,
    GuaranteeContract,
    GuaranteeMode,
    GuarantorKind,
    PeriodTerm,
)
from desktop.domain.policy import Dated
from desktop.domain.policy.codec import NamedRow, value_from_plain
from desktop.services.rule_records import StoredAct, StoredGuarantee
from desktop.storage.queries.connected import Connected
from desktop.storage.tables import (
    evidence,
    guarantee,
    guarantee_act,
    guarantee_act_withdrawal,
    loan,
    policy_row,
)
from desktop.storage.values import AnyRow, AnySelect, among, known_day, to_day


class GuaranteeQueries(Connected):
    """Questions about guarantors and policy rows."""

    def guarantees_of(self, loan_ids: Sequence[str]) -> Mapping[str, Sequence[StoredGuarantee]]:
        found: dict[str, list[StoredGuarantee]] = {}
        for row in self._connection.execute(_GUARANTEES.where(among(loan.c.id, loan_ids))):
            found.setdefault(row[0], []).append(_guarantee(row))
        return found

    def guarantee_acts_of(self, loan_ids: Sequence[str]) -> Mapping[str, Sequence[StoredAct]]:
        found: dict[str, list[StoredAct]] = {}
        for act in self._acts(among(loan.c.id, loan_ids)):
            found.setdefault(act.loan_id, []).append(act)
        return found

    def guarantee_act(self, act_id: str) -> StoredAct | None:
        return next(iter(self._acts(guarantee_act.c.id == act_id)), None)

    def policy_rows(self) -> Sequence[NamedRow]:
        rows = self._connection.execute(
            select(policy_row).order_by(policy_row.c.table_name, policy_row.c.since)
        )
        return [_policy_row(row) for row in rows]

    def _acts(self, condition: ColumnElement[bool]) -> list[StoredAct]:
        rows = self._connection.execute(_ACTS.where(condition).order_by(guarantee_act.c.pk))
        return [_act(row) for row in rows]


_GUARANTEES: AnySelect = (
    select(
        loan.c.id,
        guarantee.c.guarantor,
        guarantee.c.contract_on,
        guarantee.c.mode,
        guarantee.c.term,
        guarantee.c.months,
        guarantee.c.kind,
        guarantee.c.extended_to,
        guarantee.c.consented,
        guarantee.c.new_for_old,
        guarantee.c.knew_new_for_old,
        guarantee.c.recorded_on,
    )
    .select_from(guarantee)
    .join(loan, loan.c.pk == guarantee.c.loan_pk)
    .order_by(guarantee.c.pk)
)

_ACTS: AnySelect = (
    select(
        guarantee_act.c.id,
        loan.c.id,
        guarantee_act.c.guarantor,
        guarantee_act.c.kind,
        guarantee_act.c.occurred_on,
        guarantee_act.c.restart_on,
        guarantee_act.c.ref,
        guarantee_act.c.note,
        select(func.count())
        .select_from(evidence)
        .where(evidence.c.act_pk == guarantee_act.c.pk)
        .scalar_subquery(),
        guarantee_act_withdrawal.c.act_pk,
    )
    .select_from(guarantee_act)
    .join(loan, loan.c.pk == guarantee_act.c.loan_pk)
    .outerjoin(guarantee_act_withdrawal, guarantee_act_withdrawal.c.act_pk == guarantee_act.c.pk)
)


def _guarantee(row: AnyRow) -> StoredGuarantee:
    contract = GuaranteeContract(
        guarantor=row[1],
        contract_on=to_day(row[2]),
        mode=GuaranteeMode(row[3]) if row[3] else None,
        term=PeriodTerm(row[4]),
        months=row[5],
        kind=GuarantorKind(row[6]),
        extended_to=to_day(row[7]),
        consented=bool(row[8]),
        new_for_old=bool(row[9]),
        knew_new_for_old=bool(row[10]),
    )
    return StoredGuarantee(row[0], contract, known_day(row[11]))


def _act(row: AnyRow) -> StoredAct:
    return StoredAct(
        id=row[0],
        loan_id=row[1],
        guarantor=row[2],
        kind=ActKind(row[3]),
        occurred_on=known_day(row[4]),
        restart_on=to_day(row[5]),
        ref=row[6],
        note=row[7],
        evidence=row[8],
        withdrawn=row[9] is not None,
    )


def _policy_row(row: AnyRow) -> NamedRow:
    return NamedRow(
        row.table_name,
        Dated(
            known_day(row.since),
            value_from_plain(row.table_name, json.loads(row.value)),
            row.source,
            row.note,
            bool(row.uncertain),
        ),
    )
