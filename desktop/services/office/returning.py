"""Returns for branches: for each of their PCs what head office knows and what is in force.

What head office owns is a snapshot each time, so that a lost return costs nothing. Of a branch's
entries the return carries those that this PC has not: lost by a restore, or another PC's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop.domain.errors import ExpectedFailure
from desktop.domain.package_names import Direction, PackageName, short_hash
from desktop.domain.permissions import Action
from desktop.services.branch import require_installation
from desktop.services.collection_ports import CollectionQueries, CollectionWork
from desktop.services.collection_records import Replica, StoredReturn
from desktop.services.office.keys import note_named
from desktop.services.office.old_keys import keys_in_use
from desktop.services.office.photos import Going, forget_parts, seal_parts
from desktop.services.office.place import require_branch, require_collection, require_head_office
from desktop.services.office.return_content import InForce
from desktop.services.office.return_draft import pack_return, returns_for
from desktop.services.package_ports import ControlTotal, PackageRefused
from desktop.services.parts import parts_folder
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
    ``letter`` is that of the PC it is for, "" while that has not said it.
    ``trouble`` is why photographs could not be sealed or carried: the return itself is whole.
    """

    stored: StoredReturn
    path: Path
    on_stick: Path | None
    answers: int
    recovered: int
    totals: tuple[ControlTotal, ...]
    left: int = 0
    letter: str = ""
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
    written, refusals = list[Written](), list[PackageRefused]()
    for done, code in enumerate(codes):
        progress.report("returns", done, len(codes))
        with collection.read() as asked:
            waiting = [each.replica_id for each in _live_replicas(desk, asked, code)]
        for replica_id in waiting:
            try:
                written += _for_one(desk, office, code, replica_id, progress)
            except PackageRefused as error:  # what one branch sent keeps back no other's return
                refusals.append(error)
    if folder is not None and written:
        written = carry(desk, written, folder, progress)
    if refusals:
        raise refusals[0]
    return written


def _for_one(
    desk: Desk, office: InForce, branch: str, replica_id: str, progress: Progress
) -> list[Written]:
    """Write the return of one PC with its photographs; [] where it was revoked a moment ago."""
    with require_collection(desk).write(branch) as work:
        live = {each.replica_id: each for each in _live_replicas(desk, work, branch)}
        if replica_id not in live:
            return []
        replica = live[replica_id]
        made, going = _written(desk, office, work, replica, progress)
        ever = [made.path.with_name(each.file_name) for each in returns_for(work, replica)]
        work.commit()
    forget_parts(ever)
    return [_with_parts(desk, office, replica, made, going, progress)]


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
    desk: Desk, office: InForce, work: CollectionWork, replica: Replica, progress: Progress
) -> tuple[Written, Going]:
    """Write a return's file and note it, in the caller's transaction."""
    branch, epoch = replica.branch, work.epoch()
    number = 1 + max((e.number for e in work.returns(branch) if e.epoch == epoch), default=0)
    name = PackageName(branch, "", Direction.DOWN, number, desk.clock.today())
    path = desk.store.folder(OUTBOX) / name.file
    path.unlink(missing_ok=True)  # one that a power cut left: nobody has been given it
    packed = pack_return(desk, office, work, replica, number, path, progress)
    stored = StoredReturn(
        branch=branch,
        replica_id=replica.replica_id,
        epoch=epoch,
        number=number,
        hash=packed.manifest_hash,
        file_name=path.name,
        created_at=packed.made.created_at,
        created_by=desk.operator.user_id,
        arrival_up_to=packed.arrival_up_to,
    )
    work.add_return(stored)
    if office.own.next_keys is not None:
        note_named(work, stored, office.own.next_keys)
    made = Written(
        stored,
        path,
        None,
        packed.answers,
        packed.recovered,
        packed.made.totals,
        packed.left,
        work.letters(branch).get(replica.replica_id, ""),
    )
    return made, packed.going
