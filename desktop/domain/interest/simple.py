"""One amount, one rate, one period; and the books unpaid interest stands in (rules 3.1, 3.13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desktop.domain.errors import RuleViolation
from desktop.domain.interest.days import counted_days, days_between
from desktop.domain.interest.rates import YEAR_DAYS, DailyRate
from desktop.domain.money import Money
from desktop.domain.policy import DEFAULT_POLICY, Policy, valid_on
from desktop.domain.policy.interest import DayMethod


@dataclass(frozen=True, slots=True)
class SimpleInterest:
    """Interest of one principal at one rate: the days counted, the exact fen and the amount."""

    days: int
    exact: Decimal
    amount: Money


def simple_interest(
    principal: Money,
    rate: DailyRate,
    start: date,
    end: date,
    method: DayMethod = DayMethod.ACTUAL_DAYS,
) -> SimpleInterest:
    """Compute principal x days x rate, rounded half up once (银发〔2005〕129号, rules 3.1, 3.9).

    The first day counts, the last does not. Raises RuleViolation ``principal_negative`` and
    ``period_reversed``.
    """
    if principal.fen < 0:
        raise RuleViolation("principal_negative", field="principal")
    days = counted_days(start, end, method)
    exact = rate.interest(principal.fen * days)
    return SimpleInterest(days, exact, Money.rounded(exact))


@dataclass(frozen=True, slots=True)
class ImpliedRate:
    """What a claimed sum of interest comes to: fen a day, and percent a year of 360 days."""

    days: int
    fen_per_day: Decimal
    annual_percent: Decimal


def implied_simple_rate(principal: Money, claimed: Money, start: date, end: date) -> ImpliedRate:
    """Return the simple rate that a claimed interest implies: a check of sense, no claim.

    Raises RuleViolation ``principal_negative`` for a principal not above zero and
    ``period_reversed`` where no day lies between.
    """
    days = days_between(start, end)
    if days == 0:
        raise RuleViolation("period_reversed", field="to")
    if principal.fen <= 0:
        raise RuleViolation("principal_negative", field="principal")
    per_day = Decimal(claimed.fen) / days
    return ImpliedRate(days, per_day, per_day * YEAR_DAYS * 100 / principal.fen)


def judgment_delay_interest(
    principal: Money, start: date, end: date, policy: Policy = DEFAULT_POLICY
) -> SimpleInterest:
    """Return the doubled part for late performance of a judgment (法释〔2014〕8号 §1, rule 3.18).

    万分之一点七五 a day of the sum the judgment fixed without its interest; ``start`` is the day
    after the judgment's last day of performance.
    """
    row = valid_on(policy.interest.judgment_daily, start)
    return simple_interest(principal, DailyRate(row.value, 1), start, end)


def bearing_principal(principal: Money, deducted: Money) -> Money:
    """Return the principal that counts where interest was deducted in advance (民法典 §670).

    Raises RuleViolation ``principal_negative`` where more was deducted than lent.
    """
    left = principal - deducted
    if left.fen < 0 or deducted.fen < 0:
        raise RuleViolation("principal_negative", field="deducted_in_advance")
    return left


class Book(StrEnum):
    """Where unpaid interest stands: 表内 or 表外."""

    ON_BALANCE = "on_balance"
    OFF_BALANCE = "off_balance"

    @property
    def label(self) -> str:
        return "表内" if self is Book.ON_BALANCE else "表外"


def book_after(days: int, as_of: date, policy: Policy = DEFAULT_POLICY) -> Book:
    """Return the book of interest unpaid for so many days on ``as_of`` (rule 3.13).

    Up to and with 90 days on the balance since 2002 (财金〔2002〕5号), 180 since 2001
    (财金〔2001〕25号), two years of overdue principal before (财政部1997年规定).
    """
    limit = valid_on(policy.interest.off_balance_days, as_of).value
    return Book.OFF_BALANCE if days > limit else Book.ON_BALANCE


def interest_book(
    unpaid_since: date,
    as_of: date,
    principal_due_on: date | None = None,
    policy: Policy = DEFAULT_POLICY,
) -> Book:
    """Return the book of unpaid interest by its settlement day and the principal's due date.

    Off the balance as soon as the interest, or the principal, is past due beyond the limit of
    the day (财金〔2002〕5号, 财金〔2001〕25号). Raises RuleViolation ``period_reversed``.
    """
    days = days_between(unpaid_since, as_of)
    if principal_due_on is not None:
        days = max(days, (as_of - principal_due_on).days)
    return book_after(days, as_of, policy)
