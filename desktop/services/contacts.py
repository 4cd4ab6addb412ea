"""Where a debtor is reached: all that is known side by side, and which of it is in use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from desktop.domain.contact_book import (
    Contact,
    ContactChoice,
    ContactSource,
    ReachKind,
    check_contact,
    in_use,
)
from desktop.domain.errors import RuleViolation
from desktop.domain.masks import mask_phone
from desktop.services.party_records import StoredContact
from desktop.services.ports import Desk, Queries
from desktop.services.records import Party


@dataclass(frozen=True, slots=True)
class ContactBook:
    """All contacts of a party, and which phone and address are in use and why."""

    contacts: tuple[StoredContact, ...]
    phone: StoredContact | None
    phone_choice: ContactChoice | None
    address: StoredContact | None
    address_choice: ContactChoice | None

    def choice_of(self, stored: StoredContact) -> ContactChoice | None:
        """Return why a contact is in use, None for one that is not."""
        for used, choice in (
            (self.phone, self.phone_choice),
            (self.address, self.address_choice),
        ):
            if used is stored:
                return choice
        return None


def contact_book(queries: Queries, party_id: str) -> ContactBook:
    """Return a party's contacts, withdrawn ones marked, and those in use."""
    contacts = tuple(queries.contacts_of(party_id))
    phone = _used(contacts, ReachKind.PHONE)
    address = _used(contacts, ReachKind.ADDRESS)
    return ContactBook(contacts, *phone, *address)


def reached(queries: Queries, party: Party) -> Party:
    """Return a party with the phone and address in use: what papers and calls go by."""
    book = contact_book(queries, party.id)
    return replace(
        party,
        phone=book.phone.contact.value if book.phone else party.phone,
        address=book.address.contact.value if book.address else party.address,
    )


def reached_by_id(queries: Queries, parties: Iterable[Party]) -> Mapping[str, Party]:
    """Return those of many parties of whom more is known than their ledger says, by id."""
    known = queries.parties_with_contacts()
    return {each.id: reached(queries, each) for each in parties if each.id in known}


def require_party(queries: Queries, party_id: str) -> Party:
    """Return a party; RuleViolation ``party_unknown`` if there is none."""
    party = queries.party(party_id)
    if party is None:
        raise RuleViolation("party_unknown", field="party")
    return party


def check_new_contact(desk: Desk, queries: Queries, party: Party, contact: Contact) -> None:
    """Refuse a contact that is none, or that stands already."""
    check_contact(contact, desk.clock.today())
    if any(
        not each.withdrawn and _same(each.contact, contact)
        for each in queries.contacts_of(party.id)
    ):
        raise RuleViolation("contact_known", field="value")


def standing_contact(queries: Queries, contact_id: str) -> StoredContact:
    """Return a contact that nobody withdrew."""
    stored = queries.contact(contact_id)
    if stored is None:
        raise RuleViolation("contact_unknown", field="contact")
    if stored.withdrawn:
        raise RuleViolation("contact_withdrawn", field="contact")
    return stored


def plain_contact(contact: Contact) -> dict[str, object]:
    """Return a contact as JSON data, whole."""
    plain = asdict(contact) | {"learned_on": contact.learned_on.isoformat()}
    return {"reach": plain.pop("kind"), **plain}


def read_contact(plain: Mapping[str, Any]) -> Contact:
    """Return what :func:`plain_contact` wrote."""
    return Contact(
        kind=ReachKind(plain["reach"]),
        value=plain["value"],
        source=ContactSource(plain["source"]),
        learned_on=date.fromisoformat(plain["learned_on"]),
        in_writing=plain["in_writing"],
        note=plain["note"],
    )


def contact_body(contact: Contact) -> dict[str, object]:
    """Return what the journal keeps of a contact: no number that rings, no house."""
    is_phone = contact.kind is ReachKind.PHONE
    return {
        "kind": contact.kind.value,
        "source": contact.source.value,
        "learned_on": contact.learned_on.isoformat(),
        "in_writing": contact.in_writing,
        "masked": mask_phone(contact.value) if is_phone else "",
    }


def _used(
    contacts: Sequence[StoredContact], kind: ReachKind
) -> tuple[StoredContact, ContactChoice] | tuple[None, None]:
    standing = [each for each in contacts if not each.withdrawn]
    found, choice = in_use([each.contact for each in standing], kind)
    if found is None or choice is None:
        return None, None
    return next(each for each in standing if each.contact is found), choice


def _same(first: Contact, second: Contact) -> bool:
    return replace(first, note="") == replace(second, note="")
