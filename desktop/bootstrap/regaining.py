"""Back in where every manager forgot his password: by the code, or by head office's answer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop.bootstrap.application import Application, SystemClock, opened
from desktop.bootstrap.opening import desk_for
from desktop.domain.errors import ExpectedFailure
from desktop.domain.passwords import require_strong
from desktop.domain.policy import valid_on
from desktop.services.key_ports import StoredSlot
from desktop.services.office_ports import User
from desktop.services.ports import Clock
from desktop.services.recovery import regain_access, require_manager
from desktop.services.sign_ins import record_sign_in
from desktop.services.user_acts import finish_key_changes
from desktop.storage.key_ring import slots_inside
from desktop.storage.lockout import Lockout
from desktop.storage.recovery import OFFICERS, forget_request, key_by_code, open_answer
from desktop.storage.sealing import StretchCost
from desktop.storage.user_slots import CODE_SLOT, OFFICE_SLOT, read_slots, slot_text


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
    application = opened(database, key, False, clock, cost)
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
    application = opened(database, recovered.key, False, clock, cost)
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
    desk = desk_for(application, user)
    Lockout(application.store.path).succeeded(user.id)
    regain_access(desk, slot, used, officers)
    record_sign_in(desk)
    finish_key_changes(desk)
    return Application(desk, application.store)
