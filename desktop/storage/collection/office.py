"""What head office itself decides and learns about a branch, and the returns that carry it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Table, and_, exists, select

from desktop.services.collection_records import (
    Act,
    Correction,
    OfficeContact,
    OfficeDecision,
    ReceivedProposal,
    StoredReturn,
    Target,
)
from desktop.storage.collection.asking import AnyMapping, Asking, Changing, of_branch
from desktop.storage.collection.tables import (
    IS_SIGNATURE,
    act,
    contact,
    correction,
    decision,
    ended_proposal,
    entry,
    proposal,
    returned,
    target,
)
from desktop.storage.collection.values import from_row, to_row
from desktop.storage.journal import canonical


class OfficeQueries(Asking):
    """Questions about what head office decided, learned and sent."""

    def proposals(self, branch: str = "", decided: bool = False) -> Sequence[ReceivedProposal]:
        about = (decision.c.branch == proposal.c.branch, decision.c.proposal_id == proposal.c.id)
        is_decided = exists().where(*about, decision.c.item_hash == proposal.c.item_hash)
        is_over = exists().where(
            ended_proposal.c.branch == proposal.c.branch, ended_proposal.c.id == proposal.c.id
        )
        signed = and_(
            entry.c.branch == proposal.c.branch, entry.c.entity_id == proposal.c.id, IS_SIGNATURE
        )
        arrived = entry.alias("arrived")
        its_entry = and_(
            arrived.c.branch == proposal.c.branch, arrived.c.event_id == proposal.c.event_id
        )
        rows = self._rows(
            select(proposal, entry.c.event_id.label("signature"), entry.c.operator_id)
            .join(arrived, its_entry)
            .outerjoin(entry, signed)
            .where(*of_branch(proposal, branch))
            .where(is_decided if decided else ~is_decided & ~is_over)
            .order_by(proposal.c.branch, arrived.c.arrival, entry.c.arrival)
        )
        return [
            from_row(ReceivedProposal, {**first, "signatures": _signatures((first, *others))})
            for _, (first, *others) in groupby(rows, key=itemgetter("branch", "event_id"))
        ]

    def decisions(self, branch: str = "") -> Sequence[OfficeDecision]:
        statement = select(decision).where(*of_branch(decision, branch))
        rows = self._rows(statement.order_by(decision.c.decided_at, decision.c.proposal_id))
        return [from_row(OfficeDecision, row) for row in rows]

    def corrections(self, branch: str = "", open_only: bool = False) -> Sequence[Correction]:
        statement = select(correction).where(*of_branch(correction, branch))
        if open_only:
            statement = statement.where(correction.c.answer == "")
        order = (correction.c.asked_on, correction.c.branch, correction.c.id)
        return [from_row(Correction, row) for row in self._rows(statement.order_by(*order))]

    def targets(self, branch: str = "") -> Sequence[Target]:
        order = (target.c.branch, target.c.year, target.c.measure)
        wanted = select(target).where(*of_branch(target, branch), target.c.fen > 0)
        rows = self._rows(wanted.order_by(*order))
        return [from_row(Target, row) for row in rows]

    def contacts(self, branch: str) -> Sequence[OfficeContact]:
        statement = select(contact).where(contact.c.branch == branch)
        rows = self._rows(statement.order_by(contact.c.learned_on, contact.c.id))
        return [from_row(OfficeContact, row) for row in rows]

    def returns(self, branch: str = "") -> Sequence[StoredReturn]:
        order = (returned.c.epoch.desc(), returned.c.number.desc(), returned.c.branch)
        rows = self._rows(select(returned).where(*of_branch(returned, branch)).order_by(*order))
        return [from_row(StoredReturn, row) for row in rows]

    def acts(self, branch: str, limit: int = 500, what: str = "") -> Sequence[Act]:
        statement = select(act).where(act.c.branch == branch).order_by(act.c.no.desc())
        wanted = statement.where(act.c.what == what) if what else statement.limit(limit)
        rows = self._rows(wanted)
        return [from_row(Act, {**row, "data": json.loads(row["data"])}) for row in rows]


class OfficeWrites(Changing, OfficeQueries):
    """Decisions, answers, targets, contacts and returns written down."""

    def add_proposals(self, proposals: Sequence[ReceivedProposal], ended: Sequence[str]) -> None:
        names = proposal.columns.keys()
        self._add_missing(proposal, ([getattr(each, name) for name in names] for each in proposals))
        self._add_missing(ended_proposal, ((self._branch, each) for each in ended))

    def add_decision(self, decision_: OfficeDecision) -> None:
        self._add_record(decision, decision_)

    def save_correction(self, correction_: Correction) -> None:
        self._put(correction, to_row(correction_))

    def save_target(self, target_: Target) -> None:
        self._put(target, to_row(target_))

    def add_contact(self, contact_: OfficeContact) -> None:
        self._add_record(contact, contact_)

    def add_return(self, stored: StoredReturn) -> None:
        self._add_record(returned, stored)

    def note(self, what: str, by: str, data: Mapping[str, Any]) -> None:
        row = {"what": what, "by": by, "data": canonical(data), "at": self._now().isoformat()}
        self._add_numbered(act, row)

    def _add_record(self, table: Table, record: Any) -> None:
        row = to_row(record)
        del row["branch"]
        self._add(table, row)


def _signatures(rows: Iterable[AnyMapping]) -> str:
    """Return the ids of each person's first signature, as a row has them."""
    first: dict[str, str] = {}
    for each in rows:
        if each["signature"]:
            first.setdefault(each["operator_id"], each["signature"])
    return json.dumps(list(first.values()))
