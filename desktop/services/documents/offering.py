"""What can be asked for: the kinds of documents, about which loans, with what is proposed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.documents import DocumentKind
from desktop.domain.permissions import Action, Part, Role, allows
from desktop.services.branch import require_installation
from desktop.services.documents.builder import Scope
from desktop.services.documents.case import Case
from desktop.services.documents.catalogue import BUILDERS
from desktop.services.documents.issuing import Wish, case_of
from desktop.services.list_records import FilterValues
from desktop.services.permits import permitted
from desktop.services.ports import Desk
from desktop.services.proposals import OwedLoan
from desktop.services.records import Party


@dataclass(frozen=True, slots=True)
class Offer:
    """What a person may ask for.

    ``party`` is None for papers of the branch itself, ``loans`` are those a document may be about,
    ``proposed`` holds the texts proposed for the inputs of each kind, ``known`` the places and
    officers that occur.
    """

    kinds: tuple[DocumentKind, ...]
    party: Party | None
    loans: tuple[OwedLoan, ...]
    proposed: Mapping[DocumentKind, Mapping[str, str]]
    known: FilterValues


def kinds_of(scopes: Sequence[Scope]) -> tuple[DocumentKind, ...]:
    """Return the kinds of documents about these, in the order in which they are offered."""
    return tuple(kind for kind, builder in BUILDERS.items() if builder.scope in scopes)


def may_issue(role: Role | None, kind: DocumentKind) -> bool:
    """Return whether a role makes the act that a kind of paper is part of."""
    return role is None or allows(role, BUILDERS[kind].action, Part.MAKE)


@permitted(Action.FIELD_WORK)
def offer_to(desk: Desk, party_id: str, as_of: date) -> Offer:
    """Return what the operator may have printed about a debtor.

    Raises RuleViolation ``party_unknown``, ``nothing_owed``.
    """
    role = desk.operator.role
    kinds = tuple(each for each in kinds_of([Scope.DEBTOR]) if may_issue(role, each))
    return _offer(desk, kinds, party_id, as_of)


@permitted(Action.SEE, Part.READ)
def offer_of(desk: Desk, kind: DocumentKind, as_of: date) -> Offer:
    """Return what is proposed for one paper of the branch itself."""
    return _offer(desk, (kind,), "", as_of)


def _offer(desk: Desk, kinds: tuple[DocumentKind, ...], party_id: str, as_of: date) -> Offer:
    with desk.store.read() as queries:
        wish = Wish(kinds[0], party_id)
        case = case_of(desk, queries, require_installation(queries), wish, as_of)
        proposed = {kind: _proposed(kind, case) for kind in kinds}
        return Offer(kinds, case.party, case.loans, proposed, queries.filter_values())


def _proposed(kind: DocumentKind, case: Case) -> Mapping[str, str]:
    inputs = BUILDERS[kind].inputs
    return {each.name: each.default(case) for each in inputs if each.default is not None}
