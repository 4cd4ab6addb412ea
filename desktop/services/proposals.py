"""Who is due for which demand notice, and why: proposed from the facts, changeable by a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.errors import RuleViolation
from desktop.domain.interest import InterestBasis, InterestBreakdown, interest_to
from desktop.domain.limitation import ClockState, PeriodKind, due_in_force
from desktop.domain.money import Money
from desktop.domain.notices import NoticeFacts
from desktop.domain.permissions import Action, Part
from desktop.domain.rounds import (
    LAST_ROUND,
    NoticeState,
    Obstacle,
    PastNotice,
    RoundProposal,
    demanded_on,
    propose_round,
)
from desktop.services.clocks import claim_events, compute
from desktop.services.contacts import reached_by_id
from desktop.services.ledger_days import newest_ledger
from desktop.services.masking import masked_party
from desktop.services.permits import permitted
from desktop.services.ports import Desk, Queries
from desktop.services.progress import NoProgress, Progress
from desktop.services.records import Hold, Loan, LoanStatus, Notice, Party, StoredEvent

_STEP = 50
_GONE = (LoanStatus.SETTLED, LoanStatus.MOVED)


@dataclass(frozen=True, slots=True)
class OwedLoan:
    """A loan, what is owed on it on the day, and where its clock stands.

    ``due_on`` is the due date in force: that of the ledger, or what was agreed on later.
    ``is_judged`` tells that a judgment stands, and its period to apply for enforcement runs.
    """

    loan: Loan
    interest: InterestBreakdown
    last_day: date | None
    clock_state: ClockState
    due_on: date | None
    is_judged: bool = False

    @property
    def total_fen(self) -> int:
        return self.loan.balance_fen + self.interest.total.fen

    def deferred_to(self, as_of: date) -> date | None:
        """Return the later due date agreed on that has not passed, None where there is none."""
        agreed = self.due_on if self.due_on != self.loan.due_on else None
        return agreed if agreed and agreed >= as_of else None


@dataclass(frozen=True, slots=True)
class NoticeProposal:
    """A debtor, the loans a notice would name, the round proposed and what speaks against it."""

    party: Party
    loans: tuple[OwedLoan, ...]
    proposal: RoundProposal
    demanded_on: tuple[date, ...]

    @property
    def total_fen(self) -> int:
        return sum(loan.total_fen for loan in self.loans)

    @property
    def earliest_last_day(self) -> date | None:
        return _earliest(self.loans)


def interest_basis(loan: Loan) -> InterestBasis:
    """Return what interest on a stored loan is computed from."""
    principal, on_balance, off_balance = map(Money, loan.reported)
    return InterestBasis(
        principal=principal,
        on_balance=on_balance,
        off_balance=off_balance,
        reported_on=loan.reported_on,
        disbursed_on=loan.disbursed_on,
        due_on=loan.due_on,
        rate=loan.rate,
        rate_unit=loan.rate_unit,
        reductions=loan.reductions,
    )


@permitted(Action.SEE, Part.READ)
def propose(
    desk: Desk,
    as_of: date,
    township: str = "",
    village: str = "",
    progress: Progress | None = None,
) -> list[NoticeProposal]:
    """Return every debtor with overdue loans, in the order of the route, with round and reason.

    It is a list: who they are is masked.
    """
    with desk.store.read() as queries:
        found = propose_from(desk, queries, as_of, township, village, progress)
    return [replace(each, party=masked_party(each.party)) for each in found]


def with_round(proposal: NoticeProposal, number: int) -> NoticeProposal:
    """Return the proposal with another round; a later one needs an earlier one that was served."""
    if not 1 <= number <= LAST_ROUND:
        raise RuleViolation("round_unknown", field="round", round=number)
    old = proposal.proposal
    of_round = (Obstacle.NO_EARLIER_ROUND, Obstacle.EXPIRED_LAST_ROUND)
    obstacles = [each for each in old.obstacles if each not in of_round]
    if number > 1 and not proposal.demanded_on:
        obstacles.append(Obstacle.NO_EARLIER_ROUND)
    if number == LAST_ROUND and Obstacle.CLAIM_EXPIRED in obstacles:
        obstacles.append(Obstacle.EXPIRED_LAST_ROUND)
    changed = RoundProposal(number, old.reason, tuple(obstacles))
    return NoticeProposal(proposal.party, proposal.loans, changed, proposal.demanded_on)


def propose_from(
    desk: Desk,
    queries: Queries,
    as_of: date,
    township: str = "",
    village: str = "",
    progress: Progress | None = None,
) -> list[NoticeProposal]:
    """Return the proposals inside a transaction that is already open."""
    shown = progress or NoProgress()
    debtors: dict[str, list[tuple[Party, Loan]]] = {}
    for pair in queries.debtors(township, village):
        debtors.setdefault(pair[0].id, []).append(pair)
    found = reached_by_id(queries, (pairs[0][0] for pairs in debtors.values()))
    for party_id, party in found.items():
        debtors[party_id] = [(party, loan) for _, loan in debtors[party_id]]
    past = queries.notices_of(list(debtors))
    events = queries.events_of([loan.id for pairs in debtors.values() for _, loan in pairs])
    stale = _is_stale(desk, queries, as_of)
    proposals = []
    for index, (party_id, pairs) in enumerate(debtors.items()):
        if not index % _STEP:
            shown.report("propose", index, len(debtors))
        proposal = _proposal(desk, pairs, past.get(party_id, ()), events, as_of, stale)
        if proposal is not None:
            proposals.append(proposal)
    return proposals


def owed_loans(desk: Desk, queries: Queries, party_id: str, as_of: date) -> tuple[OwedLoan, ...]:
    """Return a debtor's loans that are owed on a day, due or not, with interest and clock."""
    loans = [each for each in queries.loans_of(party_id) if each.status not in _GONE]
    events = queries.events_of([each.id for each in loans])
    owed = (_owed(desk, each, events.get(each.id, ()), as_of) for each in loans)
    return tuple(each for each in owed if each.total_fen > 0)


