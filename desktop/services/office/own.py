"""Head office's own affairs at a glance: who imports ledgers, its keys, its epoch, its acts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.permissions import Action, Part
from desktop.services.collection_records import Act, Replica
from desktop.services.office.keys import knows
from desktop.services.office.place import AS_A_WHOLE, require_collection, require_head_office
from desktop.services.permits import permitted
from desktop.services.ports import Desk


@dataclass(frozen=True, slots=True)
class OwnStanding:
    """How head office itself stands.

    ``fingerprint`` is that of the keys in use, ``announced`` that of those which returns name as
    the next ones, "" for none; ``untold`` are the PCs that have not taken such a return in.
    ``names`` are those of its people by id.
    """

    ledgers_from: str
    fingerprint: str
    announced: str
    untold: tuple[Replica, ...]
    epoch: int
    acts: Sequence[Act]
    names: Mapping[str, str]


@permitted(Action.OFFICE, Part.READ)
def own_standing(desk: Desk) -> OwnStanding:
    """Return how head office itself stands; ExpectedFailure ``not_head_office``."""
    collection = require_collection(desk)
    with desk.store.read() as people:
        office = require_head_office(people)
        names = {each.id: each.name for each in people.users()}
    following = office.next_keys
    with collection.read() as queries:
        untold = tuple(
            each
            for each in queries.replicas()
            if following and each.revoked_on is None and not knows(queries, each, following)
        )
        epoch, acts = queries.epoch(), queries.acts(AS_A_WHOLE)
    return OwnStanding(
        office.ledgers_from,
        desk.packages.public(office.keys).fingerprint,
        desk.packages.public(following).fingerprint if following else "",
        untold,
        epoch,
        acts,
        names,
    )
