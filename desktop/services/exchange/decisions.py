"""Carrying out what head office decided about proposals, one by one, each in its own transaction.

A return stores its decisions; they are carried out after it, and again by the next return or
sign-in where something came between. What cannot be carried out is told, with the reason.
"""

from __future__ import annotations

from desktop.domain.approvals import Decision, ItemState, Means
from desktop.domain.errors import RuleViolation
from desktop.services.approval_items import state_now
from desktop.services.approvals import HEAD_OFFICE, decide_by_package
from desktop.services.exchange_ports import StoredDecision
from desktop.services.ports import Desk

DONE = "done"
"""The outcome of a decision that was carried out."""

_LATER = ("item_unknown", "item_not_awaited")
"""What may still come: a proposal of the other PC, a signature of this branch."""


def carry_out_decisions(desk: Desk) -> tuple[StoredDecision, ...]:
    """Carry out what waits, and return it with what came of each; "" waits on."""
    with desk.store.read() as queries:
        waiting = [each for each in queries.office_decisions() if not each.outcome]
    return tuple(_carry_out(desk, each) for each in waiting)


def _carry_out(desk: Desk, waiting: StoredDecision) -> StoredDecision:
    decision = waiting.decision
    outcome = DONE
    if not _was_done(desk, waiting):
        try:
            decide_by_package(
                desk,
                decision.proposal_id,
                decision.item_hash,
                decision.approved,
                decision.reason,
            )
        except RuleViolation as impossible:
            if impossible.code in _LATER:
                return waiting
            if not _was_done(desk, waiting):  # by another program, a moment ago
                outcome = impossible.code
    _note(desk, decision.proposal_id, outcome)
    return StoredDecision(decision, outcome)


def _was_done(desk: Desk, waiting: StoredDecision) -> bool:
    """Return whether it was carried out and only its outcome was not written."""
    wanted = Decision.APPROVED if waiting.decision.approved else Decision.REFUSED
    with desk.store.read() as queries:
        proposal = queries.proposal(waiting.decision.proposal_id)
    if proposal is None or state_now(desk, proposal) is ItemState.EXPIRED:
        return False
    return any(
        (step.checker_id, step.means, step.decision) == (HEAD_OFFICE, Means.PACKAGE, wanted)
        for step in proposal.steps
    )


def _note(desk: Desk, proposal_id: str, outcome: str) -> None:
    with desk.store.write() as uow:
        uow.set_outcome(proposal_id, outcome)
        uow.record("decision_noted", proposal_id, {"outcome": outcome}, desk.clock.today())
        uow.commit()