def _proposal(
    desk: Desk,
    pairs: Sequence[tuple[Party, Loan]],
    notices: Sequence[Notice],
    events: Mapping[str, Sequence[StoredEvent]],
    as_of: date,
    stale: bool,
) -> NoticeProposal | None:
    """Return the proposal for one debtor, or None where nothing is overdue."""
    party = pairs[0][0]
    due = tuple(
        _owed(desk, loan, events.get(loan.id, ()), as_of)
        for _, loan in pairs
        if is_claimable(loan, as_of)
    )
    if not due:
        return None
    loans = tuple(each for each in due if not _standstill(each, as_of)) or due
    ids = [each.loan.id for each in loans]
    past = list(map(_past, notices))
    base = propose_round(past, as_of, _earliest(loans), desk.policy.notice, ids)
    obstacles = (*base.obstacles, *_obstacles(party, loans, stale, as_of))
    number = min(base.round, LAST_ROUND - 1) if Obstacle.CLAIM_EXPIRED in obstacles else base.round
    proposal = RoundProposal(number, base.reason, obstacles)
    return NoticeProposal(party, loans, proposal, demanded_on(past, ids))


def _past(notice: Notice) -> PastNotice:
    """Return what a notice does to the next one; only of a served one its loans are looked up."""
    served = notice.state is NoticeState.SERVED
    loans = NoticeFacts.from_json(notice.facts).loans if served else ()
    named = frozenset(each.loan_id for each in loans)
    day = notice.issued_on
    return PastNotice(notice.serial, notice.round, day, notice.state, notice.served_on, named)


def _standstill(owed: OwedLoan, as_of: date) -> Obstacle | None:
    """Return why a loan is not demanded by a notice; the debtor's others are demanded all the same.

    What was deferred is not due. What is before a court goes by the case: a letter that announces
    a suit, or that states the contract's sums beside a judgment's, would be wrong.
    """
    if owed.clock_state is ClockState.IN_PROCEDURE:
        return Obstacle.IN_PROCEDURE
    if owed.is_judged:
        return Obstacle.JUDGED
    return Obstacle.LOANS_DEFERRED if owed.deferred_to(as_of) else None


def is_claimable(loan: Loan, as_of: date) -> bool:
    """Only what is due may be demanded; a loan without a due date is shown with what it lacks."""
    return is_owed(loan) and (loan.due_on is None or loan.due_on < as_of)


def is_owed(loan: Loan) -> bool:
    """Return whether anything is left of a loan that nobody settled or moved.

    A rest of interest that formed since the report alone is not demanded: the next ledger has it.
    """
    left = loan.balance_fen + loan.on_balance_interest_fen + loan.off_balance_interest_fen
    return left > 0 and loan.status not in _GONE


def _owed(desk: Desk, loan: Loan, events: Sequence[StoredEvent], as_of: date) -> OwedLoan:
    claimed, _ = compute(desk, loan.due_on, events, as_of)
    interest = interest_to(interest_basis(loan), as_of, desk.policy)
    return OwedLoan(
        loan,
        interest,
        claimed.last_day,
        claimed.state(as_of),
        due_in_force(loan.due_on, claim_events(events, as_of)),
        claimed.period_kind is PeriodKind.ENFORCEMENT,
    )


def _earliest(loans: Iterable[OwedLoan]) -> date | None:
    days = [
        each.last_day for each in loans if each.last_day and each.clock_state is ClockState.ALIVE
    ]
    return min(days, default=None)


def _obstacles(party: Party, loans: Sequence[OwedLoan], stale: bool, as_of: date) -> list[Obstacle]:
    halts = {_standstill(each, as_of) for each in loans}
    found = {
        Obstacle.IMPERSONATION_HOLD: party.hold is Hold.IMPERSONATION,
        Obstacle.DECEASED: party.deceased,
        Obstacle.LOAN_INCOMPLETE: any(_has_blank(each.loan) for each in loans),
        Obstacle.NAME_CHARACTERS: any(_is_undecoded(character) for character in party.name),
        Obstacle.NO_ADDRESS: not (party.address or party.village),
        Obstacle.CLAIM_EXPIRED: all(each.clock_state is ClockState.EXPIRED for each in loans),
        Obstacle.MISSING_FROM_LEDGER: any(each.loan.status is LoanStatus.MISSING for each in loans),
        Obstacle.STALE_LEDGER: stale,
        Obstacle.LOANS_DEFERRED: Obstacle.LOANS_DEFERRED in halts,
        Obstacle.IN_PROCEDURE: Obstacle.IN_PROCEDURE in halts,
        Obstacle.JUDGED: Obstacle.JUDGED in halts,
    }
    return [obstacle for obstacle, present in found.items() if present]


def _has_blank(loan: Loan) -> bool:
    return None in (loan.disbursed_on, loan.due_on, loan.amount_fen)


def _is_undecoded(character: str) -> bool:
    return "\ue000" <= character <= "\uf8ff" or character in "\ufffd?？"


def newest_ledger_day(desk: Desk, queries: Queries) -> date | None:
    """Return the business date of the newest ledger, None before the first import."""
    newest = newest_ledger(queries.imports(), desk.clock.today())
    return newest.as_of if newest else None


def _is_stale(desk: Desk, queries: Queries, as_of: date) -> bool:
    newest = newest_ledger_day(desk, queries) or as_of
    return (as_of - newest).days > desk.policy.notice.stale_ledger_days
