"""The due date in force: what was agreed later stands in the place of the first one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktop.domain.limitation.kinds import EventKind, LoanEvent

_DEFERRING = (EventKind.REPAY_PLAN, EventKind.NEW_AGREEMENT, EventKind.EXTENSION_AGREED)


def due_in_force(due_on: date | None, events: Sequence[LoanEvent]) -> date | None:
    """Return the day until which the debtor may perform, by the agreements that stand.

    The latest plan, agreement or extension that sets a day counts (民法典 §543), proved or not: who
    agreed to wait may not demand. A later acceleration ends it, and ``due_on`` counts again.
    """
    agreed = [(each.occurred_on, each.restart_on) for each in events if each.kind in _DEFERRING]
    dated = [(on, until) for on, until in agreed if until is not None]
    if not dated:
        return due_on
    agreed_on, until = max(dated)
    ended = any(
        each.kind is EventKind.ACCELERATED and each.occurred_on >= agreed_on for each in events
    )
    return due_on if ended else until
