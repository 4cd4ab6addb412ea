"""Writing a package: what goes along, in what order it is made safe, and carrying it onto a stick.

1. A number is taken, with an entry of its own, so that none is ever used twice.
2. The package is built into the folder ``NAME.outbox`` beside the database.
3. Its row, its slip and the entry ``package_written`` are one transaction.
4. Only then is it carried onto the stick: what lies there is known here.

Writing moves no cursor: a package that is lost is sent again by the next one. The cursor is the
newest entry that the last return acknowledged; the last two acknowledged packages go once more.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from desktop import __version__
from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.domain.package_names import Direction, PackageName, part_file
from desktop.domain.permissions import Action
from desktop.services.branch import new_id
from desktop.services.exchange.enrolment import (
    announced_keys,
    key_in_use,
    require_branch,
    require_enrolment,
)
from desktop.services.exchange.loan_lines import LEDGER, OF_BRANCH, LedgerMark, loan_line
from desktop.services.exchange.return_lines import ENTRIES, LETTER
from desktop.services.exchange.slips import issue_slip
from desktop.services.exchange_ports import SentPackage, StoredEnrolment, TakenReturn
from desktop.services.package_ports import (
    NO_RETURN,
    ControlTotal,
    Line,
    Manifest,
    PartMark,
    PrivateKeys,
    PublicKeys,
)
from desktop.services.permits import permitted
from desktop.services.ports import Desk, Queries
from desktop.services.progress import Progress
from desktop.services.records import Installation, LedgerImport
from desktop.services.two_people import SecondPerson, signed_by

OUTBOX = "outbox"
"""The folder beside the database where packages are built, and kept."""

_ACKNOWLEDGED_AGAIN = 2
_KEPT = 12
"""Packages whose files stay in the outbox though they were answered."""
_MOST_PARTS = 10_000
_ROOM_FOR_PARTS = 2
"""Parts take at most this share of a stick's room: the money goes first."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A package that was written: its facts for the slip, and where it lies.

    ``on_stick`` is where it was carried, None where it only lies in the outbox. ``parts_left`` are
    the files that found no room: they go with a later package. ``trouble`` is why parts could not
    be carried: the package itself is on the stick.
    """

    package: SentPackage
    path: Path
    on_stick: Path | None
    parts_left: int
    trouble: ExpectedFailure | None = None

    @property
    def short_hash(self) -> str:
        """The first eight characters of the manifest's hash, as the slip shows them."""
        return self.package.manifest_hash[:8]


@dataclass(frozen=True, slots=True)
class WouldExport:
    """What a package of now would hold: entries, totals, bytes, and parts with their bytes."""

    entries: int
    totals: tuple[ControlTotal, ...]
    size: int
    parts: int
    part_bytes: int


@dataclass(frozen=True, slots=True)
class _Draft:
    """What a package will be: its manifest without totals, its lines, its keys, its parts."""

    manifest: Manifest
    lines: Iterator[Line]
    keys: PrivateKeys
    recipients: Sequence[PublicKeys]
    parts_left: int


@permitted(Action.EXCHANGE)
def preview_package(desk: Desk, progress: Progress) -> WouldExport:
    """Return what a package of now would hold; it is built, counted and thrown away.

    Raises as :func:`export_package` does.
    """
    path = desk.store.folder(OUTBOX) / f"{new_id()}.trial"
    try:
        with desk.store.read() as queries:
            draft = _draft(desk, queries, 0, new_id(), _everything(queries))
            made, _ = _written(desk, path, draft, progress)
        size = path.stat().st_size
    finally:
        path.unlink(missing_ok=True)
    parts = made.parts
    entries = int(made.extra[ENTRIES])
    return WouldExport(entries, made.totals, size, len(parts), sum(each.size for each in parts))


