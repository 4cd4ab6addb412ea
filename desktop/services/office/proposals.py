"""Proposals of branches that wait for head office: interest relief above a branch's limit.

They come as entries with the rows they wrote. What is decided here is decided about these words and
figures: the proposal's hash is worked out again from them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import MAXYEAR, datetime
from typing import Any

from desktop.domain.approvals import item_hash
from desktop.domain.errors import RuleViolation
from desktop.domain.masks import mask_name
from desktop.domain.money import yuan_text
from desktop.domain.permissions import Action, Part, Role, steps
from desktop.services.act_catalogue import CHECKED_ACTS
from desktop.services.collection_ports import CollectionQueries
from desktop.services.collection_records import OfficeDecision, ReceivedEntry
from desktop.services.office.entries import PROPOSAL_TABLE, rows_of
from desktop.services.office.place import require_collection, signed_by_two
from desktop.services.permits import permitted
from desktop.services.ports import Desk
from desktop.services.two_people import SecondPerson

_PROPOSED, _SIGNED = "proposed", "signed"
_CLOSED = ("proposal_refused", "proposal_withdrawn")
_KINDS = tuple(
    kind
    for kind, act in CHECKED_ACTS.items()
    if any(Role.HEAD_OFFICE in roles for roles in steps(act.action))
)
"""Acts of a branch that head office signs too."""


@dataclass(frozen=True, slots=True)
class OfficeProposal:
    """A branch's proposal as it was made there: ``body`` is all that is proposed.

    ``title`` is for lists, and masked. It is made of the body: the branch's own is in no hash.
    ``signed`` counts the branch's own signatures of the ``wanted``; ``decision`` is head office's.
    """

    branch: str
    id: str
    kind: str
    title: str
    body: Mapping[str, Any] = field(repr=False)
    basis: Mapping[str, Any] = field(repr=False)
    item_hash: str
    maker_id: str
    made_at: datetime
    signed: int
    wanted: int
    decision: OfficeDecision | None = None

    @property
    def is_ready(self) -> bool:
        """Whether it is head office's turn."""
        return self.decision is None and self.signed >= self.wanted


@permitted(Action.OFFICE, Part.READ)
def proposals(desk: Desk, branch: str = "", decided: bool = False) -> Sequence[OfficeProposal]:
    """Return the proposals that wait for head office, or those it decided, the oldest first."""
    with require_collection(desk).read() as queries:
        codes = [branch] if branch else [each.code for each in queries.branches()]
        found = [each for code in codes for each in _of_branch(queries, code)]
    return [each for each in found if (each.decision is not None) is decided]


@permitted(Action.OFFICE)
def decide_proposal(
    desk: Desk,
    branch: str,
    proposal_id: str,
    seen_hash: str,
    approved: bool,
    reason: str,
    second: SecondPerson | None = None,
) -> OfficeDecision:
    """Approve or refuse a proposal, two people together; the branch's next return carries it.

    ``seen_hash`` is that of what they read. Raises RuleViolation ``proposal_unknown``,
    ``proposal_decided``, ``proposal_not_ready`` before the branch's own people have signed,
    ``item_edited`` where it is not what was seen, ``reason_missing`` for a refusal, and as
    ``signed_by``.
    """
    if not approved and not reason.strip():
        raise RuleViolation("reason_missing", field="reason")
    collection = require_collection(desk)
    signed = signed_by_two(desk, "decide_proposal", second)
    with collection.write(branch) as work:
        found = {each.id: each for each in _of_branch(work, branch)}.get(proposal_id)
        if found is None:
            raise RuleViolation("proposal_unknown", field="proposal", branch=branch)
        if found.decision is not None:
            raise RuleViolation("proposal_decided", field="proposal", branch=branch)
        if not found.is_ready:
            raise RuleViolation("proposal_not_ready", field="proposal", branch=branch)
        if seen_hash != found.item_hash:
            raise RuleViolation("item_edited")
        decision = OfficeDecision(
            branch, found.id, found.item_hash, approved, reason.strip(), signed.names,
            desk.clock.now(),
        )  # fmt: skip
        work.add_decision(decision)
        body = {"proposal": found.id, "item_hash": found.item_hash, "approved": approved}
        work.note("proposal_decided", desk.operator.user_id, body | {"by": list(signed.ids)})
        work.commit()
    return decision


