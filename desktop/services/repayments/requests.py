"""What a teller asks for: to take a payment, to reverse one, to close a day or open it again.

A payment up to the limit and of today is booked at once; everything else waits for a second person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop.domain.approvals import Body
from desktop.domain.errors import RuleViolation
from desktop.domain.money import Money
from desktop.domain.permissions import Action
from desktop.services.approval_items import Item
from desktop.services.approvals import Submitted, submit
from desktop.services.permits import permitted
from desktop.services.ports import Desk
from desktop.services.repayment_ports import StoredRepayment, StoredShare
from desktop.services.repayments.booking import RECORD, book, checked_quote, stored_share
from desktop.services.repayments.days import CLOSE, REOPEN, list_of
from desktop.services.repayments.payments import Payment
from desktop.services.repayments.reversing import REVERSE


@dataclass(frozen=True, slots=True)
class Recorded:
    """What came of a payment: booked with its receipt, or waiting as ``item`` for a checker."""

    repayment: StoredRepayment | None
    item: Item | None


@permitted(Action.REPAY)
def record(desk: Desk, payment: Payment, token: str, again: bool = False) -> Recorded:
    """Take a payment as it was quoted, with its receipt, in one transaction and one journal entry.

    ``token`` is the quote's. Up to the limit and of today the teller takes it alone; otherwise it
    waits for a second person and nothing is booked yet. Raises as
    :func:`~desktop.services.repayments.quoting.quoted`, RuleViolation ``figures_changed`` where
    anything the quote rests on is different now, ``repayment_twice`` for the same payment of the
    same day unless ``again``, ``receipt_unprintable``, and as submitting a proposal does.
    """
    with desk.store.write() as uow:
        quote = checked_quote(desk, uow, payment, token, again)
        if not quote.needs_check:
            booked = book(desk, uow, quote, desk.operator.user_id)
            uow.record(
                RECORD, booked.entity_id, booked.journal, booked.occurred_on, booked.subjects
            )
            uow.commit()
            assert isinstance(booked.result, StoredRepayment)
            return Recorded(booked.result, None)
    title = f"{quote.owed.party.name} {quote.method} {Money(payment.amount_fen)}"
    body: Body = {
        "debtor": quote.owed.party.name,
        **payment.body(),
        "shares": [_share_words(each) for each in map(stored_share, quote.paid)],
        "waived_fen": quote.waived.fen or None,
        "again": again,
        "quote_hash": token,
    }
    submitted = submit(desk, RECORD, f"repay:{payment.party_id}", title, body)
    return Recorded(None, submitted.item)


def _share_words(share: StoredShare) -> dict[str, object]:
    """Return what a checker reads of a loan's share."""
    return {
        "loan_no": share.loan_no,
        "cost_fen": share.cost_fen,
        "on_balance_fen": share.on_balance_fen,
        "off_balance_fen": share.off_balance_fen,
        "principal_fen": share.principal_fen,
        "principal_after_fen": share.principal_after_fen,
    }


@permitted(Action.REVERSE)
def reverse(desk: Desk, receipt: str, reason: str) -> Submitted:
    """Propose to take a repayment back; it happens when a second person has signed.

    Its events of limitation are withdrawn, sums and interest are as if it had never been, and its
    receipt is void. Dated the day it is signed. Raises RuleViolation ``repayment_unknown``,
    ``repayment_is_reversed``, ``repayment_is_confirmed`` once a ledger contains it,
    ``reason_missing``, ``day_closed``, and as submitting a proposal does.
    """
    with desk.store.read() as queries:
        stored = queries.repayment_of_receipt(receipt.strip().upper())
    if stored is None:
        raise RuleViolation("repayment_unknown", field="receipt", serial=receipt)
    body: Body = {
        "repayment_id": stored.id,
        "receipt": stored.receipt,
        "debtor": stored.debtor,
        "amount_fen": stored.amount_fen,
        "paid_on": stored.paid_on.isoformat(),
        "kind": stored.kind.value,
        "reason": reason.strip(),
        "shares": [_share_words(each) for each in stored.shares],
    }
    title = f"{stored.debtor} {stored.receipt} {Money(stored.amount_fen)}"
    return submit(desk, REVERSE, stored.id, title, body)


@permitted(Action.CLOSE_DAY)
def close_day(
    desk: Desk,
    day: date,
    counted_fen: int,
    counts: Mapping[int, int] | None = None,
    reason: str = "",
) -> Submitted:
    """Propose to close a day with the cash that was counted; the accountant signs it.

    ``counts`` tells how many notes and coins by their fen. Raises RuleViolation
    ``repayment_in_future``, ``day_closed``, ``day_without_repayments``, ``day_has_waiting``,
    ``counts_differ`` where they do not make the sum, ``close_reason_missing`` for a difference
    without a reason, ``denomination_unknown``, and as submitting a proposal does.
    """
    with desk.store.read() as queries:
        expected = list_of(queries, day).cash_fen
    body: Body = {
        "day": day.isoformat(),
        "expected_fen": expected,
        "counted_fen": counted_fen,
        "difference_fen": counted_fen - expected,
        "counts": {str(fen): number for fen, number in sorted((counts or {}).items()) if number},
        "reason": reason.strip(),
    }
    title = f"{day} {Money(counted_fen)}"
    return submit(desk, CLOSE, f"day:{day.isoformat()}", title, body)


@permitted(Action.REOPEN_DAY)
def reopen_day(desk: Desk, day: date, reason: str) -> Submitted:
    """Propose to open a closed day again; raises RuleViolation ``day_not_closed``,
    ``reason_missing``, and as submitting a proposal does.
    """
    body: Body = {"day": day.isoformat(), "reason": reason.strip()}
    return submit(desk, REOPEN, f"day:{day.isoformat()}", f"{day} {reason.strip()}", body)
