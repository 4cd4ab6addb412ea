"""Repayments with their shares, differences with ledgers, closed days."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select, union

from desktop.domain.allocation import AllocationOrder
from desktop.domain.interest.reductions import ReportedSums
from desktop.domain.repayment.kinds import RepaymentKind
from desktop.domain.repayment.matching import MatchCode
from desktop.services.repayment_ports import (
    LedgerStep,
    StoredClose,
    StoredConfirmation,
    StoredReopen,
    StoredRepayment,
    StoredReversal,
    StoredShare,
)
from desktop.storage.queries.connected import Connected
from desktop.storage.queries.reductions import IS_CONFIRMED, IS_REVERSED
from desktop.storage.tables import (
    day_close,
    day_reopen,
    ledger_import,
    loan,
    loan_change,
    party,
    repayment,
    repayment_confirmation,
    repayment_reversal,
    repayment_share,
)
from desktop.storage.values import AnyRow, AnySelect, among, known_day, to_day


class RepaymentQueries(Connected):
    """Questions about repayments and the days they fall on."""

    def repayment(self, repayment_id: str) -> StoredRepayment | None:
        return self._first_repayment(repayment.c.id == repayment_id)

    def repayment_of_receipt(self, serial: str) -> StoredRepayment | None:
        return self._first_repayment(repayment.c.receipt == serial)

    def repayment_of_event(self, event_id: str) -> StoredRepayment | None:
        of_event = select(repayment_share.c.repayment_pk).where(
            repayment_share.c.event_id == event_id, repayment_share.c.event_id != ""
        )
        return self._first_repayment(repayment.c.pk.in_(of_event))

    def repayments_of(self, party_id: str) -> Sequence[StoredRepayment]:
        of_party = (
            select(repayment_share.c.repayment_pk)
            .join(loan, loan.c.pk == repayment_share.c.loan_pk)
            .join(_borrower, _borrower.c.pk == loan.c.borrower_pk)
            .where(_borrower.c.id == party_id)
        )
        return self._repayments(repayment.c.pk.in_(of_party))[::-1]

    def repayments_on(self, day: date) -> Sequence[StoredRepayment]:
        return self._repayments(repayment.c.paid_on == day.isoformat())

    def reversed_on(self, day: date) -> Sequence[StoredRepayment]:
        return self._repayments(repayment_reversal.c.reversed_on == day.isoformat())

    def provisional_of(self, loan_ids: Sequence[str]) -> Sequence[StoredRepayment]:
        of_loans = (
            select(repayment_share.c.repayment_pk)
            .join(loan, loan.c.pk == repayment_share.c.loan_pk)
            .where(among(loan.c.id, loan_ids), ~IS_CONFIRMED)
        )
        return self._repayments(repayment.c.pk.in_(of_loans), ~IS_REVERSED)

    def differences(self) -> Sequence[StoredConfirmation]:
        rows = self._connection.execute(_DIFFERENCES)
        return [_confirmation(row) for row in rows]

    def last_words(self, loan_id: str) -> Sequence[StoredConfirmation]:
        rows = self._connection.execute(_LAST_WORDS.where(loan.c.id == loan_id))
        return [_confirmation(row) for row in rows]

    def ledger_steps(self, loan_id: str) -> Sequence[LedgerStep]:
        rows = self._connection.execute(_STEPS.where(loan.c.id == loan_id))
        return [_step(row) for row in rows]

    def close_of(self, day: date) -> StoredClose | None:
        return self._close(day_close.c.day == day.isoformat(), day_reopen.c.close_pk.is_(None))

    def close(self, close_id: str) -> StoredClose | None:
        return self._close(day_close.c.id == close_id)

    def closes(self, limit: int = 500) -> Sequence[StoredClose]:
        rows = self._connection.execute(_CLOSES.order_by(day_close.c.pk.desc()).limit(limit))
        return [_stored_close(row) for row in rows]

    def open_days(self) -> Sequence[date]:
        days = union(
            select(repayment.c.paid_on.label("day")),
            select(repayment_reversal.c.reversed_on.label("day")),
        ).subquery()
        closed = (
            select(day_close.c.day)
            .outerjoin(day_reopen, day_reopen.c.close_pk == day_close.c.pk)
            .where(day_reopen.c.close_pk.is_(None))
        )
        wanted = select(days.c.day).where(days.c.day.not_in(closed)).order_by(days.c.day)
        return [known_day(day) for day in self._connection.execute(wanted).scalars()]

    def _close(self, *conditions: ColumnElement[bool]) -> StoredClose | None:
        row = self._connection.execute(_CLOSES.where(*conditions)).first()
        return _stored_close(row) if row else None

    def _first_repayment(self, condition: ColumnElement[bool]) -> StoredRepayment | None:
        return next(iter(self._repayments(condition)), None)

    def _repayments(self, *conditions: ColumnElement[bool]) -> list[StoredRepayment]:
        rows = self._connection.execute(_REPAYMENTS.where(*conditions)).all()
        keys = [row[0] for row in rows]
        shares: dict[int, list[StoredShare]] = {}
        wanted = _SHARES.where(repayment_share.c.repayment_pk.in_(keys))
        for key, *share in self._connection.execute(wanted):
            shares.setdefault(key, []).append(_share(share))
        return [_repayment(row, tuple(shares.get(row[0], ()))) for row in rows]


_REPAYMENTS: AnySelect = (
    select(
        repayment.c.pk,
        repayment.c.id,
        party.c.id,
        party.c.name,
        repayment.c.kind,
        repayment.c.paid_on,
        repayment.c.amount_fen,
        repayment.c.payer,
        repayment.c.by_debtor,
        repayment.c.consent,
        repayment.c.note,
        repayment.c.receipt,
        repayment.c.teller_id,
        repayment.c.checkers,
        repayment.c.approval_id,
        repayment.c.recorded_at,
        repayment_reversal.c.id,
        repayment_reversal.c.reason,
        repayment_reversal.c.reversed_on,
        repayment_reversal.c.teller_id,
        repayment_reversal.c.checkers,
        repayment_reversal.c.approval_id,
        repayment_reversal.c.recorded_at,
    )
    .select_from(repayment)
    .join(party, party.c.pk == repayment.c.party_pk)
    .outerjoin(repayment_reversal, repayment_reversal.c.repayment_pk == repayment.c.pk)
    .order_by(repayment.c.pk)
)

_borrower = party.alias()
_word = repayment_confirmation.alias()

_LAST_WORD = (
    select(func.max(_word.c.pk))
    .where(
        _word.c.repayment_pk == repayment_share.c.repayment_pk,
        _word.c.loan_pk == repayment_share.c.loan_pk,
    )
    .scalar_subquery()
)

_SHARES: AnySelect = (
    select(
        repayment_share.c.repayment_pk,
        loan.c.id,
        loan.c.loan_no,
        repayment_share.c.cost_fen,
        repayment_share.c.on_balance_fen,
        repayment_share.c.off_balance_fen,
        repayment_share.c.principal_fen,
        repayment_share.c.principal_after_fen,
        repayment_share.c.alloc_order,
        repayment_share.c.article,
        repayment_share.c.why_loan,
        repayment_share.c.event_id,
        repayment_confirmation.c.code,
    )
    .select_from(repayment_share)
    .join(loan, loan.c.pk == repayment_share.c.loan_pk)
    .outerjoin(repayment_confirmation, repayment_confirmation.c.pk == _LAST_WORD)
    .order_by(repayment_share.c.repayment_pk, loan.c.loan_no)
)

_LAST_WORDS: AnySelect = (
    select(
        repayment.c.id,
        loan.c.id,
        func.coalesce(ledger_import.c.id, ""),
        repayment_confirmation.c.code,
        repayment_confirmation.c.figures,
        repayment_confirmation.c.note,
        repayment_confirmation.c.decided_by,
        repayment_confirmation.c.decided_on,
    )
    .select_from(repayment_share)
    .join(repayment, repayment.c.pk == repayment_share.c.repayment_pk)
    .join(loan, loan.c.pk == repayment_share.c.loan_pk)
    .join(repayment_confirmation, repayment_confirmation.c.pk == _LAST_WORD)
    .outerjoin(ledger_import, ledger_import.c.pk == repayment_confirmation.c.import_pk)
    .where(~IS_REVERSED)
    .order_by(repayment_confirmation.c.pk)
)

_DIFFERENCES: AnySelect = _LAST_WORDS.where(
    repayment_confirmation.c.import_pk.is_not(None),
    repayment_confirmation.c.code != MatchCode.CONFIRMED.value,
)
"""A person's word has no import: what he decided is no difference any more."""

