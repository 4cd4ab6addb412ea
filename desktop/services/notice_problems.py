"""What speaks against notices before they are issued, by debtor: from a hold to a lost character.

A batch is looked through once, so that everything can be put right before paper is used.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.permissions import Action, Part
from desktop.domain.rounds import DEFERRING, FORBIDDING
from desktop.services.branch import require_installation
from desktop.services.notices import notice_facts
from desktop.services.permits import permitted
from desktop.services.ports import Desk
from desktop.services.proposals import NoticeProposal
from desktop.services.records import Party


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing found; ``code`` has words, ``field`` and ``characters`` fill them.

    ``forbids`` printing until its cause is removed, ``defers`` it by the program's advice; what
    does neither is to be looked at: no address, an old ledger, a claim that has run out.
    """

    code: str
    forbids: bool
    defers: bool = False
    field: str = ""
    characters: str = ""


@dataclass(frozen=True, slots=True)
class DebtorProblems:
    """Everything found about one debtor's notice; there is something."""

    party: Party
    problems: tuple[Problem, ...]

    @property
    def forbids(self) -> bool:
        return any(each.forbids for each in self.problems)

    @property
    def defers(self) -> bool:
        return any(each.defers for each in self.problems)


@permitted(Action.SEE, Part.READ)
def find_problems(
    desk: Desk, proposals: Sequence[NoticeProposal], as_of: date
) -> tuple[DebtorProblems, ...]:
    """Return the debtors about whose notices something was found, in the order given.

    Characters and blanks are looked for in the papers as they would be, so only where nothing
    forbids drafting them.
    """
    on_paper = _on_paper(desk, [each for each in proposals if each.proposal.printable], as_of)
    found = (
        DebtorProblems(each.party, (*_obstacles(each), *on_paper.get(each.party.id, ())))
        for each in proposals
    )
    return tuple(each for each in found if each.problems)


def _obstacles(proposal: NoticeProposal) -> Iterator[Problem]:
    for each in proposal.proposal.obstacles:
        yield Problem(each.value, each in FORBIDDING, each in DEFERRING)


def _on_paper(
    desk: Desk, proposals: Sequence[NoticeProposal], as_of: date
) -> dict[str, list[Problem]]:
    """Draft the notices with the full names, whatever the proposals show of them."""
    with desk.store.read() as queries:
        installation = require_installation(queries)
        full = [
            replace(each, party=queries.party(each.party.id) or each.party) for each in proposals
        ]
    drafts = [notice_facts(desk, installation, each, as_of) for each in full]
    found: dict[str, list[Problem]] = {}
    for each in desk.papers.check(drafts):
        problem = Problem(each.code, True, field=each.field, characters=each.characters)
        found.setdefault(each.party_id, []).append(problem)
    return found
