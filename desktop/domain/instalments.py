"""Instalment plans without interest: what is paid when, what is left, what follows in law.

Days are corresponding days of the month, its end where it has none (民法典 §202); the last
instalment takes the remainder. 等额本息 and 等额本金 stand in ``amortisation``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from desktop.domain.allocation import Allocation, AllocationOrder, Owed, allocate
from desktop.domain.dates import add_months
from desktop.domain.errors import RuleViolation
from desktop.domain.money import Money

MOST_INSTALMENTS = 600
"""Fifty years of months: more is a typing error."""

_LONGEST_MONTH = 31
_FEN = Money(1)


@dataclass(frozen=True, slots=True)
class Instalment:
    """One instalment: its number from 1, its day, its amount and the balance after it."""

    number: int
    due_on: date
    amount: Money
    balance_after: Money


@dataclass(frozen=True, slots=True)
class InstalmentPlan:
    """A whole plan; its amounts sum to the total to the fen."""

    instalments: tuple[Instalment, ...]

    @property
    def total(self) -> Money:
        return Money.total(each.amount for each in self.instalments)

    @property
    def limitation_start(self) -> date:
        """The last instalment's day: limitation of the whole debt starts there (民法典 §189)."""
        return self.instalments[-1].due_on

    def outstanding(self, paid: Money) -> tuple[Money, ...]:
        """Return what is left of each instalment after ``paid`` in all, earliest set off first."""
        rest, left = paid.fen, []
        for each in self.instalments:
            taken = min(rest, each.amount.fen)
            rest -= taken
            left.append(Money(each.amount.fen - taken))
        return tuple(left)


def due_dates(
    first: date, count: int, months: int = 1, anchor: int | None = None
) -> tuple[date, ...]:
    """Return the days of a plan: every ``months`` months on the ``anchor`` day of the month.

    The anchor is the first date's day unless given; 31 is the month's end. Raises RuleViolation
    ``plan_count_invalid`` and ``plan_anchor_invalid``, the latter also where the first date is
    not the anchor's day.
    """
    if not 1 <= count <= MOST_INSTALMENTS:
        raise RuleViolation("plan_count_invalid", field="count", most=MOST_INSTALMENTS)
    day = first.day if anchor is None else anchor
    if not 1 <= day <= _LONGEST_MONTH or months < 1 or _on_day(first, day) != first:
        raise RuleViolation("plan_anchor_invalid", field="anchor")
    return tuple(_on_day(add_months(first, months * each), day) for each in range(count))


def plan_by_number(
    total: Money,
    count: int,
    first: date,
    anchor: int | None = None,
    months: int = 1,
    not_before: date | None = None,
) -> InstalmentPlan:
    """Plan a number of equal instalments, whole fen each, the remainder in the last.

    Raises RuleViolation ``plan_count_invalid``, ``plan_amount_invalid`` (total not above zero, or
    less than a fen each), ``plan_anchor_invalid``, ``plan_start_in_past``.
    """
    days = _days(first, count, months, anchor, not_before)
    return _plan(total, _equal(total, count), days)


def plan_by_amount(
    total: Money,
    each: Money,
    first: date,
    anchor: int | None = None,
    months: int = 1,
    not_before: date | None = None,
) -> InstalmentPlan:
    """Plan instalments of an amount until the total is paid, the rest in the last.

    Raises as ``plan_by_number``; ``plan_amount_invalid`` also for an instalment above the total.
    """
    count = instalments_of(total, each)
    return _plan(total, each, _days(first, count, months, anchor, not_before))


def plan_on_days(
    total: Money, days: Sequence[date], each: Money | None = None, not_before: date | None = None
) -> InstalmentPlan:
    """Plan instalments on given days: equal ones, or ``each`` with the rest in the last.

    Raises RuleViolation ``plan_count_invalid``, ``plan_days_disordered`` (not rising),
    ``plan_start_in_past``, ``plan_amount_invalid``, and ``plan_days_do_not_fit`` where ``each``
    needs more or fewer days than are given.
    """
    if not 1 <= len(days) <= MOST_INSTALMENTS:
        raise RuleViolation("plan_count_invalid", field="days", most=MOST_INSTALMENTS)
    if any(later <= earlier for earlier, later in pairwise(days)):
        raise RuleViolation("plan_days_disordered", field="days")
    _refuse_past(days[0], not_before, "days")
    if each is None:
        return _plan(total, _equal(total, len(days)), tuple(days))
    if (needed := instalments_of(total, each)) != len(days):
        raise RuleViolation("plan_days_do_not_fit", field="days", count=needed, given=len(days))
    return _plan(total, each, tuple(days))


