"""Maker and checker: the one way in which an act gets its second signature.

Proposing, signing, refusing, withdrawing are one transaction and one journal entry each. The last
signature does the act itself in the same transaction, and its entry is the act's own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.domain.approvals import (
    Body,
    Decision,
    ItemState,
    Means,
    challenge,
    phone_code,
    same_code,
)
from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.domain.permissions import Action, Part, Role, steps
from desktop.domain.policy import valid_on
from desktop.services.act_catalogue import CHECKED_ACTS
from desktop.services.approval_items import (
    Item,
    expiry,
    known_proposal,
    next_step,
    signatures,
    state_now,
)
from desktop.services.approval_rows import hash_of, named, new_proposal, new_step, person
from desktop.services.branch import require_installation
from desktop.services.checked_acts import Applied, CheckedAct, Signed
from desktop.services.office_ports import StoredProposal
from desktop.services.operators import Operator
from desktop.services.permits import judged_by_act, not_permitted, permitted, require
from desktop.services.ports import Desk, Queries, UnitOfWork

HEAD_OFFICE = "head-office"
"""Who has signed where a code over the phone was typed."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """What came of an act that was asked for: it waits as ``item``, or was done at once."""

    item: Item | None
    applied: Applied | None


@judged_by_act
def submit(desk: Desk, kind: str, target_id: str, title: str, body: Body) -> Submitted:
    """Ask for an act that needs a second person.

    In a database without users it is done at once, money excepted (``users_needed``). Raises as the
    act's check does, ``not_permitted``, and ``item_waiting`` while another proposal about the same
    target waits.
    """
    act = CHECKED_ACTS[kind]
    require(desk, act.action, Part.MAKE, kind)
    with desk.store.write() as uow:
        act.check(desk, uow, body)
        if desk.operator.role is None:
            applied = _apply(desk, uow, act, body, Signed("", desk.operator.user_id))
            uow.commit()
        else:
            applied = None
            _clear_target(desk, uow, target_id)
            proposal = new_proposal(desk, act, target_id, title, body, act.basis(uow, body))
            uow.add_proposal(proposal)
            said = named(proposal) | person(desk.operator)
            uow.record("proposed", proposal.id, said, desk.clock.today())
            uow.commit()
    if applied is not None:
        act.after(desk)
        return Submitted(None, applied)
    roles = steps(act.action)[0]
    return Submitted(
        Item(proposal, desk.operator.name, ItemState.WAITING, roles, {}, proposal.expires_at), None
    )


@judged_by_act
def approve(desk: Desk, proposal_id: str, seen_hash: str, password: str) -> Applied | None:
    """Sign a proposal that the operator has seen; the last signature does the act.

    Returns what the act did, None while another signature is wanted. Raises RuleViolation
    ``item_unknown``, ``not_permitted``, ``own_item``, ``item_not_awaited`` where another role is
    next, ``item_edited`` where the item is not what was seen, ``item_closed``, ``item_expired``,
    what the act's check raises now, and ExpectedFailure as ``KeyRing.confirm``.
    """
    desk.keys.confirm(desk.operator.user_id, password)
    proposal = _for_decision(desk, proposal_id)
    role = desk.operator.role
    assert role is not None
    return _sign(desk, proposal, seen_hash, desk.operator.user_id, role, Means.PASSWORD)


@judged_by_act
def refuse(desk: Desk, proposal_id: str, reason: str, password: str) -> None:
    """Refuse a proposal, with the reason; raises as :func:`approve` and ``reason_missing``."""
    if not reason.strip():
        raise RuleViolation("reason_missing", field="reason")
    desk.keys.confirm(desk.operator.user_id, password)
    proposal = _for_decision(desk, proposal_id)
    _close(desk, proposal.id, Decision.REFUSED, Means.PASSWORD, reason)


@judged_by_act
def withdraw(desk: Desk, proposal_id: str, reason: str) -> None:
    """Take one's own proposal back.

    Raises RuleViolation ``item_unknown``, ``not_own_item``, ``item_closed``, ``reason_missing``.
    """
    if not reason.strip():
        raise RuleViolation("reason_missing", field="reason")
    with desk.store.read() as queries:
        proposal = known_proposal(queries, proposal_id)
    require(desk, Action(proposal.action), Part.MAKE, proposal.kind)
    if proposal.maker_id != desk.operator.user_id:
        raise RuleViolation("not_own_item")
    _close(desk, proposal_id, Decision.WITHDRAWN, Means.NONE, reason)


@judged_by_act
def approve_here(
    desk: Desk, proposal_id: str, seen_hash: str, login: str, password: str
) -> Applied | None:
    """Let a second person sign at the maker's screen; raises as :func:`approve`."""
    return approve(desk_of(desk, login), proposal_id, seen_hash, password)


