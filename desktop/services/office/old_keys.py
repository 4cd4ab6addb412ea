"""PCs that nobody registered, and keys that were replaced and are used again.

A database that was restored goes on as a new PC under the keys that it had. While those are in
use its packages are taken in, and it is listed until somebody asks. Keys that were replaced bring
nothing new: either a PC was put back to a copy from before the change, and goes on in good faith,
or somebody has such a copy. A package cannot tell, so two people of head office do, by telephone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from desktop.domain.errors import RuleViolation
from desktop.domain.permissions import Action, Part
from desktop.services.collection_ports import CollectionQueries, CollectionWork
from desktop.services.collection_records import Replica
from desktop.services.office.place import require_branch, require_collection, signed_by_two
from desktop.services.package_ports import Manifest, PublicKeys
from desktop.services.permits import permitted
from desktop.services.ports import Desk
from desktop.services.two_people import SecondPerson

ROTATED = "keys_rotated"
_WAIT, _USED = "keys_wait", "used"


@dataclass(frozen=True, slots=True)
class WaitingKeys:
    """A PC about which a person has to ask; ``replaced`` are keys whose packages are refused."""

    replica_id: str
    keys: PublicKeys
    since: date
    replaced: bool


def keys_in_use(queries: CollectionQueries, branch: str) -> Mapping[PublicKeys, bool]:
    """Return which keys of a branch were replaced (False) and which took a place (True).

    What is not named is in use. Keys that a PC announced replace those that it had before with the
    first package that is signed with them. The last word about keys counts, at whichever PC: a copy
    of a database has the same.
    """
    found: dict[PublicKeys, bool] = {}
    changed = set[str]()
    for act in queries.acts(branch, what=ROTATED):
        new, old = PublicKeys(**act.data["new"]), PublicKeys(**act.data["old"])
        if act.data.get(_USED):
            found.setdefault(new, True)
            changed.add(act.data["replica"])
        if act.data["replica"] in changed:
            found.setdefault(new, False)
            found.setdefault(old, False)
    return found


def note_use(work: CollectionWork, by: str, branch: str, keys: PublicKeys) -> None:
    """Write down, once, that a package was signed with keys that were announced before."""
    for act in work.acts(branch, what=ROTATED):
        if PublicKeys(**act.data["new"]) == keys:
            if not act.data.get(_USED):
                work.note(ROTATED, by, {**act.data, _USED: True})
            return


def note_waiting(work: CollectionWork, by: str, manifest: Manifest, keys: PublicKeys) -> None:
    """Write down, once, that a PC signs with keys that were replaced."""
    said = {"replica": manifest.replica_id, "key": asdict(keys)}
    if all(act.data != said for act in work.acts(manifest.branch, what=_WAIT)):
        work.note(_WAIT, by, said)


def waiting_keys(queries: CollectionQueries, branch: str) -> list[WaitingKeys]:
    """Return the PCs of a branch about which a person has to ask, replaced keys first."""
    in_use, replicas = keys_in_use(queries, branch), queries.replicas(branch)
    revoked = {each.keys for each in replicas if each.revoked_on is not None}
    found = []
    for act in queries.acts(branch, what=_WAIT):
        keys = PublicKeys(**act.data["key"])
        if not in_use.get(keys, True) and keys not in revoked:
            found.append(WaitingKeys(act.data["replica"], keys, act.at.date(), replaced=True))
    return found + [
        WaitingKeys(each.replica_id, each.keys, each.registered_on, replaced=False)
        for each in replicas
        if each.is_followed
    ]


@permitted(Action.OFFICE, Part.READ)
def keys_that_wait(desk: Desk, branch: str) -> Sequence[WaitingKeys]:
    """Return the PCs of a branch about which a person has to ask."""
    with require_collection(desk).read() as queries:
        return waiting_keys(queries, branch)


@permitted(Action.OFFICE)
def confirm_keys(
    desk: Desk, branch: str, fingerprint_as_heard: str, second: SecondPerson | None = None
) -> Sequence[Replica]:
    """Take PCs that wait for registered, and trust their keys again; return the PCs.

    Two people of head office sign; the digits are those that the branch's people read out from the
    screen of the PC that was put back. What was refused is then to be taken in once more. Raises
    RuleViolation ``no_keys_wait``, ``waiting_fingerprint_differs``, ``branch_unknown``, and as
    :func:`~desktop.services.two_people.signed_by`.
    """
    heard = "".join(each for each in fingerprint_as_heard if each.isdecimal())
    collection = require_collection(desk)
    with collection.read() as queries:
        require_branch(queries, branch)
        _heard_of(queries, branch, heard)
    signed = signed_by_two(desk, "confirm_keys", second)
    made = []
    with collection.write(branch) as work:
        known = {each.replica_id: each for each in work.replicas(branch)}
        for each in _heard_of(work, branch, heard):
            today, by = desk.clock.today(), desk.operator.user_id
            before = known.get(each.replica_id)
            replica = before or Replica(branch, each.replica_id, each.keys, today, signed.ids)
            if each.replaced:
                keys = {"old": asdict(replica.keys), "new": asdict(each.keys)}
                work.note(ROTATED, by, {"replica": each.replica_id, **keys, _USED: True})
            said = {"replica": each.replica_id, "fingerprint": each.keys.fingerprint}
            work.note("pc_confirmed", by, said | {"by": list(signed.ids)})
            replica = replace(
                replica, keys=each.keys, registered_on=today, registered_by=signed.ids
            )
            work.save_replica(replica)
            made.append(replica)
        work.commit()
    return made


def _heard_of(queries: CollectionQueries, branch: str, heard: str) -> list[WaitingKeys]:
    waiting = waiting_keys(queries, branch)
    if not waiting:
        raise RuleViolation("no_keys_wait", field="fingerprint", branch=branch)
    meant = [each for each in waiting if each.keys.fingerprint.replace(" ", "") == heard]
    if not meant:
        raise RuleViolation("waiting_fingerprint_differs", field="fingerprint", branch=branch)
    return meant