_STEPS: AnySelect = (
    select(
        ledger_import.c.id,
        ledger_import.c.as_of,
        loan_change.c.kind,
        loan_change.c.balance_before_fen,
        loan_change.c.on_balance_before_fen,
        loan_change.c.off_balance_before_fen,
        loan_change.c.balance_after_fen,
        loan_change.c.on_balance_after_fen,
        loan_change.c.off_balance_after_fen,
        loan_change.c.reported_before,
        loan_change.c.due_before,
    )
    .select_from(loan_change)
    .join(loan, loan.c.pk == loan_change.c.loan_pk)
    .join(ledger_import, ledger_import.c.pk == loan_change.c.import_pk)
    .order_by(loan_change.c.pk)
)

_CLOSES: AnySelect = (
    select(
        day_close.c.id,
        day_close.c.day,
        day_close.c.expected_fen,
        day_close.c.counted_fen,
        day_close.c.counts,
        day_close.c.reason,
        day_close.c.teller_id,
        day_close.c.checkers,
        day_close.c.approval_id,
        day_close.c.recorded_at,
        day_reopen.c.reason,
        day_reopen.c.maker_id,
        day_reopen.c.checkers,
        day_reopen.c.approval_id,
        day_reopen.c.recorded_at,
    )
    .select_from(day_close)
    .outerjoin(day_reopen, day_reopen.c.close_pk == day_close.c.pk)
)


