"""Every answer of the whole ledger computed again: clocks, classes, interest, in one pass.

Bulk reads, no question a loan. Stored clocks are rewritten where they differ; class and interest
are never stored, so they are counted and summed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from desktop.domain.interest import InterestBasis, interest_to
from desktop.domain.money import Money
from desktop.services.branch import new_id
from desktop.services.clocks import stored_clock
from desktop.services.collector import collector_paused
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
    ``better_than_allowed`` counts loans whose ledger class is better than the days overdue allow,
    ``better_fen`` sums their balances, ``better`` counts them by ledger class and class due.
    ``needs_person`` counts doubts by code.
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
    """Computes stored clocks; loans that nothing happened to share one a due date."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._bare: Callable[[date | None], StoredClock] = lru_cache(maxsize=None)(
            lambda due_on: stored_clock(desk, "", due_on, ())
        )

    def of(self, loan: LoanFacts, events: Sequence[StoredEvent]) -> StoredClock:
        """Return the clock that a loan's facts give."""
        if events:
            return stored_clock(self._desk, loan.loan_id, loan.due_on, events)
        return self._bare(loan.due_on)._replace(loan_id=loan.loan_id)


def rewrite_clocks(desk: Desk, uow: UnitOfWork, progress: Progress) -> int:
    """Compute every clock by the desk's tables, store those that differ, return how many did."""
    clocks, changed = Clocks(desk), []
    for index, (loan, events) in enumerate(uow.all_loans()):
        if not index % _STEP:
            progress.report("clocks", index)
        clock = clocks.of(loan, events)
        if clock[1:] != loan[-4:]:
            changed.append(clock)
    uow.save_clocks(changed)
    return len(changed)


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

    def __post_init__(self) -> None:
        self.clocks = Clocks(self.desk)

    def take(self, loan: LoanFacts, events: Sequence[StoredEvent]) -> None:
        """Count one loan in."""
        self.loans += 1
        clock = self.clocks.of(loan, events)
        if clock[1:] != loan[-4:]:
            self.changed.append(clock)
        if loan.due_on is None:
            self.needs_person["due_date_unknown"] += 1
        if loan.status in _GONE:
            return
        self.principal_fen += loan.balance_fen
        self.interest_fen += interest_to(_basis(loan), self.as_of, self.desk.policy).total.fen

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
    )
