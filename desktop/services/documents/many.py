"""The same paper about many debtors: those of a village, or those some notices went to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from desktop.domain.documents import DocumentKind
from desktop.domain.errors import RuleViolation
from desktop.domain.permissions import Action, Part
from desktop.services.documents.issuing import Wish
from desktop.services.permits import permitted
from desktop.services.ports import Desk, Queries
from desktop.services.progress import Progress
from desktop.services.proposals import owed_loans


@permitted(Action.SEE, Part.READ)
def wishes_in_village(
    desk: Desk,
    kind: DocumentKind,
    place: tuple[str, str],
    as_of: date,
    inputs: Mapping[str, str],
    progress: Progress,
) -> Sequence[Wish]:
    """Return a wish for every debtor of (township, village), in the order of the route.

    An empty name stands for any. Raises RuleViolation ``village_unknown`` where nobody owes.
    """
    township, village = place
    with desk.store.read() as queries:
        parties = [party.id for party, _ in queries.debtors(township, village)]
        wishes = _wishes(desk, queries, kind, parties, as_of, inputs, progress)
    if not wishes:
        raise RuleViolation("village_unknown", field="village", village=village or township)
    return wishes


@permitted(Action.SEE, Part.READ)
def wishes_after_notices(
    desk: Desk,
    kind: DocumentKind,
    serials: Sequence[str],
    as_of: date,
    inputs: Mapping[str, str],
    progress: Progress,
) -> Sequence[Wish]:
    """Return a wish for every debtor these notices went to who still owes, in their order."""
    with desk.store.read() as queries:
        parties = [notice.party_id for notice in queries.notices(serials)]
        return _wishes(desk, queries, kind, parties, as_of, inputs, progress)


def _wishes(
    desk: Desk,
    queries: Queries,
    kind: DocumentKind,
    party_ids: Iterable[str],
    as_of: date,
    inputs: Mapping[str, str],
    progress: Progress,
) -> list[Wish]:
    """Leave out who owes nothing on the day: a paper about him would be refused."""
    wishes = []
    parties = list(dict.fromkeys(party_ids))
    for number, party_id in enumerate(parties):
        progress.report("propose", number, len(parties))
        if owed_loans(desk, queries, party_id, as_of):
            wishes.append(Wish(kind, party_id, inputs=inputs))
    return wishes
