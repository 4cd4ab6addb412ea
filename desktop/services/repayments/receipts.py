"""The receipt of a repayment (收款收据): frozen with it, two copies, provisional by its words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop.domain.documents import DocumentFacts, DocumentKind, money_fields
from desktop.domain.errors import RuleViolation
from desktop.domain.money import Money
from desktop.domain.permissions import Action, Part
from desktop.domain.repayment.set_off import Share
from desktop.domain.rounds import NoticeState
from desktop.services.branch import new_id, require_installation
from desktop.services.documents.case import Case
from desktop.services.documents.issuing import (
    found_documents,
    mark_documents,
    reprint_documents,
    write_documents,
)
from desktop.services.paper_archive import PaperKind, take_serials
from desktop.services.paper_ports import PrintedFile
from desktop.services.permits import permitted
from desktop.services.ports import Desk, Queries, UnitOfWork
from desktop.services.progress import Progress
from desktop.services.records import Document
from desktop.services.repayments.payments import Payment
from desktop.services.repayments.quoting import Quote, quoted
from desktop.services.templates import in_force_in


def issue_receipt(desk: Desk, uow: UnitOfWork, quote: Quote) -> DocumentFacts:
    """Give a payment its receipt in the transaction that books it, and return what it says.

    Receipts have numbers of their own without a gap. Raises RuleViolation ``receipt_unprintable``
    where a name has a character that no font has.
    """
    draft = receipt_draft(desk, uow, quote)
    problems = in_force_in(desk, uow).papers.check_documents([draft])
    if problems:
        raise RuleViolation("receipt_unprintable", field="payer")
    (serial,) = take_serials(uow, "receipt", "S", draft.issued_on, 1)
    facts = replace(draft, serial=serial)
    uow.add_documents([_document(facts)])
    return facts


@permitted(Action.SEE, Part.READ)
def preview(desk: Desk, payment: Payment) -> tuple[Quote, DocumentFacts]:
    """Work a payment out with the receipt it would have; raises as quoting it does."""
    with desk.store.read() as queries:
        quote = quoted(desk, queries, payment)
        return quote, receipt_draft(desk, queries, quote)


@permitted(Action.REPAY)
def write_receipt(desk: Desk, serial: str, path: Path, progress: Progress) -> PrintedFile:
    """Write a receipt to a PDF: for the first time as it is, later marked as a reprint.

    Raises RuleViolation ``serial_unknown``, ``receipt_void``, and as writing documents does.
    """
    with desk.store.read() as queries:
        (found,) = found_documents(queries, [serial])
    if found.state is not NoticeState.GENERATED:
        return reprint_documents(desk, [found.serial], PaperKind.PDF, path, progress)
    printed = write_documents(desk, found.batch_id, [found.serial], PaperKind.PDF, path, progress)
    mark_documents(desk, [found.serial], NoticeState.PRINTED)
    return printed


@permitted(Action.SEE, Part.READ)
def was_printed(desk: Desk, serial: str) -> bool:
    """Return whether a receipt came out before: then the next one is a reprint."""
    with desk.store.read() as queries:
        (found,) = found_documents(queries, [serial])
    return found.state is not NoticeState.GENERATED


def receipt_draft(desk: Desk, queries: Queries, quote: Quote) -> DocumentFacts:
    """Return the receipt a payment would have, without its serial."""
    case = Case(
        in_force_in(desk, queries),
        queries,
        require_installation(queries),
        desk.clock.today(),
        quote.owed.party,
        quote.owed.loans,
    )
    paid = quote.paid
    fields = {
        "payer": quote.payer,
        "debtor": quote.owed.party.name,
        "method": quote.method,
        "order": _order(paid),
        "paid_on": quote.payment.paid_on.isoformat(),
        "cost": str(Money.total(share.cost for share in paid)),
        "interest": str(Money.total(share.interest for share in paid)),
        "principal": str(Money.total(share.principal for share in paid)),
        **money_fields("total", quote.payment.amount_fen),
    }
    got = {share.loan_id for share in paid}
    loans = [each for each in quote.owed.loans if each.loan.id in got]
    tables = {"items": tuple(map(_item, paid))}
    return case.facts(DocumentKind.RECEIPT, quote.payer, fields, tables, loans)


def _item(share: Share) -> tuple[str, ...]:
    amounts = (share.cost, share.interest, share.principal, share.total, share.principal_after)
    return (share.loan_no, *map(str, amounts))


def _order(paid: tuple[Share, ...]) -> str:
    """Return the order, loan by loan where their contracts differ (rule 3.14)."""
    labels = {share.order.order.label for share in paid}
    if len(labels) == 1:
        return labels.pop()
    return "；".join(f"{share.loan_no} {share.order.order.label}" for share in paid)


def _document(facts: DocumentFacts) -> Document:
    return Document(
        id=new_id(),
        batch_id=new_id(),
        serial=facts.serial,
        kind=facts.kind,
        party_id=facts.party_id,
        subject=facts.subject,
        issued_on=facts.issued_on,
        state=NoticeState.GENERATED,
        printed_on=None,
        handed_out_on=None,
        reprints=0,
        facts=facts.to_json(),
    )
