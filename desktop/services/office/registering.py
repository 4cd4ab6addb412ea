"""Whose packages are taken: enrolment, registration by fingerprint, revocation, newer keys.

A key is never trusted because it came first: somebody of head office hears its fingerprint from the
branch, by telephone or on paper, and types it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import NamedTuple

from desktop.domain.errors import RuleViolation
from desktop.domain.permissions import Action, Part
from desktop.services.branch import require_installation
from desktop.services.collection_ports import Collection, CollectionQueries, CollectionWork
from desktop.services.collection_records import Branch, Replica
from desktop.services.office.old_keys import ROTATED, keys_in_use
from desktop.services.office.place import (
    require_branch,
    require_collection,
    require_head_office,
    signed_by_two,
)
from desktop.services.package_ports import (
    Enrolment,
    Manifest,
    PackageRefused,
    PublicKeys,
    Registration,
    SenderKeys,
)
from desktop.services.permits import permitted
from desktop.services.ports import Desk
from desktop.services.two_people import SecondPerson


class KnownKeys(NamedTuple):
    """Keys that a PC has or had; those not ``is_in_use`` were replaced."""

    replica_id: str
    keys: PublicKeys
    is_revoked: bool
    is_in_use: bool


@permitted(Action.OFFICE)
def write_enrolment(desk: Desk, file: Path) -> Enrolment:
    """Write the file that branches enrol with; its fingerprint is read out to them.

    Raises ExpectedFailure ``not_head_office``, ``package_exists``, ``disk_full``.
    """
    with desk.store.read() as queries:
        office, installation = require_head_office(queries), require_installation(queries)
    enrolment = Enrolment(
        bank=installation.bank.bank_name,
        installation_id=installation.installation_id,
        keys=desk.packages.public(office.keys),
        escrow=office.escrow,
        created_at=desk.clock.now(),
    )
    desk.packages.write_enrolment(file, enrolment, office.keys)
    return enrolment


@permitted(Action.OFFICE, Part.READ)
def look_at_request(desk: Desk, request: Path) -> tuple[Registration, Branch]:
    """Return a branch's request, and whom to ring up about it by head office's own list.

    Raises RuleViolation ``branch_unknown``; PackageRefused as ``read_request``.
    """
    asked = desk.packages.read_request(request)
    with require_collection(desk).read() as queries:
        return asked, require_branch(queries, asked.branch)


@permitted(Action.OFFICE)
def register(
    desk: Desk, request: Path, fingerprint_as_heard: str, second: SecondPerson | None = None
) -> Replica:
    """Register a branch's PC: the twenty digits its people say must be those of its file.

    Two people of head office sign. A PC that enrolled once more has new keys, which take the place
    of those it had, unless they were revoked. Raises RuleViolation ``fingerprint_differs``,
    ``branch_unknown``, ``request_for_other_office``, ``replica_registered``, and as
    :func:`~desktop.services.two_people.signed_by`; PackageRefused as ``read_request``.
    """
    collection = require_collection(desk)
    asked = desk.packages.read_request(request)
    if not asked.keys.are_heard_in(fingerprint_as_heard):
        raise RuleViolation("fingerprint_differs", field="fingerprint", branch=asked.branch)
    with desk.store.read() as queries:
        own = desk.packages.public(require_head_office(queries).keys).fingerprint
    if asked.office != own:
        raise RuleViolation("request_for_other_office", field="request", file=request.name)
    signed = signed_by_two(desk, "register", second)
    with collection.write(asked.branch) as work:
        require_branch(work, asked.branch)
        replica = Replica(
            asked.branch, asked.replica_id, asked.keys, desk.clock.today(), signed.ids
        )
        for each in work.replicas(asked.branch):
            is_same = each.replica_id == asked.replica_id
            if each.keys == asked.keys or (is_same and each.revoked_on is not None):
                raise RuleViolation("replica_registered", field="request", branch=asked.branch)
            if is_same:
                on, by = replica.registered_on, replica.registered_by
                replica = replace(each, keys=asked.keys, registered_on=on, registered_by=by)
        work.save_replica(replica)
        work.note("registered", desk.operator.user_id, _named(replica) | {"by": list(signed.ids)})
        work.commit()
    return replica


@permitted(Action.OFFICE)
def revoke(
    desk: Desk, branch: str, replica_id: str, reason: str, second: SecondPerson | None = None
) -> Sequence[Replica]:
    """End the trust in a PC's keys, and return all that have them: copies of it, and restored ones.

    Raises RuleViolation ``replica_unknown``, ``replica_revoked``, ``reason_missing``, and as
    :func:`~desktop.services.two_people.signed_by`.
    """
    if not reason.strip():
        raise RuleViolation("reason_missing", field="reason")
    collection = require_collection(desk)
    signed = signed_by_two(desk, "revoke", second)
    with collection.write(branch) as work:
        known = {each.replica_id: each for each in work.replicas(branch)}
        meant = known.get(replica_id)
        if meant is None:
            raise RuleViolation("replica_unknown", field="replica", replica=replica_id)
        if meant.revoked_on is not None:
            raise RuleViolation("replica_revoked", field="replica", replica=replica_id)
        ended = [
            replace(each, revoked_on=desk.clock.today(), revoked_by=signed.ids)
            for each in known.values()
            if each.keys == meant.keys and each.revoked_on is None
        ]
        for each in ended:
            work.save_replica(each)
            body = _named(each) | {"by": list(signed.ids), "reason": reason.strip()}
            work.note("revoked", desk.operator.user_id, body)
        work.commit()
    return ended


def sender_keys(collection: Collection) -> SenderKeys:
    """Return what finds the keys that a package must be signed with."""

    def find(manifest: Manifest) -> PublicKeys:
        with collection.read() as queries:
            return keys_of(queries, manifest).keys

    return find


def replica_of(queries: CollectionQueries, manifest: Manifest) -> Replica | None:
    """Return the PC that a package came from, its signature having been checked.

    A PC that was restored or copied goes on under a new replica_id and with the same keys: None.
    """
    for each in queries.replicas(manifest.branch):
        if each.replica_id == manifest.replica_id:
            return each
    return None


def follow_keys(work: CollectionWork, by: str, replica: Replica, new: PublicKeys) -> Replica:
    """Trust the keys that a package signed with those in use announces, and seal to them.

    So is one followed that signs with those before, while the new ones are not in use: it was put
    back to before the change, and can open nothing that is sealed to them. Keys are good until they
    are revoked for what was signed with them and comes late.
    """
    if new == replica.keys:
        return replica
    body = {"replica": replica.replica_id, "old": asdict(replica.keys), "new": asdict(new)}
    work.note(ROTATED, by, body)
    return replace(replica, keys=new)


def keys_of(queries: CollectionQueries, manifest: Manifest) -> KnownKeys:
    """Return the keys that a package is signed with; a PC that head office has not met may have
    another's of its branch: it was restored, or copied.

    Keys that were replaced are not ``is_in_use``: see ``old_keys``.
    PackageRefused ``package_sender_unknown``, ``package_key_revoked``.
    """
    known = _known_keys(queries, manifest.branch)
    own = [each for each in known if each.replica_id == manifest.replica_id]
    found = [each for each in own or known if each.keys.fingerprint == manifest.sender]
    if not found:
        raise PackageRefused("package_sender_unknown")
    if any(each.is_revoked for each in found):
        raise PackageRefused("package_key_revoked")
    return max(found, key=lambda each: each.is_in_use)


def _known_keys(queries: CollectionQueries, branch: str) -> list[KnownKeys]:
    """Return all keys that a branch's PCs have and had."""
    replicas, in_use = queries.replicas(branch), keys_in_use(queries, branch)
    found = [
        KnownKeys(
            each.replica_id, each.keys, each.revoked_on is not None, in_use.get(each.keys, True)
        )
        for each in replicas
    ]
    revoked = {ended for each in found if each.is_revoked for ended in each[:2]}
    for act in queries.acts(branch, what=ROTATED):
        old, replica_id = PublicKeys(**act.data["old"]), act.data["replica"]
        is_revoked = not revoked.isdisjoint((replica_id, old))
        found.append(KnownKeys(replica_id, old, is_revoked, in_use.get(old, True)))
    return found


def _named(replica: Replica) -> dict[str, object]:
    return {"replica": replica.replica_id, "fingerprint": replica.keys.fingerprint}
