"""One received file into the collection: opened, compared, then stored or refused; its parts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop.domain.errors import ExpectedFailure
from desktop.domain.package_names import Direction, parse_name, part_file, short_hash
from desktop.services.collection_ports import Collection
from desktop.services.collection_records import TAKEN_IN, PackageState, StoredPackage
from desktop.services.exchange.wrong_file import in_plain_words
from desktop.services.head_office_ports import HeadOffice
from desktop.services.office.old_keys import note_waiting
from desktop.services.office.place import AS_A_WHOLE
from desktop.services.office.registering import keys_of, sender_keys
from desktop.services.office.taking import Receipt, described, take_in
from desktop.services.package_ports import (
    Manifest,
    OpenedPackage,
    PackageRefused,
    PartMark,
)
from desktop.services.parts import open_part
from desktop.services.ports import Desk

_EPOCHS_AHEAD = 100


@dataclass(frozen=True, slots=True)
class Taken:
    """What happened to a file, and to the package in it.

    ``state`` is ``duplicate`` for one that was taken before: ``package`` is the answer of then.
    ``reason`` is the code of a refusal and ``params`` fill its words; where the machine failed and
    not the package there is no ``package``: the file is to be tried again. ``parts`` counts the
    parts that came with it now. ``came_as`` is the file's name where it came from: the inbox may
    have given it another.
    """

    file: Path
    state: PackageState
    package: StoredPackage | None
    parts: int = 0
    reason: str = ""
    params: Mapping[str, object] = field(default_factory=dict)
    came_as: str = ""

    @property
    def short_hash(self) -> str:
        """The first eight characters of the manifest's hash, as the slip shows them."""
        return short_hash(self.package.manifest_hash) if self.package else ""

    @property
    def is_in(self) -> bool:
        """Whether what the file holds is in the collection now."""
        return self.state in (*TAKEN_IN, PackageState.DUPLICATE)

    @property
    def brought(self) -> StoredPackage | None:
        """The package with what it brought now: one that was taken before brings nothing new."""
        if self.package is None or self.state is not PackageState.DUPLICATE:
            return self.package
        return replace(self.package, new=0, known=self.package.entries, held=0, forks=0)


@dataclass(frozen=True, slots=True)
class Intake:
    """Where packages go: with ``dry_run`` everything is looked at and nothing is kept."""

    desk: Desk
    collection: Collection
    office: HeadOffice
    dry_run: bool

    def receipt(self, file: Path) -> Receipt:
        return Receipt(file.name, _sha256(file), self.desk.operator.user_id, self.desk.clock.now())


def take(intake: Intake, file: Path) -> Taken:
    """Take in what lies in a file, or say why not: nothing a file can hold is raised."""
    try:
        receipt = intake.receipt(file)
        known = _known_file(intake, file, receipt)
        return known if known is not None else _take_opened(intake, file, receipt)
    except PackageRefused as error:
        return _refused(intake, file, receipt, error)
    except ExpectedFailure as error:
        return Taken(file, PackageState.REFUSED, None, reason=error.code, params=error.params)
    except OSError:
        params = {"file": file.name}
        return Taken(file, PackageState.REFUSED, None, reason="package_unreadable", params=params)


def _known_file(intake: Intake, file: Path, receipt: Receipt) -> Taken | None:
    """Return the answer of then for a file that was taken in before, without opening it.

    Where parts of its branch are missing it is opened: they may lie beside it now.
    """
    name = parse_name(file.name)
    if name is None:
        return None
    with intake.collection.read() as queries:
        if queries.parts_wanted(name.branch):
            return None
        for each in queries.packages(name.branch):
            if each.file_sha256 == receipt.file_sha256 and each.state in TAKEN_IN:
                return Taken(file, PackageState.DUPLICATE, each)
    return None


def _take_opened(intake: Intake, file: Path, receipt: Receipt) -> Taken:
    opened = _opened(intake, file)
    manifest = opened.manifest
    if manifest.direction is not Direction.UP:
        raise PackageRefused("package_wrong_way", file=file.name)
    if not intake.dry_run:
        _notice_lost_returns(intake, manifest)
    if manifest.schema > intake.desk.packages.schema:
        return _too_new(intake, file, receipt, opened)
    try:
        taken = _stored(intake, file, receipt, opened)
    except PackageRefused as error:
        return _refused(intake, file, receipt, error, opened)
    if intake.dry_run:
        return taken
    return replace(taken, parts=_take_parts(intake, file, manifest))


def _opened(intake: Intake, file: Path) -> OpenedPackage:
    """Open a package with the keys that it is sealed to, those in use or those announced."""
    packages, sender = intake.desk.packages, sender_keys(intake.collection)
    for keys in (*intake.office.all_keys[1:], intake.office.all_keys[0]):
        try:
            return packages.open(file, keys, sender)
        except PackageRefused as refused:
            why = refused
            if refused.code != "package_not_ours":
                break
    raise in_plain_words(why, file.name, Direction.UP)


