"""Writing a payment: rows, receipt, events of limitation, sums."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.approvals import Body
from desktop.domain.documents import DocumentFacts
from desktop.domain.errors import RuleViolation
from desktop.domain.money import Money
from desktop.domain.permissions import Action
from desktop.domain.repayment.set_off import Share
from desktop.services.branch import new_id
from desktop.services.checked_acts import Applied, CheckedAct, Signed
from desktop.services.clocks import recompute
from desktop.services.ports import Desk, Queries, UnitOfWork
from desktop.services.records import StoredEvent
from desktop.services.reductions import refresh_reductions
from desktop.services.relief.booking import book_settled
from desktop.services.repayment_ports import StoredRepayment, StoredShare
from desktop.services.repayments.payments import Payment
from desktop.services.repayments.quoting import Quote, quoted
from desktop.services.repayments.receipts import issue_receipt

RECORD = "repayment_recorded"


def checked_quote(desk: Desk, queries: Queries, payment: Payment, token: str, again: bool) -> Quote:
    """Work a payment out again and refuse it where it is not what the teller saw.

    Raises RuleViolation ``figures_changed``, ``repayment_twice``, and as :func:`quoted`.
    """
    quote = quoted(desk, queries, payment)
    if quote.twins and not again:
        raise RuleViolation("repayment_twice", field="again", serial=quote.twins[0])
    if quote.token != token:
        raise RuleViolation("figures_changed", field="amount")
    return quote


def book(
    desk: Desk, uow: UnitOfWork, quote: Quote, teller_id: str, signed: Signed | None = None
) -> Applied:
    """Write a payment with everything that follows from it; the journal entry is the caller's."""
    receipt = issue_receipt(desk, uow, quote)
    stored = _stored(desk, quote, receipt, teller_id, signed)
    uow.add_repayment(stored)
    for share in stored.shares:
        if share.event_id:
            uow.add_event(_event(stored, share, quote))
    paid = {share.loan_id for share in stored.shares}
    due = [(each.loan.id, each.loan.due_on) for each in quote.owed.loans if each.loan.id in paid]
    recompute(desk, uow, due)
    reliefs = book_settled(desk, uow, stored.id, paid, stored.paid_on, quote.owed.reliefs)
    refresh_reductions(uow, paid.union(*(each.loan_ids for each in reliefs)))
    journal = journal_body(stored) | {
        "reliefs": [each.journal for each in reliefs],
        "teller_name": uow.user_names().get(teller_id, ""),  # head office knows no branch's people
        "facts_sha256": receipt.sha256(),
        "template_version": receipt.template_version,
    }
    return Applied(stored.id, journal, stored.paid_on, (stored.party_id,), stored)


def journal_body(stored: StoredRepayment) -> dict[str, object]:
    """Return what the journal keeps of a repayment: every column of its rows."""
    return {
        "receipt": stored.receipt,
        "party_id": stored.party_id,
        "kind": stored.kind.value,
        "recovery": stored.kind.recovery.value,
        "paid_on": stored.paid_on.isoformat(),
        "amount_fen": stored.amount_fen,
        "payer": stored.payer,
        "by_debtor": stored.by_debtor,
        "consent": stored.consent,
        "note": stored.note,
        "teller": stored.teller_id,
        "checkers": list(stored.checkers),
        "approval_id": stored.approval_id,
        "recorded_at": stored.recorded_at.isoformat(),
        "shares": [_plain(share) for share in stored.shares],
    }


def _plain(share: StoredShare) -> dict[str, object]:
    return {
        "loan_no": share.loan_no,
        "cost_fen": share.cost_fen,
        "on_balance_fen": share.on_balance_fen,
        "off_balance_fen": share.off_balance_fen,
        "principal_fen": share.principal_fen,
        "principal_after_fen": share.principal_after_fen,
        "order": share.order.value,
        "article": share.article,
        "why_loan": share.why_loan,
        "event": share.event_id,
    }


def _stored(
    desk: Desk, quote: Quote, receipt: DocumentFacts, teller_id: str, signed: Signed | None
) -> StoredRepayment:
    payment = quote.payment
    body = payment.body()
    return StoredRepayment(
        id=new_id(),
        party_id=payment.party_id,
        debtor=quote.owed.party.name,
        kind=payment.kind,
        paid_on=payment.paid_on,
        amount_fen=payment.amount_fen,
        payer=quote.payer,
        by_debtor=quote.by_debtor,
        consent=body["consent"],
        note=body["note"],
        receipt=receipt.serial,
        teller_id=teller_id,
        checkers=signed.checkers if signed else (),
        approval_id=signed.proposal_id if signed else "",
        recorded_at=desk.clock.now(),
        shares=tuple(stored_share(share, new_id() if quote.event else "") for share in quote.paid),
    )


def stored_share(share: Share, event_id: str = "") -> StoredShare:
    """Return a share as it is stored."""
    return StoredShare(
        loan_id=share.loan_id,
        loan_no=share.loan_no,
        cost_fen=share.cost.fen,
        on_balance_fen=share.on_balance.fen,
        off_balance_fen=share.off_balance.fen,
        principal_fen=share.principal.fen,
        principal_after_fen=share.principal_after.fen,
        order=share.order.order,
        article=share.order.article,
        why_loan=share.why_loan,
        event_id=event_id,
    )


def _event(stored: StoredRepayment, share: StoredShare, quote: Quote) -> StoredEvent:
    """Return the event of a share, proved by the receipt (诉讼时效规定 §§8, 14)."""
    assert quote.event is not None
    return StoredEvent(
        id=share.event_id,
        loan_id=share.loan_id,
        kind=quote.event,
        occurred_on=stored.paid_on,
        restart_on=None,
        proved=True,
        withdrawn=False,
        ref=stored.receipt,
        note=f"{quote.method} {Money(share.total_fen)}",
    )


def _check(desk: Desk, queries: Queries, body: Body) -> None:
    checked_quote(desk, queries, Payment.read(body), body["quote_hash"], body["again"])


def _apply(desk: Desk, uow: UnitOfWork, body: Body, signed: Signed) -> Applied:
    quote = quoted(desk, uow, Payment.read(body))
    return book(desk, uow, quote, signed.maker_id, signed)


def _basis(queries: Queries, body: Body) -> Mapping[str, str]:
    """Return what is left of each loan's principal: a checker sees what was paid since."""
    loans = queries.loans_of(body["party_id"])
    return {loan.loan_no: str(Money(loan.balance_fen)) for loan in loans if loan.balance_fen}


REPAYMENT = CheckedAct(RECORD, Action.REPAY_CHECKED, _check, _apply, _basis)
