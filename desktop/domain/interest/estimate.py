"""An estimate from the ledger's date to today, on top of what the core system reported (section 3).

The figures of the business date are taken as they are, and nothing reported is compounded, since
its parts are unknown; from there on the contract rate runs to the due date and the penalty rate
after it, on the principal, by actual days of a 360-day year. What was repaid or waived since and
is in no ledger yet lowers the principal from its own day on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop.domain.findings import NeedsPerson
from desktop.domain.interest.days import penalty_start
from desktop.domain.interest.doubts import rate_doubts
from desktop.domain.interest.rates import DailyRate
from desktop.domain.interest.reductions import Reduction
from desktop.domain.ledger import RateUnit
from desktop.domain.money import Money
from desktop.domain.policy import DEFAULT_POLICY, Policy, valid_on

ESTIMATE_WORDS = "以台账 {day} 的欠息为准向后估算；台账欠息构成不明，不计复利；以核心系统为准"


@dataclass(frozen=True, slots=True)
class InterestBasis:
    """What interest is computed from, as the ledger reported it on ``reported_on``.

    ``reductions`` are what was repaid or waived and is not in these figures yet.
    """

    principal: Money
    on_balance: Money
    off_balance: Money
    reported_on: date
    disbursed_on: date | None
    due_on: date | None
    rate: Decimal | None
    rate_unit: RateUnit
    reductions: tuple[Reduction, ...] = ()


@dataclass(frozen=True, slots=True)
class InterestRow:
    """One line of the breakdown; ``base`` is the principal that bore the interest.

    ``days``, ``daily_rate`` and ``base`` are None for interest that was reported, and for what was
    repaid or waived of it: that is a negative amount.
    """

    label: str
    start: date | None
    end: date
    days: int | None
    daily_rate: Decimal | None
    amount: Money
    source: str
    base: Money | None = None


@dataclass(frozen=True, slots=True)
class InterestBreakdown:
    """Interest up to ``computed_to``, with each row a pocket calculator can check.

    ``reported_on`` is the day of the figures it stands on; ``findings`` are what a person must
    look at before the sum is used.
    """

    computed_to: date
    rows: tuple[InterestRow, ...]
    reported_on: date | None = None
    findings: tuple[NeedsPerson, ...] = ()

    @property
    def total(self) -> Money:
        return Money.total(row.amount for row in self.rows)

    @property
    def formed(self) -> Money:
        """What formed since the report, before anything was taken off for repayments."""
        return Money.total(row.amount for row in self.rows if row.days is not None)

    @property
    def words(self) -> str:
        """Say in Chinese what the estimate stands on, "" where it stands on no report."""
        return ESTIMATE_WORDS.format(day=self.reported_on) if self.reported_on else ""


def interest_to(
    basis: InterestBasis, computed_to: date, policy: Policy = DEFAULT_POLICY
) -> InterestBreakdown:
    """Compute the interest owed on ``computed_to``.

    The day of the report is not counted again, ``computed_to`` is. A day before the report
    adds nothing: the reported figures stand. Without a rate nothing is added after the report and
    ``findings`` say so. Reductions later than ``computed_to`` do not count, and what was repaid
    never turns the sum negative. Source: 银发〔2005〕129号, 银发〔2003〕251号.
    """
    start = basis.reported_on
    rows = [
        InterestRow("台账表内欠息", None, start, None, None, basis.on_balance, "台账"),
        InterestRow("台账表外欠息", None, start, None, None, basis.off_balance, "台账"),
    ]
    rate = None
    if basis.rate is not None and basis.rate >= 0:
        rate = DailyRate.quoted(basis.rate, basis.rate_unit)
    penalty = _penalty(basis, rate, computed_to, policy) if rate else None
    if rate and penalty and computed_to > start:
        turn = computed_to if basis.due_on is None else penalty_start(basis.due_on, policy)
        for first, last, principal in _spans(basis, computed_to):
            if first < turn:
                source = "合同利率，银发〔2005〕129号"
                rows.append(_row("期内利息", principal, first, min(turn, last), rate, source))
            if last > turn:
                rows.append(_row("逾期利息", principal, max(first, turn), last, *penalty))
    rows += _repaid(basis, computed_to, Money.total(row.amount for row in rows))
    overdue = basis.due_on is not None and computed_to > basis.due_on
    doubts = rate_doubts(rate, penalty[0] if penalty and overdue else None, computed_to, policy)
    return InterestBreakdown(computed_to, tuple(rows), basis.reported_on, doubts)


def _spans(basis: InterestBasis, computed_to: date) -> Iterator[tuple[date, date, Money]]:
    """Yield the spans in which the principal was the same; none once nothing of it is left."""
    principal, first = basis.principal, basis.reported_on
    for each in sorted(basis.reductions, key=lambda each: each.on):
        if each.on >= computed_to:
            break
        if each.principal.fen and each.on > first and principal.fen:
            yield first, each.on, principal
            first = each.on
        principal -= each.principal
    if principal.fen > 0 or not basis.reductions:
        yield first, computed_to, principal


def _repaid(basis: InterestBasis, computed_to: date, formed: Money) -> Iterator[InterestRow]:
    """Yield a negative row for every reduction of interest, never more than was formed."""
    for each in sorted(basis.reductions, key=lambda each: each.on):
        amount = min(each.interest, formed)
        if each.on <= computed_to and amount.fen:
            formed -= amount
            less = Money(0) - amount
            yield InterestRow(each.kind.label, None, each.on, None, None, less, each.ref)


def _penalty(
    basis: InterestBasis, rate: DailyRate, computed_to: date, policy: Policy
) -> tuple[DailyRate, str]:
    """Return the penalty rate: by uplift since 2004, before that the flat daily one (rule 3.4)."""
    uplifts = policy.interest.overdue_uplift
    start = max(basis.reported_on, basis.due_on or computed_to)
    if basis.disbursed_on is not None and basis.disbursed_on < uplifts[0].since:
        flat = valid_on(policy.interest.overdue_daily, start)
        return DailyRate(flat.value, 1), flat.source
    uplift = valid_on(uplifts, basis.disbursed_on or start)
    claimed = uplift.value.claimed
    return rate.times_uplift(claimed), f"{uplift.source}，合同利率×{claimed}"


def _row(
    label: str, principal: Money, start: date, end: date, rate: DailyRate, source: str
) -> InterestRow:
    days = (end - start).days
    amount = Money.rounded(rate.interest(principal.fen * days))
    return InterestRow(label, start, end, days, rate.value, amount, source, principal)
