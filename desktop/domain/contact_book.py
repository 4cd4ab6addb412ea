"""Where somebody is reached: every phone and address with its source, side by side.

Nothing is overwritten: what turned out wrong is withdrawn. Which address a paper goes to follows
from a rule that can be shown: confirmed in writing before hearsay, newer before older.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.errors import RuleViolation


class ReachKind(StrEnum):
    """What kind of contact it is; ``OTHER`` is whatever neither rings nor has a door."""

    PHONE = "phone"
    ADDRESS = "address"
    OTHER = "other"


class ContactSource(StrEnum):
    """On whose word a contact is known."""

    LEDGER = "ledger"
    DEBTOR = "debtor"
    CONTRACT = "contract"
    RELATIVE = "relative"
    GUARANTOR = "guarantor"
    COMMITTEE = "committee"
    COURT = "court"
    POST = "post"
    OTHER = "other"


SOURCE_WORDS = {
    ContactSource.LEDGER: "台账",
    ContactSource.DEBTOR: "债务人本人",
    ContactSource.CONTRACT: "合同",
    ContactSource.RELATIVE: "亲属",
    ContactSource.GUARANTOR: "保证人",
    ContactSource.COMMITTEE: "村委会",
    ContactSource.COURT: "法院",
    ContactSource.POST: "邮政",
    ContactSource.OTHER: "其他",
}
KIND_WORDS = {ReachKind.PHONE: "电话", ReachKind.ADDRESS: "地址", ReachKind.OTHER: "其他"}
_WRITES = (ContactSource.DEBTOR, ContactSource.CONTRACT)
_FEWEST_DIGITS = 7


@dataclass(frozen=True, slots=True)
class Contact:
    """One phone, address or other contact; ``in_writing`` where the debtor signed for it."""

    kind: ReachKind
    value: str
    source: ContactSource
    learned_on: date
    in_writing: bool = False
    note: str = ""


class ContactChoice(StrEnum):
    """Why a contact is the one in use."""

    CONFIRMED = "confirmed"
    NEWEST = "newest"
    ONLY = "only"


CHOICE_WORDS = {
    ContactChoice.CONFIRMED: "本人书面确认的送达地址优先（法发〔2017〕19号第8条）",
    ContactChoice.NEWEST: "没有书面确认的，取最近得知的一个",
    ContactChoice.ONLY: "只知道这一个",
}


def check_contact(contact: Contact, today: date) -> None:
    """Refuse what is no contact or cannot be known yet.

    RuleViolation ``field_missing`` for an empty value, ``phone_too_short`` for fewer than seven
    digits, ``contact_in_future``, ``contact_of_ledger`` for a source that only a ledger is, and
    ``contact_not_his`` for a written confirmation by somebody who is not the debtor.
    """
    if not contact.value.strip():
        raise RuleViolation("field_missing", field="value")
    digits = sum(character.isdigit() for character in contact.value)
    if contact.kind is ReachKind.PHONE and digits < _FEWEST_DIGITS:
        raise RuleViolation("phone_too_short", field="value", digits=_FEWEST_DIGITS)
    if contact.learned_on > today:
        raise RuleViolation("contact_in_future", field="learned_on", date=str(contact.learned_on))
    if contact.source is ContactSource.LEDGER:
        raise RuleViolation("contact_of_ledger", field="source")
    if contact.in_writing and contact.source not in _WRITES:
        raise RuleViolation("contact_not_his", field="in_writing")


def in_use(
    contacts: Iterable[Contact], kind: ReachKind
) -> tuple[Contact, ContactChoice] | tuple[None, None]:
    """Return the contact that papers and calls use, and why; None where none is known.

    ``contacts`` are those that stand, in the order they were entered: of one day the later wins.
    """
    known = [each for each in contacts if each.kind is kind and each.value.strip()]
    if not known:
        return None, None
    written = [each for each in known if each.in_writing]
    _, found = max(enumerate(written or known), key=lambda pair: (pair[1].learned_on, pair[0]))
    if written:
        return found, ContactChoice.CONFIRMED
    return found, ContactChoice.ONLY if len(known) == 1 else ContactChoice.NEWEST
