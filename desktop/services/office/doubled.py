"""The entries of a possible double, told apart: whose receipt each is, from which PC, by whom."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from desktop.domain.permissions import Action, Part
from desktop.services.collection_ports import CollectionQueries
from desktop.services.collection_records import REVERSAL, PossibleDouble, ReceivedEntry
from desktop.services.exchange.return_lines import DoubleLine
from desktop.services.office.asked import short_text
from desktop.services.office.entries import entries_named
from desktop.services.office.place import require_collection
from desktop.services.permits import permitted
from desktop.services.ports import Desk


class DoubledEntry(NamedTuple):
    """One entry of a possible double: ``letter`` is its PC's, ``teller`` who took the money.

    Each is "" where nobody said.
    """

    event_id: str
    repayment_id: str
    receipt: str
    recorded_at: str
    letter: str
    replica_id: str
    teller: str

    @property
    def moment(self) -> str:
        """When it was recorded, to the minute, as the branch's own clock said."""
        return self.recorded_at[:16].replace("T", " ")


@permitted(Action.OFFICE, Part.READ)
def entries_of_doubles(
    desk: Desk, doubles: Sequence[PossibleDouble]
) -> Sequence[Sequence[DoubledEntry]]:
    """Return the entries of each possible double, in its own order."""
    with require_collection(desk).read() as queries:
        letters = queries.letters()
        return [told_apart(queries, each, letters) for each in doubles]


def told_apart(
    queries: CollectionQueries, double: PossibleDouble, letters: Mapping[str, str]
) -> Sequence[DoubledEntry]:
    """Return the entries of a possible double; ``letters`` are those of PCs by id."""
    named = entries_named(queries, double.branch, double.entries)
    found = {each.event_id: _told(each, letters.get(each.replica_id, "")) for each in named}
    return [found[each] for each in double.entries if each in found]


def doubles_to_reverse(queries: CollectionQueries, branch: str) -> Iterator[DoubleLine]:
    """Yield what a branch has to reverse by what was decided; what it reversed is no double."""
    for double in queries.doubles(branch, decided=True):
        told = told_apart(queries, double, {})
        same_as = tuple(each.receipt for each in told if each.event_id in double.kept)
        for each in to_reverse(double, told, double.kept):
            yield DoubleLine(each.repayment_id, each.receipt, same_as, double.note)


def to_reverse(
    double: PossibleDouble, told: Sequence[DoubledEntry], kept: Sequence[str]
) -> Sequence[DoubledEntry]:
    """Return what a branch has to reverse where only these entries are real.

    A repayment that was taken back twice stays taken back: no reversal is reversed.
    """
    if double.why == REVERSAL:
        return ()
    return [each for each in told if each.event_id not in kept]


def _told(entry: ReceivedEntry, letter: str) -> DoubledEntry:
    data = json.loads(entry.body)["data"]
    return DoubledEntry(
        event_id=entry.event_id,
        repayment_id=entry.entity_id,
        receipt=short_text(data["receipt"]),
        recorded_at=entry.recorded_at,
        letter=letter,
        replica_id=entry.replica_id,
        teller=short_text(data.get("teller_name")),
    )
