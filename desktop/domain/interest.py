"""Interest from the ledger's date to today, on top of what the ledger reported (rules section 3).

The core system's figures at its business date are taken as they are; from there on the contract
rate runs to the due date and the penalty rate after it, on the principal, by actual days of a
360-day year. The further rules (settlement, compound interest, rate changes) build on this.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop.domain.ledger import RateUnit
from desktop.domain.money import Money
from desktop.domain.policy import DEFAULT_POLICY, Policy, valid_on


@dataclass(frozen=True, slots=True)
class InterestBasis:
    """What interest is computed from, as the ledger reported it on ``reported_on``."""

    principal: Money
    on_balance: Money
    off_balance: Money
    reported_on: date
    disbursed_on: date | None
    due_on: date | None
    rate: Decimal | None
    rate_unit: RateUnit


@dataclass(frozen=True, slots=True)
class InterestRow:
    """One line of the breakdown; ``days`` and ``daily_rate`` are None for reported interest."""

    label: str
    start: date | None
    end: date
    days: int | None
    daily_rate: Decimal | None
    amount: Money
    source: str


@dataclass(frozen=True, slots=True)
class InterestBreakdown:
    """Interest up to ``computed_to``, with each row a pocket calculator can check."""

    computed_to: date
    rows: tuple[InterestRow, ...]

    @property
    def total(self) -> Money:
        return Money.total(row.amount for row in self.rows)


def daily_rate(rate: Decimal, unit: RateUnit) -> Decimal:
    """Return the rate a day: monthly per mille / 30, annual percent / 360 (银发〔2005〕129号)."""
    if unit is RateUnit.MONTHLY_PERMILLE:
        return rate / 1000 / 30
    return rate / 100 / 360


def annual_percent(rate: Decimal, unit: RateUnit) -> Decimal:
    """Return the rate in percent a year; 8.4‰ a month is 10.08 % (rule 3.2)."""
    return rate * 12 / 10 if unit is RateUnit.MONTHLY_PERMILLE else rate


def interest_to(
    basis: InterestBasis, computed_to: date, policy: Policy = DEFAULT_POLICY
) -> InterestBreakdown:
    """Compute the interest owed on ``computed_to``.

    The day of the report is not counted again, ``computed_to`` is. A day before the report
    adds nothing: the reported figures stand. Without a rate nothing is added after the report.
    """
    rows = [
        InterestRow("台账表内欠息", None, basis.reported_on, None, None, basis.on_balance, "台账"),
        InterestRow("台账表外欠息", None, basis.reported_on, None, None, basis.off_balance, "台账"),
    ]
    start = basis.reported_on
    if basis.rate is not None and computed_to > start:
        due = basis.due_on or computed_to
        if start < due:
            rows.append(_in_term(basis, start, min(due, computed_to)))
        if computed_to > due:
            rows.append(_overdue(basis, max(start, due), computed_to, policy))
    return InterestBreakdown(computed_to, tuple(rows))


def _in_term(basis: InterestBasis, start: date, end: date) -> InterestRow:
    assert basis.rate is not None
    daily = daily_rate(basis.rate, basis.rate_unit)
    return _row("期内利息", basis.principal, start, end, daily, "合同利率，银发〔2005〕129号")


def _overdue(basis: InterestBasis, start: date, end: date, policy: Policy) -> InterestRow:
    """Return the penalty row: by uplift since 2004, before that the flat daily rate (rule 3.4)."""
    assert basis.rate is not None
    uplifts = policy.interest.overdue_uplift
    if basis.disbursed_on is not None and basis.disbursed_on < uplifts[0].since:
        flat = valid_on(policy.interest.overdue_daily, start)
        return _row("逾期利息", basis.principal, start, end, flat.value, flat.source)
    uplift = valid_on(uplifts, basis.disbursed_on or start)
    claimed = uplift.value.claimed
    daily = daily_rate(basis.rate, basis.rate_unit) * claimed
    source = f"{uplift.source}，合同利率×{claimed}"
    return _row("逾期利息", basis.principal, start, end, daily, source)


def _row(
    label: str, principal: Money, start: date, end: date, daily: Decimal, source: str
) -> InterestRow:
    days = (end - start).days
    amount = Money.rounded(Decimal(principal.fen) * daily * days)
    return InterestRow(label, start, end, days, daily, amount, source)
