"""Proposals of branches that wait for head office: interest relief above a branch's limit.

They come as entries with the rows they wrote, and are written down as they arrive. What is decided
here is decided about these words and figures: the proposal's hash is worked out again from them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import MAXYEAR, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from desktop.domain.approvals import item_hash
from desktop.domain.errors import RuleViolation
from desktop.domain.masks import mask_name
from desktop.domain.money import yuan_text
from desktop.domain.permissions import Action, Part, Role, steps
from desktop.services.act_catalogue import CHECKED_ACTS
from desktop.services.collection_ports import CollectionQueries
from desktop.services.collection_records import OfficeDecision, ReceivedProposal
from desktop.services.office.asked import Person, person_of
from desktop.services.office.entries import entries_named
from desktop.services.office.place import require_collection, signed_by_two
from desktop.services.permits import permitted
from desktop.services.ports import Desk
from desktop.services.two_people import SecondPerson

_MOST = 8
"""Signatures that are read of one proposal; fewer are wanted of any."""


@dataclass(frozen=True, slots=True)
class OfficeProposal:
    """A branch's proposal as it was made there: ``body`` is all that is proposed.

    ``title`` is for lists, and masked. It is made of the body: the branch's own is in no hash.
    ``signers`` are those of the branch who signed, of the ``wanted``; ``decision`` is head
    office's.
    """

    branch: str
    id: str
    kind: str
    title: str
    body: Mapping[str, Any] = field(repr=False)
    basis: Mapping[str, Any] = field(repr=False)
    item_hash: str
    maker: Person
    made_at: datetime
    signers: tuple[Person, ...]
    wanted: int
    decision: OfficeDecision | None = None

    @property
    def signed(self) -> int:
        """How many of the branch's own people have signed."""
        return len(self.signers)

    @property
    def is_ready(self) -> bool:
        """Whether it is head office's turn."""
        return self.decision is None and self.signed >= self.wanted


@permitted(Action.OFFICE, Part.READ)
def proposals(desk: Desk, branch: str = "", decided: bool = False) -> Sequence[OfficeProposal]:
    """Return the proposals that wait for head office, or those it decided, the oldest first."""
    with require_collection(desk).read() as queries:
        return list(_listed(queries, branch, decided))


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
        found = {each.id: each for each in _listed(work, branch, decided=False)}.get(proposal_id)
        if found is None:
            decided = {each.id for each in _listed(work, branch, decided=True)}
            code = "proposal_decided" if proposal_id in decided else "proposal_unknown"
            raise RuleViolation(code, field="proposal", branch=branch)
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


def _listed(queries: CollectionQueries, branch: str, decided: bool) -> Iterator[OfficeProposal]:
    made = queries.decisions(branch) if decided else ()
    decisions = {(each.branch, each.item_hash): each for each in made}
    waiting = queries.proposals(branch, decided)
    for code, of_branch in groupby(waiting, key=attrgetter("branch")):
        several = list(of_branch)
        people = _people(queries, code, several)
        for received in several:
            found = _read(received, people)
            if found is not None:
                yield replace(found, decision=decisions.get((found.branch, found.item_hash)))


def _read(received: ReceivedProposal, people: Mapping[str, Person]) -> OfficeProposal | None:
    """Return a proposal, None where its hash is not that of its words or no list can show it.

    ``people`` are those that entries name, by the entry's id.
    """
    row = json.loads(received.row)
    try:
        body, basis = json.loads(row["body"]), json.loads(row["basis"])
        made_at = datetime.fromisoformat(row["made_at"])
        about = (row["id"], row["kind"], row["target_id"], row["maker_id"])
        is_meant = item_hash(*about, body) == row["item_hash"]
        if not is_meant or not _is_readable(row, body, basis, made_at):
            return None
    except (KeyError, TypeError, ValueError, RecursionError):
        return None
    maker, *signers = [people[each] for each in _entries_of(received)]
    return OfficeProposal(
        branch=received.branch,
        id=row["id"],
        kind=row["kind"],
        title=_title(body),
        body=body,
        basis=basis,
        item_hash=row["item_hash"],
        maker=maker if maker.id == row["maker_id"] else Person(row["maker_id"], "", ""),
        made_at=made_at,
        signers=tuple(each for each in signers if each.id != row["maker_id"]),
        wanted=_wanted(row["kind"]),
    )


def _people(
    queries: CollectionQueries, branch: str, proposals: Sequence[ReceivedProposal]
) -> Mapping[str, Person]:
    """Return who wrote the entries of a branch's proposals; read together, many lie in one pack."""
    ids = [each for received in proposals for each in _entries_of(received)]
    return {each.event_id: person_of(each) for each in entries_named(queries, branch, ids)}


def _entries_of(received: ReceivedProposal) -> tuple[str, ...]:
    """Return the ids of the entries that proposed it and that signed it."""
    return (received.event_id, *received.signatures[:_MOST])


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
