"""What one more event does to a loan's clock: shown before it is recorded, told after it was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.domain.limitation import LoanEvent, clock
from desktop.services.clocks import claim_events
from desktop.services.ports import Desk
from desktop.services.records import Loan, StoredEvent


@dataclass(frozen=True, slots=True)
class ClockEffect:
    """What an act does to one loan's clock: last days before and after, effect and reason."""

    loan_id: str
    loan_no: str
    before: date | None
    after: date | None
    effect: str
    reason: str
    article: str


def clock_effect(
    desk: Desk, loan: Loan, stored: Iterable[StoredEvent], event: LoanEvent
) -> ClockEffect:
    """Return what ``event`` does to the clock that the stored events give."""
    earlier = claim_events(stored)
    before = clock(loan.due_on, earlier, desk.calendar, desk.policy)
    after = clock(loan.due_on, [*earlier, event], desk.calendar, desk.policy)
    # A claim without a due date has no step of its own for an event: its only step says why.
    step = next((step for step in after.steps if step.event is event), after.steps[0])
    return ClockEffect(
        loan.id,
        loan.loan_no,
        before.last_day,
        after.last_day,
        str(step.effect or ""),
        step.words,
        step.article,
    )


def no_effect(desk: Desk, loan: Loan, stored: Iterable[StoredEvent], reason: str) -> ClockEffect:
    """Return the clock as it stands, with the reason why nothing moves it."""
    last_day = clock(loan.due_on, claim_events(stored), desk.calendar, desk.policy).last_day
    return ClockEffect(loan.id, loan.loan_no, last_day, last_day, "", reason, "")
