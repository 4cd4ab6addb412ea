"""Which copies there are, and what a look from outside tells of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from desktop.services.backup_ports import BackupCopy, CopyState
from desktop.services.progress import Progress
from desktop.storage.backup.making import FOLDER
from desktop.storage.backup.manifest import (
    Manifest,
    branches_in,
    copies_in,
    files_in,
    is_as_written,
    read_manifest,
)
from desktop.storage.backup.second import own_folder, second_folder
from desktop.storage.upgrade import NEWEST

_NEVER = datetime(1970, 1, 2, tzinfo=UTC)
"""Where a copy without papers stands in the order: last."""


def last_backup(database: Path) -> datetime | None:
    """Return when the newest copy with a readable manifest was made."""
    newest = newest_manifest(database)
    return newest.made_at if newest else None


def newest_manifest(database: Path) -> Manifest | None:
    """Return the papers of the newest copy beside the database."""
    copies = copies_in(database.parent / FOLDER, database)
    return copies[-1][1] if copies else None


def list_copies(database: Path, installation_id: str, progress: Progress) -> list[BackupCopy]:
    """Return all copies in both folders, newest first; every file is read to compare its hash.

    ``installation_id`` is this branch's, "" where nobody knows it.
    """
    files = list(every_copy(database, installation_id))
    copies = []
    for number, path in enumerate(files):
        progress.report("hash", number, len(files))
        copies.append(look_at(path, installation_id))
    return sorted(copies, key=lambda each: (each.made_at or _NEVER, each.path.name), reverse=True)


def look_at(path: Path, installation_id: str) -> BackupCopy:
    """Return one copy with its state."""
    manifest = read_manifest(path)
    if manifest is None:
        return BackupCopy(path, CopyState.UNLISTED, path.stat().st_size)
    branches = read_manifest(branches_in(path))
    return BackupCopy(
        path=path,
        state=_state(path, manifest, installation_id),
        size=manifest.size + (branches.size if branches else 0),
        with_branches=branches is not None,
        made_at=manifest.made_at,
        reason=manifest.reason,
        entries=int(manifest.contents.get("entries", 0)),
        chain_head=str(manifest.contents.get("chain_head", "")),
    )


def is_of_another_branch(manifest: Manifest, installation_id: str) -> bool:
    """Return whether a copy was made by another branch's database, as far as both are known."""
    made_by = str(manifest.contents.get("installation_id", ""))
    return bool(made_by and installation_id and made_by != installation_id)


def is_newer(manifest: Manifest) -> bool:
    """Return whether a copy has a schema that only a newer program knows."""
    return str(manifest.contents.get("revision", "")) > NEWEST


def known_installation(database: Path) -> str:
    """Return the branch of the newest copy, for a database that cannot say so itself."""
    newest = newest_manifest(database)
    return str(newest.contents.get("installation_id", "")) if newest else ""


def every_copy(database: Path, installation_id: str) -> Iterator[Path]:
    """Yield the copies of a database, in its own backup folder and in the second one."""
    yield from files_in(database.parent / FOLDER, database)
    second = second_folder(database)
    if second is not None:
        yield from files_in(own_folder(second, database, installation_id), database)


def _state(path: Path, manifest: Manifest, installation_id: str) -> CopyState:
    if is_of_another_branch(manifest, installation_id):
        return CopyState.OTHER_BRANCH
    if is_newer(manifest):
        return CopyState.NEWER
    branches = read_manifest(branches_in(path))
    sound = is_as_written(path, manifest) and (
        branches is None or is_as_written(branches_in(path), branches)
    )
    return CopyState.GOOD if sound else CopyState.DAMAGED
