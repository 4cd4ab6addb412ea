"""A new data key: the file is written anew under it, and takes the old one's place.

Nothing of the old file or its slots changes before the new file is complete on the disk. In
between lie ``<database>.rekeyed`` and ``<database>.keyslots.next.json``, the slots of the new file.
Which of the two files lies under the database's name is told by its first 16 bytes, the salt that
SQLCipher draws for each: so whoever opens next brings a renewal that was cut off to its end, or
clears it away, and needs no key for it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from desktop.domain.errors import ExpectedFailure
from desktop.storage.durable import (
    discard_database,
    sync_file,
    sync_folder,
    with_logs,
    write_durably,
)
from desktop.storage.engine import connect, open_readonly
from desktop.storage.failures import expected_failures, os_failure
from desktop.storage.one_at_a_time import alone_with_database
from desktop.storage.user_slots import SlotFile, plain_slots, read_plain_slots, write_slots

_SALT_BYTES = 16


def renew(
    database: Path,
    key: bytes,
    new_key: bytes,
    change: Callable[[Path], SlotFile],
) -> None:
    """Put the database under ``new_key``; nobody else may have it open.

    ``change`` is given the new file, opens it with the new key, writes what belongs to the renewal
    and returns the slots that go with it. Raises ExpectedFailure ``database_locked`` while
    somebody else has the database open, ``disk_full`` and its like, ``backup_unsound`` where the
    new file is not what the old one held; then everything is as it was.
    """
    with alone_with_database(database):
        settle(database)
        try:
            with expected_failures(database):
                _put_renewed(database, key, new_key, change)
        except OSError as error:
            raise os_failure(error, database) from error
        settle(database)


def settle(database: Path) -> None:
    """Bring a renewal that was cut off to its end, or clear away what it left.

    ExpectedFailure ``database_locked`` while another program is about one.
    """
    following = _next(database)
    unfinished = following.with_name(f"{following.name}.part")
    if not any(each.exists() for each in (following, unfinished, *with_logs(_part(database)))):
        return
    with alone_with_database(database):
        try:
            slots = _slots_of(following, database)
            if slots is not None:
                # Twice, so that the generation before says nothing of the key before either.
                write_slots(database, slots)
                write_slots(database, slots)
            for each in (following, unfinished):
                each.unlink(missing_ok=True)
            discard_database(_part(database))
        except OSError as error:
            raise os_failure(error, database) from error


def _put_renewed(
    database: Path, key: bytes, new_key: bytes, change: Callable[[Path], SlotFile]
) -> None:
    part = _part(database)
    with _alone(database, key) as old:
        _copy_under(old, part, key, new_key)
        slots = change(part)
        _close_for_good(part, new_key)
        seen = _trace(database)
    _write_next(database, part, slots)
    if _trace(database) != seen:
        raise ExpectedFailure("database_locked", file=database.name)
    part.replace(database)
    sync_folder(database.parent)


@contextmanager
def _alone(database: Path, key: bytes) -> Iterator[Any]:
    """Yield a connection that holds the whole file, without a log beside it."""
    connection = connect(database, key)
    try:
        # Leaving WAL asks for the only connection, and folds the log into the file.
        connection.execute("PRAGMA journal_mode = DELETE")
        # The lock outlasts this transaction: a copy cannot be made inside one that writes.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        yield connection
    finally:
        connection.close()


def _copy_under(old: Any, part: Path, key: bytes, new_key: bytes) -> None:
    discard_database(part)
    copy = connect(part, key)
    try:
        old.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.execute(f"PRAGMA rekey = \"x'{new_key.hex()}'\"")
    finally:
        copy.close()
    _require_same(old, part, new_key)


def _require_same(old: Any, part: Path, new_key: bytes) -> None:
    copy = open_readonly(part, new_key)
    try:
        sound = (
            not copy.execute("PRAGMA cipher_integrity_check").fetchall()
            and copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            and not copy.execute("PRAGMA foreign_key_check").fetchall()
            and _counts(copy) == _counts(old)
        )
    finally:
        copy.close()
    if not sound:
        raise ExpectedFailure("backup_unsound", file=part.name)


def _counts(connection: Any) -> dict[str, int]:
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for (name,) in names
    }


def _close_for_good(part: Path, new_key: bytes) -> None:
    connection = connect(part, new_key)
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
    finally:
        connection.close()
    sync_file(part)


def _write_next(database: Path, part: Path, slots: SlotFile) -> None:
    content = {"salt": _salt(part).hex(), **plain_slots(slots)}
    write_durably(_next(database), json.dumps(content, indent=1).encode("utf-8"))


def _slots_of(following: Path, database: Path) -> SlotFile | None:
    """Return the slots that wait for the file that lies under the database's name."""
    try:
        data = json.loads(following.read_bytes())
        is_switched = bytes.fromhex(data["salt"]) == _salt(database)
        return read_plain_slots(data) if is_switched else None
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        return None  # it was written whole before the switch, so there was none


def _trace(database: Path) -> tuple[int, int, bool]:
    """Return what changes when another program opens or writes the database."""
    state = database.stat()
    log = database.with_name(f"{database.name}-wal")
    return (state.st_size, state.st_mtime_ns, log.exists())


def _salt(database: Path) -> bytes:
    with database.open("rb") as file:
        return file.read(_SALT_BYTES)


def _part(database: Path) -> Path:
    return database.with_name(f"{database.name}.rekeyed")


def _next(database: Path) -> Path:
    return database.with_name(f"{database.name}.keyslots.next.json")
