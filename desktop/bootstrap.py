"""The composition root: the only place that knows all rooms and puts them together."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from types import TracebackType

from desktop.domain.errors import ExpectedFailure
from desktop.domain.holidays import national_calendar
from desktop.domain.notices import BankHead
from desktop.domain.passwords import require_strong
from desktop.domain.policy import DEFAULT_POLICY, valid_on
from desktop.ledgers.export import write_table
from desktop.ledgers.reader import read_ledger
from desktop.printing.papers import PrintingRoom
from desktop.services import templates
from desktop.services.backup_ports import Signers
from desktop.services.branch import require_complete
from desktop.services.collection_ports import Collection
from desktop.services.exchange.decisions import carry_out_decisions
from desktop.services.head_office_ports import HeadOffice
from desktop.services.key_ports import StoredSlot
from desktop.services.office.founding import follow_restore, found_head_office
from desktop.services.office_ports import User
from desktop.services.operators import NOBODY_NAMED, Operator
from desktop.services.policies import in_force
from desktop.services.ports import Clock, Desk
from desktop.services.recovery import regain_access, require_manager
from desktop.services.restoring import RestoreOrder, TwoPasswords, require_signers
from desktop.services.sign_ins import record_sign_in
from desktop.services.user_acts import finish_key_changes
from desktop.storage.backup.shelf import SqlShelf
from desktop.storage.backup.signing import sign_by_copy
from desktop.storage.collection import (
    branches_beside,
    create_collection,
    open_collection,
    open_collection_url,
)
from desktop.storage.durable import create_private, discard_database
from desktop.storage.key_ring import SqlKeyRing, slots_inside
from desktop.storage.keyslots import new_data_key
from desktop.storage.lockout import Lockout
from desktop.storage.recovery import OFFICERS, forget_request, key_by_code, open_answer
from desktop.storage.sealing import StretchCost
from desktop.storage.signing_in import Unlocked, has_users, unlock, unlock_without_users
from desktop.storage.sticks.system import SystemSticks
from desktop.storage.store import SqlStore, create_store, open_store
from desktop.storage.user_slots import CODE_SLOT, OFFICE_SLOT, read_slots, slot_text
from desktop.sync.room import PackageRoom


class SystemClock:
    """The machine's own clock."""

    def today(self) -> date:
        return date.today()

    def now(self) -> datetime:
        return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Application:
    """An open database with everything that works on it; closes as a context manager."""

    desk: Desk
    store: SqlStore

    def close(self) -> None:
        if self.desk.collection is not None:
            self.desk.collection.close()
        self.store.close()

    def __enter__(self) -> Application:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def build(
    database: Path,
    key: bytes,
    *,
    create: bool = False,
    clock: Clock | None = None,
    cost: StretchCost | None = None,
) -> Application:
    """Open (or create) a database without users and return the application around it.

    ``key`` is the 32-byte data key. Raises ExpectedFailure as the storage room does: wrong key,
    missing or damaged file, a newer program's database; and ``key_file_ended`` where people sign
    in. The tables that head office set in it are in force from here on. ``cost`` is what
    stretching a password costs; without it the machine is measured.
    """
    try:
        application = _opened(database, key, create, clock or SystemClock(), cost)
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
    database: Path, password: str, *, clock: Clock | None = None, cost: StretchCost | None = None
) -> Application:
    """Open a database without users by its one password; raises as :func:`build`,
    ``wrong_password``, ``sign_in_wait``, ``sign_in_locked`` and ``no_password_slot``.
    """
    clock = clock or SystemClock()
    key = unlock_without_users(database, password, clock.now())
    return build(database, key, clock=clock, cost=cost)


def sign_in(
    database: Path,
    login: str,
    password: str,
    *,
    clock: Clock | None = None,
    cost: StretchCost | None = None,
) -> Application:
    """Open a database for one of its users.

    Raises ExpectedFailure ``wrong_password``, ``sign_in_wait``, ``sign_in_locked``, ``no_users``,
    ``user_disabled``, ``slot_outdated`` where the file beside the database was not of its state
    (it is now: the next try counts), and what opening raises. What an interrupted change of keys
    left undone is done here.
    """
    clock = clock or SystemClock()
    unlocked = unlock(database, login, password, clock.now())
    try:
        application = _opened(database, unlocked.key, False, clock, cost)
    except ExpectedFailure as error:
        if error.code != "wrong_key":
            raise
        # The key came out of a slot that the password opened: it is the file that is wrong.
        raise ExpectedFailure("database_damaged", file=database.name) from error
    try:
        return _signed_in(application, unlocked)
    except BaseException:
        application.close()
        raise


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


def recover_by_code(
    database: Path,
    code: str,
    login: str,
    password: str,
    *,
    clock: Clock | None = None,
    cost: StretchCost | None = None,
) -> Application:
    """Open a database by the recovery code on paper, and give a manager a new password.

    The code is used up and the data key is new. A code that was replaced opens nothing, whatever
    slot file lies beside the database: ``recovery_code_wrong``. Raises as
    :func:`~.recovery.key_by_code`, RuleViolation ``recovery_not_manager``, ``password_weak``,
    ``password_has_login``.
    """
    clock = clock or SystemClock()
    key = key_by_code(database, code, clock.now())
    application = _opened(database, key, False, clock, cost)
    try:
        desk, beside = application.desk, read_slots(database)
        with application.store.read() as queries:
            if beside is None or beside.slot(CODE_SLOT) != slots_inside(queries).slot(CODE_SLOT):
                raise ExpectedFailure("recovery_code_wrong")
            known = [each.id for each in queries.users() if each.login == login.strip().lower()]
            user = require_manager(queries, known[0] if known else "")
        least = valid_on(desk.policy.office.password_length, clock.today()).value
        require_strong(password, user.login, least)
        slot = desk.keys.new_slot(user.id, user.login, password)
        return _regained(application, user, slot, CODE_SLOT)
    except BaseException:
        application.close()
        raise