@judged_by_act
def refuse_here(desk: Desk, proposal_id: str, reason: str, login: str, password: str) -> None:
    """Let a second person refuse at the maker's screen; raises as :func:`refuse`."""
    refuse(desk_of(desk, login), proposal_id, reason, password)


@judged_by_act
def approve_by_phone(desk: Desk, proposal_id: str, seen_hash: str, code: str) -> Applied | None:
    """Sign by the code that head office gave for this item over the phone.

    It stands for any one step, but where head office has a step of its own for that alone; who
    types it may be the maker. Each try is written down, and the
    last wrong one ends the proposal. Raises RuleViolation ``phone_key_missing``,
    ``phone_code_used``, ``item_not_awaited``, ``phone_code_wrong`` (with ``left``), and as
    :func:`approve`.
    """
    with desk.store.read() as queries:
        proposal = known_proposal(queries, proposal_id)
        key, branch = queries.phone_key(), require_installation(queries).branch_code
    require(desk, Action.SEE, Part.READ, proposal.kind)
    if key is None:
        raise RuleViolation("phone_key_missing")
    _require_office_awaited(proposal)
    if not same_code(code, phone_code(key, branch, challenge(proposal.item_hash))):
        raise _wrong_code(desk, proposal)
    return _sign(desk, proposal, seen_hash, HEAD_OFFICE, Role.HEAD_OFFICE, Means.PHONE)


def decide_by_package(
    desk: Desk, proposal_id: str, seen_hash: str, approved: bool, reason: str
) -> Applied | None:
    """Carry out what head office decided, as a return package brought it.

    It stands for any one step, but where head office has a step of its own for that alone. Raises
    RuleViolation ``item_elsewhere`` where the proposal was made on another PC of the branch, and as
    :func:`approve` does: what was edited, has expired or is impossible now is told, not forced.
    """
    with desk.store.read() as queries:
        proposal = _still_waiting(desk, queries, proposal_id)
    if seen_hash != proposal.item_hash:
        raise RuleViolation("item_edited")
    _require_office_awaited(proposal)
    if approved:
        return _sign(desk, proposal, seen_hash, HEAD_OFFICE, Role.HEAD_OFFICE, Means.PACKAGE)
    _close(desk, proposal_id, Decision.REFUSED, Means.PACKAGE, reason, HEAD_OFFICE)
    return None


def void(desk: Desk, uow: UnitOfWork, target_id: str, reason: str) -> None:
    """End what waits about a target that is being edited, in the transaction of the edit."""
    waiting_one = uow.waiting_for(target_id)
    if waiting_one is not None:
        uow.add_step(new_step(desk, waiting_one, Decision.VOIDED, Means.NONE, reason), closes=True)


def _sign(
    desk: Desk,
    proposal: StoredProposal,
    seen_hash: str,
    checker_id: str,
    role: Role,
    means: Means,
) -> Applied | None:
    act = CHECKED_ACTS[proposal.kind]
    if seen_hash != proposal.item_hash or proposal.item_hash != hash_of(proposal):
        raise RuleViolation("item_edited")
    with desk.store.write() as uow:
        proposal = _still_waiting(desk, uow, proposal.id)
        if means is Means.PASSWORD:
            _check_signer(uow, proposal, checker_id, role)
        else:
            _require_office_awaited(proposal)  # another program may have brought its word
        act.check(desk, uow, proposal.body)
        step = new_step(desk, proposal, Decision.APPROVED, means, "", checker_id, role)
        signed = (*signatures(proposal), step)
        is_last = len(signed) == len(steps(act.action))
        uow.add_step(step, closes=is_last)
        applied = None
        if is_last:
            whole = Signed(proposal.id, proposal.maker_id, signed)
            applied = _apply(desk, uow, act, proposal.body, whole)
        else:
            said = named(proposal) | person(desk.operator)
            uow.record("signed", proposal.id, said, desk.clock.today())
        uow.commit()
    if applied is not None:
        act.after(desk)
    return applied


def _check_signer(queries: Queries, proposal: StoredProposal, checker_id: str, role: Role) -> None:
    """Refuse who may sign no longer, whose turn it is not, or who has signed already."""
    user = queries.user(checker_id)
    if user is None or not user.is_active or user.role is not role:
        raise not_permitted(role, Action(proposal.action), Part.CHECK)
    if role not in next_step(proposal) or checker_id in _signers(proposal):
        raise RuleViolation("item_not_awaited", role=role.value)


def _signers(proposal: StoredProposal) -> frozenset[str]:
    return frozenset(each.checker_id for each in signatures(proposal))


