"""The answers of the rules for one loan on one day, with everything they were computed from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.classification import ClassFloor, better_than_allowed, class_floor
from desktop.domain.errors import RuleViolation
from desktop.domain.findings import NeedsPerson
from desktop.domain.guarantee.clock import (
    GuaranteeClock,
    guarantee_clock,
    proved_guarantee_clock,
)
from desktop.domain.interest import InterestBreakdown, interest_to
from desktop.domain.limitation import Clock, ClockState
from desktop.domain.notices import BankHead
from desktop.domain.permissions import Action, Part
from desktop.domain.rounds import serve_by
from desktop.services.claims import loan_numbered, require_loan
from desktop.services.clocks import compute
from desktop.services.guarantor_facts import GuarantorFacts, of_loan
from desktop.services.permits import permitted
from desktop.services.ports import Desk, Queries
from desktop.services.proposals import interest_basis
from desktop.services.records import Loan, Party, StoredEvent


@dataclass(frozen=True, slots=True)
class LoanDerivation:
    """What the rules say about a loan on ``as_of``.

    ``clock`` counts every event, ``proved`` only those with evidence. ``serve_by`` is the day by
    which to have a notice served. ``class_doubt`` is what is wrong with the ledger's class, if
    anything. ``bank`` is None where no branch was set up.
    """

    loan: Loan
    party: Party
    bank: BankHead | None
    as_of: date
    clock: Clock
    proved: Clock
    serve_by: date | None
    interest: InterestBreakdown
    class_floor: ClassFloor
    class_doubt: NeedsPerson | None
    guarantees: tuple[GuaranteeAnswer, ...]

    @property
    def state(self) -> ClockState:
        return self.clock.state(self.as_of)

    @property
    def unproved(self) -> bool:
        """Whether the claim lives longer by events without evidence."""
        return self.clock.last_day != self.proved.last_day

    @property
    def class_is_better(self) -> bool:
        """Whether the ledger's class is better than the rule allows."""
        return self.class_doubt is not None and self.class_doubt.code == "class_better_than_rule"

    @property
    def twenty_year_flag(self) -> str:
        return self.clock.twenty_year_flag(self.as_of)


@dataclass(frozen=True, slots=True)
class GuaranteeAnswer:
    """One guarantor: what is known, the clock by all acts, the one by those with evidence.

    Both are None while nobody has recorded the contract.
    """

    facts: GuarantorFacts
    clock: GuaranteeClock | None
    proved: GuaranteeClock | None


@permitted(Action.SEE, Part.READ)
def derive(desk: Desk, loan_id: str) -> LoanDerivation:
    """Return the answers for one loan; RuleViolation ``loan_unknown`` if there is none."""
    with desk.store.read() as queries:
        return _of_loan(desk, queries, require_loan(queries, loan_id), None)


@permitted(Action.SEE, Part.READ)
def derive_by_no(desk: Desk, loan_no: str, as_of: date | None = None) -> LoanDerivation:
    """Return the answers for the loan of this number; RuleViolation ``loan_unknown``."""
    with desk.store.read() as queries:
        return _of_loan(desk, queries, loan_numbered(queries, loan_no), as_of)


@permitted(Action.SEE, Part.READ)
def derive_all(desk: Desk, party_id: str) -> tuple[LoanDerivation, ...]:
    """Return the answers for all loans of a debtor by loan number, from one read.

    Raises RuleViolation ``party_unknown``.
    """
    with desk.store.read() as queries:
        party = _party(queries, party_id)
        return _Reader(desk, queries, None).answers(party, queries.loans_of(party_id))


def _of_loan(desk: Desk, queries: Queries, loan: Loan, as_of: date | None) -> LoanDerivation:
    return _Reader(desk, queries, as_of).answers(_party(queries, loan.borrower_id), (loan,))[0]


def _party(queries: Queries, party_id: str) -> Party:
    party = queries.party(party_id)
    if party is None:
        raise RuleViolation("party_unknown", field="party")
    return party


class _Reader:
    """Asks what the rules need inside an open transaction, and asks the rules."""

    def __init__(self, desk: Desk, queries: Queries, as_of: date | None) -> None:
        self._desk = desk
        self._queries = queries
        self._day = as_of or desk.clock.today()
        installation = queries.installation()
        self._bank = installation.bank if installation else None

    def answers(self, party: Party, loans: Sequence[Loan]) -> tuple[LoanDerivation, ...]:
        events = self._queries.events_of([loan.id for loan in loans])
        return tuple(self._answer(party, loan, events.get(loan.id, ())) for loan in loans)

    def _answer(self, party: Party, loan: Loan, events: Sequence[StoredEvent]) -> LoanDerivation:
        desk, day = self._desk, self._day
        claimed, proved = compute(desk, loan.due_on, events, day)
        last = claimed.last_day
        floor = class_floor(loan.due_on, day, policy=desk.policy)
        return LoanDerivation(
            loan=loan,
            party=party,
            bank=self._bank,
            as_of=day,
            clock=claimed,
            proved=proved,
            serve_by=serve_by(last, day, desk.policy.notice) if last else None,
            interest=interest_to(interest_basis(loan), day, desk.policy),
            class_floor=floor,
            class_doubt=better_than_allowed(loan.five_class, floor),
            guarantees=self._guarantees(loan),
        )

    def _guarantees(self, loan: Loan) -> tuple[GuaranteeAnswer, ...]:
        return tuple(self._guarantee(loan, facts) for facts in of_loan(self._queries, loan.id))

    def _guarantee(self, loan: Loan, facts: GuarantorFacts) -> GuaranteeAnswer:
        if facts.contract is None:
            return GuaranteeAnswer(facts, None, None)
        acts = [each.fact for each in facts.standing if each.occurred_on <= self._day]
        known = (facts.contract, loan.due_on, acts, self._desk.policy)
        return GuaranteeAnswer(facts, guarantee_clock(*known), proved_guarantee_clock(*known))