def recover_by_office(
    database: Path,
    answer: Path,
    password: str,
    *,
    clock: Clock | None = None,
    cost: StretchCost | None = None,
) -> Application:
    """Open a database by head office's answer; the password is the one chosen for the request.

    The data key is new. Raises as :func:`~.recovery.open_answer`, RuleViolation
    ``recovery_not_manager``, ExpectedFailure ``recovery_officers_unknown``.
    """
    clock = clock or SystemClock()
    recovered = open_answer(database, answer, password, clock.now())
    application = _opened(database, recovered.key, False, clock, cost)
    try:
        with application.store.read() as queries:
            office = slots_inside(queries).slot(OFFICE_SLOT)
            user = require_manager(queries, recovered.slot.id)
        trusted = set(office.officers) if office else set()
        signers = sorted(trusted & set(recovered.officers))
        if len(signers) < OFFICERS:
            raise ExpectedFailure("recovery_officers_unknown", file=answer.name)
        slot = StoredSlot(user.id, slot_text(recovered.slot))
        names = [each.hex() for each in signers]
        regained = _regained(application, user, slot, OFFICE_SLOT, names)
        forget_request(database)
        return regained
    except BaseException:
        application.close()
        raise


def _regained(
    application: Application, user: User, slot: StoredSlot, used: str, officers: Sequence[str] = ()
) -> Application:
    desk = _desk_for(application, user)
    Lockout(application.store.path).succeeded(user.id)
    regain_access(desk, slot, used, officers)
    record_sign_in(desk)
    finish_key_changes(desk)
    return Application(desk, application.store)


def _desk_for(application: Application, user: User) -> Desk:
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
    desk = _desk_for(application, user)
    record_sign_in(desk)
    finish_key_changes(desk)
    carry_out_decisions(desk)
    return Application(desk, store)


def _opened(
    database: Path, key: bytes, create: bool, clock: Clock, cost: StretchCost | None
) -> Application:
    store = (create_store if create else open_store)(database, key, clock)
    desk = Desk(
        store=store,
        clock=clock,
        operator=NOBODY_NAMED,
        keys=SqlKeyRing(store, clock, cost),
        policy=DEFAULT_POLICY,
        calendar=national_calendar(),
        papers=PrintingRoom(),
        read_ledger=read_ledger,
        write_table=write_table,
        sticks=SystemSticks(),
        packages=PackageRoom(),
    )
    try:
        return Application(_with_branches(templates.in_force(in_force(desk)), store), store)
    except BaseException:
        store.close()
        raise


def _with_branches(desk: Desk, store: SqlStore) -> Desk:
    """Return the desk with the database of the branches beside it; at a branch there is none."""
    with store.read() as queries:
        office = queries.head_office()
    if office is None:
        return desk
    desk = replace(desk, collection=_collection_of(office, store.path, desk.clock))
    assert desk.collection is not None
    try:
        follow_restore(desk)
    except BaseException:
        desk.collection.close()
        raise
    return desk


def _collection_of(office: HeadOffice, database: Path, clock: Clock) -> Collection:
    if office.collection_url:
        return open_collection_url(office.collection_url, clock)
    return open_collection(branches_beside(database), office.collection_key, clock)


def found_office(
    database: Path,
    key: bytes,
    bank: BankHead,
    escrow_file: Path,
    url: str = "",
    *,
    clock: Clock | None = None,
) -> Application:
    """Create head office's desk database and that of its branches, and return the application.

    ``url`` is a PostgreSQL database; without one the branches lie in a file beside. The private
    half of the escrow key is written to ``escrow_file``, an identity that the program age reads,
    and nowhere else: it belongs into a safe. Raises ExpectedFailure ``database_exists``,
    ``key_file_exists``, what opening the collection raises, RuleViolation ``field_missing``.
    """
    clock, branches = clock or SystemClock(), branches_beside(database)
    require_complete(bank)
    if database.exists():
        raise ExpectedFailure("database_exists", file=database.name)
    escrow, collection_key = PackageRoom().new_keys(), new_data_key()
    with ExitStack() as undo:
        try:
            create_private(escrow_file, f"{escrow.sealing}\n".encode())
        except FileExistsError as error:
            raise ExpectedFailure("key_file_exists", file=escrow_file.name) from error
        undo.callback(escrow_file.unlink)
        if url:
            open_collection_url(url, clock).close()
        else:
            create_collection(branches, collection_key, clock).close()
            undo.callback(discard_database, branches)
        with build(database, key, create=True, clock=clock) as application:
            undo.callback(discard_database, database)
            found_head_office(application.desk, bank, escrow, collection_key, url)
        undo.pop_all()
    return build(database, key, clock=clock)
