"""What two people do together at one screen, each with his own password."""

from __future__ import annotations

from desktop.domain.errors import RuleViolation
from desktop.domain.permissions import Action, Part
from desktop.services.approvals import desk_of
from desktop.services.permits import require
from desktop.services.ports import Desk


def confirmed_by_two(
    desk: Desk, action: Action, use_case: str, password: str, login: str, login_password: str
) -> str:
    """Return the id of the second person after both gave their passwords.

    Raises RuleViolation ``own_item`` for one and the same person, ``not_permitted``, and
    ExpectedFailure ``wrong_password`` and its like.
    """
    checker = desk_of(desk, login)
    require(checker, action, Part.CHECK, use_case)
    if checker.operator.user_id == desk.operator.user_id:
        raise RuleViolation("own_item")
    desk.keys.confirm(desk.operator.user_id, password)
    checker.keys.confirm(checker.operator.user_id, login_password)
    return checker.operator.user_id
