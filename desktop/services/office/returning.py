"""Returns for branches: for each of their PCs what head office knows and what is in force.

What head office owns is a snapshot each time, so that a lost return costs nothing. Of a branch's
entries the return carries those that this PC has not: lost by a restore, or another PC's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop import __version__
from desktop.domain.errors import ExpectedFailure
from desktop.domain.package_names import Direction, PackageName, short_hash
from desktop.domain.permissions import Action
from desktop.services.branch import new_id, require_installation
from desktop.services.collection_ports import CollectionQueries, CollectionWork
from desktop.services.collection_records import (
    Replica,
    StoredReturn,
)
from desktop.services.head_office_ports import HeadOffice
from desktop.services.office.keys import knows, note_named
from desktop.services.office.old_keys import keys_in_use
from desktop.services.office.photos import (
    Going,
    forget_parts,
    parts_folder,
    parts_for,
    seal_parts,
)
from desktop.services.office.place import require_branch, require_collection, require_head_office
from desktop.services.office.return_content import InForce, answers_for, extra_of, lines_of
from desktop.services.package_ports import (
    FIRST_HASH,
    NO_RETURN,
    ControlTotal,
    Manifest,
    PackageRefused,
    PrivateKeys,
)
from desktop.services.permits import permitted
from desktop.services.ports import Desk
from desktop.services.progress import Progress

OUTBOX = "outbox"
"""The folder beside the desk database where returns are built, and kept."""

_SILENT = timedelta(days=62)


@dataclass(frozen=True, slots=True)
class Written:
    """A return that was written; ``on_stick`` is where it was carried, None where nowhere.

    ``recovered`` counts the entries that this PC has not, ``left`` those that found no room: they
    come with the next one, once the PC has taken this one in. ``parts`` are the photographs that
    lie beside it and ``parts_left`` those that the PC lacks besides. ``totals`` are for the slip.
    ``trouble`` is why photographs could not be sealed or carried: the return itself is whole.
    """

    stored: StoredReturn
    path: Path
    on_stick: Path | None
    answers: int
    recovered: int
    totals: tuple[ControlTotal, ...]
    left: int = 0
    parts: int = 0
    parts_left: int = 0
    trouble: ExpectedFailure | None = None

    @property
    def short_hash(self) -> str:
        """The first eight characters of the manifest's hash, as the slip shows them."""
        return short_hash(self.stored.hash)


@permitted(Action.OFFICE)
def write_returns(
    desk: Desk, branches: Sequence[str], folder: Path | None, progress: Progress
) -> list[Written]:
    """Write a return for each PC of branches, and carry them onto a stick; None: outbox only.

    No branch named means all of them. A return that was written counts even where the stick fails:
    the next one has a higher number. Where one cannot be written all others are, and then
    PackageRefused says why, ``package_too_large`` as a rule. Raises ExpectedFailure
    ``not_head_office``, ``disk_full`` and as ``Sticks.carry_out``, RuleViolation
    ``branch_unknown``.
    """
    collection = require_collection(desk)
    with desk.store.read() as queries:
        office = InForce(
            require_head_office(queries),
            require_installation(queries),
            queries.policy_rows(),
            queries.templates(),
        )
    with collection.read() as asked:
        for code in branches:
            require_branch(asked, code)
        codes = list(branches) or [each.code for each in asked.branches()]
    outbox, written = desk.store.folder(OUTBOX), list[Written]()
    refusals: list[PackageRefused] = []
    for done, code in enumerate(codes):
        progress.report("returns", done, len(codes))
        with collection.read() as asked:
            waiting = [each.replica_id for each in _live_replicas(desk, asked, code)]
        for replica_id in waiting:
            try:
                with collection.write(code) as work:
                    live = {each.replica_id: each for each in _live_replicas(desk, work, code)}
                    if replica_id not in live:  # revoked a moment ago
                        continue
                    replica = live[replica_id]
                    made, going = _written(desk, office, work, replica, outbox, progress)
                    ever = [outbox / each.file_name for each in _before(work, replica)]
                    work.commit()
            except PackageRefused as error:  # what one branch sent keeps back no other's return
                refusals.append(error)
                continue
            forget_parts(ever)
            written.append(_with_parts(desk, office, replica, made, going, progress))
    if folder is not None and written:
        written = carry(desk, written, folder, progress)
    if refusals:
        raise refusals[0]
    return written


def carry(
    desk: Desk, written: Sequence[Written], folder: Path, progress: Progress
) -> list[Written]:
    """Carry returns onto a stick, and then their photographs: what stops those stops no return.

    Raises as ``Sticks.carry_out`` where the returns themselves cannot be carried.
    """
    places = desk.sticks.carry_out([each.path for each in written], folder, progress)
    lying = [replace(each, on_stick=at) for each, at in zip(written, places, strict=True)]
    return [_with_parts_carried(desk, each, folder, progress) for each in lying]


