"""Head office's desk: whether this is one, and who acts at it."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.domain.permissions import Action
from desktop.services.approval_items import people
from desktop.services.collection_ports import Collection, CollectionQueries
from desktop.services.collection_records import Branch
from desktop.services.head_office_ports import HeadOffice
from desktop.services.ports import Desk, Queries
from desktop.services.two_people import SecondPerson, signed_by

INBOX = "inbox"
"""The folder beside the desk database where received files stay as they came."""
AS_A_WHOLE = ""
"""What stands for head office itself where the collection names a branch."""


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signed: ids for the acts that are written down, names for those who read of it."""

    ids: tuple[str, ...]
    names: tuple[str, ...]


def require_collection(desk: Desk) -> Collection:
    """Return the database of the branches; ExpectedFailure ``not_head_office`` at a branch."""
    if desk.collection is None:
        raise ExpectedFailure("not_head_office")
    return desk.collection


def require_head_office(queries: Queries) -> HeadOffice:
    """Return what head office has; ExpectedFailure ``not_head_office`` at a branch."""
    office = queries.head_office()
    if office is None:
        raise ExpectedFailure("not_head_office")
    return office


def require_branch(queries: CollectionQueries, code: str) -> Branch:
    """Return a branch that was added; RuleViolation ``branch_unknown``."""
    for branch in queries.branches():
        if branch.code == code:
            return branch
    raise RuleViolation("branch_unknown", field="branch", branch=code)


def signed_by_two(desk: Desk, use_case: str, second: SecondPerson | None) -> Signed:
    """Return the operator and a second person of head office; raises as :func:`signed_by`.

    In a database without users whoever holds its key signs alone.
    """
    checker = signed_by(desk, Action.OFFICE, use_case, second)
    ids = tuple(each for each in (desk.operator.user_id, checker) if each)
    found = {each.id: each.name for each in people(desk)}
    return Signed(ids, tuple(found.get(each, each) for each in ids))
