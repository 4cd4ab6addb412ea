"""Granting a relief: the act that its checkers sign.

Up to the branch's own limit accountant and manager sign; above it head office as well. What is
granted are the figures of that day, frozen; nothing is waived yet (先还后免).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from desktop.domain.approvals import Body
from desktop.domain.errors import RuleViolation
from desktop.domain.permissions import Action
from desktop.services.branch import new_id
from desktop.services.checked_acts import Applied, CheckedAct, Signed
from desktop.services.ports import Desk, Queries, UnitOfWork
from desktop.services.relief.checking import ReliefCheck, ReliefWish, check_in, require_sound
from desktop.services.relief_ports import StoredRelief

RELIEF, RELIEF_OVER = "relief_granted", "relief_over_granted"
"""The kinds of the act: within the branch's limit, and above it."""


def body_of(wish: ReliefWish, found: ReliefCheck) -> dict[str, object]:
    """Return what the checkers sign: the wish in full, and its figures on the day of asking."""
    return {
        "party_id": wish.party_id,
        "debtor": found.party.name,
        "payer": wish.payer.strip(),
        "waived_fen": found.waived.fen,
        "principal_fen": found.principal.fen,
        "interest_fen": found.interest.fen,
        "to_pay_fen": found.to_pay.fen,
        "computed_to": found.on.isoformat(),
        "valid_until": wish.valid_until.isoformat() if wish.valid_until else "",
        "level": found.level,
        "reason": wish.reason.strip(),
        "evidence": wish.evidence.strip(),
        "able_to_pay": "no",
        "evasion": "no",
        "staff_related": "no",
        "loans": [asdict(part) for part in found.parts],
    }


def _wish(body: Body) -> ReliefWish:
    return ReliefWish(
        party_id=body["party_id"],
        waived_fen=body["waived_fen"],
        loan_ids=tuple(each["loan_id"] for each in body["loans"]),
        payer=body["payer"],
        reason=body["reason"],
        evidence=body["evidence"],
        able_to_pay=body["able_to_pay"] == "yes",
        evasion=body["evasion"] == "yes",
        staff_related=body["staff_related"] == "yes",
        valid_until=date.fromisoformat(body["valid_until"]),
    )


def _require_grantable(desk: Desk, queries: Queries, body: Body, *, is_over: bool) -> None:
    """Refuse what may not be granted today; the ladder of today says who must sign."""
    found = check_in(desk, queries, _wish(body))
    require_sound(found)
    if found.is_over is not is_over:
        raise RuleViolation("relief_level_changed", field="waived", level=found.level)


def _check(desk: Desk, queries: Queries, body: Body) -> None:
    _require_grantable(desk, queries, body, is_over=False)


def _check_over(desk: Desk, queries: Queries, body: Body) -> None:
    _require_grantable(desk, queries, body, is_over=True)


def _basis(queries: Queries, body: Body) -> Mapping[str, str]:
    """Return what the loans' ledger says: a new ledger, or a payment, changes what is waived."""
    ids = [each["loan_id"] for each in body["loans"]]
    loans = [loan for each in ids if (loan := queries.loan(each)) is not None]
    interest = sum(each.on_balance_interest_fen + each.off_balance_interest_fen for each in loans)
    return {
        "principal_fen": str(sum(each.balance_fen for each in loans)),
        "ledger_interest_fen": str(interest),
        "ledger_day": max((each.reported_on for each in loans), default=date.min).isoformat(),
    }


def _grant(desk: Desk, uow: UnitOfWork, body: Body, signed: Signed) -> Applied:
    """Store the relief with the figures of today."""
    found = check_in(desk, uow, _wish(body))
    relief = StoredRelief(
        id=new_id(),
        approval_id=signed.proposal_id,
        party_id=found.party.id,
        payer=body["payer"],
        reason=body["reason"],
        level=found.level,
        granted_on=found.on,
        valid_until=date.fromisoformat(body["valid_until"]),
        parts=found.parts,
    )
    uow.add_relief(relief)
    journal = {
        "approval_id": relief.approval_id,
        "valid_until": body["valid_until"],
        "waived_fen": found.waived.fen,
        "to_pay_fen": found.to_pay.fen,
        "level": found.level,
        "loans": [asdict(part) for part in found.parts],
    }
    return Applied(relief.id, journal, found.on, (found.party.id,), relief)


RELIEF_GRANTED = CheckedAct(RELIEF, Action.RELIEF, _check, _grant, _basis)
RELIEF_OVER_GRANTED = CheckedAct(RELIEF_OVER, Action.RELIEF_OVER, _check_over, _grant, _basis)