def instalments_of(total: Money, each: Money) -> int:
    """Return how many instalments of an amount pay the total.

    Raises RuleViolation ``plan_amount_invalid`` for one below a fen or above the total,
    ``plan_count_invalid`` for more than can be planned.
    """
    if not _FEN <= each <= total:
        raise RuleViolation("plan_amount_invalid", field="each")
    count = -(-total.fen // each.fen)
    if count > MOST_INSTALMENTS:
        raise RuleViolation("plan_count_invalid", field="each", most=MOST_INSTALMENTS)
    return count


def set_off_plan(
    plan: InstalmentPlan, owed: Owed, order: AllocationOrder
) -> tuple[Allocation, ...]:
    """Return what each instalment is set off against when all are paid in full (民法典 §561).

    ``owed`` is the debt on the day of the plan. Raises RuleViolation ``amount_negative_owed``.
    """
    shares = []
    for each in plan.instalments:
        share = allocate(each.amount, owed, order)
        owed = Owed(
            owed.cost - share.cost, owed.interest - share.interest, owed.principal - share.principal
        )
        shares.append(share)
    return tuple(shares)


@dataclass(frozen=True, slots=True)
class PlanProgress:
    """Where a plan stands after payments: what is left, and how many instalments are whole."""

    balance: Money
    instalments_paid: int
    surplus: Money


def plan_progress(start_balance: Money, each: Money, paid: Money) -> PlanProgress:
    """Return the balance and the whole instalments paid; never a negative balance.

    Raises RuleViolation ``plan_amount_invalid`` and ``payment_not_positive`` (below zero).
    """
    if each < _FEN or start_balance.fen < 0:
        raise RuleViolation("plan_amount_invalid", field="each")
    if paid.fen < 0:
        raise RuleViolation("payment_not_positive", field="paid_total")
    taken = min(paid, start_balance)
    return PlanProgress(start_balance - taken, taken.fen // each.fen, paid - taken)


@dataclass(frozen=True, slots=True)
class PlanEffect:
    """What signing a plan does to limitation: interrupted or revived on a day, the new start."""

    interrupted_on: date | None
    revived_on: date | None
    new_start: date
    article: str = "民法典第189条、第195条；诉讼时效规定第14条、第19条"


def plan_effect(limitation_last_day: date, signed_on: date, last_instalment: date) -> PlanEffect:
    """Return what a signed plan does: consent to perform, and limitation from its last day.

    Signed on the last day it still interrupts; later it revives by a new agreement.
    """
    in_time = signed_on <= limitation_last_day
    return PlanEffect(
        signed_on if in_time else None,
        None if in_time else signed_on,
        max(signed_on, last_instalment),
    )


@dataclass(frozen=True, slots=True)
class AccelerationClause:
    """A clause that lets the lender call in the whole debt after so many instalments missed."""

    missed: int


_NUMERALS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6}


def acceleration_clause_in(words: str | None) -> AccelerationClause | None:
    """Read a clause such as 「连续两期未还，贷款人可宣布全部到期」; None where there is none."""
    if not words or "到期" not in words:
        return None
    found = re.search(r"([一二两三四五六]|\d+)\s*期", words)
    if found is None:
        return None
    number = found.group(1)
    return AccelerationClause(_NUMERALS[number] if number in _NUMERALS else int(number))


@dataclass(frozen=True, slots=True)
class Acceleration:
    """Whether and when the whole debt falls due, why, and the article."""

    all_due_on: date | None
    reason: str
    article: str = "合同约定；民法典第137条"


def accelerate(
    clause: AccelerationClause | None, missed_consecutive: int, notice_arrived: date | None
) -> Acceleration:
    """Return when the whole debt falls due: with a clause, enough missed, and a notice arrived.

    Without a clause nothing is called in early. The day the notice arrived is the safer one.
    """
    if clause is None:
        return Acceleration(None, "合同没有提前到期条款，不得宣布全部到期")
    if missed_consecutive < clause.missed:
        return Acceleration(None, f"连续{missed_consecutive}期未还，不足约定的{clause.missed}期")
    if notice_arrived is None:
        return Acceleration(None, "提前到期通知尚未到达债务人")
    return Acceleration(notice_arrived, f"通知于 {notice_arrived} 到达，全部债务到期")


def _days(
    first: date, count: int, months: int, anchor: int | None, not_before: date | None
) -> tuple[date, ...]:
    _refuse_past(first, not_before, "first")
    return due_dates(first, count, months, anchor)


def _refuse_past(first: date, not_before: date | None, field: str) -> None:
    if not_before is not None and first < not_before:
        raise RuleViolation("plan_start_in_past", field=field, first=first)


def _equal(total: Money, count: int) -> Money:
    """Return an equal share in whole fen; the last instalment takes what is left over."""
    each = Money(total.fen // count)
    if each < _FEN:
        raise RuleViolation("plan_amount_invalid", field="total")
    return each


def _plan(total: Money, each: Money, days: tuple[date, ...]) -> InstalmentPlan:
    rows, balance = [], total
    for number, day in enumerate(days, 1):
        amount = balance if number == len(days) else each
        balance -= amount
        rows.append(Instalment(number, day, amount, balance))
    return InstalmentPlan(tuple(rows))


def _on_day(month: date, day: int) -> date:
    """Return the day in the month of ``month``, or the month's end where it has none."""
    return add_months(date(month.year, 1, day), month.month - 1)
