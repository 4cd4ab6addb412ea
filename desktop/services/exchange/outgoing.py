"""Writing a package: what goes along, in what order it is made safe, and carrying it onto a stick.

1. A number is taken, with an entry of its own, so that none is ever used twice.
2. The package is built into the folder ``NAME.outbox`` beside the database.
3. Its row, its slip and the entry ``package_written`` are one transaction.
4. Only then is it carried onto the stick: what lies there is known here.

What no file can hold goes into several, each a package of its own that begins where the one before
ends. Writing moves no cursor: a package that is lost is sent again by the next export. The cursor
is the newest entry that the last return acknowledged; the last two acknowledged packages go once
more.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.domain.package_names import Direction, PackageName, part_file, short_hash
from desktop.domain.permissions import Action
from desktop.services.branch import new_id
from desktop.services.exchange.enrolment import require_branch, require_enrolment
from desktop.services.exchange.packing import (
    Portion,
    draft_package,
    recipients_of,
    unsent_files,
    whole,
)
from desktop.services.exchange.portions import Built, write_what_fits
from desktop.services.exchange.return_lines import ENTRIES
from desktop.services.exchange.slips import issue_slip, summed
from desktop.services.exchange_ports import SentPackage
from desktop.services.package_ports import ControlTotal, PartMark
from desktop.services.parts import make_parts_folder, parts_folder
from desktop.services.permits import permitted
from desktop.services.ports import Desk, Queries
from desktop.services.progress import Progress
from desktop.services.two_people import SecondPerson, signed_by

OUTBOX = "outbox"
"""The folder beside the database where packages are built, and kept."""

_KEPT = 12
"""Packages whose files stay in the outbox though they were answered."""
_ROOM_FOR_PARTS = 2
"""Parts take at most this share of the room on disk and stick: the money goes first."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A package that was written: its facts for the slip, and where it lies.

    ``on_stick`` is where it was carried, None where it only lies in the outbox. ``parts_left`` are
    the files that found no room: they go with a later package. ``trouble`` is why parts could not
    be carried: the package itself is on the stick. ``again`` of its entries head office has
    acknowledged already; 0 for one that is carried again. ``left`` entries found no room in it and
    are in the files that were written with it.
    """

    package: SentPackage
    path: Path
    on_stick: Path | None
    parts_left: int
    trouble: ExpectedFailure | None = None
    again: int = 0
    left: int = 0

    @property
    def short_hash(self) -> str:
        """The first eight characters of the manifest's hash, as the slip shows them."""
        return short_hash(self.package.manifest_hash)


@dataclass(frozen=True, slots=True)
class WouldExport:
    """What an export of now would hold: entries, totals, bytes, and parts with their bytes.

    ``again`` of its entries head office has acknowledged already. ``files`` is more than 1 where
    one package cannot hold them all.
    """

    files: int
    entries: int
    totals: tuple[ControlTotal, ...]
    size: int
    parts: int
    part_bytes: int
    again: int


@permitted(Action.EXCHANGE)
def preview_package(desk: Desk, progress: Progress) -> WouldExport:
    """Return what an export of now would hold; it is built, counted and thrown away.

    Raises as :func:`export_package` does.
    """
    path = desk.store.folder(OUTBOX) / f"{new_id()}.trial"
    seen: list[Built] = []
    size = 0
    with desk.store.read() as queries:
        draft_of = partial(draft_package, desk, queries, 0, new_id(), unsent_files(queries))
        portion = whole(queries)
        while not seen or portion.count:
            try:
                seen.append(write_what_fits(desk.packages, path, draft_of, portion, progress))
                size += path.stat().st_size
            finally:
                path.unlink(missing_ok=True)
            portion = seen[-1].draft.portion.following()
    parts = seen[0].made.parts
    return WouldExport(
        len(seen),
        sum(each.draft.portion.count for each in seen),
        summed(each.made.totals for each in seen),
        size,
        len(parts),
        sum(each.size for each in parts),
        sum(each.draft.again for each in seen),
    )


