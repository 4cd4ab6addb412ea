"""Taking a repayment back: another row, never a deletion, and everything as it was before it."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.approvals import Body
from desktop.domain.errors import RuleViolation
from desktop.domain.money import Money
from desktop.domain.permissions import Action
from desktop.services.branch import new_id
from desktop.services.checked_acts import Applied, CheckedAct, Signed
from desktop.services.clocks import recompute
from desktop.services.ports import Desk, Queries, UnitOfWork
from desktop.services.reductions import refresh_reductions
from desktop.services.relief.booking import undo_booked
from desktop.services.repayment_ports import StoredRepayment, StoredReversal
from desktop.services.repayments.booking import journal_body
from desktop.services.repayments.quoting import check_day

REVERSE = "repayment_reversed"


def _check(desk: Desk, queries: Queries, body: Body) -> None:
    _reversible(queries, body)
    check_day(desk, queries, desk.clock.today())


def _apply(desk: Desk, uow: UnitOfWork, body: Body, signed: Signed) -> Applied:
    stored, today = _reversible(uow, body), desk.clock.today()
    reversal = StoredReversal(
        id=new_id(),
        repayment_id=stored.id,
        reason=body["reason"],
        reversed_on=today,
        teller_id=signed.maker_id,
        checkers=signed.checkers,
        approval_id=signed.proposal_id,
        recorded_at=desk.clock.now(),
    )
    uow.add_reversal(reversal)
    for share in stored.shares:
        if share.event_id:
            uow.withdraw_event(share.event_id, f"冲正：{reversal.reason}")
    loans = [loan for loan in map(uow.loan, _loan_ids(stored)) if loan is not None]
    recompute(desk, uow, [(loan.id, loan.due_on) for loan in loans])
    undone = undo_booked(uow, stored.id, _loan_ids(stored), today)
    refresh_reductions(uow, set(_loan_ids(stored)).union(*(each.loan_ids for each in undone)))
    journal = journal_body(stored) | {
        "reason": reversal.reason,
        "reversal": reversal.id,
        "reliefs": [each.journal for each in undone],
    }
    return Applied(stored.id, journal, today, (stored.party_id,), reversal)


def _reversible(queries: Queries, body: Body) -> StoredRepayment:
    stored = queries.repayment(body["repayment_id"])
    if stored is None:
        raise RuleViolation("repayment_unknown", field="receipt", serial=body["receipt"])
    if stored.reversal is not None:
        raise RuleViolation("repayment_is_reversed", field="receipt", serial=stored.receipt)
    if stored.is_confirmed:
        raise RuleViolation("repayment_is_confirmed", field="receipt", serial=stored.receipt)
    if not body["reason"]:
        raise RuleViolation("reason_missing", field="reason")
    return stored


def _loan_ids(stored: StoredRepayment) -> list[str]:
    return [share.loan_id for share in stored.shares]


def _basis(queries: Queries, body: Body) -> Mapping[str, str]:
    loans = [loan for loan in map(queries.loan, _loan_ids_of(queries, body)) if loan is not None]
    return {loan.loan_no: str(Money(loan.balance_fen)) for loan in loans}


def _loan_ids_of(queries: Queries, body: Body) -> list[str]:
    stored = queries.repayment(body["repayment_id"])
    return _loan_ids(stored) if stored else []


REVERSAL = CheckedAct(REVERSE, Action.REVERSE, _check, _apply, _basis)
