"""Head office's branches in a copy of its desk: the encrypted file beside it goes along.

Many copies of the desk are kept, for it is small. The file of the branches may be large, so only
the newest three copies of a folder have it. Where the branches lie in PostgreSQL nothing goes
along: backing up its server is the bank's own duty.
"""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from desktop.domain.errors import ExpectedFailure
from desktop.services.progress import Progress
from desktop.storage.backup.contents import is_sound
from desktop.storage.backup.making import (
    copy_verified,
    one_copy_at_a_time,
    require_room,
    require_room_for,
)
from desktop.storage.backup.manifest import branches_in, copies_in
from desktop.storage.backup.rotation import drop_branches
from desktop.storage.backup.swapping import prepared_file
from desktop.storage.collection import branches_beside
from desktop.storage.durable import discard_database, sync_file
from desktop.storage.engine import open_readonly
from desktop.storage.failures import expected_failures, os_failure

KEPT = 3
"""How many copies of a folder have the branches."""


def branches_key(desk: Path, key: bytes) -> bytes | None:
    """Return the key of the encrypted file beside a desk database, or a copy of one.

    None at a branch, and where the branches lie in PostgreSQL.
    """
    with expected_failures(desk):
        connection = open_readonly(desk, key)
        try:
            is_newer = connection.execute(
                "SELECT 1 FROM sqlite_master WHERE name = 'head_office'"
            ).fetchone()
            row = (
                is_newer
                and connection.execute(
                    "SELECT collection_key FROM head_office WHERE collection_url = ''"
                ).fetchone()
            )
            return bytes(row[0]) if row else None
        finally:
            connection.close()


def add_branches(
    database: Path,
    copy: Path,
    key: bytes,
    reason: str,
    now: datetime,
    progress: Progress,
    spared: str = "",
) -> None:
    """Write the branches beside a copy of the desk, verified as that one; at a branch do nothing.

    Raises as :func:`~.making.back_up`, ``database_missing``. The copy that is named ``spared``
    keeps its branches.
    """
    own, beside = branches_key(copy, key), branches_beside(database)
    if own is None:
        return
    if not beside.is_file():
        raise ExpectedFailure("database_missing", file=beside.name)
    try:
        with expected_failures(beside), one_copy_at_a_time(copy.parent, progress):
            require_room_for(copy.parent, beside)
            copy_verified(beside, own, branches_in(copy), reason, now, progress)
            keep_newest(copy.parent, database, spared)
    except OSError as error:
        raise os_failure(error, beside) from error


def keep_newest(folder: Path, database: Path, spared: str = "") -> None:
    """Take the branches out of all copies but the newest that have them."""
    having = [path for path, _ in copies_in(folder, database) if branches_in(path).exists()]
    for path in having[:-KEPT]:
        if path.name != spared:
            drop_branches(path)


def prepare_branches(database: Path, copy: Path, key: bytes, progress: Progress) -> bool:
    """Make the file that will take the place of the branches; False where a copy has none."""
    own, source = branches_key(copy, key), branches_in(copy)
    if own is None or not source.is_file():
        return False
    part = prepared_file(branches_beside(database))
    require_room(part.parent, source.stat().st_size)
    with expected_failures(part):
        progress.report("backup")
        shutil.copyfile(source, part)
        sync_file(part)
        progress.report("check")
        connection = open_readonly(part, own)
        try:
            sound = is_sound(connection)
        finally:
            connection.close()
    if not sound:
        raise ExpectedFailure("backup_unsound", file=source.name)
    return True


def discard_prepared(database: Path) -> None:
    """Remove what a restore prepared of the branches and did not use."""
    discard_database(prepared_file(branches_beside(database)))
