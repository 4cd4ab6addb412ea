"""Provision for loan losses and the ratios to be held (银发〔2002〕98号; rules section 4).

A reference figure only where the bank provides by expected credit loss.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop.domain.errors import RuleViolation
from desktop.domain.five_class import FiveClass
from desktop.domain.money import Money
from desktop.domain.policy import DEFAULT_POLICY, Policy, valid_on
from desktop.domain.portfolio import Standing, percent_of

_HUNDRED = Decimal(100)


def provision_rates(as_of: date, policy: Policy = DEFAULT_POLICY) -> Mapping[FiveClass, Decimal]:
    """Return the rates of a day in percent of the balance of each class."""
    rates = valid_on(policy.classes.provision, as_of).value
    values = (rates.normal, rates.special_mention, rates.substandard, rates.doubtful, rates.loss)
    return dict(zip(FiveClass, values, strict=True))


def provision(amounts: Mapping[FiveClass, Money], rates: Mapping[FiveClass, Decimal]) -> Money:
    """Return the provision of balances by class, rounded once, on the sum.

    Raises RuleViolation ``amount_below_zero``, and ``provision_rate_missing`` for a class that
    has a balance and no rate.
    """
    whole = Decimal(0)
    for each, amount in amounts.items():
        if amount.fen < 0:
            raise RuleViolation("amount_below_zero", field="amounts")
        if each not in rates:
            raise RuleViolation("provision_rate_missing", field="rates", five_class=each.label)
        whole += amount.fen * rates[each] / _HUNDRED
    return Money.rounded(whole)


def rate_bounds(
    each: FiveClass, as_of: date, policy: Policy = DEFAULT_POLICY
) -> tuple[Decimal, Decimal]:
    """Return the lowest and highest rate in percent: 次级 and 可疑 may vary by a fifth (§ 5)."""
    rate = provision_rates(as_of, policy)[each]
    if each not in (FiveClass.SUBSTANDARD, FiveClass.DOUBTFUL):
        return rate, rate
    spread = valid_on(policy.classes.provision, as_of).value.spread
    return rate * (1 - spread), rate * (1 + spread)


@dataclass(frozen=True, slots=True)
class Coverage:
    """拨备覆盖率 and 拨贷比 in percent, with the ratios to be held; None of nothing."""

    coverage_percent: Decimal | None
    loan_provision_percent: Decimal | None
    coverage_ok: bool
    loan_provision_ok: bool


def coverage(
    provided: Money, loans: Standing, as_of: date, policy: Policy = DEFAULT_POLICY
) -> Coverage:
    """Return how far a provision covers, against 150 and 2.5 per cent (银监会令2011年第4号).

    The comparison is exact; where there is nothing to cover, the ratio is held.
    """
    least = valid_on(policy.classes.coverage_percent, as_of).value
    of_loans = valid_on(policy.classes.loan_provision_percent, as_of).value
    return Coverage(
        percent_of(provided, loans.npl),
        percent_of(provided, loans.total),
        provided.fen * _HUNDRED >= least * loans.npl.fen,
        provided.fen * _HUNDRED >= of_loans * loans.total.fen,
    )
