"""Asking for a relief: it waits for those who must sign it."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.permissions import Action
from desktop.services.approvals import Submitted, submit
from desktop.services.permits import permitted
from desktop.services.ports import Desk
from desktop.services.relief.checking import ReliefWish, check_in, require_sound
from desktop.services.relief.granting import RELIEF, RELIEF_OVER, body_of


@permitted(Action.RELIEF)
def request(desk: Desk, wish: ReliefWish) -> Submitted:
    """Ask for a relief of all loans that are owed, or of those named.

    Raises RuleViolation as ``checking.require_sound`` and ``approvals.submit`` do: one debtor has
    one request at a time.
    """
    with desk.store.read() as queries:
        found = check_in(desk, queries, wish)
    require_sound(found)
    whole = replace(wish, loan_ids=tuple(part.loan_id for part in found.parts))
    kind = RELIEF_OVER if found.is_over else RELIEF
    title = f"{found.party.name}　{found.waived}"
    return submit(desk, kind, f"relief:{wish.party_id}", title, body_of(whole, found))
