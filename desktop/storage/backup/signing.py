"""Who signs for a restore where the database of now cannot be asked: by the slots of the copy.

Every try is counted at the database, as a sign-in is. A right one forgives no wrong ones before:
whose file the copy is, and what stands in its slots, is not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.errors import ExpectedFailure
from desktop.services.office_ports import User
from desktop.services.ports import Clock
from desktop.storage.engine import open_engine_readonly
from desktop.storage.failures import expected_failures
from desktop.storage.keyslots import unlock_with_password
from desktop.storage.lockout import NOBODY, Lockout
from desktop.storage.queries import SqlQueries
from desktop.storage.signing_in import LONE, open_slot
from desktop.storage.user_slots import read_slots


@dataclass(frozen=True, slots=True)
class SignedByCopy:
    """The data key of a copy and whom its database knows by the name; None in one of no users."""

    key: bytes
    user: User | None


def sign_by_copy(
    database: Path, copy: Path, login: str, password: str, clock: Clock
) -> SignedByCopy:
    """Open a copy by a password of its time.

    ExpectedFailure ``wrong_password``, ``user_disabled``, ``sign_in_wait``, ``sign_in_locked``,
    ``no_password_slot``, ``keyslots_damaged``, and as opening a damaged file.
    """
    slots, lockout = read_slots(copy), Lockout(database)
    if slots is None:
        lockout.begin(LONE, clock.now())
        key = unlock_with_password(copy, password)
        lockout.taken_back(LONE)
        return SignedByCopy(key, None)
    slot = slots.of_login(login.strip().lower())
    lockout.begin(slot.id if slot else NOBODY, clock.now())
    if slot is None:
        raise ExpectedFailure("wrong_password")
    key = open_slot(slots, slot, password).key
    lockout.taken_back(slot.id)
    user = _user_in(copy, key, slot.id, clock)
    if user is None or not user.is_active:
        raise ExpectedFailure("user_disabled", name=user.name if user else login)
    return SignedByCopy(key, user)


def _user_in(copy: Path, key: bytes, user_id: str, clock: Clock) -> User | None:
    engine = open_engine_readonly(copy, key)
    try:
        with expected_failures(copy), engine.connect() as connection:
            return SqlQueries(connection, clock).user(user_id)
    finally:
        engine.dispose()
