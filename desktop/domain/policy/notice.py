"""How a branch demands: its own settings rather than law."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NoticePolicy:
    """Spacing of rounds, deadline, lead before a clock runs out; all in days."""

    days_between_rounds: int = 30
    deadline_days: int = 21
    final_deadline_days: int = 15
    service_lead_days: int = 7
    warning_days: tuple[int, ...] = (7, 30, 90, 180)
    stale_ledger_days: int = 35
