"""Opening a database, by its key or for one of its users."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop.bootstrap.application import Application, SystemClock, opened
from desktop.domain.errors import ExpectedFailure
from desktop.services.exchange.decisions import carry_out_decisions
from desktop.services.office_ports import User
from desktop.services.operators import Operator
from desktop.services.ports import Clock, Desk
from desktop.services.sign_ins import record_sign_in
from desktop.services.user_acts import finish_key_changes
from desktop.storage.key_ring import slots_inside
from desktop.storage.lockout import Lockout
from desktop.storage.sealing import StretchCost
from desktop.storage.signing_in import Unlocked, has_users, unlock, unlock_without_users
from desktop.storage.user_slots import read_slots


def build(
    database: Path,
    key: bytes,
    *,
    create: bool = False,
    clock: Clock | None = None,
    cost: StretchCost | None = None,
    address: str | None = None,
) -> Application:
    """Open (or create) a database without users and return the application around it.

    ``key`` is the 32-byte data key. Raises ExpectedFailure as the storage room does: wrong key,
    missing or damaged file, a newer program's database; and ``key_file_ended`` where people sign
    in. The tables that head office set in it are in force from here on. ``cost`` is what
    stretching a password costs; without it the machine is measured. ``address`` is where head
    office's branches lie now, other than is kept: they must be its own, ``collection_other``.
    """
    try:
        application = opened(database, key, create, clock or SystemClock(), cost, address)
    except ExpectedFailure as error:
        if error.code == "wrong_key" and has_users(database):
            raise ExpectedFailure("key_file_ended", file=database.name) from error
        raise
    try:
        with application.store.read() as queries:
            if any(queries.user(each.id) for each in queries.key_slots()):
                raise ExpectedFailure("key_file_ended", file=database.name)
        record_sign_in(application.desk)
        return application
    except BaseException:
        application.close()
        raise


def open_with_password(
    database: Path,
    password: str,
    *,
    clock: Clock | None = None,
    cost: StretchCost | None = None,
    address: str | None = None,
) -> Application:
    """Open a database without users by its one password; raises as :func:`build`,
    ``wrong_password``, ``sign_in_wait``, ``sign_in_locked`` and ``no_password_slot``.
    """
    clock = clock or SystemClock()
    key = unlock_without_users(database, password, clock.now())
    return build(database, key, clock=clock, cost=cost, address=address)


def sign_in(
    database: Path,
    login: str,
    password: str,
    *,
    clock: Clock | None = None,
    cost: StretchCost | None = None,
    address: str | None = None,
) -> Application:
    """Open a database for one of its users; ``address`` as in :func:`build`.

    Raises ExpectedFailure ``wrong_password``, ``sign_in_wait``, ``sign_in_locked``, ``no_users``,
    ``user_disabled``, ``slot_outdated`` where the file beside the database was not of its state
    (it is now: the next try counts), and what opening raises. What an interrupted change of keys
    left undone is done here.
    """
    clock = clock or SystemClock()
    unlocked = unlock(database, login, password, clock.now())
    try:
        application = opened(database, unlocked.key, False, clock, cost, address)
    except ExpectedFailure as error:
        if error.code != "wrong_key":
            raise
        # The key came out of a slot that the password opened: it is the file that is wrong, unless
        # another program has just put it under a new key.
        slots = read_slots(database)
        is_renewed = slots is not None and slots.slot(unlocked.slot.id) != unlocked.slot
        code = "slot_outdated" if is_renewed else "database_damaged"
        raise ExpectedFailure(code, file=database.name) from error
    try:
        return _signed_in(application, unlocked)
    except BaseException:
        application.close()
        raise


def desk_for(application: Application, user: User) -> Desk:
    """Return the desk at which a user works."""
    operator = Operator(user.id, user.name, user.role)
    signed = application.store.signed_by(user.id)
    return replace(application.desk, operator=operator, store=signed)


def _signed_in(application: Application, unlocked: Unlocked) -> Application:
    desk, store = application.desk, application.store
    desk.keys.publish()
    with store.read() as queries:
        user = queries.user(unlocked.slot.id)
        inside = slots_inside(queries).slot(unlocked.slot.id)
    if user is None or not user.is_active:
        raise ExpectedFailure("user_disabled", name=user.name if user else "")
    if inside != unlocked.slot:
        raise ExpectedFailure("slot_outdated")
    Lockout(store.path).succeeded(user.id)
    desk = desk_for(application, user)
    record_sign_in(desk)
    finish_key_changes(desk)
    carry_out_decisions(desk)
    return Application(desk, store)