def _stored(intake: Intake, file: Path, receipt: Receipt, opened: OpenedPackage) -> Taken:
    """Take a package in, or only see what that would do: leaving without a commit undoes all."""
    branch = opened.manifest.branch
    with intake.collection.write(branch) as work:
        known = work.package_by_manifest(branch, opened.manifest_hash)
        if known is not None:
            return Taken(file, PackageState.DUPLICATE, known)
        package = take_in(work, opened, receipt, intake.office.ledgers_from)
        if not intake.dry_run:
            work.commit()
    return Taken(file, package.state, package)


def _too_new(intake: Intake, file: Path, receipt: Receipt, opened: OpenedPackage) -> Taken:
    """Keep a package whole that a newer program wrote."""
    state = PackageState.UNREADABLE_NEWER
    reason = "package_newer"
    package = described(opened.manifest, opened.manifest_hash, receipt, state, reason)
    _remember(intake, package, opened.manifest)
    return Taken(file, state, package, reason=reason, params={"file": file.name})


def _refused(
    intake: Intake,
    file: Path,
    receipt: Receipt,
    error: PackageRefused,
    opened: OpenedPackage | None = None,
) -> Taken:
    """Write a refusal down, once for each file; content that changed raises an alarm."""
    state = PackageState.REFUSED
    if error.code == "package_newer":  # not even its container can be read
        state = PackageState.UNREADABLE_NEWER
    if opened is not None:
        manifest_hash, manifest = opened.manifest_hash, opened.manifest
        package = described(manifest, manifest_hash, receipt, state, error.code)
    else:
        manifest = None
        package = _unopened(intake, receipt, state, error.code)
    _remember(intake, package, manifest, error)
    return Taken(file, state, package, reason=error.code, params=error.params)


def _remember(
    intake: Intake,
    package: StoredPackage,
    manifest: Manifest | None,
    error: PackageRefused | None = None,
) -> None:
    if intake.dry_run:
        return
    with intake.collection.write(package.branch) as work:
        for each in work.packages(package.branch, state=package.state):
            if (each.file_sha256, each.reason) == (package.file_sha256, package.reason):
                return
        work.add_package(package, manifest)
        if error is not None and error.code == "event_changed":
            body = {"file": package.file_name, "event": str(error.params.get("event", ""))}
            work.note("alarm_event_changed", package.taken_by, body)
        if error is not None and error.code == "package_key_waits" and manifest is not None:
            note_waiting(work, package.taken_by, manifest, keys_of(work, manifest).keys)
        work.commit()


def _unopened(intake: Intake, receipt: Receipt, state: PackageState, reason: str) -> StoredPackage:
    """Return what is remembered of a file of which only its name says whose it is."""
    name = parse_name(receipt.file_name)
    with intake.collection.read() as queries:
        known = {each.code for each in queries.branches()}
    branch = name.branch if name and name.branch in known else AS_A_WHOLE
    number = name.number if name else 0
    return StoredPackage(
        branch, "", "", "", number, state, reason, receipt.file_name, receipt.file_sha256,
        None, receipt.at, receipt.by, "", "", False, 0, 0, 0, 0, 0,
    )  # fmt: skip


def _notice_lost_returns(intake: Intake, manifest: Manifest) -> None:
    """Begin a new epoch where a branch names a return that head office knows nothing of.

    Head office was restored then: the numbers of its next returns were given away already.
    PackageRefused ``package_content_wrong`` for an epoch that nobody can have reached.
    """
    named = manifest.last_return
    with intake.collection.read() as queries:
        epoch = queries.epoch()
        issued = {each.hash for each in queries.returns(manifest.branch)}
        is_in_use = keys_of(queries, manifest).is_in_use
    if not is_in_use or not named.number or named.hash in issued or named.epoch < epoch:
        return
    if named.epoch > epoch + _EPOCHS_AHEAD:
        raise PackageRefused("package_content_wrong", file="", detail="last_return")
    by, reason = intake.desk.operator.user_id, f"return_unknown:{manifest.branch}"
    intake.collection.raise_epoch(by, reason, beyond=named.epoch)


def _take_parts(intake: Intake, file: Path, manifest: Manifest) -> int:
    """Note the parts that lie beside a package, each opened and compared; none blocks the money."""
    folder = intake.desk.sticks.parts_beside(file)
    if folder is None or not manifest.parts:
        return 0
    with intake.collection.read() as queries:
        wanted = queries.parts_wanted(manifest.branch)
    whole = [each for each in manifest.parts if each.sha256 in wanted]
    whole = [each for each in whole if _is_whole(intake, folder, each)]
    if whole:
        with intake.collection.write(manifest.branch) as work:
            for each in whole:
                work.part_came(each.sha256, each.size, f"{folder.name}/{part_file(each.sha256)}")
            work.commit()
    return len(whole)


def _is_whole(intake: Intake, folder: Path, mark: PartMark) -> bool:
    path = folder / part_file(mark.sha256)
    if path.is_file():
        with suppress(ExpectedFailure):  # a damaged one is sent again
            open_part(intake.desk.packages, path, intake.office.all_keys, mark)
            return True
    return False


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
