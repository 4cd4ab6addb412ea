"""The answers about a loan as JSON for scripts.

Days are ISO dates, amounts yuan as text, rates text, effects and states their codes.
"""

from __future__ import annotations

from typing import Any

from desktop.domain.findings import NeedsPerson
from desktop.domain.guarantee.clock import GuaranteeClock
from desktop.domain.interest import InterestBreakdown
from desktop.domain.limitation import Clock, LoanEvent, Step
from desktop.domain.money import Money
from desktop.services.derivation import LoanDerivation, sheet
from desktop.services.derivation.answers import GuaranteeAnswer

Plain = dict[str, Any]


def plain_derivation(answers: LoanDerivation) -> Plain:
    """Return everything that was derived for a loan; dates are left to the writer."""
    loan = answers.loan
    return {
        "loan_no": loan.loan_no,
        "debtor": answers.party.name,
        "as_of": answers.as_of,
        "reported_on": loan.reported_on,
        "limitation": {**_clock(answers.clock, answers), "serve_by": answers.serve_by},
        "limitation_proved": _clock(answers.proved, answers),
        "guarantees": [_guarantee(each, answers) for each in answers.guarantees],
        "interest": _interest(answers.interest, Money(loan.balance_on(answers.as_of))),
        "class": _class(answers),
        "needs_person": [_plain(found) for found in sheet(answers).needs_person],
    }


def _clock(clock: Clock, answers: LoanDerivation) -> Plain:
    return {
        "state": clock.state(answers.as_of).value,
        "period": clock.period_kind.value,
        "years": clock.years,
        "start": clock.start,
        "strict_last_day": clock.last_day,
        "legal_last_day": clock.legal_last_day,
        "twenty_year_day": clock.twenty_year_day,
        "twenty_year_flag": clock.twenty_year_flag(answers.as_of),
        "steps": [_step(step) for step in clock.steps],
    }


def _step(step: Step) -> Plain:
    return {
        "event": _event(step.event) if step.event else None,
        "effect": step.effect.value if step.effect else None,
        "last_day": step.last_day,
        "words": step.words,
        "article": step.article,
    }


def _event(event: LoanEvent) -> Plain:
    return {
        "kind": event.kind.value,
        "occurred_on": event.occurred_on,
        "restart_on": event.restart_on,
        "proved": event.proved,
        "ref": event.ref,
    }


def _guarantee(answer: GuaranteeAnswer, answers: LoanDerivation) -> Plain:
    return {
        "guarantor": answer.facts.guarantor,
        "claimed": _guarantee_clock(answer.clock, answers),
        "proved": _guarantee_clock(answer.proved, answers),
    }


def _guarantee_clock(clock: GuaranteeClock | None, answers: LoanDerivation) -> Plain | None:
    if clock is None:
        return None
    return {
        "regime": clock.regime,
        "mode": clock.mode.value if clock.mode else None,
        "state": clock.state(answers.as_of).value,
        "result": clock.result,
        "months": clock.months,
        "period_start": clock.period_start,
        "period_end": clock.period_end,
        "safe_day": clock.safe_day,
        "preserved_on": clock.preserved_on,
        "limitation_last_day": clock.limitation_last_day,
        "steps": [{"words": step.words, "article": step.article} for step in clock.steps],
    }


def _interest(interest: InterestBreakdown, principal: Money) -> Plain:
    rows = [
        {
            "label": row.label,
            "start": row.start,
            "end": row.end,
            "days": row.days,
            "base": None if row.base is None else _yuan(row.base),
            "daily_rate": None if row.daily_rate is None else f"{row.daily_rate:f}",
            "amount": _yuan(row.amount),
            "source": row.source,
        }
        for row in interest.rows
    ]
    return {
        "computed_to": interest.computed_to,
        "reported_on": interest.reported_on,
        "principal": _yuan(principal),
        "rows": rows,
        "total": _yuan(interest.total),
        "owed": _yuan(principal + interest.total),
    }


def _class(answers: LoanDerivation) -> Plain:
    floor = answers.class_floor
    return {
        "stated": answers.loan.five_class,
        "days_overdue": floor.days_overdue,
        "at_least": floor.at_least.name.lower() if floor.at_least else None,
        "better_than_allowed": answers.class_is_better,
        "steps": [
            {"floor": step.floor.name.lower(), "words": step.words, "article": step.article}
            for step in floor.steps
        ],
    }


def _plain(found: NeedsPerson) -> Plain:
    return {"code": found.code, "field": found.field, "words": found.words}


def _yuan(amount: Money) -> str:
    """Return an amount without separators: ``99999999.99``."""
    return str(amount).replace(",", "")
