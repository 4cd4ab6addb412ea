"""The people of a branch: the first ones, those who come and go, and their passwords."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.errors import RuleViolation
from desktop.domain.passwords import change_by, require_strong
from desktop.domain.permissions import Action, Part, Role
from desktop.domain.policy import valid_on
from desktop.domain.recovery_code import Slip
from desktop.services.approvals import Submitted, submit
from desktop.services.branch import new_id, require_installation
from desktop.services.head_office_ports import HEAD_OFFICE_KIND
from desktop.services.key_ports import StoredSlot
from desktop.services.office_ports import User
from desktop.services.permits import permitted
from desktop.services.ports import Desk, UnitOfWork
from desktop.services.user_acts import NEEDED, require_free_login, require_user

BRANCH_ROLES = (Role.TELLER, Role.CREDIT_OFFICER, Role.ACCOUNTANT, Role.MANAGER)
OFFICE_ROLES = (Role.HEAD_OFFICE, Role.ACCOUNTANT, Role.MANAGER)
"""At head office: who works with its branches, and who keeps its users."""


@dataclass(frozen=True, slots=True)
class NewUser:
    """Somebody who is to sign in: ``login`` is what is typed, ``password`` typed by himself."""

    login: str
    name: str
    role: Role
    password: str


@permitted(Action.USERS)
def found_users(desk: Desk, people: Sequence[NewUser]) -> Slip:
    """Enter the first people of a branch, and return the slip with the recovery code.

    From then on the key file and the one password open nothing: the database has a new data key.
    The desk has to be opened anew. Raises RuleViolation ``users_exist``, ``first_users_missing``
    without an accountant and a manager, ``passwords_equal``, and as :func:`add_user`.
    """
    check_first_users(desk, people)
    for number, each in enumerate(people):
        check_password(desk, each, people[:number])
    with desk.store.read() as queries:
        branch = require_installation(queries).bank.branch_name
    people = [_named(desk, each) for each in people]
    code, recovery = desk.keys.new_recovery_code()
    made = [(each, _slot(desk, new_id(), each.login, each.password)) for each in people]
    today = desk.clock.today()

    def write(uow: UnitOfWork) -> None:
        for person, slot in made:
            uow.save_user(User(slot.id, person.login, person.name, person.role, today, None, today))
            uow.save_key_slot(slot)
        uow.save_key_slot(recovery)
        said = [
            {"user": slot.id, "login": each.login, "name": each.name, "role": each.role.value}
            for each, slot in made
        ]
        uow.record("users_founded", "users", {"users": said}, today)

    desk.keys.renew(desk.operator.user_id, write)
    return Slip(code, branch, today)


@permitted(Action.USERS)
def check_first_users(desk: Desk, people: Sequence[NewUser]) -> None:
    """Look at who are to be the first people, before anybody types a password.

    Raises as :func:`found_users` but for passwords.
    """
    for role in NEEDED:
        if all(each.role is not role for each in people):
            raise RuleViolation("first_users_missing", field="role", role=role.value)
    logins = Counter(_named(desk, each).login for each in people)
    for login, count in logins.items():
        if count > 1:
            raise RuleViolation("login_taken", field="login", login=login)
    with desk.store.read() as queries:
        if queries.users():
            raise RuleViolation("users_exist")


@permitted(Action.USERS)
def check_password(desk: Desk, person: NewUser, before: Sequence[NewUser]) -> None:
    """Look at a password as soon as it was typed, after those of others: none is had by two.

    Raises RuleViolation ``password_weak``, ``password_has_login``, ``passwords_equal``.
    """
    require_strong(person.password, person.login.strip(), _least(desk))
    if any(each.password == person.password for each in before):
        raise RuleViolation("passwords_equal", field="password")


@permitted(Action.USERS)
def add_user(desk: Desk, person: NewUser) -> Submitted:
    """Propose a new user; his password, typed by himself, counts when an accountant has signed.

    Raises RuleViolation ``field_missing``, ``login_wrong``, ``role_wrong``, ``login_taken``, and
    for the password ``password_weak``, ``password_has_login``.
    """
    person = _checked(desk, person)
    with desk.store.read() as queries:
        require_free_login(queries, person.login)
    slot = _slot(desk, new_id(), person.login, person.password)
    body = {
        "login": person.login,
        "name": person.name,
        "role": person.role.value,
        "slot": _plain(slot),
    }
    return submit(desk, "user_added", f"login:{person.login}", person.name, body)


@permitted(Action.USERS)
def change_role(desk: Desk, user_id: str, role: Role) -> Submitted:
    """Propose another role for somebody, from his next sign-in.

    Raises RuleViolation ``user_unknown``, ``user_disabled``, ``role_wrong``, ``role_unchanged``,
    ``last_of_role``.
    """
    _require_role(desk, role)
    body = {"user": user_id, "role": role.value}
    return submit(desk, "user_role_changed", user_id, _name(desk, user_id), body)


@permitted(Action.USERS)
def disable_user(desk: Desk, user_id: str) -> Submitted:
    """Propose that somebody may no longer sign in; the database then gets a new data key.

    Raises RuleViolation ``user_unknown``, ``user_disabled``, ``last_of_role`` for the last
    accountant or manager.
    """
    return submit(desk, "user_disabled", user_id, _name(desk, user_id), {"user": user_id})


@permitted(Action.USERS)
def reset_password(desk: Desk, user_id: str, password: str) -> Submitted:
    """Propose a new password for somebody who forgot his; he types it himself.

    Raises RuleViolation ``user_unknown``, ``user_disabled``, and for the password as
    :func:`change_password`.
    """
    with desk.store.read() as queries:
        user = require_user(queries, user_id)
    _require_new(desk, user, password)
    slot = _slot(desk, user.id, user.login, password)
    return submit(
        desk, "password_reset", user_id, user.name, {"user": user_id, "slot": _plain(slot)}
    )


@permitted(Action.RESTORE)
def order_new_key(desk: Desk) -> Submitted:
    """Propose a new data key, for example after a stick with a copy was lost."""
    return submit(desk, "data_key_ordered", "data-key", "", {})


@permitted(Action.CARE)
def change_password(desk: Desk, old: str, new: str) -> None:
    """Change the operator's own password.

    Raises ExpectedFailure ``wrong_password`` and its like for the old one; RuleViolation
    ``users_needed``, ``password_same``, ``password_weak``, ``password_has_login`` for the new one.
    """
    user_id, today = desk.operator.user_id, desk.clock.today()
    desk.keys.confirm(user_id, old)
    with desk.store.read() as queries:
        user = require_user(queries, user_id)
    _require_new(desk, user, new)
    slot = _slot(desk, user.id, user.login, new)
    with desk.store.write() as uow:
        uow.save_user(replace(require_user(uow, user_id), password_since=today))
        uow.save_key_slot(slot)
        uow.record("password_changed", user_id, {}, today)
        uow.commit()
    desk.keys.publish()


@permitted(Action.SEE, Part.READ)
def roles_here(desk: Desk) -> tuple[Role, ...]:
    """Return which roles people have in this database: a branch's, or head office's."""
    with desk.store.read() as queries:
        kind = require_installation(queries).kind
    return OFFICE_ROLES if kind == HEAD_OFFICE_KIND else BRANCH_ROLES


@permitted(Action.SEE, Part.READ)
def users(desk: Desk) -> Sequence[User]:
    """Return everybody who may or could sign in, by login."""
    with desk.store.read() as queries:
        return queries.users()


@permitted(Action.CARE)
def password_due(desk: Desk) -> date | None:
    """Return the day by which the operator should change his password; None without users."""
    with desk.store.read() as queries:
        user = queries.user(desk.operator.user_id)
    if user is None:
        return None
    since = user.password_since or user.created_on
    return change_by(since, desk.policy.office.password_days)


def _checked(desk: Desk, person: NewUser) -> NewUser:
    person = _named(desk, person)
    require_strong(person.password, person.login, _least(desk))
    return person


def _named(desk: Desk, person: NewUser) -> NewUser:
    """Return a person as he is entered; his password was not looked at."""
    login, name = person.login.strip().lower(), person.name.strip()
    for field, value in (("login", login), ("name", name)):
        if not value:
            raise RuleViolation("field_missing", field=field)
    if not login.isascii() or not login.isalnum():
        raise RuleViolation("login_wrong", field="login")
    _require_role(desk, person.role)
    return replace(person, login=login, name=name)


def _require_role(desk: Desk, role: Role) -> None:
    if role not in roles_here(desk):
        raise RuleViolation("role_wrong", field="role", role=role.value)


def _require_new(desk: Desk, user: User, password: str) -> None:
    require_strong(password, user.login, _least(desk))
    if desk.keys.opens(user.id, password):
        raise RuleViolation("password_same", field="password")


def _least(desk: Desk) -> int:
    return valid_on(desk.policy.office.password_length, desk.clock.today()).value


def _slot(desk: Desk, user_id: str, login: str, password: str) -> StoredSlot:
    return desk.keys.new_slot(user_id, login, password)


def _plain(slot: StoredSlot) -> dict[str, str]:
    return {"id": slot.id, "content": slot.content}


def _name(desk: Desk, user_id: str) -> str:
    with desk.store.read() as queries:
        return require_user(queries, user_id).name
