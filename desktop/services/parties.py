"""Changing what is known of a debtor: marks, contacts, related people, doubles.

Protective marks are set at once; everything else waits for a second person where there are users.
"""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.contact_book import Contact
from desktop.domain.errors import RuleViolation
from desktop.domain.masks import mask_id_number
from desktop.domain.permissions import Action, Part
from desktop.domain.relations import Related
from desktop.services.approvals import Submitted, submit, void
from desktop.services.branch import new_id
from desktop.services.checked_acts import Applied
from desktop.services.contacts import plain_contact, require_party, standing_contact
from desktop.services.doubles import check_merge, check_undo
from desktop.services.permits import judged_by_act, permitted, require
from desktop.services.ports import Desk
from desktop.services.records import Hold, Party
from desktop.services.relations import completed, plain_related, standing_relation, tidied


@judged_by_act
def set_hold(desk: Desk, party_id: str, hold: Hold, reason: str) -> Submitted:
    """Stop notices to a person who disputes having borrowed, or let them go out again.

    The hold takes effect at once, whoever hears of it; ending it needs a second person. Raises
    RuleViolation ``reason_missing``, ``party_unknown``.
    """
    if hold is Hold.NONE:
        party = _party(desk, party_id)
        body = {"party_id": party.id, "reason": reason.strip()}
        return submit(desk, "hold_lifted", party.id, party.name, body)
    require(desk, Action.FIELD_WORK, Part.MAKE, "set_hold")
    _require_reason(reason)
    with desk.store.write() as uow:
        party = require_party(uow, party_id)
        uow.set_hold(party.id, hold)
        void(desk, uow, party.id, reason)
        kept = {"hold": hold.value, "reason": reason}
        uow.record("hold_set", party.id, kept, desk.clock.today(), [party.id])
        uow.commit()
    return Submitted(None, Applied(party.id, kept, desk.clock.today(), (party.id,)))


@judged_by_act
def set_deceased(desk: Desk, party_id: str, deceased: bool, reason: str) -> Submitted:
    """Note that a debtor has died: ordinary notices stop, the heirs are another paper.

    The note takes effect at once; taking it back needs a second person. Raises RuleViolation
    ``reason_missing``, ``party_unknown``.
    """
    if not deceased:
        party = _party(desk, party_id)
        body = {"party_id": party.id, "reason": reason.strip()}
        return submit(desk, "death_unnoted", party.id, party.name, body)
    require(desk, Action.FIELD_WORK, Part.MAKE, "set_deceased")
    _require_reason(reason)
    with desk.store.write() as uow:
        party = require_party(uow, party_id)
        uow.set_deceased(party.id, True)
        void(desk, uow, party.id, reason)
        kept = {"deceased": True, "reason": reason}
        uow.record("deceased_set", party.id, kept, desk.clock.today(), [party.id])
        uow.commit()
    return Submitted(None, Applied(party.id, kept, desk.clock.today(), (party.id,)))


@permitted(Action.PARTY)
def record_contact(desk: Desk, party_id: str, contact: Contact) -> Submitted:
    """Enter a contact beside those that are known; the result of the act is its id.

    Raises RuleViolation ``party_unknown``, ``contact_known`` for one that stands already with
    this source and day, and as :func:`~desktop.domain.contact_book.check_contact` does.
    """
    contact = replace(contact, value=contact.value.strip(), note=contact.note.strip())
    party, new = _party(desk, party_id), new_id()
    body = {"contact_id": new, "party_id": party.id, "contact": plain_contact(contact)}
    return submit(desk, "contact_recorded", new, party.name, body)


@permitted(Action.PARTY)
def withdraw_contact(desk: Desk, contact_id: str, reason: str) -> Submitted:
    """Mark a contact as wrong: it stays, with the reason, and is used no more.

    Raises RuleViolation ``reason_missing``, ``contact_unknown``, ``contact_withdrawn``.
    """
    with desk.store.read() as queries:
        stored = standing_contact(queries, contact_id)
        party = require_party(queries, stored.party_id)
    said = plain_contact(stored.contact)
    body = {"contact_id": contact_id, "contact": said, "reason": reason.strip()}
    return submit(desk, "contact_withdrawn", contact_id, party.name, body)


