"""Which debtors get a notice, and of which round: the officer's choice over what is proposed.

Plain data without Qt. Candidates keep the order of the route. A debtor outside the filter is
neither shown nor printed, whatever its tick.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from desktop.domain.rounds import Obstacle
from desktop.services.notices import Choice
from desktop.services.paper_ports import PaperProblem
from desktop.services.proposals import NoticeProposal, with_round
from desktop.services.records import Party


class Group(StrEnum):
    """What the chips over the lists show."""

    SUGGESTED = "suggested"
    TROUBLED = "troubled"
    SOUND = "sound"
    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    HELD = "held"


ROUND_GROUPS = (Group.FIRST, Group.SECOND, Group.THIRD)


class Scope(NamedTuple):
    """The filter over all lists; empty fields do not restrict."""

    township: str = ""
    village: str = ""
    officer: str = ""


class Sums(NamedTuple):
    """How many debtors and loans, and how much they owe in fen."""

    debtors: int
    loans: int
    total_fen: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A debtor who may get a notice, and what was decided about it.

    ``suggested`` is what the program would do today; ``problems`` are blanks and characters that
    would not print, known once the papers were checked.
    """

    proposal: NoticeProposal
    suggested: bool
    ticked: bool
    total_fen: int
    officers: frozenset[str]
    last_day: date | None
    problems: tuple[PaperProblem, ...] = ()

    @property
    def party(self) -> Party:
        return self.proposal.party

    @property
    def round(self) -> int:
        return self.proposal.proposal.round

    @property
    def allowed(self) -> bool:
        """Whether it may be ticked."""
        return self.proposal.proposal.printable and not self.problems

    @property
    def obstacles(self) -> tuple[Obstacle, ...]:
        """What speaks against this one; an old ledger speaks against all and is said once."""
        return tuple(
            each for each in self.proposal.proposal.obstacles if each is not Obstacle.STALE_LEDGER
        )

    @property
    def troubled(self) -> bool:
        return bool(self.obstacles or self.problems)


class Selection:
    """The candidates and what the officer chose; answers are counts, lists and choices."""

    def __init__(self) -> None:
        self._scope = Scope()
        self._suggested: dict[str, NoticeProposal] = {}
        self._candidates: dict[str, Candidate] = {}
        self._in_scope: list[Candidate] | None = None
        self._chosen: list[Candidate] | None = None

    @property
    def scope(self) -> Scope:
        return self._scope

    @scope.setter
    def scope(self, scope: Scope) -> None:
        self._scope = scope
        self._forget()

    def propose(self, candidates: Sequence[Candidate]) -> None:
        """Start from what the program proposes; rounds and ticks chosen before are kept."""
        old = self._candidates
        self._suggested = {each.party.id: each.proposal for each in candidates}
        self._candidates = {
            each.party.id: _kept(each, old.get(each.party.id)) for each in candidates
        }
        self._forget()

    def get(self, party_id: str) -> Candidate:
        return self._candidates[party_id]

    def knows(self, party_id: str) -> bool:
        return party_id in self._candidates

    def tick(self, party_ids: Iterable[str], ticked: bool) -> None:
        """Take debtors in or out; one that is forbidden stays out."""
        for party_id in party_ids:
            each = self._candidates[party_id]
            self._candidates[party_id] = replace(each, ticked=ticked and each.allowed)
        self._forget()

    def set_round(self, party_ids: Iterable[str], number: int | None) -> None:
        """Choose a round, or with None the proposed one; a round that is forbidden is unticked."""
        for party_id in party_ids:
            each, proposed = self._candidates[party_id], self._suggested[party_id]
            wanted = proposed if number is None else with_round(proposed, number)
            printable = wanted.proposal.printable
            self._candidates[party_id] = replace(
                each, proposal=wanted, ticked=each.ticked and printable, problems=()
            )
        self._forget()

    def note_problems(self, problems: Iterable[PaperProblem]) -> None:
        """Note what would not print, and take those debtors out."""
        by_party: dict[str, list[PaperProblem]] = {}
        for each in problems:
            by_party.setdefault(each.party_id, []).append(each)
        for party_id, found in by_party.items():
            candidate = self._candidates[party_id]
            self._candidates[party_id] = replace(candidate, ticked=False, problems=tuple(found))
        self._forget()

    def is_stale(self) -> bool:
        """Whether the ledger is too old to demand from."""
        some = next(iter(self._suggested.values()), None)
        return some is not None and Obstacle.STALE_LEDGER in some.proposal.obstacles

    def in_scope(self) -> list[Candidate]:
        """Return the candidates of the filter, in the order of the route."""
        if self._in_scope is None:
            everyone = self._candidates.values()
            self._in_scope = [each for each in everyone if _matches(each, self._scope)]
        return self._in_scope

    def chosen(self) -> list[Candidate]:
        """Return those that will get a notice, in the order of the route."""
        if self._chosen is None:
            self._chosen = [each for each in self.in_scope() if each.ticked]
        return self._chosen

    def choices(self) -> list[Choice]:
        """Return what is to be issued."""
        return [Choice(each.party.id, each.round) for each in self.chosen()]

    def checked(self) -> list[Candidate]:
        """Return what the second step looks at: the chosen ones and those that are forbidden."""
        return [each for each in self.in_scope() if each.ticked or not each.allowed]

    def places(self) -> list[tuple[str, str]]:
        """Return the (township, village) that occur, in the order of the route."""
        places = ((each.party.township, each.party.village) for each in self._candidates.values())
        return list(dict.fromkeys(places))

    def officers(self) -> list[str]:
        names = {name for each in self._candidates.values() for name in each.officers}
        return sorted(names - {""})

    def _forget(self) -> None:
        """Work the lists out anew when they are next asked for: they may be 40,000 long."""
        self._in_scope = self._chosen = None


