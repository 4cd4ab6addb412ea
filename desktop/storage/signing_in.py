"""From a password to the data key, with every try counted."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.domain.errors import ExpectedFailure
from desktop.storage.backup.swapping import finish_restore
from desktop.storage.keyslots import slot_files, unlock_with_password
from desktop.storage.lockout import NOBODY, Lockout
from desktop.storage.renewal import settle
from desktop.storage.sealing import WrongSecret, stretch
from desktop.storage.user_slots import KeySlot, SlotFile, data_key_in, private_half, read_slots

LONE = "password"
"""Whose tries those at the one password of a database without users are."""


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What a password opened: the slot as it stood in the file, and the data key in it."""

    slot: KeySlot
    key: bytes


def has_users(database: Path) -> bool:
    """Return whether people sign in to this database, each with his own password.

    ExpectedFailure ``keyslots_damaged`` where the slot file is there and cannot be read.
    """
    finish_restore(database)
    settle(database)
    return read_slots(database) is not None


def unlock(database: Path, login: str, password: str, now: datetime) -> Unlocked:
    """Open a user's slot.

    The try stays counted as failed until :meth:`Lockout.succeeded` is called: what the database
    says of the user is not known yet. Raises ExpectedFailure ``wrong_password``, also for a name
    that is nobody's, ``sign_in_wait``, ``sign_in_locked``, ``no_users``, ``keyslots_damaged``.
    """
    finish_restore(database)
    settle(database)
    slots = read_slots(database)
    if slots is None:
        raise ExpectedFailure("no_users", file=database.name)
    slot = slots.of_login(login.strip().lower())
    Lockout(database).begin(slot.id if slot else NOBODY, now)
    if slot is None:
        _take_as_long(slots, password)
        raise ExpectedFailure("wrong_password")
    return open_slot(slots, slot, password)


def open_slot(slots: SlotFile, slot: KeySlot, password: str) -> Unlocked:
    """Open a slot; ExpectedFailure ``wrong_password``."""
    try:
        pair = private_half(slot, slots.installation, password)
        return Unlocked(slot, data_key_in(slot, slots.installation, pair))
    except WrongSecret as error:
        raise ExpectedFailure("wrong_password") from error


def unlock_without_users(database: Path, password: str, now: datetime) -> bytes:
    """Return the data key behind the one password of a database without users.

    Raises as :func:`~desktop.storage.keyslots.unlock_with_password` and as :func:`unlock`, and
    ``key_file_ended`` where people sign in.
    """
    if not any(each.exists() for each in slot_files(database)):
        raise ExpectedFailure("no_password_slot", file=database.name)
    if has_users(database):
        raise ExpectedFailure("key_file_ended", file=database.name)
    lockout = Lockout(database)
    lockout.begin(LONE, now)
    key = unlock_with_password(database, password)
    lockout.succeeded(LONE)
    return key


def _take_as_long(slots: SlotFile, password: str) -> None:
    """Let nobody learn by the clock which names exist."""
    for slot in slots.slots:
        if slot.wrapped is not None:
            stretch(password, secrets.token_bytes(len(slot.wrapped.salt)), slot.wrapped.cost)
            return
