"""Taking an entry of another PC off the list of those that wait here."""

from __future__ import annotations

from desktop.domain.errors import RuleViolation
from desktop.domain.permissions import Action
from desktop.services.entry_ports import HoldReason
from desktop.services.permits import permitted
from desktop.services.ports import Desk
from desktop.services.two_people import SecondPerson, signed_by


@permitted(Action.EXCHANGE)
def set_aside(desk: Desk, event_id: str, note: str, second: SecondPerson | None = None) -> None:
    """Let an entry wait unlisted, as two people answer for; it is kept, and its rows go in should
    what it waits for come after all.

    Raises RuleViolation ``reason_missing``, ``not_held``, ``held_for_upgrade`` for one that this
    program cannot read yet, and as ``signed_by``.
    """
    note = note.strip()
    if not note:
        raise RuleViolation("reason_missing", field="note")
    checker = signed_by(desk, Action.EXCHANGE, "set_aside", second)
    with desk.store.write() as uow:
        held = next((each for each in uow.held_entries() if each.event_id == event_id), None)
        if held is None:
            raise RuleViolation("not_held", field="event", event=event_id)
        if held.reason is HoldReason.NEWER:
            raise RuleViolation("held_for_upgrade", field="event", event=event_id)
        uow.set_aside(event_id, desk.operator.user_id, note)
        body = {
            "kind": held.kind,
            "reason": held.reason.value,
            "waits_for": held.waits_for,
            "note": note,
            "checker": checker,
        }
        uow.record("held_set_aside", event_id, body, desk.clock.today())
        uow.commit()
