"""Rates: what a quoted rate is a day, and what the law lets a bank add to it (rules 3.1 to 3.6).

A daily rate is kept as a fraction, since 7.1 per mille a month has no end as a decimal a day: an
amount is multiplied first and divided once, so that a half fen is seen as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desktop.domain.errors import RuleViolation
from desktop.domain.ledger import RateUnit
from desktop.domain.policy import DEFAULT_POLICY, Dated, Policy, valid_on
from desktop.domain.policy.interest import Uplift

YEAR_DAYS = 360
"""Days of the year that turns a yearly rate into a daily one (银发〔2005〕129号)."""

_MONTHS = 12
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class DailyRate:
    """A rate a day as the fraction ``times`` / ``over``; compare with ``heavier_rate``."""

    times: Decimal
    over: int

    @staticmethod
    def quoted(rate: Decimal, unit: RateUnit, year_days: int = YEAR_DAYS) -> DailyRate:
        """Return a quoted rate a day: annual / 360 = monthly / 30 (银发〔2005〕129号).

        Raises RuleViolation ``rate_negative``.
        """
        if rate < 0:
            raise RuleViolation("rate_negative", field="rate")
        if unit is RateUnit.MONTHLY_PERMILLE:
            return DailyRate(rate * _MONTHS, 1000 * year_days)
        return DailyRate(rate, 100 * year_days)

    @staticmethod
    def per_10000(rate: Decimal) -> DailyRate:
        """Return a rate quoted in 万分之 a day, as contracts did before 2004."""
        if rate < 0:
            raise RuleViolation("rate_negative", field="rate")
        return DailyRate(rate, 10_000)

    @property
    def value(self) -> Decimal:
        return self.times / self.over

    @property
    def annual_percent(self) -> Decimal:
        return self.times * YEAR_DAYS * 100 / self.over

    def times_uplift(self, multiple: Decimal) -> DailyRate:
        """Return the rate times a multiple: 1.3 is the contract rate and 30 % on top."""
        return DailyRate(self.times * multiple, self.over)

    def interest(self, fen_days: int) -> Decimal:
        """Return the exact interest in fen on a 积数 of fen times days."""
        return fen_days * self.times / self.over


NO_RATE = DailyRate(Decimal(0), 1)
"""No interest agreed: none is owed (民法典 §680 II, rule 3.17)."""


def daily_rate(rate: Decimal, unit: RateUnit) -> Decimal:
    """Return the rate a day: monthly per mille / 30, annual percent / 360 (银发〔2005〕129号)."""
    return DailyRate.quoted(rate, unit).value


def annual_percent(rate: Decimal, unit: RateUnit) -> Decimal:
    """Return the rate in percent a year; 8.4‰ a month is 10.08 % (rule 3.2)."""
    return rate * 12 / 10 if unit is RateUnit.MONTHLY_PERMILLE else rate


def monthly_permille(rate: Decimal, unit: RateUnit) -> Decimal:
    """Return the rate in per mille a month; 10.08 % a year is 8.4‰ (rule 3.2)."""
    return rate if unit is RateUnit.MONTHLY_PERMILLE else rate * 10 / 12


class PenaltyKind(StrEnum):
    """Why a loan bears more than the contract rate: 逾期 or 挪用."""

    OVERDUE = "overdue"
    MISUSE = "misuse"


@dataclass(frozen=True, slots=True)
class UpliftVerdict:
    """Whether an uplift in percent lies in its lawful range, with the range and its source."""

    allowed: bool
    lowest_percent: Decimal
    highest_percent: Decimal
    source: str


def uplift_verdict(
    kind: PenaltyKind,
    uplift_percent: Decimal,
    loan_date: date,
    policy: Policy = DEFAULT_POLICY,
) -> UpliftVerdict:
    """Judge a penalty uplift: overdue 30 to 50 %, misuse 50 to 100 % (银发〔2003〕251号, rule 3.4).

    The range is the one in force when the loan was made; both ends are allowed.
    """
    row = valid_on(_uplifts(kind, policy), loan_date)
    lowest = (row.value.lowest - 1) * _HUNDRED
    highest = (row.value.highest - 1) * _HUNDRED
    return UpliftVerdict(lowest <= uplift_percent <= highest, lowest, highest, row.source)


def penalty_rate(contract_rate: Decimal, uplift_percent: Decimal) -> Decimal:
    """Return the penalty rate in the contract's own unit: 10.17‰ and 30 % make 13.221‰.

    Raises RuleViolation ``rate_negative`` for a negative rate or uplift. Source: 银发〔2003〕251号.
    """
    if contract_rate < 0 or uplift_percent < 0:
        raise RuleViolation("rate_negative", field="rate")
    return contract_rate * (_HUNDRED + uplift_percent) / _HUNDRED


HEAVIER_RULE = "择其重,不并处"


def heavier_rate(rates: Iterable[DailyRate]) -> DailyRate:
    """Return the heavier of a loan overdue and misused, never both (77号 §25, rule 3.6)."""
    return max(rates, key=lambda rate: rate.value)


def heavier_penalty(contract_rate: Decimal, uplift_percents: Iterable[Decimal]) -> Decimal:
    """Return the heavier of several penalty rates in the contract's unit (77号 §25, rule 3.6)."""
    return max(penalty_rate(contract_rate, each) for each in uplift_percents)


def penalty_rule_words(
    loan_date: date,
    kind: PenaltyKind = PenaltyKind.OVERDUE,
    agreed_251: bool = False,
    policy: Policy = DEFAULT_POLICY,
) -> str:
    """Return in words which penalty holds for a loan (银发〔2003〕251号 §4, rule 3.4).

    A loan made before 2004-01-01 keeps its contract's daily rate unless both sides agreed to the
    new rule (``agreed_251``).
    """
    uplifts = _uplifts(kind, policy)
    if loan_date >= uplifts[0].since or agreed_251:
        value = valid_on(uplifts, loan_date).value
        return f"合同利率×{value.lowest:f}~{value.highest:f}"
    flat = policy.interest.overdue_daily
    if kind is PenaltyKind.MISUSE:
        flat = policy.interest.misuse_daily
    return f"日{per_10000_words(valid_on(flat, uplifts[0].since).value)}(按原合同)"


def per_10000_words(rate: Decimal) -> str:
    """Return a daily rate as people say it: 0.00021 is 万分之二点一."""
    digits = dict(zip("0123456789.", "零一二三四五六七八九点", strict=True))
    return "万分之" + "".join(digits[each] for each in f"{(rate * 10_000).normalize():f}")


def _uplifts(kind: PenaltyKind, policy: Policy) -> Sequence[Dated[Uplift]]:
    tables = policy.interest
    return tables.overdue_uplift if kind is PenaltyKind.OVERDUE else tables.misuse_uplift
