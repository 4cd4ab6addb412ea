"""Proposals as people see them: what waits, for whom, and what changed since it was proposed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.domain.approvals import Body, Decision, ItemState, challenge, state_of
from desktop.domain.errors import RuleViolation
from desktop.domain.masks import mask_name
from desktop.domain.permissions import Action, Part, Role, steps
from desktop.domain.policy import valid_on
from desktop.services.act_catalogue import CHECKED_ACTS
from desktop.services.office_ports import StoredProposal, StoredStep, User
from desktop.services.permits import permitted
from desktop.services.ports import Desk, Queries


@dataclass(frozen=True, slots=True)
class Item:
    """A proposal as people see it.

    ``waits_for`` are the roles of the next step, empty when nothing is waited for; ``changed``
    names what it rests on that is different now: name -> (then, now). ``listed`` is the title as
    lists show it: who opens the item reads the whole names. ``until`` is how long it waits.
    """

    proposal: StoredProposal
    maker: str
    state: ItemState
    waits_for: frozenset[Role]
    changed: Mapping[str, tuple[str, str]]
    until: datetime
    listed: str = ""

    @property
    def challenge(self) -> str:
        """The twenty digits that are read to head office."""
        return challenge(self.proposal.item_hash)


@permitted(Action.SEE, Part.READ)
def waiting(desk: Desk) -> tuple[Item, ...]:
    """Return what waits for a signature, the oldest first; expired ones are left out."""
    with desk.store.read() as queries:
        items = [item_of(desk, queries, each) for each in queries.waiting_proposals()]
    return tuple(each for each in items if each.state is ItemState.WAITING)


def to_sign(desk: Desk, queries: Queries) -> tuple[Item, ...]:
    """Return what the operator may sign now, the oldest first."""
    items = (item_of(desk, queries, each) for each in queries.waiting_proposals())
    return tuple(each for each in items if may_sign(desk, each))


@permitted(Action.SEE, Part.READ)
def count_to_sign(desk: Desk) -> int:
    """Return how many proposals wait for the operator."""
    with desk.store.read() as queries:
        return len(to_sign(desk, queries))


@permitted(Action.SEE, Part.READ)
def people(desk: Desk) -> tuple[User, ...]:
    """Return the people of the branch: who made, who may sign."""
    with desk.store.read() as queries:
        return tuple(queries.users())


@permitted(Action.SEE, Part.READ)
def item(desk: Desk, proposal_id: str) -> Item:
    """Return one proposal as it stands; RuleViolation ``item_unknown``."""
    with desk.store.read() as queries:
        return item_of(desk, queries, known_proposal(queries, proposal_id))


@permitted(Action.SEE, Part.READ)
def history(desk: Desk) -> tuple[Item, ...]:
    """Return proposals and what became of them, newest first."""
    with desk.store.read() as queries:
        return tuple(item_of(desk, queries, each) for each in queries.proposals())


def may_sign(desk: Desk, each: Item) -> bool:
    """Return whether the operator may sign this item now: his role is awaited, it is not his own,
    and he has not signed it before.
    """
    signed = {step.checker_id for step in each.proposal.steps}
    role, user_id = desk.operator.role, desk.operator.user_id
    return role in each.waits_for and user_id != each.proposal.maker_id and user_id not in signed


def item_of(desk: Desk, queries: Queries, proposal: StoredProposal) -> Item:
    """Return a proposal as people see it."""
    state = state_now(desk, proposal)
    is_waiting = state is ItemState.WAITING
    return Item(
        proposal,
        queries.user_names().get(proposal.maker_id, proposal.maker_id),
        state,
        next_step(proposal) if is_waiting else frozenset(),
        _changed(queries, proposal) if is_waiting else {},
        expiry(desk, proposal),
        _listed(queries, proposal),
    )


def _listed(queries: Queries, proposal: StoredProposal) -> str:
    title = proposal.title
    for name in _names_in(queries, proposal.body):
        title = title.replace(name, mask_name(name))
    return title


def _names_in(queries: Queries, body: Body) -> set[str]:
    """Return whose names a title may hold: the debtors that an act is about, and a guarantor."""
    loan = queries.loan(str(body.get("loan_id", "")))
    ids = [str(body.get(key, "")) for key in ("party_id", "kept_id", "merged_id")]
    parties = map(queries.party, [*ids, *([loan.borrower_id] if loan else [])])
    names = {party.name for party in parties if party is not None}
    said = (str(body.get(key, "")) for key in ("debtor", "guarantor"))
    return names | {name for name in said if name}


def _changed(queries: Queries, proposal: StoredProposal) -> Mapping[str, tuple[str, str]]:
    now = CHECKED_ACTS[proposal.kind].basis(queries, proposal.body)
    names = dict.fromkeys((*proposal.basis, *now))
    pairs = {name: (str(proposal.basis.get(name, "")), str(now.get(name, ""))) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def state_now(desk: Desk, proposal: StoredProposal) -> ItemState:
    """Return where a proposal stands at this moment."""
    decisions = [each.decision for each in proposal.steps]
    is_expired = desk.clock.now() > expiry(desk, proposal)
    state = state_of(decisions, steps(Action(proposal.action)), is_expired)
    return ItemState.ELSEWHERE if state is ItemState.WAITING and not proposal.is_open else state


def expiry(desk: Desk, proposal: StoredProposal) -> datetime:
    """Return until when a proposal waits.

    Where only head office's own signature is missing, the time of a package there and back counts
    from the last signature here.
    """
    signed, wanted = signatures(proposal), steps(Action(proposal.action))
    if not signed or wanted[len(signed) :] != (frozenset({Role.HEAD_OFFICE}),):
        return proposal.expires_at
    last = signed[-1].decided_at
    days = valid_on(desk.policy.office.package_days, last.date()).value
    return max(proposal.expires_at, last + timedelta(days=days))


def next_step(proposal: StoredProposal) -> frozenset[Role]:
    """Return whose signature is wanted next."""
    return steps(Action(proposal.action))[len(signatures(proposal))]


def signatures(proposal: StoredProposal) -> tuple[StoredStep, ...]:
    """Return what was signed so far."""
    return tuple(each for each in proposal.steps if each.decision is Decision.APPROVED)


def known_proposal(queries: Queries, proposal_id: str) -> StoredProposal:
    """Return a proposal; RuleViolation ``item_unknown``."""
    proposal = queries.proposal(proposal_id)
    if proposal is None:
        raise RuleViolation("item_unknown")
    return proposal
