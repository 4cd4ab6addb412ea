"""The limitation clock: until which day a claim can still be enforced, and why (rules section 1).

A clock is computed from the due date and the list of everything that happened, from scratch,
every time. Nothing here knows a notice or a database. Days are strict: the corresponding day of
民法典 §201; the legal last day (§203, rolled over rest days) is reported beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.dates import HolidayCalendar, add_years
from desktop.domain.errors import RuleViolation
from desktop.domain.findings import NeedsPerson
from desktop.domain.limitation.doubts import found_doubts
from desktop.domain.limitation.kinds import LoanEvent
from desktop.domain.limitation.period import claim_period, start_of_claim
from desktop.domain.limitation.run import Run
from desktop.domain.limitation.steps import Effect, Step
from desktop.domain.policy import DEFAULT_POLICY, Policy, valid_on


class ClockState(StrEnum):
    """Where a claim stands on a day."""

    ALIVE = "alive"
    IN_PROCEDURE = "in_procedure"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


class PeriodKind(StrEnum):
    """Which period a clock tells: that of the claim, or that of enforcing a judgment."""

    LIMITATION = "limitation"
    ENFORCEMENT = "enforcement"


_MOVING = frozenset({Effect.INTERRUPTED, Effect.REVIVED, Effect.ADJUDGED})


@dataclass(frozen=True, slots=True)
class Clock:
    """The answer: last days, the years that applied, and every step that led there.

    ``last_day`` is strict and None while a procedure runs, while a cause suspends the period, or
    where no due date is known; ``legal_last_day`` is rolled over rest days. ``calendar_last`` is
    the last day of the holiday table that was used.
    """

    start: date | None
    last_day: date | None
    legal_last_day: date | None
    years: int
    steps: tuple[Step, ...]
    twenty_year_day: date | None = None
    in_procedure: bool = False
    suspended: bool = False
    period_kind: PeriodKind = PeriodKind.LIMITATION
    calendar_last: date | None = None

    @property
    def effects(self) -> tuple[Effect, ...]:
        """What each event did, in the order of their days."""
        return tuple(step.effect for step in self.steps if step.effect is not None)

    @property
    def interrupted(self) -> bool:
        """Whether the creditor kept the claim up at least once."""
        return any(effect in _MOVING for effect in self.effects)

    @property
    def needs_person(self) -> tuple[NeedsPerson, ...]:
        """What a person must look at before relying on this clock."""
        return found_doubts(
            self.steps, self.last_day, self.twenty_year_day, self.calendar_last, self.interrupted
        )

    def state(self, as_of: date) -> ClockState:
        """Return where the claim stands on ``as_of``; the last day itself is still alive."""
        if self.in_procedure:
            return ClockState.IN_PROCEDURE
        if self.suspended:
            return ClockState.SUSPENDED
        if self.legal_last_day is None:
            return ClockState.UNKNOWN
        return ClockState.EXPIRED if as_of > self.legal_last_day else ClockState.ALIVE

    def twenty_year_flag(self, as_of: date) -> str:
        """Return what the 20-year cap means here (民法典 §188 II, 指导性案例249号), or ""."""
        if self.twenty_year_day is None or as_of <= self.twenty_year_day:
            return ""
        return "TWENTY_YEAR_REVIEW" if self.interrupted else "TWENTY_YEAR_PASSED"


def clock(
    due_on: date | None,
    events: Sequence[LoanEvent] = (),
    calendar: HolidayCalendar | None = None,
    policy: Policy = DEFAULT_POLICY,
    disbursed_on: date | None = None,
) -> Clock:
    """Compute the limitation clock of one claim.

    ``events`` may come in any order and twice; without ``calendar`` nothing is rolled and the
    legal day is the strict day. An event before ``disbursed_on`` has no effect and is flagged.
    Raises RuleViolation ``event_ends_before_it_begins`` and ``day_out_of_range``.
    Source: 民法典 §§188-203, 诉讼时效规定 (2020), rules 1.1 to 1.19.
    """
    if due_on is None:
        return Clock(None, None, None, 0, (Step(None, None, None),))
    start = start_of_claim([due_on])
    period = claim_period(start, (), calendar, policy)
    steps: tuple[Step, ...] = (Step(None, None, period, due_on=due_on),)
    pending = False
    if events:
        run = Run(period, calendar, policy, disbursed_on)
        steps += tuple(run.take(event) for event in _in_order(events))
        period, pending = run.period, run.pending
    return Clock(
        start=period.start,
        last_day=None if pending else period.last_day,
        legal_last_day=None if pending else period.legal_last_day,
        years=period.years,
        steps=steps,
        twenty_year_day=_twenty_year_day(start, policy),
        in_procedure=pending,
        suspended=not pending and period.last_day is None,
        period_kind=PeriodKind.ENFORCEMENT if period.enforcement else PeriodKind.LIMITATION,
        calendar_last=calendar.last if calendar else None,
    )


def proved_clock(
    due_on: date | None,
    events: Sequence[LoanEvent],
    calendar: HolidayCalendar | None = None,
    policy: Policy = DEFAULT_POLICY,
    disbursed_on: date | None = None,
    claimed: Clock | None = None,
) -> Clock:
    """Compute the clock from the events whose evidence is attached: what a court will see.

    Never later than the claimed clock: an event that shortens it (a judgment, an acceleration)
    counts against the creditor whether or not he has the paper. ``claimed`` is that clock where
    it is known already.
    """
    proved = [event for event in events if event.proved]
    answer = clock(due_on, proved, calendar, policy, disbursed_on)
    if len(proved) == len(events):
        return answer
    claimed = claimed or clock(due_on, events, calendar, policy, disbursed_on)
    return answer if _reach(answer) <= _reach(claimed) else claimed


def _reach(answer: Clock) -> date:
    return answer.last_day or date.max


def _twenty_year_day(start: date, policy: Policy) -> date:
    try:
        return add_years(start, valid_on(policy.limitation.cap_years, start).value)
    except ValueError as error:
        raise RuleViolation("day_out_of_range", field="due_on", day=start) from error


def _in_order(events: Sequence[LoanEvent]) -> list[LoanEvent]:
    """Return the events by day, each once; a procedure cannot end before it began."""
    ordered: list[LoanEvent] = []
    for event in sorted(events, key=_order):
        if event.restart_on is not None and event.restart_on < event.occurred_on:
            raise RuleViolation(
                "event_ends_before_it_begins",
                field="restart_on",
                day=event.occurred_on,
                restart=event.restart_on,
            )
        if not ordered or event != ordered[-1]:
            ordered.append(event)
    return ordered


def _order(event: LoanEvent) -> tuple[date, str, bool, date, str]:
    """Order events by their day; on one day by what they are, never by when they were entered."""
    return (event.occurred_on, event.kind, event.proved, event.restart_on or date.max, event.ref)
