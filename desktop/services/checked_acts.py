"""What an act that needs a second person is; each area describes its own, the catalogue has all.

An act is described apart from being done: what may be proposed (``check``), what it rests on
(``basis``), and what it does when the last checker has signed (``apply``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from desktop.domain.approvals import Body
from desktop.domain.permissions import Action
from desktop.services.office_ports import StoredStep
from desktop.services.ports import Desk, Queries, UnitOfWork


@dataclass(frozen=True, slots=True)
class Applied:
    """What an act did: the thing it made or changed, and what the journal keeps of it.

    ``result`` is whatever the area hands to whoever asked.
    """

    entity_id: str
    journal: Mapping[str, object]
    occurred_on: date
    subjects: tuple[str, ...] = ()
    result: object = None


@dataclass(frozen=True, slots=True)
class Signed:
    """A proposal all of whose checkers have signed: who made it, who signed.

    Both are empty in a database without users, where acts other than money need no second person.
    """

    proposal_id: str
    maker_id: str
    steps: tuple[StoredStep, ...] = ()

    @property
    def checkers(self) -> tuple[str, ...]:
        """Who signed, in order."""
        return tuple(step.checker_id for step in self.steps)


def no_basis(queries: Queries, body: Body) -> Mapping[str, str]:
    """Return that an act rests on nothing but its own words."""
    return {}


def nothing_after(desk: Desk) -> None:
    """Do nothing once an act is in the database."""


@dataclass(frozen=True, slots=True)
class CheckedAct:
    """An act that takes effect when its checkers have signed.

    ``kind`` names it, on screens and in the journal entry it writes. ``check`` raises RuleViolation
    where the act is impossible now; it is asked when proposing and again when applying. ``basis``
    returns named texts (sums, days, states) that the act rests on: they are kept with the proposal,
    and a checker sees what changed since. ``apply`` writes the rows in the transaction that is
    given, opens none and records nothing: its journal entry is written from what it returns.
    ``after`` is called when that is committed, for files that follow the database; what it left
    undone is done by the next sign-in.
    """

    kind: str
    action: Action
    check: Callable[[Desk, Queries, Body], None]
    apply: Callable[[Desk, UnitOfWork, Body, Signed], Applied]
    basis: Callable[[Queries, Body], Mapping[str, str]] = field(default=no_basis)
    after: Callable[[Desk], None] = field(default=nothing_after)