@permitted(Action.PARTY)
def record_relation(desk: Desk, party_id: str, related: Related, replaces: str = "") -> Submitted:
    """Enter a related person; the result of the act is the entry's id.

    ``replaces`` is an entry that this one corrects: it stays, withdrawn; a number, a phone or an
    address that is left blank is taken over from it, since nobody was shown it. Raises
    RuleViolation ``party_unknown``, ``relation_unknown``, ``relation_withdrawn``, and as
    :func:`~desktop.domain.relations.check_related` does.
    """
    party, new, related = _party(desk, party_id), new_id(), tidied(related)
    if replaces:
        with desk.store.read() as queries:
            related = completed(related, standing_relation(queries, replaces).related)
    body = {
        "relation_id": new,
        "party_id": party.id,
        "related": plain_related(related),
        "replaces_id": replaces,
    }
    return submit(desk, "relation_recorded", replaces or new, party.name, body)


@permitted(Action.PARTY)
def withdraw_relation(desk: Desk, relation_id: str, reason: str) -> Submitted:
    """Mark a related person as wrong; the entry stays, with the reason.

    Raises RuleViolation ``reason_missing``, ``relation_unknown``, ``relation_withdrawn``.
    """
    with desk.store.read() as queries:
        stored = standing_relation(queries, relation_id)
        party = require_party(queries, stored.party_id)
    said = plain_related(stored.related)
    body = {"relation_id": relation_id, "related": said, "reason": reason.strip()}
    return submit(desk, "relation_withdrawn", relation_id, party.name, body)


@permitted(Action.PARTY)
def merge(desk: Desk, kept_id: str, merged_id: str, reason: str) -> Submitted:
    """Let everything of one entry follow to another of the same person.

    The entry itself stays; later ledgers find the kept one. The result of the act is the merge's
    id. Raises RuleViolation ``reason_missing``, ``party_unknown``, ``merge_with_itself``,
    ``merge_marks_differ`` where only one of them is held or deceased: a merge neither sets nor
    lifts such a mark.
    """
    with desk.store.read() as queries:
        kept, merged = check_merge(queries, kept_id, merged_id)
    return submit(desk, "party_merged", merged.id, kept.name, _pair(kept, merged, new_id(), reason))


@permitted(Action.PARTY)
def undo_merge(desk: Desk, merge_id: str, reason: str) -> Submitted:
    """Part two entries again: what went over by the merge goes back, what came since stays.

    Raises RuleViolation ``reason_missing``, ``merge_unknown``, ``merge_undone``, and
    ``merge_built_upon`` while the kept entry was itself merged since: that one is undone first.
    """
    with desk.store.read() as queries:
        found = check_undo(queries, merge_id)
        kept = require_party(queries, found.kept_id)
        merged = require_party(queries, found.merged_id)
    return submit(desk, "party_parted", merge_id, kept.name, _pair(kept, merged, merge_id, reason))


def _pair(kept: Party, merged: Party, merge_id: str, reason: str) -> dict[str, object]:
    """Return what a checker reads about two entries of one person."""
    return {
        "merge_id": merge_id,
        "kept_id": kept.id,
        "merged_id": merged.id,
        "kept": _entry(kept),
        "merged": _entry(merged),
        "reason": reason.strip(),
    }


def _entry(party: Party) -> str:
    place = f"{party.township}{party.village}{party.group}"
    known = (party.name, mask_id_number(party.id_number), place)
    return " ".join(part for part in known if part)


def _party(desk: Desk, party_id: str) -> Party:
    with desk.store.read() as queries:
        return require_party(queries, party_id)


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise RuleViolation("reason_missing", field="reason")