@permitted(Action.EXCHANGE)
def export_package(
    desk: Desk,
    folder: Path | None,
    second: SecondPerson | None,
    progress: Progress,
) -> list[Exported]:
    """Write a package with its slip, and carry it onto a stick; None leaves it in the outbox.

    More than one are written where a file cannot hold everything: together they do. Raises
    ExpectedFailure ``not_enrolled``, ``journal_unsound``, ``disk_full`` and as ``Sticks.carry_out``
    (the packages are written then, and :func:`carry_package` carries each); PackageRefused as
    ``Packages.write``; RuleViolation ``not_a_branch`` and as ``signed_by``.
    """
    with desk.store.read() as queries:
        require_branch(queries)
        require_enrolment(queries)
    if folder is not None:
        _require_there(folder)
    checker = signed_by(desk, Action.EXCHANGE, "export_package", second)
    _require_sound_journal(desk, progress)
    batch_id, written = new_id(), list[Exported]()
    portion: Portion | None = None
    while portion is None or portion.count:
        path, built = _build(desk, folder, portion, progress)
        package = _record(desk, path.name, built, batch_id, checker)
        draft, portion = built.draft, built.draft.portion
        written.append(
            Exported(package, path, None, draft.parts_left, again=draft.again, left=portion.left)
        )
        portion = portion.following()
    _forget_answered(desk, desk.store.folder(OUTBOX))
    return written if folder is None else _carried(desk, written, folder, progress)


@permitted(Action.EXCHANGE)
def carry_package(desk: Desk, number: int, folder: Path, progress: Progress) -> Exported:
    """Carry a package that was written before onto a stick, as it is.

    Raises RuleViolation ``package_number_unknown``, and as ``Sticks.carry_out``.
    """
    with desk.store.read() as queries:
        replica_id = require_branch(queries).replica_id
        found = [
            each
            for each in queries.sent_packages()
            if each.number == number and each.replica_id == replica_id
        ]
    if not found:
        raise RuleViolation("package_number_unknown", field="number", number=number)
    path = desk.store.folder(OUTBOX) / found[0].file_name
    [carried] = _carried(desk, [Exported(found[0], path, None, 0)], folder, progress)
    return carried


def _build(
    desk: Desk, folder: Path | None, portion: Portion | None, progress: Progress
) -> tuple[Path, Built]:
    """Write the next package of an export into the outbox, its parts before it.

    No portion: the first one, which begins with everything. Parts go along with that.
    """
    number, package_id = _take_number(desk)
    with desk.store.read() as queries:
        outbox = desk.store.folder(OUTBOX)
        places = [outbox] if folder is None else [outbox, folder]
        parts = _fitting(unsent_files(queries), places) if portion is None else []
        portion = portion or whole(queries)
        draft_of = partial(draft_package, desk, queries, number, package_id, parts)
        path = outbox / _name(desk, queries, number).file
        _write_parts(desk, queries, parts, path, progress)
        return path, write_what_fits(desk.packages, path, draft_of, portion, progress)


def _require_sound_journal(desk: Desk, progress: Progress) -> None:
    """Refuse to send what somebody changed from outside: it is to be looked at first."""
    found = desk.store.verify(progress)
    if found:
        detail = f"{found[0].code} {found[0].detail}".strip()
        raise ExpectedFailure("journal_unsound", count=len(found), detail=detail)


def _require_there(folder: Path) -> None:
    """Refuse a stick that is not there before a number is taken for what was to lie on it."""
    try:
        next(folder.iterdir(), None)
    except OSError as error:
        raise ExpectedFailure("stick_gone", folder=str(folder)) from error


