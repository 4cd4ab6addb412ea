"""The limitation clock of a claim (rules section 1): facts in, last days and reasons out."""

from __future__ import annotations

from desktop.domain.limitation.clock import Clock, ClockState, PeriodKind, clock, proved_clock
from desktop.domain.limitation.due import due_in_force
from desktop.domain.limitation.kinds import EventKind, LoanEvent, Nature, event_label
from desktop.domain.limitation.period import (
    FIRST_DAY,
    THREE_YEARS_SINCE,
    period_years,
    start_of_claim,
)
from desktop.domain.limitation.reach import (
    enforcement_last_day,
    interrupted_amount_fen,
    interrupted_debtors,
    mortgage_words,
)
from desktop.domain.limitation.steps import Effect, Step

__all__ = [
    "FIRST_DAY",
    "THREE_YEARS_SINCE",
    "Clock",
    "ClockState",
    "Effect",
    "EventKind",
    "LoanEvent",
    "Nature",
    "PeriodKind",
    "Step",
    "clock",
    "due_in_force",
    "enforcement_last_day",
    "event_label",
    "interrupted_amount_fen",
    "interrupted_debtors",
    "mortgage_words",
    "period_years",
    "proved_clock",
    "start_of_claim",
]
