"""Writing repayments, what becomes of them, and closed days."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import Table, delete, insert, select

from desktop.domain.interest.reductions import ReportedSums
from desktop.services.repayment_ports import (
    StoredClose,
    StoredConfirmation,
    StoredReopen,
    StoredRepayment,
    StoredReversal,
    StoredShare,
)
from desktop.storage.tables import (
    day_close,
    day_reopen,
    ledger_import,
    loan_reduction,
    repayment,
    repayment_confirmation,
    repayment_reversal,
    repayment_share,
)
from desktop.storage.values import from_day
from desktop.storage.writes.recording import Recording


class RepaymentWrites(Recording):
    """Writes about repayments."""

    def add_repayment(self, stored: StoredRepayment) -> None:
        row = {
            "id": stored.id,
            "party_pk": self._party_keys.of(stored.party_id),
            "kind": stored.kind.value,
            "paid_on": from_day(stored.paid_on),
            "amount_fen": stored.amount_fen,
            "payer": stored.payer,
            "by_debtor": int(stored.by_debtor),
            "consent": stored.consent,
            "note": stored.note,
            "receipt": stored.receipt,
            "teller_id": stored.teller_id,
            "checkers": json.dumps(stored.checkers),
            "approval_id": stored.approval_id,
            "recorded_at": stored.recorded_at.isoformat(),
        }
        self._connection.execute(insert(repayment).values(**row))
        key = self._pk(repayment, stored.id)
        self._connection.execute(
            insert(repayment_share), [self._share(key, each) for each in stored.shares]
        )

    def add_reversal(self, reversal: StoredReversal) -> None:
        self._connection.execute(
            insert(repayment_reversal).values(
                repayment_pk=self._pk(repayment, reversal.repayment_id),
                id=reversal.id,
                reason=reversal.reason,
                reversed_on=from_day(reversal.reversed_on),
                teller_id=reversal.teller_id,
                checkers=json.dumps(reversal.checkers),
                approval_id=reversal.approval_id,
                recorded_at=reversal.recorded_at.isoformat(),
            )
        )

    def add_confirmations(self, confirmations: Sequence[StoredConfirmation]) -> None:
        rows = [
            {
                "repayment_pk": self._pk(repayment, each.repayment_id),
                "loan_pk": self._loan_keys.of(each.loan_id),
                "import_pk": self._pk(ledger_import, each.import_id) if each.import_id else None,
                "code": each.code.value,
                "figures": json.dumps(dict(each.figures), sort_keys=True),
                "note": each.note,
                "decided_by": each.decided_by,
                "decided_on": from_day(each.decided_on),
            }
            for each in confirmations
        ]
        if rows:
            self._connection.execute(insert(repayment_confirmation), rows)

    def add_close(self, close: StoredClose) -> None:
        self._connection.execute(
            insert(day_close).values(
                id=close.id,
                day=from_day(close.day),
                expected_fen=close.expected_fen,
                counted_fen=close.counted_fen,
                counts=json.dumps(dict(close.counts), sort_keys=True),
                reason=close.reason,
                teller_id=close.teller_id,
                checkers=json.dumps(close.checkers),
                approval_id=close.approval_id,
                recorded_at=close.recorded_at.isoformat(),
            )
        )

    def add_reopen(self, close_id: str, reopen: StoredReopen) -> None:
        self._connection.execute(
            insert(day_reopen).values(
                close_pk=self._pk(day_close, close_id),
                reason=reopen.reason,
                maker_id=reopen.maker_id,
                checkers=json.dumps(reopen.checkers),
                approval_id=reopen.approval_id,
                recorded_at=reopen.recorded_at.isoformat(),
            )
        )

    def save_reductions(self, sums: Mapping[str, ReportedSums]) -> None:
        keys = self._loan_keys.mapping(sums)
        old = [keys[each] for each in sums]
        rows = [
            {
                "loan_pk": keys[loan_id],
                "principal_fen": each.principal,
                "on_balance_fen": each.on_balance,
                "off_balance_fen": each.off_balance,
            }
            for loan_id, each in sums.items()
            if any(each)
        ]
        of_loans = loan_reduction.c.loan_pk.in_(old)
        if old:
            self._connection.execute(delete(loan_reduction).where(of_loans))
        if rows:
            self._connection.execute(insert(loan_reduction), rows)

    def _share(self, repayment_pk: int, share: StoredShare) -> dict[str, object]:
        return {
            "repayment_pk": repayment_pk,
            "loan_pk": self._loan_keys.of(share.loan_id),
            "cost_fen": share.cost_fen,
            "on_balance_fen": share.on_balance_fen,
            "off_balance_fen": share.off_balance_fen,
            "principal_fen": share.principal_fen,
            "principal_after_fen": share.principal_after_fen,
            "alloc_order": share.order.value,
            "article": share.article,
            "why_loan": share.why_loan,
            "event_id": share.event_id,
        }

    def _pk(self, table: Table, entity_id: str) -> int:
        wanted = select(table.c.pk).where(table.c.id == entity_id)
        return int(self._connection.execute(wanted).scalar_one())
