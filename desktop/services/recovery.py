"""Laying in the ways back in, by two people; and what happens when one was used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.domain.errors import RuleViolation
from desktop.domain.permissions import Action, Part, Role
from desktop.domain.recovery_code import Slip
from desktop.services.branch import require_installation
from desktop.services.key_ports import StoredSlot
from desktop.services.office_ports import User
from desktop.services.permits import permitted
from desktop.services.ports import Desk, Queries
from desktop.services.two_people import SecondPerson, confirmed_by_two

OFFICERS = 2
_CODE_SLOT = "code"


@permitted(Action.USERS)
def new_recovery_code(desk: Desk, password: str, second: SecondPerson) -> Slip:
    """Draw a new recovery code, and return the slip that is printed; the old one opens nothing.

    Manager and accountant give their passwords; raises as
    :func:`~desktop.services.two_people.confirmed_by_two`.
    """
    checker = confirmed_by_two(desk, Action.USERS, "new_recovery_code", password, second)
    code, slot = desk.keys.new_recovery_code()
    today = desk.clock.today()
    with desk.store.write() as uow:
        branch = require_installation(uow).bank.branch_name
        uow.save_key_slot(slot)
        uow.record("recovery_code_made", slot.id, {"checker": checker}, today)
        uow.commit()
    desk.keys.publish()
    return Slip(code, branch, today)


@permitted(Action.SEE, Part.READ)
def has_recovery_code(desk: Desk) -> bool:
    """Return whether there is a code on paper that was not used yet."""
    with desk.store.read() as queries:
        return any(each.id == _CODE_SLOT for each in queries.key_slots())


@permitted(Action.USERS)
def install_recovery_keys(
    desk: Desk,
    office: str,
    officers: Sequence[str],
    password: str,
    second: SecondPerson,
) -> None:
    """Lay in head office's public key and those of its officers, all hexadecimal.

    Raises RuleViolation ``recovery_two_officers`` for fewer than two, ``recovery_key_wrong``, and
    as :func:`new_recovery_code`.
    """
    if len({each.lower() for each in officers}) < OFFICERS:
        raise RuleViolation("recovery_two_officers", field="officer")
    checker = confirmed_by_two(desk, Action.USERS, "install_recovery_keys", password, second)
    slot = desk.keys.office_slot(office, officers)
    with desk.store.write() as uow:
        uow.save_key_slot(slot)
        body = {"office": office, "officers": list(officers), "checker": checker}
        uow.record("recovery_keys_installed", slot.id, body, desk.clock.today())
        uow.commit()
    desk.keys.publish()


@permitted(Action.CARE)
def regain_access(desk: Desk, slot: StoredSlot, used: str, officers: Sequence[str] = ()) -> None:
    """Give the operator, a manager, his new password after a recovery.

    ``used`` is the slot that was opened for it; a recovery code is good for once. A new data key
    is due afterwards.
    """
    today = desk.clock.today()
    with desk.store.write() as uow:
        user = require_manager(uow, slot.id)
        uow.save_user(replace(user, password_since=today))
        uow.save_key_slot(desk.keys.under_present_key(slot))
        if used == _CODE_SLOT:
            uow.remove_key_slot(used)
        body = {"means": used, "officers": list(officers)}
        uow.record("access_recovered", user.id, body, today)
        uow.commit()


def require_manager(queries: Queries, user_id: str) -> User:
    """Return an active manager; RuleViolation ``recovery_not_manager``."""
    user = queries.user(user_id)
    if user is None or not user.is_active or user.role is not Role.MANAGER:
        raise RuleViolation("recovery_not_manager", field="login")
    return user