def of_group(candidates: Iterable[Candidate], group: Group) -> list[Candidate]:
    """Return those a chip shows."""
    return [each for each in candidates if _BELONGS[group](each)]


def count_groups(candidates: Collection[Candidate], groups: Sequence[Group]) -> Mapping[Group, int]:
    """Return how many each chip shows."""
    counts = Counter(group for each in candidates for group in groups if _BELONGS[group](each))
    return {group: counts[group] for group in groups}


def sum_up(candidates: Collection[Candidate]) -> Sums:
    """Return count and sums of candidates."""
    return Sums(
        len(candidates),
        sum(len(each.proposal.loans) for each in candidates),
        sum(each.total_fen for each in candidates),
    )


def candidate_of(proposal: NoticeProposal) -> Candidate:
    """Return a proposal as the program would decide it today."""
    suggested = proposal.proposal.chosen
    return Candidate(
        proposal=proposal,
        suggested=suggested,
        ticked=suggested,
        total_fen=proposal.total_fen,
        officers=frozenset(each.loan.officer for each in proposal.loans),
        last_day=proposal.earliest_last_day,
    )


def _kept(made: Candidate, before: Candidate | None) -> Candidate:
    """Return a new candidate with the round and tick that were chosen for it before."""
    if before is None or before.suggested != made.suggested or not made.allowed:
        return made
    if before.ticked == made.ticked and before.round == made.round:
        return made
    kept = replace(made, proposal=with_round(made.proposal, before.round), ticked=before.ticked)
    return replace(kept, ticked=kept.ticked and kept.allowed)


def _matches(each: Candidate, scope: Scope) -> bool:
    party = each.party
    return (
        (not scope.township or party.township == scope.township)
        and (not scope.village or party.village == scope.village)
        and (not scope.officer or scope.officer in each.officers)
    )


def _is_of_round(number: int) -> Callable[[Candidate], bool]:
    return lambda each: each.round == number and (each.suggested or each.ticked)


_BELONGS: Mapping[Group, Callable[[Candidate], bool]] = {
    Group.SUGGESTED: lambda each: each.suggested,
    Group.TROUBLED: lambda each: each.troubled,
    Group.SOUND: lambda each: each.ticked and not each.troubled,
    Group.HELD: lambda each: not each.suggested,
    **{group: _is_of_round(number) for number, group in enumerate(ROUND_GROUPS, start=1)},
}