def _apply(desk: Desk, uow: UnitOfWork, act: CheckedAct, body: Body, signed: Signed) -> Applied:
    applied = act.apply(desk, uow, body, signed)
    journal = dict(applied.journal)
    if signed.proposal_id:
        journal["approval"] = {
            "proposal": signed.proposal_id,
            "maker": signed.maker_id,
            "checkers": [
                {"user": each.checker_id, "role": each.checker_role, "means": each.means.value}
                for each in signed.steps
            ],
        }
    uow.record(act.kind, applied.entity_id, journal, applied.occurred_on, applied.subjects)
    return applied


def _require_office_awaited(proposal: StoredProposal) -> None:
    """Refuse head office's word a second time, and before the turn of a step of its own."""
    if any(step.checker_id == HEAD_OFFICE for step in signatures(proposal)):
        raise RuleViolation("phone_code_used")
    own = any(Role.HEAD_OFFICE in each for each in steps(Action(proposal.action)))
    if own and Role.HEAD_OFFICE not in next_step(proposal):
        raise RuleViolation("item_not_awaited", role=Role.HEAD_OFFICE.value)


def _for_decision(desk: Desk, proposal_id: str) -> StoredProposal:
    """Return a proposal that the operator may decide; a refusal is written down."""
    with desk.store.read() as queries:
        proposal = known_proposal(queries, proposal_id)
    require(desk, Action(proposal.action), Part.CHECK, proposal.kind)
    if proposal.maker_id == desk.operator.user_id:
        refused = {"proposal": proposal.id, "use_case": proposal.kind, "own": True}
        with desk.store.write() as uow:
            uow.record("act_refused", desk.operator.user_id, refused, desk.clock.today())
            uow.commit()
        raise RuleViolation("own_item")
    return proposal


def _close(
    desk: Desk,
    proposal_id: str,
    decision: Decision,
    means: Means,
    reason: str,
    checker_id: str = "",
) -> None:
    role = Role.HEAD_OFFICE if checker_id == HEAD_OFFICE else None
    with desk.store.write() as uow:
        proposal = _still_waiting(desk, uow, proposal_id)
        step = new_step(desk, proposal, decision, means, reason, checker_id, role)
        uow.add_step(step, closes=True)
        body = named(proposal) | {"reason": reason}
        uow.record(f"proposal_{decision.value}", proposal.id, body, desk.clock.today())
        uow.commit()


def _still_waiting(desk: Desk, queries: Queries, proposal_id: str) -> StoredProposal:
    proposal = known_proposal(queries, proposal_id)
    state = state_now(desk, proposal)
    if state is ItemState.EXPIRED:
        raise RuleViolation("item_expired", until=f"{expiry(desk, proposal):%Y-%m-%d %H:%M}")
    if state is ItemState.ELSEWHERE:
        raise RuleViolation("item_elsewhere")
    if state is not ItemState.WAITING:
        raise RuleViolation("item_closed", state=state.value)
    return proposal


def _clear_target(desk: Desk, uow: UnitOfWork, target_id: str) -> None:
    """Make room for a new proposal where only an expired one stands."""
    standing = uow.waiting_for(target_id)
    if standing is None:
        return
    if state_now(desk, standing) is not ItemState.EXPIRED:
        raise RuleViolation("item_waiting", title=standing.title)
    uow.add_step(new_step(desk, standing, Decision.EXPIRED, Means.NONE, ""), closes=True)


def _wrong_code(desk: Desk, proposal: StoredProposal) -> RuleViolation:
    """Write a wrong code down, and end the proposal with the last try."""
    most = valid_on(desk.policy.office.phone_code_tries, desk.clock.today()).value
    with desk.store.write() as uow:
        proposal = _still_waiting(desk, uow, proposal.id)
        tries = 1 + sum(each.decision is Decision.WRONG_CODE for each in proposal.steps)
        uow.add_step(new_step(desk, proposal, Decision.WRONG_CODE, Means.PHONE, ""), closes=False)
        if tries >= most:
            uow.add_step(new_step(desk, proposal, Decision.VOIDED, Means.PHONE, ""), closes=True)
        body = named(proposal) | {"tries": tries}
        uow.record("phone_code_wrong", proposal.id, body, desk.clock.today())
        uow.commit()
    return RuleViolation("phone_code_wrong", field="code", left=max(0, most - tries))


@permitted(Action.SEE, Part.READ)
def desk_of(desk: Desk, login: str) -> Desk:
    """Return the desk as another user has it; his password is asked by whatever he signs.

    ExpectedFailure ``wrong_password`` for a login nobody has: who exists is nobody's business.
    """
    with desk.store.read() as queries:
        found = [each for each in queries.users() if each.login == login and each.is_active]
    if not found:
        raise ExpectedFailure("wrong_password")
    user = found[0]
    operator = Operator(user.id, user.name, user.role)
    return replace(desk, operator=operator, store=desk.store.signed_by(user.id))
