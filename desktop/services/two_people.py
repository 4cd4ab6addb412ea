"""What two people do together at one screen, each with his own password.

A ledger of 100,000 loans or a key is not put into a proposal: both people stand at the screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.errors import RuleViolation
from desktop.domain.permissions import Action, Part, allows
from desktop.services.approvals import desk_of
from desktop.services.office_ports import User
from desktop.services.permits import permitted, require
from desktop.services.ports import Desk


@dataclass(frozen=True, slots=True)
class SecondPerson:
    """Who signs beside the operator: what he types."""

    login: str
    password: str


def signed_by(desk: Desk, action: Action, use_case: str, second: SecondPerson | None) -> str:
    """Return the id of the second person; "" in a database without users, where nobody is asked.

    Must be called outside a transaction. Raises RuleViolation ``second_person_needed`` where
    nobody signs, ``not_permitted`` for a role that does not check this action, ``own_item`` for
    the operator himself, ExpectedFailure ``wrong_password``, and as the key ring does.
    """
    if desk.operator.role is None:
        return ""
    if second is None:
        raise RuleViolation("second_person_needed")
    checker = desk_of(desk, second.login)
    # First of all: what is written down as refused to somebody, he must have asked for himself.
    checker.keys.confirm(checker.operator.user_id, second.password)
    require(checker, action, Part.CHECK, use_case)
    if checker.operator.user_id == desk.operator.user_id:
        raise RuleViolation("own_item")
    return checker.operator.user_id


def confirmed_by_two(
    desk: Desk, action: Action, use_case: str, password: str, second: SecondPerson
) -> str:
    """Return the id of the second person after both gave their passwords.

    Raises as :func:`signed_by` does; the operator's own password is asked for first.
    """
    desk.keys.confirm(desk.operator.user_id, password)
    return signed_by(desk, action, use_case, second)


@permitted(Action.SEE, Part.READ)
def possible_seconds(desk: Desk, action: Action) -> Sequence[User]:
    """Return who may sign an action beside the operator; () where nobody is asked."""
    with desk.store.read() as queries:
        return [
            each
            for each in queries.users()
            if each.is_active
            and each.id != desk.operator.user_id
            and allows(each.role, action, Part.CHECK)
        ]
