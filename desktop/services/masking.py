"""Records as a list may show them: whose they are can be told, no more (security design, PIPL §28).

A list names nobody in full; the dossier does. Papers are made from the full records, never from
these.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from desktop.domain.contact_book import ReachKind
from desktop.domain.masks import mask_address, mask_id_number, mask_name, mask_phone
from desktop.domain.notices import NoticeFacts
from desktop.domain.relations import Related
from desktop.services.contacts import ContactBook
from desktop.services.list_records import LedgerLine, SearchHit
from desktop.services.party_records import StoredContact
from desktop.services.records import Delivery, DocumentHead, LoanChange, Party
from desktop.services.relations import RelatedPerson
from desktop.services.repayment_ports import StoredRepayment

_LISTED = 1
"""How many characters of an identity number a list shows at either end."""

_ON_DOSSIER = (3, 4)
"""How many of them a dossier shows at the beginning and at the end."""


def masked_party(party: Party) -> Party:
    """Return a debtor with the surname, the ends of the number and the township."""
    return replace(
        party,
        name=mask_name(party.name),
        id_number=mask_id_number(party.id_number, _LISTED, _LISTED),
        phone=mask_phone(party.phone),
        address=party.township,
    )


def dossier_party(party: Party) -> Party:
    """Return a debtor as his dossier shows him: by his name, and what he is reached by masked."""
    return replace(
        party,
        id_number=mask_id_number(party.id_number, *_ON_DOSSIER),
        phone=mask_phone(party.phone),
        address=mask_address(party.address),
    )


def masked_book(book: ContactBook) -> ContactBook:
    """Return contacts with phones and addresses masked; which of them are in use stays told."""
    masked = {id(each): _masked_contact(each) for each in book.contacts}
    return replace(
        book,
        contacts=tuple(masked.values()),
        phone=masked[id(book.phone)] if book.phone else None,
        address=masked[id(book.address)] if book.address else None,
    )


def masked_related(people: Iterable[RelatedPerson]) -> tuple[RelatedPerson, ...]:
    """Return related people with their numbers and addresses masked; names stay, on a dossier."""
    return tuple(
        replace(each, stored=replace(each.stored, related=_masked_person(each.stored.related)))
        for each in people
    )


def _masked_person(related: Related) -> Related:
    return replace(
        related,
        id_number=mask_id_number(related.id_number, *_ON_DOSSIER),
        phone=mask_phone(related.phone),
        address=mask_address(related.address),
    )


def _masked_contact(stored: StoredContact) -> StoredContact:
    mask = mask_phone if stored.contact.kind is ReachKind.PHONE else mask_address
    return replace(stored, contact=replace(stored.contact, value=mask(stored.contact.value)))


def masked_line(line: LedgerLine) -> LedgerLine:
    """Return a line of the ledger with the borrower's surname."""
    return line._replace(borrower=mask_name(line.borrower))


def masked_change(change: LoanChange) -> LoanChange:
    """Return what an import changed, with the borrower's surname."""
    return replace(change, borrower=mask_name(change.borrower))


def masked_repayment(repayment: StoredRepayment) -> StoredRepayment:
    """Return a repayment with the surnames of the debtor and of who paid."""
    return replace(repayment, debtor=mask_name(repayment.debtor), payer=mask_name(repayment.payer))


def masked_delivery(delivery: Delivery) -> Delivery:
    """Return a delivery with the debtor's surname."""
    return replace(delivery, debtor=mask_name(delivery.debtor))


def masked_facts(facts: NoticeFacts) -> NoticeFacts:
    """Return what a list shows of a notice: it is not what is printed."""
    return replace(facts, debtor=mask_name(facts.debtor), address=facts.township)


def masked_document(document: DocumentHead) -> DocumentHead:
    """Return a document's head with the surname of whom it is about; branches and villages stay."""
    subject = mask_name(document.subject) if document.party_id else document.subject
    return replace(document, subject=subject)


def masked_hit(hit: SearchHit) -> SearchHit:
    """Return what the search box shows of a hit."""
    if not hit.name:
        return hit
    shown = mask_name(hit.name)
    title, detail = (text.replace(hit.name, shown) for text in (hit.title, hit.detail))
    return replace(hit, title=title, detail=detail, name=shown)
