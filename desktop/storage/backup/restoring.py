"""Putting a copy in the place of the database: prepared aside, then swapped in by one rename.

1. The copy is checked in full. What can be read of the database of now is backed up.
2. A second file is made of the copy; it gets a new replica id, a new letter for its serials (the
   old ones are on papers that were printed since) and the journal entry ``restored``.
3. The file of now is kept under another name with its log and its key slots, and the prepared one
   takes its place with the slots of the copy's time. So with the file of head office's branches,
   where the copy has them; the next start begins a new epoch, as after every restore.

The copy itself is never written to, so there is a good one at every moment.
"""

from __future__ import annotations

import secrets
import shutil
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop.domain.errors import ExpectedFailure
from desktop.services.backup_ports import Loss, Reason, Restored, Signers
from desktop.services.office_ports import User
from desktop.services.ports import Clock
from desktop.services.progress import Progress
from desktop.storage.backup.branches import (
    add_branches,
    branches_key,
    discard_prepared,
    prepare_branches,
)
from desktop.storage.backup.checking import check_copy, read_contents
from desktop.storage.backup.contents import Contents, is_sound
from desktop.storage.backup.identity import Identity, identity_of
from desktop.storage.backup.listing import known_installation
from desktop.storage.backup.loss import loss_since
from desktop.storage.backup.making import back_up, place_slots, require_room
from desktop.storage.backup.manifest import branches_in
from desktop.storage.backup.swapping import finish_restore, prepared_file, swap
from desktop.storage.collection import branches_beside
from desktop.storage.durable import discard_database, sync_file
from desktop.storage.engine import connect, open_engine, open_readonly
from desktop.storage.failures import expected_failures, os_failure
from desktop.storage.integrity import is_damage
from desktop.storage.keyslots import slot_files
from desktop.storage.one_at_a_time import alone_with_database
from desktop.storage.unit_of_work import SqlUnitOfWork
from desktop.storage.user_slots import read_slots

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_LEAVES_NOTHING_TO_SAVE = ("wrong_key", "backup_unsound", "database_missing")
_NAMED = 3
"""How many faults of a copy a refusal names."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A restore: ``key`` opens the copy, and mostly the database of now as well."""

    database: Path
    copy: Path
    key: bytes
    clock: Clock
    signers: Signers


def restore(wanted: Wanted, progress: Progress) -> Restored:
    """Replace the database by a copy; everybody else must have closed it.

    ExpectedFailure ``copy_damaged`` with what is wrong, ``copy_of_another_branch``,
    ``database_newer``, ``database_locked`` while another program has the database open,
    ``backup_no_room``. Up to the last step nothing is changed, and cancelling is safe.
    """
    with alone_with_database(wanted.database):
        return _restored(wanted, progress)


def _restored(wanted: Wanted, progress: Progress) -> Restored:
    database = wanted.database
    try:
        finish_restore(database)
        discard_prepared(database)
        held = _require_good(wanted, progress)
        now = identity_of(database, wanted.key)
        _require_own(database, held, now)
        lost = loss_since(database, wanted.key, held)
        kept = _free_name(wanted)
        _save_what_is_there(wanted, progress)
        try:
            with_branches = _prepare_branches(wanted, progress)
            _prepare(wanted, _body(wanted, kept, held, now, lost), now, progress)
            if now is not None:
                _leave_log(database, wanted.key)
        except BaseException:
            discard_prepared(database)
            raise
        swap(database, kept)
    except OSError as error:
        raise os_failure(error, database) from error
    return Restored(wanted.copy.name, kept.name if kept.exists() else "", lost, with_branches)


def _require_good(wanted: Wanted, progress: Progress) -> Contents:
    copy = wanted.copy
    found = check_copy(copy, wanted.key, progress)
    if found:
        detail = "; ".join(f"{each.code} {each.detail}" for each in found[:_NAMED])
        raise ExpectedFailure("copy_damaged", file=copy.name, detail=detail)
    return read_contents(copy, wanted.key)


def _require_own(database: Path, held: Contents, now: Identity | None) -> None:
    own = now.installation_id if now else known_installation(database)
    if own and held["installation_id"] != own:
        raise ExpectedFailure("copy_of_another_branch")


def _save_what_is_there(wanted: Wanted, progress: Progress) -> None:
    """Back up the database of now; a damaged one is kept as the file it is instead."""
    if not wanted.database.is_file():
        return
    now, spared = wanted.clock.now(), wanted.copy.name
    try:
        made = back_up(wanted.database, wanted.key, Reason.RESTORE, now, progress, spared)
        if branches_in(wanted.copy).exists():
            add_branches(wanted.database, made, wanted.key, Reason.RESTORE, now, progress, spared)
    except ExpectedFailure as error:
        if not (is_damage(error) or error.code in _LEAVES_NOTHING_TO_SAVE):
            raise


