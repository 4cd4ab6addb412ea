"""The dated facts a loan's interest is computed from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.domain.allocation import AllocationOrder
from desktop.domain.errors import RuleViolation
from desktop.domain.interest.rates import DailyRate
from desktop.domain.money import Money
from desktop.domain.policy.interest import DayMethod, SettlementCycle

NOTHING = Money(0)


@dataclass(frozen=True, slots=True)
class ContractRate:
    """The contract's rate from a day on: a change, or a longer bracket after an extension."""

    since: date
    rate: DailyRate


@dataclass(frozen=True, slots=True)
class Repayment:
    """Money received on its value date; ``costs`` are those due that day and paid first."""

    received_on: date
    amount: Money
    order: AllocationOrder = AllocationOrder.CIVIL_561
    costs: Money = NOTHING
    ref: str = ""


@dataclass(frozen=True, slots=True)
class LoanTerms:
    """A loan as its contract states it; None where the policy's value holds.

    ``rates`` is empty where no interest was agreed. ``overdue`` and ``misuse`` are the penalty
    rates a day as agreed (an uplift: ``rate.times_uplift``); ``misused_since`` the first day of
    other use. ``deducted_in_advance`` was kept back when the loan was paid out.
    """

    principal: Money
    disbursed_on: date
    due_on: date | None
    rates: tuple[ContractRate, ...]
    overdue: DailyRate | None = None
    misuse: DailyRate | None = None
    misused_since: date | None = None
    cycle: SettlementCycle | None = None
    method: DayMethod | None = None
    deducted_in_advance: Money = NOTHING
    compound_on_penalty: bool | None = None
    compound_joins_base: bool | None = None


def check_facts(terms: LoanTerms, repayments: tuple[Repayment, ...]) -> None:
    """Refuse facts that contradict each other.

    Raises RuleViolation ``principal_negative``, ``due_before_disbursed``, ``rate_missing`` (no
    rate on the first day), ``repayment_before_loan``, ``payment_not_positive`` and
    ``amount_negative_owed`` (costs).
    """
    if terms.principal.fen < 0:
        raise RuleViolation("principal_negative", field="principal")
    if terms.due_on is not None and terms.due_on < terms.disbursed_on:
        raise RuleViolation("due_before_disbursed", field="due_on", value=terms.due_on)
    if terms.rates and min(each.since for each in terms.rates) > terms.disbursed_on:
        raise RuleViolation("rate_missing", field="rates")
    for each in repayments:
        if each.received_on < terms.disbursed_on:
            raise RuleViolation("repayment_before_loan", field="received_on")
        if each.amount.fen <= 0:
            raise RuleViolation("payment_not_positive", field="amount")
        if each.costs.fen < 0:
            raise RuleViolation("amount_negative_owed", field="costs")