@permitted(Action.EXCHANGE)
def export_package(
    desk: Desk,
    folder: Path | None,
    second: SecondPerson | None,
    progress: Progress,
) -> Exported:
    """Write a package with its slip, and carry it onto a stick; None leaves it in the outbox.

    Raises ExpectedFailure ``not_enrolled``,
    ``journal_unsound``, ``disk_full`` and as ``Sticks.carry_out`` (the package is written then,
    and :func:`carry_package` carries it); PackageRefused as ``Packages.write``; RuleViolation
    ``not_a_branch`` and as ``signed_by``.
    """
    with desk.store.read() as queries:
        require_branch(queries)
        require_enrolment(queries)
    checker = signed_by(desk, Action.EXCHANGE, "export_package", second)
    _require_sound_journal(desk, progress)
    number, package_id = _take_number(desk)
    outbox = desk.store.folder(OUTBOX)
    with desk.store.read() as queries:
        parts = _fitting(_everything(queries), folder)
        draft = _draft(desk, queries, number, package_id, parts)
        path = outbox / _name(desk, queries, number).file
        _write_parts(desk, queries, draft, path, progress)
        made, manifest_hash = _written(desk, path, draft, progress)
    package = _record(desk, path.name, made, manifest_hash, checker)
    _forget_answered(desk, outbox)
    exported = Exported(package, path, None, draft.parts_left)
    return exported if folder is None else _carried(desk, exported, folder, progress)


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
    return _carried(desk, Exported(found[0], path, None, 0), folder, progress)


def cursor_of(queries: Queries) -> int:
    """Return the local number of the entry after which the next package begins.

    0 sends everything: there was no return for this replica, or none of its heads is here.
    """
    newest = newest_return(queries)
    if newest is None:
        return 0
    acknowledged = [queries.entry_no(each) for each in newest.heads]
    cursor = max((each for each in acknowledged if each is not None), default=0)
    return min([cursor, *_again(queries, cursor)])


def newest_return(queries: Queries) -> TakenReturn | None:
    """Return the last return that was taken in as the replica that this is now."""
    installation = queries.installation()
    own = installation.replica_id if installation else ""
    for each in queries.taken_returns():
        if each.replica_id == own:
            return each
    return None


def _again(queries: Queries, cursor: int) -> list[int]:
    """Return where the last two packages began whose ends are acknowledged."""
    starts: list[int] = []
    for package in queries.sent_packages():
        end, start = queries.entry_no(package.to_head), queries.entry_no(package.from_head)
        if end is not None and start is not None and end <= cursor:
            starts.append(start)
        if len(starts) == _ACKNOWLEDGED_AGAIN:
            break
    return starts


def _require_sound_journal(desk: Desk, progress: Progress) -> None:
    """Refuse to send what somebody changed from outside: it is to be looked at first."""
    found = desk.store.verify(progress)
    if found:
        detail = f"{found[0].code} {found[0].detail}".strip()
        raise ExpectedFailure("journal_unsound", count=len(found), detail=detail)


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


def _draft(
    desk: Desk, queries: Queries, number: int, package_id: str, parts: Sequence[PartMark]
) -> _Draft:
    installation, office = require_branch(queries), require_enrolment(queries)
    own, newest = key_in_use(queries), newest_return(queries)
    start = cursor_of(queries)
    end, to_head = queries.journal_head()
    ledger = _unacknowledged_ledger(queries, newest)
    extra: dict[str, object] = {LETTER: installation.replica_letter, ENTRIES: end - start}
    if ledger is not None:
        extra[LEDGER] = _mark(ledger, queries).plain()
    manifest = Manifest(
        direction=Direction.UP,
        package_id=package_id,
        number=number,
        epoch=newest.epoch if newest else 0,
        installation_id=installation.installation_id,
        branch=installation.branch_code,
        replica_id=installation.replica_id,
        sender=own.fingerprint,
        recipient=office.keys.fingerprint,
        created_at=desk.clock.now(),
        app_version=__version__,
        schema=desk.packages.schema,
        reads_up_to=desk.packages.schema,
        from_head=queries.entry_hash_at(start),
        to_head=to_head,
        previous=_previous(queries, installation),
        last_return=newest.mark if newest else NO_RETURN,
        foreign_up_to=newest.arrival_up_to if newest else 0,
        parts=tuple(parts),
        next_keys=announced_keys(desk, queries),
        extra=extra,
    )
    left = len(_everything(queries)) - len(parts)
    return _Draft(manifest, _lines(queries, start, ledger), own.keys, _recipients(office), left)


def _lines(queries: Queries, start: int, ledger: LedgerImport | None) -> Iterator[Line]:
    for entry in queries.entries_from(start):
        yield entry.line()
    if ledger is not None:
        yield from map(loan_line, queries.rows_of_ledger(ledger))


