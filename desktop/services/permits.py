"""Every use case says whose it is, and a refused one leaves a trace.

``@permitted(Action.REPAY)`` above a function of this room is checked before it begins; nobody
else, no page and no command, decides who may do what.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from desktop.domain.errors import RuleViolation
from desktop.domain.permissions import Action, Part, Role, allows, who_may
from desktop.services.ports import Desk

JUDGED_BY_ACT = "judged_by_act"
"""Stands for the permission of a use case that serves every act: it asks for the act's own."""

F = TypeVar("F", bound=Callable[..., object])
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Permission:
    """What a use case asks of whoever calls it."""

    action: Action
    part: Part


def permitted(
    action: Action, part: Part = Part.MAKE
) -> Callable[[Callable[Concatenate[Desk, P], T]], Callable[Concatenate[Desk, P], T]]:
    """Let a use case be called only by roles that may take this part in this action.

    It raises as :func:`require` does. The permission stands in the function's ``permission``, where
    the enumeration of all use cases finds it.
    """

    def guard(use_case: Callable[Concatenate[Desk, P], T]) -> Callable[Concatenate[Desk, P], T]:
        @wraps(use_case)
        def guarded(desk: Desk, *args: P.args, **kwargs: P.kwargs) -> T:
            require(desk, action, part, use_case.__name__)
            return use_case(desk, *args, **kwargs)

        guarded.permission = Permission(action, part)  # type: ignore[attr-defined]
        return cast(Callable[Concatenate[Desk, P], T], guarded)

    return guard


def judged_by_act(use_case: F) -> F:
    """Mark a use case that calls :func:`require` itself, with the action of the act it is about."""
    use_case.permission = JUDGED_BY_ACT  # type: ignore[attr-defined]
    return use_case


def require(desk: Desk, action: Action, part: Part, use_case: str) -> None:
    """Refuse what the operator's role may not do, and write the refusal into the journal.

    Raises RuleViolation ``not_permitted``, ``users_needed`` where nobody has been entered yet, and
    ``sign_in_again`` where the operator is no longer what he was when he signed in: he may look on,
    and keep his drafts. Must be called outside a transaction: the refusal is one of its own.
    """
    role = desk.operator.role
    if allows(role, action, part):
        acts = part is not Part.READ and action is not Action.CARE
        if acts and not _is_as_signed_in(desk):
            raise RuleViolation("sign_in_again")
        return
    if role is None:
        raise RuleViolation("users_needed", action=action.value)
    body = {"action": action.value, "part": part.value, "use_case": use_case, "role": role.value}
    with desk.store.write() as uow:
        uow.record("act_refused", desk.operator.user_id, body, desk.clock.today())
        uow.commit()
    raise not_permitted(role, action, part)


def not_permitted(role: Role, action: Action, part: Part) -> RuleViolation:
    """Return the refusal of a role, which names those that may."""
    roles = tuple(each.value for each in who_may(action, part))
    return RuleViolation("not_permitted", action=action.value, role=role.value, roles=roles)


def _is_as_signed_in(desk: Desk) -> bool:
    """Return whether the operator still has the role of his sign-in: a window may stand open for
    longer than that, and one from before there were users has none.
    """
    with desk.store.read() as queries:
        user = queries.user(desk.operator.user_id)
        if user is None:
            return not queries.key_slots()
    return user.is_active and user.role is desk.operator.role
