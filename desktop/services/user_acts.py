"""Changes of the people of a branch that a second person checks, and what follows them.

A proposal about a password holds the slot it was typed into, never the password. Who leaves loses
his slot, and the database gets a new data key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from desktop.domain.approvals import Body
from desktop.domain.errors import RuleViolation
from desktop.domain.permissions import Action, Role
from desktop.services.checked_acts import Applied, CheckedAct, Signed
from desktop.services.key_ports import StoredSlot
from desktop.services.office_ports import User
from desktop.services.permits import permitted
from desktop.services.ports import Desk, Queries, UnitOfWork

NEEDED = (Role.ACCOUNTANT, Role.MANAGER)
"""Roles without which nothing in a branch can be checked."""

_ASKS_FOR_KEY = ("user_disabled", "data_key_ordered", "access_recovered")


def require_user(queries: Queries, user_id: str) -> User:
    """Return somebody who may sign in; RuleViolation ``user_unknown``, ``user_disabled``."""
    user = queries.user(user_id)
    if user is None:
        raise RuleViolation("user_unknown", field="user")
    if not user.is_active:
        raise RuleViolation("user_disabled", field="user", name=user.name)
    return user


def require_free_login(queries: Queries, login: str) -> None:
    """Raise RuleViolation ``login_taken``; a login is never given twice, the journal names it."""
    if any(each.login == login for each in queries.users()):
        raise RuleViolation("login_taken", field="login", login=login)


def _renew_key(desk: Desk) -> None:
    """Give the database a new data key, and say so in its journal."""

    def record(uow: UnitOfWork) -> None:
        uow.record("data_key_renewed", "database", {}, desk.clock.today())

    desk.keys.renew(desk.operator.user_id, record)


@permitted(Action.CARE)
def finish_key_changes(desk: Desk) -> None:
    """Do what an interrupted change left undone: the file of slots, a new data key."""
    desk.keys.publish()
    with desk.store.read() as queries:
        asked = max((_last(queries, kind) for kind in _ASKS_FOR_KEY), default=0)
        is_due = asked > _last(queries, "data_key_renewed")
    if is_due:
        _renew_key(desk)


def slot_of(body: Body) -> StoredSlot:
    """Return the slot in a proposal about a password."""
    plain = cast(Mapping[str, str], body["slot"])
    return StoredSlot(plain["id"], plain["content"])


def _last(queries: Queries, kind: str) -> int:
    return max((each.local_no for each in queries.journal_of_kind(kind)), default=0)


def _check_added(desk: Desk, queries: Queries, body: Body) -> None:
    if desk.operator.role is None:
        raise RuleViolation("users_needed", action=Action.USERS.value)
    require_free_login(queries, str(body["login"]))


def _add(desk: Desk, uow: UnitOfWork, body: Body, signed: Signed) -> Applied:
    today, slot = desk.clock.today(), slot_of(body)
    user = User(
        id=slot.id,
        login=str(body["login"]),
        name=str(body["name"]),
        role=Role(body["role"]),
        created_on=today,
        password_since=today,
    )
    uow.save_user(user)
    uow.save_key_slot(desk.keys.under_present_key(slot))
    said = {"login": user.login, "name": user.name, "role": user.role.value}
    return Applied(user.id, said, today, result=user)


def _check_role(desk: Desk, queries: Queries, body: Body) -> None:
    user = require_user(queries, str(body["user"]))
    if user.role.value == body["role"]:
        raise RuleViolation("role_unchanged", field="role", name=user.name)
    _require_others(queries, user)


def _change_role(desk: Desk, uow: UnitOfWork, body: Body, signed: Signed) -> Applied:
    user = require_user(uow, str(body["user"]))
    changed = replace(user, role=Role(body["role"]))
    uow.save_user(changed)
    said = {"before": user.role.value, "after": changed.role.value}
    return Applied(user.id, said, desk.clock.today(), result=changed)


def _check_disabled(desk: Desk, queries: Queries, body: Body) -> None:
    _require_others(queries, require_user(queries, str(body["user"])))


def _disable(desk: Desk, uow: UnitOfWork, body: Body, signed: Signed) -> Applied:
    today = desk.clock.today()
    gone = replace(require_user(uow, str(body["user"])), disabled_on=today)
    uow.save_user(gone)
    uow.remove_key_slot(gone.id)
    return Applied(gone.id, {"login": gone.login}, today, result=gone)


def _check_reset(desk: Desk, queries: Queries, body: Body) -> None:
    require_user(queries, slot_of(body).id)


def _reset(desk: Desk, uow: UnitOfWork, body: Body, signed: Signed) -> Applied:
    today, slot = desk.clock.today(), slot_of(body)
    user = replace(require_user(uow, slot.id), password_since=today)
    uow.save_user(user)
    uow.save_key_slot(desk.keys.under_present_key(slot))
    return Applied(user.id, {"login": user.login}, today, result=user)


def _check_key(desk: Desk, queries: Queries, body: Body) -> None:
    if not queries.key_slots():
        raise RuleViolation("users_needed", action=Action.RESTORE.value)


def _order_key(desk: Desk, uow: UnitOfWork, body: Body, signed: Signed) -> Applied:
    return Applied("database", {}, desk.clock.today())


def _require_others(queries: Queries, user: User) -> None:
    """Refuse to take away the last one of a role without which nothing can be checked."""
    others = [each for each in queries.users() if each.is_active and each.id != user.id]
    if user.role in NEEDED and all(each.role is not user.role for each in others):
        raise RuleViolation("last_of_role", field="user", name=user.name, role=user.role.value)


def _user_now(queries: Queries, body: Body) -> Mapping[str, str]:
    """What a change of a person rests on: what he is now."""
    user = queries.user(str(body["user"])) if "user" in body else None
    return {"role": user.role.value, "name": user.name} if user else {}


ACTS = (
    CheckedAct("user_added", Action.USERS, _check_added, _add, after=finish_key_changes),
    CheckedAct("user_role_changed", Action.USERS, _check_role, _change_role, _user_now),
    CheckedAct(
        "user_disabled", Action.USERS, _check_disabled, _disable, _user_now, finish_key_changes
    ),
    CheckedAct("password_reset", Action.USERS, _check_reset, _reset, after=finish_key_changes),
    CheckedAct(
        "data_key_ordered", Action.RESTORE, _check_key, _order_key, after=finish_key_changes
    ),
)
