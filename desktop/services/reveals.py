"""Showing what is masked: one field of one person, with a reason, and never without a trace."""

from __future__ import annotations

from enum import StrEnum

from desktop.domain.errors import RuleViolation
from desktop.domain.permissions import Action
from desktop.services.contacts import reached
from desktop.services.permits import permitted
from desktop.services.ports import Desk


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
    ``nothing_to_reveal``, and ExpectedFailure ``wrong_password``, ``locked_out``.
    """
    if not reason.strip():
        raise RuleViolation("reason_missing", field="reason")
    if desk.operator.role is not None:
        desk.keys.confirm(desk.operator.user_id, password)
    with desk.store.write() as uow:
        party = uow.party(party_id)
        if party is None:
            raise RuleViolation("party_unknown", field="party")
        value: str = getattr(reached(uow, party), field.value)
        if not value:
            raise RuleViolation("nothing_to_reveal", field=field.value)
        body = {"field": field.value, "reason": reason.strip()}
        uow.record("field_revealed", party.id, body, desk.clock.today(), [party.id])
        uow.commit()
    return value
