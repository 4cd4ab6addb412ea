"""Interest: rates, days, a loan's whole history, the estimate from a ledger (section 3)."""

from __future__ import annotations

from desktop.domain.interest.estimate import (
    InterestBasis,
    InterestBreakdown,
    InterestRow,
    interest_to,
)
from desktop.domain.interest.rates import DailyRate, annual_percent, daily_rate

__all__ = [
    "DailyRate",
    "InterestBasis",
    "InterestBreakdown",
    "InterestRow",
    "annual_percent",
    "daily_rate",
    "interest_to",
]
