"""Following a plan: which instalment is due, paid, partly paid or missed, and what then follows.

Payments are set off against the earliest instalment that is not whole (still a debt paid late, not
forgiven: 还款协议第四条). So those that are short always stand together, and their number is the
number of consecutive short ones that the clause on acceleration counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desktop.domain.instalments import AccelerationClause, Instalment, InstalmentPlan, accelerate
from desktop.domain.money import Money


@dataclass(frozen=True, slots=True)
class DatedAmount:
    """Money that came in on a day."""

    day: date
    amount: Money


class InstalmentState(StrEnum):
    """Where one instalment stands on a day."""

    OPEN = "open"
    DUE = "due"
    PAID = "paid"
    PARTLY = "partly"
    MISSED = "missed"


class PlanState(StrEnum):
    """Where a signed plan stands; a replaced one has given way to a new version."""

    RUNNING = "running"
    BEHIND = "behind"
    BROKEN = "broken"
    ACCELERATED = "accelerated"
    COMPLETED = "completed"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class FollowedInstalment:
    """An instalment, what of it was paid, the day that made it whole, and its state."""

    instalment: Instalment
    paid: Money
    whole_on: date | None
    state: InstalmentState

    @property
    def left(self) -> Money:
        return self.instalment.amount - self.paid


_SHORT = (InstalmentState.PARTLY, InstalmentState.MISSED)


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """A plan on a day: its instalments, how many are short, since when it is broken, its state.

    ``broken_on`` is the first day on which the whole may be called in, or is due as the plan ended
    unpaid; ``all_due_on`` the day on which everything fell due, by arrival of a notice or as the
    last instalment's time passed.
    """

    instalments: tuple[FollowedInstalment, ...]
    state: PlanState
    short: int
    broken_on: date | None
    all_due_on: date | None

    @property
    def overdue(self) -> Money:
        """What of the plan should have been paid and was not."""
        return Money.total(each.left for each in self.instalments if each.state in _SHORT)

    @property
    def left(self) -> Money:
        return Money.total(each.left for each in self.instalments)

    @property
    def next_open(self) -> FollowedInstalment | None:
        """The earliest instalment that is not whole."""
        return next((each for each in self.instalments if each.left.fen), None)


def follow(
    plan: InstalmentPlan,
    payments: Sequence[DatedAmount],
    as_of: date,
    clause: AccelerationClause | None,
    grace_days: int = 0,
    notice_arrived: date | None = None,
) -> PlanStanding:
    """Return where a plan stands on ``as_of`` after the payments made until then.

    An instalment is missed once its day and ``grace_days`` have passed. Broken are as many
    consecutive short ones as the ``clause`` says, or the last one; the whole falls due only when
    a written notice arrives (还款协议第四条, 民法典 §137), and that only if still broken that day.
    """
    grace = timedelta(days=grace_days)
    rows = _followed(plan, payments, as_of, grace)
    called = None
    if notice_arrived is not None and notice_arrived <= as_of:
        short_then = _short_on(plan, payments, notice_arrived, grace)
        called = accelerate(clause, short_then, notice_arrived).all_due_on
    broken_on = _broken_on(rows, clause, grace)
    ended_on = rows[-1].instalment.due_on + grace + _DAY if rows[-1].state in _SHORT else None
    return PlanStanding(
        rows,
        _state(rows, broken_on, called),
        sum(each.state in _SHORT for each in rows),
        broken_on,
        min(filter(None, (called, ended_on)), default=None),
    )


def may_accelerate(
    plan: InstalmentPlan,
    payments: Sequence[DatedAmount],
    on: date,
    clause: AccelerationClause | None,
    grace_days: int = 0,
) -> bool:
    """Return whether a notice that arrives on a day makes the whole debt due."""
    short = _short_on(plan, payments, on, timedelta(days=grace_days))
    return accelerate(clause, short, on).all_due_on is not None


_DAY = timedelta(days=1)


def _followed(
    plan: InstalmentPlan, payments: Sequence[DatedAmount], as_of: date, grace: timedelta
) -> tuple[FollowedInstalment, ...]:
    counted = sorted((each for each in payments if each.day <= as_of), key=lambda each: each.day)
    paid = Money.total(each.amount for each in counted)
    rows = []
    due = Money(0)
    for each, left in zip(plan.instalments, plan.outstanding(paid), strict=True):
        due += each.amount
        taken = each.amount - left
        whole_on = None if left.fen else _reached(counted, due)
        state = _instalment(each, taken, as_of, grace)
        rows.append(FollowedInstalment(each, taken, whole_on, state))
    return tuple(rows)


def _reached(payments: Sequence[DatedAmount], sum_: Money) -> date | None:
    """Return the day on which the payments came to a sum."""
    total = Money(0)
    for each in payments:
        total += each.amount
        if total >= sum_:
            return each.day
    return None


def _instalment(each: Instalment, paid: Money, as_of: date, grace: timedelta) -> InstalmentState:
    if paid == each.amount:
        return InstalmentState.PAID
    if as_of < each.due_on:
        return InstalmentState.OPEN
    if as_of <= each.due_on + grace:
        return InstalmentState.DUE
    return InstalmentState.PARTLY if paid.fen else InstalmentState.MISSED


def _short_on(
    plan: InstalmentPlan, payments: Sequence[DatedAmount], on: date, grace: timedelta
) -> int:
    return sum(each.state in _SHORT for each in _followed(plan, payments, on, grace))


def _broken_on(
    rows: Sequence[FollowedInstalment], clause: AccelerationClause | None, grace: timedelta
) -> date | None:
    """Return the day after the time of the instalment that broke the plan had passed."""
    short = [each for each in rows if each.state in _SHORT]
    if clause is not None and len(short) >= clause.missed:
        return short[clause.missed - 1].instalment.due_on + grace + _DAY
    return rows[-1].instalment.due_on + grace + _DAY if rows[-1] in short else None


def _state(
    rows: Sequence[FollowedInstalment], broken_on: date | None, called: date | None
) -> PlanState:
    if rows[-1].state is InstalmentState.PAID:
        return PlanState.COMPLETED
    if called is not None:
        return PlanState.ACCELERATED
    if broken_on is not None:
        return PlanState.BROKEN
    behind = any(each.state in _SHORT for each in rows)
    return PlanState.BEHIND if behind else PlanState.RUNNING