def _recipients(office: StoredEnrolment) -> list[PublicKeys]:
    return [office.keys, PublicKeys(office.escrow, "")]


def _previous(queries: Queries, installation: Installation) -> str:
    for each in queries.sent_packages():
        if each.replica_id == installation.replica_id:
            return each.manifest_hash
    return ""


def _unacknowledged_ledger(queries: Queries, newest: TakenReturn | None) -> LedgerImport | None:
    """Return the newest ledger where the branch imports them and head office has not this one."""
    imports = queries.imports()
    if newest is None or newest.ledger_policy != OF_BRANCH or not imports:
        return None
    latest = max(imports, key=lambda each: each.as_of)
    return None if latest.file_sha256 == newest.ledger_sha256 else latest


def _mark(ledger: LedgerImport, queries: Queries) -> LedgerMark:
    """Return which ledger goes along, with the sums of the rows that do."""
    loans = balance_fen = 0
    for row in queries.rows_of_ledger(ledger):
        loans += 1
        balance_fen += row.balance_fen
    return LedgerMark(
        ledger.as_of, ledger.file_name, ledger.file_sha256, loans, balance_fen, OF_BRANCH
    )


def _everything(queries: Queries) -> list[PartMark]:
    """Return the files that head office has not said it has, oldest first."""
    there = queries.parts_at_office()
    return [each for each in queries.files() if each.sha256 not in there][:_MOST_PARTS]


def _fitting(parts: Iterable[PartMark], folder: Path | None) -> list[PartMark]:
    """Return the parts that go along: what a share of the stick's room takes, oldest first."""
    if folder is None:
        return list(parts)
    try:
        left = shutil.disk_usage(folder).free // _ROOM_FOR_PARTS
    except OSError as error:
        raise ExpectedFailure("stick_gone", folder=folder.name) from error
    taken = []
    for each in parts:
        if each.size <= left:
            left -= each.size
            taken.append(each)
    return taken


def _write_parts(
    desk: Desk, queries: Queries, draft: _Draft, path: Path, progress: Progress
) -> None:
    parts = draft.manifest.parts
    if not parts:
        return
    folder = _parts_folder(path)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise ExpectedFailure("package_unwritable", file=folder.name) from error
    for number, each in enumerate(parts):
        progress.report("attachments", number, len(parts))
        content = queries.file_content(each.sha256)
        desk.packages.write_part(folder / part_file(each.sha256), content, draft.recipients)


def _written(desk: Desk, path: Path, draft: _Draft, progress: Progress) -> tuple[Manifest, str]:
    return desk.packages.write(
        path, draft.manifest, draft.lines, draft.keys, draft.recipients, progress
    )


def _record(
    desk: Desk, file_name: str, made: Manifest, manifest_hash: str, checker: str
) -> SentPackage:
    """Write down which package was written, with its slip."""
    with desk.store.write() as uow:
        batch_id = new_id()
        facts = issue_slip(desk, uow, batch_id, file_name, made.number, manifest_hash, made.totals)
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


def _carried(desk: Desk, exported: Exported, folder: Path, progress: Progress) -> Exported:
    """Carry the package, and then its parts: money is on the stick whatever happens to photos."""
    (on_stick,) = desk.sticks.carry_out([exported.path], folder, progress)
    done = replace(exported, on_stick=on_stick)
    parts = _parts_folder(exported.path)
    if parts.is_dir():
        try:
            desk.sticks.carry_out([parts], folder, progress)
        except ExpectedFailure as trouble:
            return replace(done, trouble=trouble)
    return done


def _forget_answered(desk: Desk, outbox: Path) -> None:
    """Remove files of packages that were answered long ago; the newest stay whatever happened."""
    with desk.store.read() as queries:
        sent, answered = queries.sent_packages(limit=10_000), queries.package_answers()
    for package in sent[_KEPT:]:
        if package.manifest_hash in answered:
            path = outbox / package.file_name
            shutil.rmtree(_parts_folder(path), ignore_errors=True)
            with suppress(OSError):
                path.unlink()


def _name(desk: Desk, queries: Queries, number: int) -> PackageName:
    installation = require_branch(queries)
    code, letter = installation.branch_code, installation.replica_letter
    return PackageName(code, letter, Direction.UP, number, desk.clock.today())


def _parts_folder(path: Path) -> Path:
    return path.with_suffix(".parts")
