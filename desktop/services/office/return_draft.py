"""One return for one PC: what it says of itself, by whose keys, and as much as a file holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from desktop import __version__
from desktop.domain.package_names import Direction
from desktop.services.branch import new_id
from desktop.services.collection_ports import CollectionWork
from desktop.services.collection_records import Replica, StoredReturn
from desktop.services.head_office_ports import HeadOffice
from desktop.services.office.keys import knows
from desktop.services.office.photos import Going, parts_for
from desktop.services.office.return_content import InForce, answers_for, extra_of, lines_of
from desktop.services.package_ports import (
    FIRST_HASH,
    NO_RETURN,
    Manifest,
    PackageRefused,
    PrivateKeys,
)
from desktop.services.ports import Desk
from desktop.services.progress import Progress


@dataclass(frozen=True, slots=True)
class Packed:
    """A return whose file is written: its manifest filled in, its hash, and what is in it.

    ``recovered`` counts the entries that its PC has not, those up to the arrival number
    ``arrival_up_to``, and ``left`` those that found no room. ``going`` are its photographs.
    """

    made: Manifest
    manifest_hash: str
    answers: int
    recovered: int
    left: int
    arrival_up_to: int
    going: Going


def pack_return(
    desk: Desk,
    office: InForce,
    work: CollectionWork,
    replica: Replica,
    number: int,
    path: Path,
    progress: Progress,
) -> Packed:
    """Write a return as a file. Where none holds all entries that the PC lacks, the first half that
    came goes along: the PC says how far it has them, and gets the rest then.

    Raises as ``Packages.write``.
    """
    brought = _brought_up_to(work, replica)
    foreign, up_to = work.beyond(replica.branch, replica.to_head, brought)
    lacked, answers = len(foreign), answers_for(work, replica)
    keys, following = _keys_for(office.own, work, replica)
    said = _draft(desk, office, work, replica, number, keys, following)
    while True:
        going = parts_for(work, replica, foreign, path.parent)
        extra = extra_of(office, work, replica.branch, up_to)
        draft = replace(said, parts=going.marks, extra=extra)
        lines = lines_of(office, work, replica.branch, answers, foreign)
        try:
            made, manifest_hash = desk.packages.write(
                path, draft, lines, keys, [replica.keys], progress
            )
        except PackageRefused as error:
            if error.code != "package_too_large" or len(foreign) < 2:
                raise
        else:
            left = lacked - len(foreign)
            return Packed(made, manifest_hash, len(answers), len(foreign), left, up_to, going)
        most = (len(foreign) + 1) // 2
        foreign, up_to = work.beyond(replica.branch, replica.to_head, brought, most)


def returns_for(work: CollectionWork, replica: Replica) -> list[StoredReturn]:
    """Return the returns that were written for a PC, newest first."""
    return [each for each in work.returns(replica.branch) if each.replica_id == replica.replica_id]


def _keys_for(
    own: HeadOffice, work: CollectionWork, replica: Replica
) -> tuple[PrivateKeys, PrivateKeys | None]:
    """Return by which keys a return is signed, and which it announces.

    A PC trusts the announced ones once it has taken a return that names them: its packages say so.
    """
    if own.next_keys is not None and knows(work, replica, own.next_keys):
        return own.next_keys, None
    return own.keys, own.next_keys


def _draft(
    desk: Desk,
    office: InForce,
    work: CollectionWork,
    replica: Replica,
    number: int,
    keys: PrivateKeys,
    following: PrivateKeys | None,
) -> Manifest:
    """Return what is said of a return whatever it holds."""
    before = returns_for(work, replica)
    reads_up_to = replica.reads_up_to or desk.packages.oldest  # it has not said yet
    return Manifest(
        direction=Direction.DOWN,
        package_id=new_id(),
        number=number,
        epoch=work.epoch(),
        installation_id=office.installation.installation_id,
        branch=replica.branch,
        replica_id=replica.replica_id,
        sender=desk.packages.public(keys).fingerprint,
        next_keys=desk.packages.public(following) if following else None,
        recipient=replica.keys.fingerprint,
        created_at=desk.clock.now(),
        app_version=__version__,
        schema=min(reads_up_to, desk.packages.schema),
        reads_up_to=desk.packages.schema,
        from_head=FIRST_HASH,
        to_head=replica.to_head or FIRST_HASH,  # what it was reckoned from
        previous=before[0].hash if before else "",
        last_return=NO_RETURN,
        foreign_up_to=0,
    )


def _brought_up_to(work: CollectionWork, replica: Replica) -> int:
    """Return up to which arrival number a PC has the entries of others.

    Numbers are given anew in a collection that was put back: one that came with a return which
    this collection does not know says nothing here.
    """
    for each in work.returns(replica.branch):
        if each.hash == replica.last_return.hash:
            return min(each.arrival_up_to, replica.foreign_up_to)
    return 0
