"""The last step of a restore: one file takes another's place, whoever kills it.

A mark is written when the prepared file is complete. From then on the restore will be finished by
:func:`finish_restore`, which runs before a database or its key slots are read. Every step may be
done twice.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from desktop.storage.backup.making import place_slots
from desktop.storage.collection import branches_beside
from desktop.storage.durable import sync_file, sync_folder, write_durably
from desktop.storage.keyslots import slot_files
from desktop.storage.one_at_a_time import alone_with_database

_LOGS = ("-wal", "-shm", "-journal")


def prepared_file(database: Path) -> Path:
    """Return where the file is prepared that will take the database's place."""
    return database.with_name(f"{database.name}.restoring")


def swap(database: Path, kept: Path) -> None:
    """Put the prepared file and its slots in the database's place; keep what was there.

    So with the file of head office's branches, where one was prepared.
    """
    write_durably(_mark(database), json.dumps({"kept": kept.name}).encode("utf-8"))
    finish_restore(database)


def finish_restore(database: Path) -> None:
    """Finish a restore that was decided on and interrupted; without one do nothing.

    ExpectedFailure ``database_locked`` while another program is about it.
    """
    mark = _mark(database)
    if not mark.exists():
        return
    with alone_with_database(database):
        if not mark.exists():  # another program has finished it
            return
        kept = str(json.loads(mark.read_bytes())["kept"])
        for file in (branches_beside(database), database):
            _put(file, file.with_name(f"{file.name}{kept.removeprefix(database.name)}"))
        mark.unlink()
        sync_folder(database.parent)


def _put(file: Path, kept: Path) -> None:
    """Put what was prepared for a file in its place, if anything was and is not there yet."""
    part = prepared_file(file)
    if part.exists():
        _keep(file, kept)
        place_slots(part, file)
        part.replace(file)
        sync_folder(file.parent)
    for each in slot_files(part):
        each.unlink(missing_ok=True)


def _keep(database: Path, kept: Path) -> None:
    """Keep the file of now under another name; until the swap it has both names."""
    if database.exists() and not kept.exists():
        place_slots(database, kept)
        _link_or_copy(database, kept)
        sync_folder(database.parent)
    for tail in _LOGS:
        log = database.with_name(f"{database.name}{tail}")
        if log.exists():
            log.replace(kept.with_name(f"{kept.name}{tail}"))


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # a disk without links, as sticks are
        part = target.with_name(f"{target.name}.part")
        shutil.copyfile(source, part)
        sync_file(part)
        part.replace(target)


def _mark(database: Path) -> Path:
    return database.with_name(f"{database.name}.restoring.json")