def _prepare_branches(wanted: Wanted, progress: Progress) -> bool:
    """Make the file that will be head office's branches, and see that nobody uses that of now."""
    beside = branches_beside(wanted.database)
    prepared = prepare_branches(wanted.database, wanted.copy, wanted.key, progress)
    own = branches_key(wanted.copy, wanted.key)
    if prepared and own and beside.is_file():
        try:
            _leave_log(beside, own)
        except ExpectedFailure as error:
            if not (is_damage(error) or error.code == "wrong_key"):
                raise
    return prepared


def _free_name(wanted: Wanted) -> Path:
    """Return a name for the file of now; one that was kept before is never overwritten."""
    database = wanted.database
    name = f"{database.name}.damaged-{wanted.clock.now():%Y%m%d-%H%M%S}"
    kept, number = database.with_name(name), 1
    while kept.exists():
        number += 1
        kept = database.with_name(f"{name}-{number}")
    return kept


def _body(
    wanted: Wanted, kept: Path, held: Contents, now: Identity | None, lost: Loss
) -> dict[str, Any]:
    return {
        "copy": wanted.copy.name,
        "kept_as": kept.name,
        "made_by": wanted.signers.maker,
        "checked_by": wanted.signers.checker,
        "head_before": now.chain_head if now else "",
        "entries_before": now.entries if now else None,
        "head_after": held["chain_head"],
        "entries_after": held["entries"],
        "entries_lost": lost.entries if lost.known else None,
    }


def _prepare(
    wanted: Wanted, body: Mapping[str, Any], now: Identity | None, progress: Progress
) -> None:
    """Make the file that will be the database, with its new identity and its journal entry."""
    part = prepared_file(wanted.database)
    require_room(part.parent, wanted.copy.stat().st_size * 2)
    try:
        with expected_failures(part):
            discard_database(part)
            progress.report("backup")
            shutil.copyfile(wanted.copy, part)
            _write_entry(part, wanted, body, now.replica_letter if now else "")
            _leave_log(part, wanted.key)
            sync_file(part)
            progress.report("check")
            _require_sound(part, wanted.key)
            place_slots(wanted.copy, part)
    except BaseException:
        discard_database(part)
        for each in slot_files(part):
            each.unlink(missing_ok=True)
        raise


def _write_entry(part: Path, wanted: Wanted, body: Mapping[str, Any], used: str) -> None:
    engine = open_engine(part, wanted.key)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            uow = SqlUnitOfWork(connection, wanted.clock, wanted.signers.maker, str(uuid.uuid4()))
            before = uow.installation()
            if before is None:
                raise ExpectedFailure("not_set_up")
            letter = _fresh_letter(before.replica_letter, used)
            after = replace(before, replica_id=str(uuid.uuid4()), replica_letter=letter)
            uow.save_installation(after)
            identity = {
                "replica_before": before.replica_id,
                "replica_after": after.replica_id,
                "letter_after": letter,
            }
            day = wanted.clock.today()
            gone = _who_left(uow, wanted.copy)
            for user in gone:
                uow.save_user(replace(user, disabled_on=day))
                uow.remove_key_slot(user.id)
            said = {**body, **identity, "disabled": [user.id for user in gone]}
            uow.record("restored", after.installation_id, said, day)
            uow.commit()
    finally:
        engine.dispose()


def _who_left(uow: SqlUnitOfWork, copy: Path) -> list[User]:
    """Return who is active in a copy and has no slot beside it any more: he left after it was made,
    and a restore does not let him in again.
    """
    slots = read_slots(copy)
    if slots is None:
        return []
    known = {each.id for each in slots.slots}
    return [each for each in uow.users() if each.is_active and each.id not in known]


def _fresh_letter(copied: str, used: str) -> str:
    """Return the letter after the one in use, or any other where nobody knows which that is."""
    if used:
        return LETTERS[(LETTERS.index(used) + 1) % len(LETTERS)]
    return secrets.choice([each for each in LETTERS if each != copied])


def _leave_log(database: Path, key: bytes) -> None:
    """Write the log back into its file and do without one.

    That works only for who has the file alone: ``database_locked`` otherwise.
    """
    with expected_failures(database):
        connection = connect(database, key)
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        finally:
            connection.close()
    if mode != "delete":
        raise ExpectedFailure("database_locked", file=database.name)


def _require_sound(part: Path, key: bytes) -> None:
    connection = open_readonly(part, key)
    try:
        sound = is_sound(connection)
    finally:
        connection.close()
    if not sound:
        raise ExpectedFailure("backup_unsound", file=part.name)
