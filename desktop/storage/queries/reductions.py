"""What was repaid or waived and is in no ledger yet: dated for interest, summed for lists."""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, literal, select

from desktop.domain.interest.reductions import Reduction, ReductionKind, ReportedSums
from desktop.domain.money import Money
from desktop.domain.relief_terms import ReliefState
from desktop.domain.repayment.matching import MatchCode
from desktop.storage.queries.connected import Connected
from desktop.storage.tables import (
    loan,
    loan_reduction,
    party,
    relief_step,
    relief_waiver,
    repayment,
    repayment_confirmation,
    repayment_reversal,
    repayment_share,
)
from desktop.storage.values import AnySelect, known_day


class ReductionQueries(Connected):
    """Questions about what lowers the reported figures of loans."""

    def all_reductions(self) -> Mapping[str, tuple[Reduction, ...]]:
        return self._reductions()

    def stored_reductions(self) -> Mapping[str, ReportedSums]:
        rows = self._connection.execute(_STORED)
        return {loan_id: ReportedSums(*sums) for loan_id, *sums in rows}

    def _reductions(self, *conditions: ColumnElement[bool]) -> Mapping[str, tuple[Reduction, ...]]:
        """Return the reductions of the loans that conditions on loan and party pick."""
        found: dict[str, list[Reduction]] = {}
        for kind, statement in _REDUCTIONS.items():
            rows = self._connection.execute(statement.where(*conditions))
            for loan_id, day, principal, on, off, ref in rows:
                parts = (Money(principal), Money(on), Money(off))
                each = Reduction(known_day(day), *parts, ref, kind)
                found.setdefault(loan_id, []).append(each)
        by_day = attrgetter("on")
        return {loan_id: tuple(sorted(each, key=by_day)) for loan_id, each in found.items()}


# Aliases, so that a question that joins the same table keeps its own row of it.
_undone, _word = repayment_reversal.alias(), repayment_confirmation.alias()

IS_REVERSED = exists().where(_undone.c.repayment_pk == repayment.c.pk)

IS_CONFIRMED = exists().where(
    _word.c.repayment_pk == repayment_share.c.repayment_pk,
    _word.c.loan_pk == repayment_share.c.loan_pk,
    _word.c.code == MatchCode.CONFIRMED.value,
)

_REPAYMENTS: AnySelect = (
    select(
        loan.c.id,
        repayment.c.paid_on,
        repayment_share.c.principal_fen,
        repayment_share.c.on_balance_fen,
        repayment_share.c.off_balance_fen,
        repayment.c.receipt,
    )
    .select_from(repayment_share)
    .join(repayment, repayment.c.pk == repayment_share.c.repayment_pk)
    .join(loan, loan.c.pk == repayment_share.c.loan_pk)
    .join(party, party.c.pk == loan.c.borrower_pk)
    .where(and_(~IS_REVERSED, ~IS_CONFIRMED))
    .order_by(repayment.c.pk)
)

_later, _signed = relief_step.alias(), relief_step.alias()

_RELIEFS: AnySelect = (
    select(
        loan.c.id,
        relief_step.c.occurred_on,
        literal(0),
        relief_waiver.c.on_balance_fen,
        relief_waiver.c.off_balance_fen,
        select(_signed.c.number)
        .where(_signed.c.relief_pk == relief_step.c.relief_pk)
        .where(_signed.c.state == ReliefState.SIGNED.value)
        .scalar_subquery(),
    )
    .select_from(relief_waiver)
    .join(relief_step, relief_step.c.pk == relief_waiver.c.step_pk)
    .join(loan, loan.c.pk == relief_waiver.c.loan_pk)
    .join(party, party.c.pk == loan.c.borrower_pk)
    .where(
        ~exists().where(
            _later.c.relief_pk == relief_step.c.relief_pk,
            _later.c.state == ReliefState.UNDONE.value,
        )
    )
    .order_by(relief_step.c.pk)
)
"""A booked relief is the end of its loan: whatever a later ledger still reports of the waived
interest is not owed, so no ledger has to confirm it."""

_REDUCTIONS: Mapping[ReductionKind, AnySelect] = {
    ReductionKind.REPAYMENT: _REPAYMENTS,
    ReductionKind.RELIEF: _RELIEFS,
}
"""Loan, day, principal, on-balance interest, off-balance interest, paper; conditions may name
loan and party."""

_STORED: AnySelect = select(
    loan.c.id,
    loan_reduction.c.principal_fen,
    loan_reduction.c.on_balance_fen,
    loan_reduction.c.off_balance_fen,
).join(loan_reduction, loan_reduction.c.loan_pk == loan.c.pk)


_reduced = loan_reduction.alias()


def _left(reported: Any, name: str) -> Any:
    reduction = select(_reduced.c[name]).where(_reduced.c.loan_pk == loan.c.pk)
    return reported - func.coalesce(reduction.scalar_subquery(), 0)


BALANCE = _left(loan.c.balance_fen, "principal_fen")
"""What is left of the principal: what lists show, sort and filter by."""
ON_BALANCE = _left(loan.c.on_balance_interest_fen, "on_balance_fen")
OFF_BALANCE = _left(loan.c.off_balance_interest_fen, "off_balance_fen")