def _of_branch(queries: CollectionQueries, branch: str) -> list[OfficeProposal]:
    """Return what waits for head office or was decided by it; what the branch ended is left out."""
    entries = list(queries.entries_of_kind(branch, (_PROPOSED, _SIGNED, *_CLOSED)))
    over = {each.entity_id for each in entries if each.kind in _CLOSED}
    over |= {_carried_out(each) for each in queries.entries_of_kind(branch, _KINDS)}
    signers: dict[str, set[str]] = {}
    for each in entries:
        if each.kind == _SIGNED:
            signers.setdefault(each.entity_id, set()).add(each.operator_id)
    decisions = {each.item_hash: each for each in queries.decisions(branch)}
    found = []
    for entry in entries:
        proposal = _read(branch, entry) if entry.kind == _PROPOSED else None
        if proposal is None:
            continue
        decision = decisions.get(proposal.item_hash)
        if decision is not None or proposal.id not in over:
            signed = len(signers.get(proposal.id, set()) - {proposal.maker_id})
            found.append(replace(proposal, signed=signed, decision=decision))
    return found


def _read(branch: str, entry: ReceivedEntry) -> OfficeProposal | None:
    """Return the proposal that an entry made, None where it is none for head office, or its hash
    is not that of its words.
    """
    for row in rows_of(entry, PROPOSAL_TABLE):
        try:
            if row["kind"] not in _KINDS or row["id"] != entry.entity_id:
                continue
            body, basis = json.loads(row["body"]), json.loads(row["basis"])
            made_at = datetime.fromisoformat(row["made_at"])
            if not _is_readable(row, body, basis, made_at):
                continue
            about = (row["id"], row["kind"], row["target_id"], row["maker_id"])
            if item_hash(*about, body) != row["item_hash"]:
                continue
            return OfficeProposal(
                branch=branch,
                id=row["id"],
                kind=row["kind"],
                title=_title(body),
                body=body,
                basis=basis,
                item_hash=row["item_hash"],
                maker_id=row["maker_id"],
                made_at=made_at,
                signed=0,
                wanted=_wanted(row["kind"]),
            )
        except (KeyError, TypeError, ValueError, RecursionError):
            continue
    return None


def _is_readable(row: Mapping[str, Any], body: object, basis: object, made_at: datetime) -> bool:
    """Return whether a proposal's parts are what a list of them can show."""
    return (
        isinstance(body, dict)
        and isinstance(basis, dict)
        and isinstance(row["maker_id"], str)
        and made_at.utcoffset() is not None
        and 1 < made_at.year < MAXYEAR  # every zone's calendar has it
    )


def _title(body: Mapping[str, Any]) -> str:
    debtor, fen = mask_name(str(body.get("debtor", ""))), body.get("waived_fen")
    return f"{debtor}　{yuan_text(fen)}" if type(fen) is int else debtor


def _wanted(kind: str) -> int:
    """Return how many of the branch's own people sign before head office."""
    wanted = steps(CHECKED_ACTS[kind].action)
    return next(number for number, roles in enumerate(wanted) if Role.HEAD_OFFICE in roles)


def _carried_out(entry: ReceivedEntry) -> str:
    """Return the proposal that an act carried out: head office may have said yes by telephone."""
    data = json.loads(entry.body)["data"]
    approval = data.get("approval") if isinstance(data, dict) else None
    return str(approval.get("proposal", "")) if isinstance(approval, dict) else ""
