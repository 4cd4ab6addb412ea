"""Examples of the allocation of payments and of instalment plans."""

from __future__ import annotations

from collections.abc import Set
from datetime import date
from decimal import Decimal

from desktop.domain.allocation import (
    AllocationOrder,
    Debt,
    InterestPart,
    Owed,
    allocate,
    allocate_debts,
    allocate_interest,
    clause_in,
    order_for,
)
from desktop.domain.instalments import (
    Instalment,
    InstalmentPlan,
    accelerate,
    acceleration_clause_in,
    plan_by_amount,
    plan_by_number,
    plan_effect,
    plan_progress,
)
from desktop.domain.interest.simple import Book
from desktop.domain.limitation import clock
from desktop.services.rule_examples.shapes import (
    Answer,
    Input,
    UnknownShape,
    day,
    maybe_day,
    money,
    yuan,
)

_PAID_AT = "instalments_paid_at_"
"""The key of an answer that carries the instalment in yuan."""


def allocation_group(given: Input, asked: Set[str]) -> Answer:
    """Answer an example of the group ``allocation``."""
    if "interest_parts" in given:
        return _interest_parts(given)
    if "debts" in given:
        return _debts(given)
    if "contract_clause" in given:
        return _order(given)
    if "payment" in given:
        return _one_debt(given)
    raise UnknownShape


def _one_debt(given: Input) -> Answer:
    owed = Owed(*(money(given[key]) for key in ("cost", "interest", "principal")))
    found = allocate(money(given["payment"]), owed, AllocationOrder(given["mode"]))
    return {
        "cost": yuan(found.cost),
        "interest": yuan(found.interest),
        "principal": yuan(found.principal),
        "surplus": yuan(found.surplus),
    }


def _order(given: Input) -> Answer:
    if given.get("mode_requested"):
        raise UnknownShape(given["mode_requested"])
    choice = order_for(given["days_overdue"], clause_in(given["contract_clause"]))
    return {"mode": choice.order.value, "must_print_on_receipt": choice.must_print_on_receipt}


def _interest_parts(given: Input) -> Answer:
    books = {book.label: book for book in Book}
    parts = [
        InterestPart(day(formed), books[book], money(amount))
        for formed, book, amount in given["interest_parts"]
    ]
    applied, rest = allocate_interest(parts, money(given["payment_to_interest"]))
    return {
        "applied": [
            [part.formed_on.isoformat(), part.book.label, yuan(part.amount)] for part in applied
        ],
        "rest": yuan(rest),
    }


def _debts(given: Input) -> Answer:
    debts = [
        Debt(
            each["id"],
            money(each["amount"]),
            day(each["due"]),
            each["due_passed"],
            Decimal(each["security_ratio"]),
            Decimal(each["rate"]),
        )
        for each in given["debts"]
    ]
    found = allocate_debts(debts, money(given["payment"]), given.get("designated"))
    return {
        **{debt.id: "0.00" for debt in debts},
        **{debt_id: yuan(amount) for debt_id, amount in found.paid},
        "surplus": yuan(found.surplus),
    }


def instalment_group(given: Input, asked: Set[str]) -> Answer:
    """Answer an example of the group ``instalment schedule``."""
    if "each" in given:
        anchor = given.get("anchor")
        total, each = money(given["total"]), money(given["each"])
        return _plan(plan_by_amount(total, each, day(given["first"]), anchor))
    if "n" in given:
        anchor = given.get("anchor")
        return _plan(plan_by_number(money(given["total"]), given["n"], day(given["first"]), anchor))
    if "agreement_signed" in given:
        return _effect(given)
    if "paid_total" in given:
        return _progress(given, asked)
    if "acceleration_clause" in given:
        return _acceleration(given)
    raise UnknownShape


def _plan(plan: InstalmentPlan) -> Answer:
    rows = [_row(each) for each in plan.instalments]
    return {
        "count": len(rows),
        "first": rows[0],
        "last": rows[-1],
        "rows": rows,
        "sum": yuan(plan.total),
        "limitation_last_day": _last_day(plan.limitation_start),
    }


def _row(each: Instalment) -> list[object]:
    return [each.number, each.due_on.isoformat(), yuan(each.amount), yuan(each.balance_after)]


def _effect(given: Input) -> Answer:
    signed, last = day(given["agreement_signed"]), day(given["last_instalment"])
    effect = plan_effect(day(given["old_lim_last"]), signed, last)
    return {
        "interrupted_on": effect.interrupted_on.isoformat() if effect.interrupted_on else None,
        "revived_on": effect.revived_on.isoformat() if effect.revived_on else None,
        "new_start": effect.new_start.isoformat(),
        "limitation_last_day": _last_day(effect.new_start),
    }


def _progress(given: Input, asked: Set[str]) -> Answer:
    start, paid = money(given["start_balance"]), money(given["paid_total"])
    answer: Answer = {"balance": yuan(start - paid)}
    for key in asked:
        if key.startswith(_PAID_AT):
            each = money(key.removeprefix(_PAID_AT))
            answer[key] = plan_progress(start, each, paid).instalments_paid
    return answer


def _acceleration(given: Input) -> Answer:
    clause = acceleration_clause_in(given["acceleration_clause"])
    arrived = maybe_day(given.get("notice_arrived"))
    due = accelerate(clause, given["missed_consecutive"], arrived).all_due_on
    return {
        "all_due_on": due.isoformat() if due else None,
        "limitation_last_day": _last_day(due) if due else None,
    }


def _last_day(start: date) -> str | None:
    last_day = clock(start).last_day
    return last_day.isoformat() if last_day else None