def _repayment(row: AnyRow, shares: tuple[StoredShare, ...]) -> StoredRepayment:
    id_, party_id, debtor, kind, paid_on, *money = row[1:9]
    consent, note, receipt, teller, checkers, approval, recorded_at = row[9:16]
    amount, payer, by_debtor = money
    reversal_id, reason, reversed_on, *by_whom = row[16:]
    reversal = None
    if reversal_id is not None:
        reversal = StoredReversal(
            reversal_id, id_, reason, known_day(reversed_on), *_signatures(by_whom)
        )
    return StoredRepayment(
        id_,
        party_id,
        debtor,
        RepaymentKind(kind),
        known_day(paid_on),
        amount,
        payer,
        bool(by_debtor),
        consent,
        note,
        receipt,
        *_signatures((teller, checkers, approval, recorded_at)),
        shares,
        reversal,
    )


def _signatures(columns: Sequence[str]) -> tuple[str, tuple[str, ...], str, datetime]:
    """Return who made it, who checked it, by which approval, and when it was recorded."""
    maker, checkers, approval, recorded_at = columns
    return maker, tuple(json.loads(checkers)), approval, datetime.fromisoformat(recorded_at)


def _share(row: Sequence[AnyRow]) -> StoredShare:
    *values, order, article, why_loan, event_id, code = row
    found = MatchCode(code) if code else None
    columns = (*values, AllocationOrder(order), article, why_loan, event_id, found)
    return StoredShare(*columns)


def _confirmation(row: AnyRow) -> StoredConfirmation:
    repayment_id, loan_id, import_id, code, figures, note, decided_by, decided_on = row
    return StoredConfirmation(
        repayment_id,
        loan_id,
        import_id,
        MatchCode(code),
        json.loads(figures),
        note,
        decided_by,
        known_day(decided_on),
    )


def _step(row: AnyRow) -> LedgerStep:
    import_id, as_of, kind, *sums, reported_before, due_before = row
    return LedgerStep(
        import_id,
        known_day(as_of),
        kind == "missing",
        ReportedSums(*sums[:3]),
        ReportedSums(*sums[3:]),
        known_day(reported_before),
        to_day(due_before),
    )


def _stored_close(row: AnyRow) -> StoredClose:
    id_, day, expected, counted, counts, reason, *by_whom = row[:10]
    reopened = None
    if row[10] is not None:
        reopened = StoredReopen(row[10], *_signatures(row[11:]))
    return StoredClose(
        id_,
        known_day(day),
        expected,
        counted,
        {int(fen): number for fen, number in json.loads(counts).items()},
        reason,
        *_signatures(by_whom),
        reopened,
    )
