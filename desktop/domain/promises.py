"""A promise to pay (承诺): kept only by the promised sum within its window.

It binds nobody beyond the debt itself. Asking for time interrupts limitation (诉讼时效规定 §14),
but only where it can be proved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.errors import RuleViolation
from desktop.domain.following import DatedAmount
from desktop.domain.money import Money


class PromiseState(StrEnum):
    """What became of a promise."""

    OPEN = "open"
    KEPT = "kept"
    PARTLY_KEPT = "partly_kept"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Promise:
    """A sum promised on a day, to be paid until another."""

    promised_on: date
    pay_by: date
    amount: Money


@dataclass(frozen=True, slots=True)
class PromiseStanding:
    """What came in within the window, and what became of the promise."""

    paid: Money
    state: PromiseState


def check_promise(promise: Promise, today: date) -> None:
    """Refuse what cannot be promised.

    RuleViolation ``promise_in_future``, ``promise_window_wrong`` (to pay before it was promised),
    ``promise_amount_invalid``.
    """
    if promise.promised_on > today:
        raise RuleViolation("promise_in_future", field="promised_on")
    if promise.pay_by < promise.promised_on:
        raise RuleViolation("promise_window_wrong", field="pay_by")
    if promise.amount.fen <= 0:
        raise RuleViolation("promise_amount_invalid", field="amount")


def promise_standing(
    promise: Promise, payments: Sequence[DatedAmount], as_of: date
) -> PromiseStanding:
    """Return what became of a promise on ``as_of``: late money and half the sum do not keep it."""
    last = min(as_of, promise.pay_by)
    paid = Money.total(each.amount for each in payments if promise.promised_on <= each.day <= last)
    if paid >= promise.amount:
        return PromiseStanding(paid, PromiseState.KEPT)
    if as_of <= promise.pay_by:
        return PromiseStanding(paid, PromiseState.OPEN)
    return PromiseStanding(paid, PromiseState.PARTLY_KEPT if paid.fen else PromiseState.BROKEN)
