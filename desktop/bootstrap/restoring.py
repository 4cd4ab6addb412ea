"""Ordering a restore over a database that does not open any more."""

from __future__ import annotations

from pathlib import Path

from desktop.bootstrap.application import SystemClock
from desktop.domain.errors import ExpectedFailure
from desktop.services.backup_ports import Signers
from desktop.services.operators import NOBODY_NAMED
from desktop.services.ports import Clock
from desktop.services.restoring import RestoreOrder, TwoPasswords, require_signers
from desktop.storage.backup.shelf import SqlShelf
from desktop.storage.backup.signing import sign_by_copy
from desktop.storage.signing_in import has_users
from desktop.storage.user_slots import read_slots


def order_by_copy(
    database: Path, copy: Path, people: TwoPasswords, *, clock: Clock | None = None
) -> RestoreOrder:
    """Let two people order a restore over a database that does not open, by the copy's passwords.

    Raises ExpectedFailure ``wrong_password``, ``user_disabled``, ``sign_in_wait``,
    ``sign_in_locked``; RuleViolation ``own_item``, ``not_permitted``. A copy without users wants
    its one password, and replaces no database with users: ``copy_before_users``.
    """
    clock = clock or SystemClock()
    _require_users_kept(database, copy)
    maker = sign_by_copy(database, copy, people.maker, people.password, clock)
    if maker.user is None:
        signers = Signers(NOBODY_NAMED.user_id)
    else:
        checker = sign_by_copy(database, copy, people.login, people.login_password, clock).user
        assert checker is not None
        signers = require_signers(maker.user, checker)
    return RestoreOrder(SqlShelf(database, maker.key, clock), copy, signers)


def order_by_key(
    database: Path, copy: Path, key: bytes, *, clock: Clock | None = None
) -> RestoreOrder:
    """Order a restore of a copy without users by its key file.

    ExpectedFailure ``key_file_ended`` where people sign in to the copy, ``copy_before_users``
    where they sign in to the database it would replace.
    """
    _require_users_kept(database, copy)
    if read_slots(copy) is not None:
        raise ExpectedFailure("key_file_ended", file=copy.name)
    shelf = SqlShelf(database, key, clock or SystemClock())
    return RestoreOrder(shelf, copy, Signers(NOBODY_NAMED.user_id))


def _require_users_kept(database: Path, copy: Path) -> None:
    """Let nobody get rid of the second person by a copy from before there were any."""
    if read_slots(copy) is None and has_users(database):
        raise ExpectedFailure("copy_before_users", file=copy.name)
