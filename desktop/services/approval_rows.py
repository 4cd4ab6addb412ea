"""The rows of proposals and decisions, as the approvals write them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from desktop.domain.approvals import Body, Decision, Means, item_hash
from desktop.domain.permissions import Role
from desktop.domain.policy import valid_on
from desktop.services.branch import new_id
from desktop.services.checked_acts import CheckedAct
from desktop.services.office_ports import StoredProposal, StoredStep
from desktop.services.operators import Operator
from desktop.services.ports import Desk


def new_proposal(
    desk: Desk,
    act: CheckedAct,
    target_id: str,
    title: str,
    body: Body,
    basis: Mapping[str, str],
) -> StoredProposal:
    """Return a proposal of the operator, with the hash of what it says and its end."""
    maker, now = desk.operator.user_id, desk.clock.now()
    days = valid_on(desk.policy.office.approval_days, desk.clock.today()).value
    item_id = new_id()
    return StoredProposal(
        id=item_id,
        kind=act.kind,
        action=act.action.value,
        target_id=target_id,
        title=title,
        body=body,
        basis=basis,
        item_hash=item_hash(item_id, act.kind, target_id, maker, body),
        maker_id=maker,
        made_at=now,
        expires_at=now + timedelta(days=days),
    )


def new_step(
    desk: Desk,
    proposal: StoredProposal,
    decision: Decision,
    means: Means,
    reason: str,
    checker_id: str = "",
    role: Role | None = None,
) -> StoredStep:
    """Return a decision about a proposal, by the operator unless another is named."""
    decider = role or desk.operator.role
    return StoredStep(
        approval_id=proposal.id,
        decision=decision,
        maker_id=proposal.maker_id,
        checker_id=checker_id or desk.operator.user_id,
        checker_role=decider.value if decider else "",
        means=means,
        item_hash=proposal.item_hash,
        reason=reason.strip(),
        decided_at=desk.clock.now(),
    )


def hash_of(proposal: StoredProposal) -> str:
    """Return the hash of what a proposal says now."""
    about = (proposal.id, proposal.kind, proposal.target_id, proposal.maker_id)
    return item_hash(*about, proposal.body)


def person(operator: Operator) -> dict[str, object]:
    """Return who asks or signs, as the entry says it: head office knows no branch's people."""
    return {"by": {"name": operator.name, "role": operator.role.value if operator.role else ""}}


def named(proposal: StoredProposal) -> dict[str, object]:
    """Return what a journal entry says of a proposal."""
    return {
        "kind": proposal.kind,
        "target": proposal.target_id,
        "item_hash": proposal.item_hash,
    }
