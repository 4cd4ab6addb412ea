"""Every answer of the whole ledger computed again: clocks, classes, interest, in one pass.

Bulk reads, no question a loan. Stored clocks are rewritten where they differ; class and interest
are never stored, so they are counted and summed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from desktop.domain.classification import ClassFloor, class_floor
from desktop.domain.findings import NeedsPerson
from desktop.domain.five_class import read_five_class
from desktop.domain.interest import InterestBasis, interest_to
from desktop.domain.money import Money
from desktop.domain.permissions import Action
from desktop.services.branch import new_id
from desktop.services.clocks import as_stored, compute
from desktop.services.collector import collector_paused
from desktop.services.permits import permitted
from desktop.services.ports import Desk, UnitOfWork
from desktop.services.progress import Progress
from desktop.services.records import LoanStatus, StoredClock, StoredEvent
from desktop.services.rule_records import LoanFacts

_STEP = 1_000
_GONE = (LoanStatus.SETTLED, LoanStatus.MOVED)


@dataclass(frozen=True, slots=True)
class Recomputed:
    """What a computation of everything found; amounts in fen.

    ``loans`` counts all, class and interest only those neither settled nor moved.
    ``better_than_allowed`` counts loans whose ledger class is better than the days overdue alone
    allow: facts that a person knows of (evasion, new for old) can only lower the class further.
    ``better_fen`` sums their balances, ``better`` counts them by ledger class and class due.
    ``needs_person`` counts loans by the code of a doubt.
    """

    as_of: date
    loans: int
    clocks_changed: int
    principal_fen: int
    interest_fen: int
    better_than_allowed: int
    better_fen: int
    better: Mapping[tuple[str, str], int]
    needs_person: Mapping[str, int]


class Clocks:
    """Computes clocks of many loans; those that nothing happened to share one a due date."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._bare = lru_cache(maxsize=None)(lambda due_on: self._compute("", due_on, ()))

    def of(
        self, loan: LoanFacts, events: Sequence[StoredEvent]
    ) -> tuple[StoredClock, tuple[str, ...]]:
        """Return the clock that a loan's facts give, and the codes of what needs a person."""
        if events:
            return self._compute(loan.loan_id, loan.due_on, events)
        clock, doubts = self._bare(loan.due_on)
        return clock._replace(loan_id=loan.loan_id), doubts

    def _compute(
        self, loan_id: str, due_on: date | None, events: Sequence[StoredEvent]
    ) -> tuple[StoredClock, tuple[str, ...]]:
        claimed, proved = compute(self._desk, due_on, events)
        doubts = tuple(doubt.code for doubt in claimed.needs_person)
        return as_stored(loan_id, claimed, proved), doubts


def rewrite_clocks(desk: Desk, uow: UnitOfWork, progress: Progress) -> int:
    """Compute every clock by the desk's tables, store those that differ, return how many did."""
    clocks, changed = Clocks(desk), []
    for index, (loan, events) in enumerate(uow.all_loans()):
        if not index % _STEP:
            progress.report("clocks", index)
        clock, _ = clocks.of(loan, events)
        if clock[1:] != loan[-4:]:
            changed.append(clock)
    uow.save_clocks(changed)
    return len(changed)


@permitted(Action.CARE)
@collector_paused()
def recompute_all(desk: Desk, as_of: date, progress: Progress) -> Recomputed:
    """Compute clocks, classes and interest of all loans on a day, and correct stored clocks.

    Clocks take in every event, whatever its day, as everywhere; class and interest are those of
    ``as_of``. One transaction, and one journal entry ``clocks_recomputed`` where a stored clock
    was another; otherwise nothing is written.
    """
    with desk.store.write() as uow:
        tally = _Tally(desk, as_of)
        for index, (loan, events) in enumerate(uow.all_loans()):
            if not index % _STEP:
                progress.report("recompute", index)
            tally.take(loan, events)
        result = tally.result()
        if tally.changed:
            progress.report("write")
            uow.save_clocks(tally.changed)
            body = {"loans": result.loans, "clocks_changed": result.clocks_changed}
            uow.record("clocks_recomputed", new_id(), body, desk.clock.today())
            uow.commit()
    return result


@dataclass(slots=True)
class _Tally:
    """Adds up what each loan comes to."""

    desk: Desk
    as_of: date
    loans: int = 0
    principal_fen: int = 0
    interest_fen: int = 0
    better_fen: int = 0
    changed: list[StoredClock] = field(default_factory=list)
    better: Counter[tuple[str, str]] = field(default_factory=Counter)
    needs_person: Counter[str] = field(default_factory=Counter)
    clocks: Clocks = field(init=False)
    floor: Callable[[date | None], ClassFloor] = field(init=False)

    def __post_init__(self) -> None:
        self.clocks = Clocks(self.desk)
        self.floor = lru_cache(maxsize=None)(
            lambda due_on: class_floor(due_on, self.as_of, policy=self.desk.policy)
        )

    def take(self, loan: LoanFacts, events: Sequence[StoredEvent]) -> None:
        """Count one loan in."""
        self.loans += 1
        clock, doubts = self.clocks.of(loan, events)
        if clock[1:] != loan[-4:]:
            self.changed.append(clock)
        if loan.status in _GONE:
            return
        interest = interest_to(_basis(loan), self.as_of, self.desk.policy)
        self.principal_fen += _left(loan)
        self.interest_fen += interest.total.fen
        found = {*doubts, *(doubt.code for doubt in interest.findings), *self._classify(loan)}
        self.needs_person.update(found)

    def _classify(self, loan: LoanFacts) -> Iterator[str]:
        """Compare the ledger's class with the days overdue; yield what needs a person."""
        floor = self.floor(loan.due_on)
        yield from (doubt.code for doubt in floor.needs_person)
        stated = _stated(loan.five_class)
        if isinstance(stated, NeedsPerson):
            yield stated.code
        elif floor.at_least is not None and stated < floor.at_least:
            self.better[stated.label, floor.at_least.label] += 1
            self.better_fen += _left(loan)

    def result(self) -> Recomputed:
        return Recomputed(
            self.as_of,
            self.loans,
            len(self.changed),
            self.principal_fen,
            self.interest_fen,
            self.better.total(),
            self.better_fen,
            dict(self.better),
            dict(self.needs_person),
        )


_stated = lru_cache(maxsize=1_024)(read_five_class)


def _basis(loan: LoanFacts) -> InterestBasis:
    return InterestBasis(
        principal=Money(loan.balance_fen),
        on_balance=Money(loan.on_balance_interest_fen),
        off_balance=Money(loan.off_balance_interest_fen),
        reported_on=loan.reported_on,
        disbursed_on=loan.disbursed_on,
        due_on=loan.due_on,
        rate=loan.rate,
        rate_unit=loan.rate_unit,
        reductions=loan.reductions,
    )


def _left(loan: LoanFacts) -> int:
    """Return what is left of the principal, without what was repaid since the report."""
    return max(0, loan.balance_fen - sum(each.principal.fen for each in loan.reductions))
