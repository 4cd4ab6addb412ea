"""Copies under the same key, verified before they count.

A copy is made as ``.part``, leaves WAL (a WAL file does not open on read-only media), is flushed,
reopened read-only and checked. Then its manifest and its key slots are written, and only then it
takes its name: whatever is killed when, no file under a copy's name is anything but a good copy.
"""

from __future__ import annotations

import shutil
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

from desktop.domain.errors import ExpectedFailure
from desktop.services.progress import NoProgress, Progress
from desktop.storage.backup.contents import Contents, contents, is_sound
from desktop.storage.backup.manifest import Manifest, manifest_file, sha256_of, write_manifest
from desktop.storage.backup.rotation import drop_old
from desktop.storage.durable import discard_database, sync_file, sync_folder, write_durably
from desktop.storage.engine import connect, open_readonly
from desktop.storage.failures import expected_failures, os_failure
from desktop.storage.keyslots import slot_files
from desktop.storage.one_at_a_time import alone_with

FOLDER = "backup"
_PAGES_AT_ONCE = 2_048
_SPARE = 4
"""A fourth of a copy's size stays free beside it, for the log of who goes on writing."""


def back_up(
    database: Path,
    key: bytes,
    reason: str,
    now: datetime,
    progress: Progress | None = None,
    spared: str = "",
) -> Path:
    """Write a verified copy and return its path; the one named ``spared`` is kept in any case.

    Raises ExpectedFailure ``disk_full`` and its like as every operation on the database does,
    ``backup_no_room`` before anything is written, and ``backup_unsound`` where the copy is not what
    the database holds; the database stays as it is. ``progress`` may cancel; nothing stays behind.
    """
    folder = database.parent / FOLDER
    try:
        with expected_failures(database):
            folder.mkdir(exist_ok=True)
            sync_folder(database.parent)
            with one_copy_at_a_time(folder, progress or NoProgress()):
                _drop_unfinished(folder, database)
                require_room_for(folder, database)
                target = _free_name(folder, database, reason, now)
                copy_verified(database, key, target, reason, now, progress or NoProgress())
                drop_old(folder, database, spared)
    except OSError as error:
        raise os_failure(error, database) from error
    return target


def carry_copy(copy: Path, folder: Path, database: Path, progress: Progress) -> Path:
    """Copy a finished copy with its papers into another folder, where the same ones stay.

    Raises OSError as the other disk does, and ExpectedFailure ``backup_no_room`` and
    ``backup_unsound`` where what was written there is not what was sent.
    """
    target, part = folder / copy.name, folder / f"{copy.name}.part"
    if target.exists():
        return target
    require_room(folder, copy.stat().st_size)
    try:
        progress.report("backup")
        shutil.copyfile(copy, part)
        sync_file(part)
        progress.report("check")
        if sha256_of(part) != sha256_of(copy):
            raise ExpectedFailure("backup_unsound", file=copy.name)
        place_slots(copy, target)
        write_durably(manifest_file(target), manifest_file(copy).read_bytes())
        part.replace(target)
        sync_folder(folder)
    except BaseException:
        _discard(target)
        raise
    drop_old(folder, database)
    return target


def one_copy_at_a_time(folder: Path, progress: Progress) -> AbstractContextManager[None]:
    """Wait for whoever makes a copy into a folder: what he has not finished is no leftover."""
    return alone_with(folder, lambda: progress.report("wait"))


def place_slots(source: Path, target: Path) -> None:
    """Give a database's file the key slots of another one, durably; older ones do not stay."""
    for own, copied in zip(slot_files(source), slot_files(target), strict=True):
        if own.exists():
            write_durably(copied, own.read_bytes())
        else:
            copied.unlink(missing_ok=True)


def require_room(folder: Path, size: int) -> None:
    """Raise ExpectedFailure ``backup_no_room`` where a file of ``size`` bytes has no place."""
    free, needed = shutil.disk_usage(folder).free, size + size // _SPARE
    if free < needed:
        raise ExpectedFailure(
            "backup_no_room",
            folder=str(folder),
            needed_mb=-(-needed >> 20),
            free_mb=free >> 20,
        )


def _drop_unfinished(folder: Path, database: Path) -> None:
    """Take away what a copy that was cut off left behind: nobody can use it, and it takes room."""
    for part in folder.glob(f"{database.stem}-*{database.suffix}*.part*"):
        part.unlink(missing_ok=True)


def require_room_for(folder: Path, database: Path) -> None:
    """Raise ExpectedFailure ``backup_no_room`` where a copy of a database has no place."""
    log = database.with_name(f"{database.name}-wal")
    size = sum(path.stat().st_size for path in (database, log) if path.exists())
    require_room(folder, size)


def copy_verified(
    database: Path, key: bytes, target: Path, reason: str, now: datetime, progress: Progress
) -> None:
    """Write one copy; raises as :func:`back_up`, and leaves nothing behind where it fails."""
    part = target.with_name(f"{target.name}.part")
    try:
        held = _copy(database, key, part, progress)
        sync_file(part)
        progress.report("check")
        _check(part, key, held)
        place_slots(database, target)
        write_manifest(target, Manifest(now, reason, sha256_of(part), part.stat().st_size, held))
        part.replace(target)
        discard_database(part)  # a log that could not be removed before
        sync_folder(target.parent)
    except BaseException:
        _discard(target)
        raise


def _copy(database: Path, key: bytes, part: Path, progress: Progress) -> Contents:
    """Copy one snapshot and return what it holds."""
    discard_database(part)
    source = connect(database, key)
    target = connect(part, key)
    try:
        target.execute("PRAGMA journal_mode = DELETE")  # in a log it would take twice the room
        source.execute("BEGIN")
        held = contents(source)
        source.backup(
            target,
            pages=_PAGES_AT_ONCE,
            progress=lambda _, left, total: progress.report("backup", total - left, total),
        )
        target.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        target.execute("PRAGMA journal_mode = DELETE")
        return held
    finally:
        target.close()
        source.close()


def _check(part: Path, key: bytes, held: Contents) -> None:
    copy = open_readonly(part, key)
    try:
        sound = is_sound(copy) and contents(copy) == held
    finally:
        copy.close()
    if not sound:
        raise ExpectedFailure("backup_unsound", file=part.name)


def _discard(target: Path) -> None:
    """Remove what was begun; a copy that has its name already is finished and stays."""
    discard_database(target.with_name(f"{target.name}.part"))
    if not target.exists():
        for each in (manifest_file(target), *slot_files(target)):
            each.unlink(missing_ok=True)


def _free_name(folder: Path, database: Path, reason: str, now: datetime) -> Path:
    name = f"{database.stem}-{now:%Y%m%d-%H%M%S}-{reason}"
    target, number = folder / f"{name}{database.suffix}", 1
    while target.exists():
        number += 1
        target = folder / f"{name}-{number}{database.suffix}"
    return target
