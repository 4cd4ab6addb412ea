"""Showing what is masked: one field of one person, with a reason, and never without a trace."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from desktop.domain.errors import RuleViolation
from desktop.domain.permissions import Action
from desktop.services.contacts import reached
from desktop.services.permits import permitted
from desktop.services.ports import Desk, UnitOfWork


class Masked(StrEnum):
    """What a dossier masks."""

    ID_NUMBER = "id_number"
    PHONE = "phone"
    ADDRESS = "address"


@permitted(Action.REVEAL)
def reveal(desk: Desk, party_id: str, field: Masked, reason: str, password: str) -> str:
    """Return one field in full; the journal keeps who asked for which and why, not the value.

    The phone and the address are those in use. The password is asked for again; a database without
    users has none. PIPL §§28, 51, 54. Raises RuleViolation ``reason_missing``, ``party_unknown``,
    ``nothing_to_reveal``, and ExpectedFailure as ``KeyRing.confirm``.
    """
    _confirm(desk, reason, password)
    with desk.store.write() as uow:
        party = uow.party(party_id)
        if party is None:
            raise RuleViolation("party_unknown", field="party")
        value: str = getattr(reached(uow, party), field.value)
        return _tell(desk, uow, party.id, {"field": field.value}, value, reason)


@permitted(Action.REVEAL)
def reveal_contact(desk: Desk, contact_id: str, reason: str, password: str) -> str:
    """Return a contact that was entered, in full; raises as :func:`reveal`, ``contact_unknown``."""
    _confirm(desk, reason, password)
    with desk.store.write() as uow:
        stored = uow.contact(contact_id)
        if stored is None:
            raise RuleViolation("contact_unknown", field="contact")
        what = {"field": stored.contact.kind.value, "contact": contact_id}
        return _tell(desk, uow, stored.party_id, what, stored.contact.value, reason)


@permitted(Action.REVEAL)
def reveal_related(desk: Desk, relation_id: str, field: Masked, reason: str, password: str) -> str:
    """Return a field of a related person; raises as :func:`reveal`, ``relation_unknown``."""
    _confirm(desk, reason, password)
    with desk.store.write() as uow:
        stored = uow.relation(relation_id)
        if stored is None:
            raise RuleViolation("relation_unknown", field="relation")
        what = {"field": field.value, "relation": relation_id}
        value: str = getattr(stored.related, field.value)
        return _tell(desk, uow, stored.party_id, what, value, reason)


def _confirm(desk: Desk, reason: str, password: str) -> None:
    if not reason.strip():
        raise RuleViolation("reason_missing", field="reason")
    if desk.operator.role is not None:
        desk.keys.confirm(desk.operator.user_id, password)


def _tell(
    desk: Desk,
    uow: UnitOfWork,
    party_id: str,
    what: Mapping[str, str],
    value: str,
    reason: str,
) -> str:
    """Write down who saw what of whom and why, and only then return it."""
    if not value:
        raise RuleViolation("nothing_to_reveal", field=what["field"])
    body = {**what, "reason": reason.strip()}
    uow.record("field_revealed", party_id, body, desk.clock.today(), [party_id])
    uow.commit()
    return value
