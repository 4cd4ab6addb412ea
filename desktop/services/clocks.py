"""Limitation clocks of stored loans: computed from facts, stored only to be searched by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.domain.limitation import Clock, ClockState, LoanEvent, clock, proved_clock
from desktop.services.list_records import LedgerFilter, LedgerLine, SortKey
from desktop.services.ports import Desk, Queries, UnitOfWork
from desktop.services.records import StoredClock, StoredEvent


@dataclass(frozen=True, slots=True)
class ClockLine:
    """A claim and its clock on a day, with the reason in words."""

    line: LedgerLine
    state: ClockState
    clock: Clock
    proved: Clock

    @property
    def reason(self) -> str:
        return "；".join(step.words for step in self.clock.steps)

    @property
    def unproved(self) -> bool:
        """Whether the claim lives only by events without evidence."""
        return self.clock.last_day != self.proved.last_day


def claim_events(events: Iterable[StoredEvent], as_of: date | None = None) -> list[LoanEvent]:
    """Return the events that count on ``as_of``: not withdrawn, not later."""
    return [
        LoanEvent(event.kind, event.occurred_on, event.restart_on, event.proved, event.ref)
        for event in events
        if not event.withdrawn and (as_of is None or event.occurred_on <= as_of)
    ]


def compute(
    desk: Desk, due_on: date | None, events: Iterable[StoredEvent], as_of: date | None = None
) -> tuple[Clock, Clock]:
    """Return the clock by all events and the clock by the proved ones."""
    counted = claim_events(events, as_of)
    claimed = clock(due_on, counted, desk.calendar, desk.policy)
    if all(event.proved for event in counted):
        return claimed, claimed
    return claimed, proved_clock(due_on, counted, desk.calendar, desk.policy, claimed=claimed)


def stored_clock(
    desk: Desk, loan_id: str, due_on: date | None, events: Iterable[StoredEvent]
) -> StoredClock:
    """Return what is stored to be searched by; whether a dated clock has run out is asked later."""
    return as_stored(loan_id, *compute(desk, due_on, events))


def as_stored(loan_id: str, claimed: Clock, proved: Clock) -> StoredClock:
    """Return the searchable part of two clocks of a loan."""
    state = claimed.state(date.min).value
    return StoredClock(loan_id, claimed.last_day, claimed.legal_last_day, proved.last_day, state)


def recompute(desk: Desk, uow: UnitOfWork, due_dates: Sequence[tuple[str, date | None]]) -> None:
    """Compute the clocks of these loans (id, due date) from their events and store them."""
    events = uow.events_of([loan_id for loan_id, _ in due_dates])
    uow.save_clocks(
        [
            stored_clock(desk, loan_id, due_on, events.get(loan_id, ()))
            for loan_id, due_on in due_dates
        ]
    )


def clock_lines(
    desk: Desk, queries: Queries, as_of: date, within_days: int | None = None
) -> list[ClockLine]:
    """Return claims by their strict last day.

    ``within_days`` keeps those that run out from ``as_of`` on within so many days; without it
    all claims come, those that have run out included.
    """
    wanted = LedgerFilter()
    if within_days is not None:
        last = as_of + timedelta(days=within_days)
        wanted = LedgerFilter(last_day_from=as_of, last_day_to=last)
    ids = queries.ledger_ids(wanted, SortKey.LAST_DAY)
    return clock_lines_of(desk, queries, ids, as_of)


def clock_lines_of(
    desk: Desk, queries: Queries, loan_ids: Sequence[str], as_of: date
) -> list[ClockLine]:
    """Return the clock lines of these loans, in the order asked for."""
    events = queries.events_of(loan_ids)
    lines = []
    for line in queries.ledger_lines(loan_ids):
        claimed, proved = compute(desk, line.due_on, events.get(line.loan_id, ()), as_of)
        lines.append(ClockLine(line, claimed.state(as_of), claimed, proved))
    return lines
