"""Reliefs read back, each with its loans and its steps."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select

from desktop.domain.money import Money
from desktop.domain.relief_terms import ReliefState, WaivedInterest
from desktop.services.records import Evidence
from desktop.services.relief_ports import ReliefPart, ReliefStep, StoredRelief
from desktop.storage.queries.connected import Connected
from desktop.storage.tables import (
    approval,
    loan,
    party,
    relief,
    relief_evidence,
    relief_part,
    relief_step,
    relief_waiver,
)
from desktop.storage.values import AnyRow, AnySelect, among, known_day

_borrower = party.alias()


class ReliefQueries(Connected):
    """Questions about reliefs."""

    def relief(self, relief_id: str) -> StoredRelief | None:
        found = self._reliefs(_RELIEFS.where(relief.c.id == relief_id))
        return found[0] if found else None

    def reliefs(self, limit: int = 500) -> Sequence[StoredRelief]:
        return self._reliefs(_RELIEFS.order_by(relief.c.pk.desc()).limit(limit))

    def reliefs_of(self, party_id: str) -> Sequence[StoredRelief]:
        """By its loans: two records of one person may have been made one since."""
        concerned = (
            select(relief_part.c.relief_pk)
            .join(loan, loan.c.pk == relief_part.c.loan_pk)
            .join(_borrower, _borrower.c.pk == loan.c.borrower_pk)
            .where(_borrower.c.id == party_id)
        )
        wanted = _RELIEFS.where(relief.c.pk.in_(concerned))
        return self._reliefs(wanted.order_by(relief.c.pk.desc()))

    def reliefs_on(self, loan_ids: Sequence[str]) -> Sequence[StoredRelief]:
        concerned = (
            select(relief_part.c.relief_pk)
            .join(loan, loan.c.pk == relief_part.c.loan_pk)
            .where(among(loan.c.id, loan_ids))
        )
        return self._reliefs(_RELIEFS.where(relief.c.pk.in_(concerned)).order_by(relief.c.pk))

    def relief_evidence(self, relief_id: str) -> Sequence[Evidence]:
        table = relief_evidence.c
        rows = self._connection.execute(
            select(
                table.id,
                table.sha256,
                table.file_name,
                table.media_type,
                table.size,
                table.content,
            )
            .join(relief, relief.c.pk == table.relief_pk)
            .where(relief.c.id == relief_id)
            .order_by(table.pk)
        )
        return [Evidence(*row) for row in rows]

    def _reliefs(self, wanted: AnySelect) -> list[StoredRelief]:
        rows = list(self._connection.execute(wanted))
        keys = [row.pk for row in rows]
        parts = self._relief_parts(relief_part.c.relief_pk.in_(keys))
        steps = self._relief_steps(relief_step.c.relief_pk.in_(keys))
        return [_relief(row, parts.get(row.pk, ()), steps.get(row.pk, ())) for row in rows]

    def _relief_parts(self, condition: ColumnElement[bool]) -> dict[int, list[ReliefPart]]:
        found: dict[int, list[ReliefPart]] = {}
        for row in self._connection.execute(_PARTS.where(condition)):
            found.setdefault(row[0], []).append(ReliefPart(*row[1:]))
        return found

    def _relief_steps(self, condition: ColumnElement[bool]) -> dict[int, list[ReliefStep]]:
        rows = list(self._connection.execute(_RELIEF_STEPS.where(condition)))
        waived: dict[int, list[WaivedInterest]] = {}
        keys = [row.pk for row in rows]
        for step_pk, loan_id, on_balance, off_balance in self._connection.execute(
            _WAIVERS.where(relief_waiver.c.step_pk.in_(keys))
        ):
            share = WaivedInterest(loan_id, Money(on_balance), Money(off_balance))
            waived.setdefault(step_pk, []).append(share)
        found: dict[int, list[ReliefStep]] = {}
        for row in rows:
            found.setdefault(row.relief_pk, []).append(_step(row, waived.get(row.pk, ())))
        return found


_RELIEFS: AnySelect = (
    select(
        relief.c.pk,
        relief.c.id,
        approval.c.id.label("approval_id"),
        party.c.id.label("party_id"),
        relief.c.payer,
        relief.c.reason,
        relief.c.level,
        relief.c.granted_on,
        relief.c.valid_until,
    )
    .select_from(relief)
    .join(approval, approval.c.pk == relief.c.approval_pk)
    .join(party, party.c.pk == relief.c.party_pk)
)

_PARTS: AnySelect = (
    select(
        relief_part.c.relief_pk,
        loan.c.id,
        loan.c.loan_no,
        relief_part.c.principal_fen,
        relief_part.c.on_balance_fen,
        relief_part.c.off_balance_fen,
        relief_part.c.waived_on_balance_fen,
        relief_part.c.waived_off_balance_fen,
    )
    .select_from(relief_part)
    .join(loan, loan.c.pk == relief_part.c.loan_pk)
    .order_by(relief_part.c.relief_pk, relief_part.c.loan_pk)
)

_RELIEF_STEPS: AnySelect = select(relief_step).order_by(relief_step.c.pk)

_WAIVERS: AnySelect = (
    select(
        relief_waiver.c.step_pk,
        loan.c.id,
        relief_waiver.c.on_balance_fen,
        relief_waiver.c.off_balance_fen,
    )
    .select_from(relief_waiver)
    .join(loan, loan.c.pk == relief_waiver.c.loan_pk)
    .order_by(relief_waiver.c.loan_pk)
)


def _relief(row: AnyRow, parts: Sequence[ReliefPart], steps: Sequence[ReliefStep]) -> StoredRelief:
    return StoredRelief(
        id=row.id,
        approval_id=row.approval_id,
        party_id=row.party_id,
        payer=row.payer,
        reason=row.reason,
        level=row.level,
        granted_on=known_day(row.granted_on),
        valid_until=known_day(row.valid_until),
        parts=tuple(parts),
        steps=tuple(steps),
    )


def _step(row: AnyRow, waived: Sequence[WaivedInterest]) -> ReliefStep:
    return ReliefStep(
        state=ReliefState(row.state),
        occurred_on=known_day(row.occurred_on),
        number=row.number,
        repayment_id=row.repayment_id,
        reason=row.reason,
        waived=tuple(waived),
    )
