"""What a repayment agreement agrees on, from what a person typed: read once for paper and store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.allocation import AllocationOrder, Owed
from desktop.domain.errors import RuleViolation
from desktop.domain.harvest import harvest_dates
from desktop.domain.instalments import (
    MOST_INSTALMENTS,
    InstalmentPlan,
    instalments_of,
    plan_by_amount,
    plan_by_number,
    plan_on_days,
)
from desktop.domain.money import Money
from desktop.domain.relief import ReliefError
from desktop.services.documents.building.signing import (
    Signable,
    above_zero,
    chosen,
    order_of,
    signable,
)
from desktop.services.documents.case import Case

HARVEST, GIVEN = "harvest", "given"
RHYTHMS = ("1", "3", "6", "12", HARVEST, GIVEN)
"""Months between instalments, the days after harvest, or days that were typed."""

MISSED = 2
"""After how many missed in a row the whole may be called in, unless another number is agreed."""

_FIELD_OF = {
    "count": "instalments",
    "each": "instalment_amount",
    "total": "instalments",
    "first": "first_day",
    "anchor": "first_day",
    "days": "days",
}
"""Under which input a person finds what a plan objects to."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the agreement says in figures; ``missed`` is None where there is one instalment.

    ``owed`` is what the plan pays: all of the loans ``about``, less the ``relief``.
    """

    about: Signable
    order: AllocationOrder
    relief: Money
    owed: Owed
    plan: InstalmentPlan
    missed: int | None


def terms_of(case: Case, about: Signable) -> Terms:
    """Return the terms for loans that may be signed about, at least one.

    Raises RuleViolation as plans do, ``instalments_or_amount``, ``WAIVE_GT_INTEREST``,
    ``field_missing``, ``input_not_a_day``, ``missed_above_plan``.
    """
    relief = _relief(case, about)
    owed = Owed(about.owed.cost, about.owed.interest - relief, about.owed.principal)
    order = order_of(case)
    plan = _plan(case, owed.interest + owed.principal)
    return Terms(about, order, relief, owed, plan, _missed(case, len(plan.instalments)))


def live_terms(case: Case) -> Terms | None:
    """Return the terms as typed so far, None where no loan may be signed about."""
    about = signable(case)
    return terms_of(case, about) if about.loans else None


def _plan(case: Case, total: Money) -> InstalmentPlan:
    count, each = case.number("instalments"), case.fen("instalment_amount")
    rhythm = chosen(case, "rhythm", RHYTHMS, RHYTHMS[0])
    if rhythm != GIVEN and (count is None) == (each is None):
        raise RuleViolation("instalments_or_amount", field="instalments")
    try:
        if rhythm == GIVEN:
            return plan_on_days(total, _given_days(case), _money(each), case.as_of)
        return _regular(case, total, rhythm, count, _money(each))
    except RuleViolation as error:
        field = _FIELD_OF.get(error.field, error.field)
        raise RuleViolation(error.code, field=field, **error.params) from error


def _regular(
    case: Case, total: Money, rhythm: str, count: int | None, each: Money | None
) -> InstalmentPlan:
    first, today = _first_day(case), case.as_of
    if rhythm == HARVEST:
        wanted = count if each is None else instalments_of(total, each)
        _refuse_count(wanted or 0)
        table = case.desk.policy.agreements.harvest_days
        days = harvest_dates(table, max(first, today), wanted or 0)
        return plan_on_days(total, days, each, today)
    months = int(rhythm)
    if each is not None:
        return plan_by_amount(total, each, first, months=months, not_before=today)
    return plan_by_number(total, count or 0, first, months=months, not_before=today)


def _refuse_count(count: int) -> None:
    if not 1 <= count <= MOST_INSTALMENTS:
        raise RuleViolation("plan_count_invalid", field="count", most=MOST_INSTALMENTS)


def _money(fen: int | None) -> Money | None:
    return None if fen is None else Money(fen)


def _first_day(case: Case) -> date:
    day = case.day("first_day")
    if day is None:
        raise RuleViolation("field_missing", field="first_day")
    return day


def _given_days(case: Case) -> Sequence[date]:
    """Return the days typed, one a line or parted by commas, in their order."""
    words = case.required("days").replace("，", " ").replace("、", " ").replace(",", " ").split()
    days = []
    for text in words:
        try:
            days.append(date.fromisoformat(text))
        except ValueError as error:
            raise RuleViolation("input_not_a_day", field="days", text=text) from error
    return days


def _relief(case: Case, about: Signable) -> Money:
    """Return the interest forgone; an amount and an approval come together (rules section 5)."""
    fen = case.fen("relief_amount") or 0
    if bool(fen) != bool(case.text("approval_no")):
        missing = "approval_no" if fen else "relief_amount"
        raise RuleViolation("field_missing", field=missing)
    if fen > about.owed.interest.fen:
        raise RuleViolation(ReliefError.WAIVE_GT_INTEREST.value, field="relief_amount")
    return Money(fen)


def _missed(case: Case, count: int) -> int | None:
    """Return after how many missed instalments all falls due; None where there is but one."""
    missed = above_zero(case, "missed", min(MISSED, count))
    if count == 1:
        return None
    if missed > count:
        raise RuleViolation("missed_above_plan", field="missed", most=count)
    return missed