def _with_parts_carried(desk: Desk, lying: Written, folder: Path, progress: Progress) -> Written:
    parts = parts_folder(lying.path)
    if not lying.parts or not parts.is_dir():
        return lying
    try:
        desk.sticks.carry_out([parts], folder, progress)
    except ExpectedFailure as error:
        return replace(lying, trouble=error)
    return replace(lying, trouble=None)


def _with_parts(
    desk: Desk, office: InForce, replica: Replica, made: Written, going: Going, progress: Progress
) -> Written:
    """Seal the photographs of a return that is written: it counts, whatever becomes of them."""
    try:
        done = seal_parts(desk, office.own, replica, going, made.path, progress)
    except ExpectedFailure as error:
        forget_parts([made.path])
        return replace(made, parts_left=going.left + len(going.parts), trouble=error)
    return replace(made, parts=done, parts_left=going.left + len(going.parts) - done)


def _live_replicas(desk: Desk, queries: CollectionQueries, branch: str) -> list[Replica]:
    """Return the PCs of a branch that get a return.

    One that was restored goes on under another id and with the same keys: the old id is left out
    once it has been silent for two months and the other one was heard of since. Nothing is sealed
    to keys that were replaced.
    """
    in_use = keys_in_use(queries, branch)
    live = [
        each
        for each in queries.replicas(branch)
        if each.revoked_on is None and in_use.get(each.keys, True)
    ]
    silent_since = desk.clock.now() - _SILENT

    def is_gone(replica: Replica) -> bool:
        last = replica.last_package_at
        return (
            last is not None
            and last < silent_since
            and any(each.keys == replica.keys and last < _heard(each) for each in live)
        )

    return [each for each in live if not is_gone(each)]


def _heard(replica: Replica) -> datetime:
    return replica.last_package_at or datetime.min.replace(tzinfo=UTC)


def _written(
    desk: Desk,
    office: InForce,
    work: CollectionWork,
    replica: Replica,
    outbox: Path,
    progress: Progress,
) -> tuple[Written, Going]:
    branch, epoch = replica.branch, work.epoch()
    number = 1 + max(
        (each.number for each in work.returns(branch) if each.epoch == epoch), default=0
    )
    brought = _brought_up_to(work, replica)
    foreign, up_to = work.beyond(branch, replica.to_head, brought)
    lacked, answers = len(foreign), answers_for(work, replica)
    name = PackageName(branch, "", Direction.DOWN, number, desk.clock.today())
    path = outbox / name.file
    path.unlink(missing_ok=True)  # one that a power cut left: nobody has been given it
    keys, following = _keys_for(office.own, work, replica)
    while True:
        going = parts_for(work, replica, foreign, outbox)
        lines = lines_of(office, work, branch, answers, foreign)
        draft = _draft(desk, office, work, replica, up_to, epoch, number, keys, following)
        draft = replace(draft, parts=going.marks)
        try:
            made, manifest_hash = desk.packages.write(
                path, draft, lines, keys, [replica.keys], progress
            )
            break
        except PackageRefused as error:
            if error.code != "package_too_large" or len(foreign) < 2:
                raise
        # The first half that came: the PC says how far it has them, and gets the rest then.
        most = (len(foreign) + 1) // 2
        foreign, up_to = work.beyond(branch, replica.to_head, brought, most)
    stored = StoredReturn(
        branch=branch,
        replica_id=replica.replica_id,
        epoch=epoch,
        number=number,
        hash=manifest_hash,
        file_name=path.name,
        created_at=made.created_at,
        created_by=desk.operator.user_id,
        arrival_up_to=up_to,
    )
    work.add_return(stored)
    if office.own.next_keys is not None:
        note_named(work, stored, office.own.next_keys)
    left = lacked - len(foreign)
    return Written(stored, path, None, len(answers), len(foreign), made.totals, left), going


def _before(work: CollectionWork, replica: Replica) -> list[StoredReturn]:
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
    arrival_up_to: int,
    epoch: int,
    number: int,
    keys: PrivateKeys,
    following: PrivateKeys | None,
) -> Manifest:
    before = _before(work, replica)
    reads_up_to = replica.reads_up_to or desk.packages.oldest  # it has not said yet
    return Manifest(
        direction=Direction.DOWN,
        package_id=new_id(),
        number=number,
        epoch=epoch,
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
        extra=extra_of(office, work, replica.branch, arrival_up_to),
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