def _take_number(desk: Desk) -> tuple[int, str]:
    """Take the next number of this replica; where the build is cut off it is left out."""
    package_id = new_id()
    with desk.store.write() as uow:
        replica_id = require_branch(uow).replica_id
        number = uow.next_serials(f"package {replica_id}", 0, 1)[0]
        body = {"number": number}
        uow.record("package_begun", package_id, body, desk.clock.today())
        uow.commit()
    return number, package_id


def _fitting(parts: Iterable[PartMark], places: Iterable[Path]) -> list[PartMark]:
    """Return the parts that go along, oldest first: what a share of the room everywhere takes."""
    left = min(map(_room_for_parts, places))
    taken = []
    for each in parts:
        if each.size <= left:
            left -= each.size
            taken.append(each)
    return taken


def _room_for_parts(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free // _ROOM_FOR_PARTS
    except OSError as error:
        raise ExpectedFailure("stick_gone", folder=folder.name) from error


def _write_parts(
    desk: Desk, queries: Queries, parts: Sequence[PartMark], path: Path, progress: Progress
) -> None:
    if not parts:
        return
    folder, recipients = parts_folder(path), recipients_of(require_enrolment(queries))
    make_parts_folder(folder)
    for number, each in enumerate(parts):
        progress.report("attachments", number, len(parts))
        content = queries.file_content(each.sha256)
        desk.packages.write_part(folder / part_file(each.sha256), content, recipients)


def _record(desk: Desk, file_name: str, built: Built, batch_id: str, checker: str) -> SentPackage:
    """Write down which package was written, with its slip."""
    made, manifest_hash = built.made, built.manifest_hash
    with desk.store.write() as uow:
        facts = issue_slip(desk, uow, batch_id, file_name, built)
        package = SentPackage(
            replica_id=made.replica_id,
            number=made.number,
            package_id=made.package_id,
            manifest_hash=manifest_hash,
            file_name=file_name,
            from_head=made.from_head,
            to_head=made.to_head,
            entries=int(made.extra[ENTRIES]),
            made_at=made.created_at,
            made_by=desk.operator.user_id,
            checked_by=checker,
            totals=made.totals,
            parts=tuple(each.sha256 for each in made.parts),
            slip=facts.serial,
        )
        uow.add_sent_package(package)
        body = {
            "number": package.number,
            "manifest": manifest_hash,
            "file_name": file_name,
            "entries": package.entries,
            "from_head": package.from_head,
            "to_head": package.to_head,
            "parts": len(package.parts),
            "slip": facts.serial,
            "slip_sha256": facts.sha256(),
            "checker": checker,
        }
        uow.record("package_written", package.package_id, body, desk.clock.today())
        uow.commit()
    return package


def _carried(
    desk: Desk, written: Sequence[Exported], folder: Path, progress: Progress
) -> list[Exported]:
    """Carry packages, and then parts: money is on the stick whatever happens to photos."""
    on_stick = desk.sticks.carry_out([each.path for each in written], folder, progress)
    done = [replace(each, on_stick=at) for each, at in zip(written, on_stick, strict=True)]
    parts = parts_folder(done[0].path)
    if parts.is_dir():
        try:
            desk.sticks.carry_out([parts], folder, progress)
        except ExpectedFailure as trouble:
            done[0] = replace(done[0], trouble=trouble)
    return done


def _forget_answered(desk: Desk, outbox: Path) -> None:
    """Remove files of packages that were answered long ago; the newest stay whatever happened."""
    with desk.store.read() as queries:
        sent, answered = queries.sent_packages(limit=10_000), queries.package_answers()
    for package in sent[_KEPT:]:
        if package.manifest_hash in answered:
            path = outbox / package.file_name
            shutil.rmtree(parts_folder(path), ignore_errors=True)
            with suppress(OSError):
                path.unlink()


def _name(desk: Desk, queries: Queries, number: int) -> PackageName:
    installation = require_branch(queries)
    code, letter = installation.branch_code, installation.replica_letter
    return PackageName(code, letter, Direction.UP, number, desk.clock.today())
