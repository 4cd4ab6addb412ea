"""Published lending rates of a day: reference only, a claim uses the contract rate (rule 3.11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desktop.domain.policy import DEFAULT_POLICY, Policy, known_on


class BenchmarkTerm(StrEnum):
    """The five terms of the 中国人民银行 benchmark table."""

    TO_6_MONTHS = "<=6m"
    TO_1_YEAR = "6m-1y"
    TO_3_YEARS = "1-3y"
    TO_5_YEARS = "3-5y"
    OVER_5_YEARS = ">5y"


class LprTerm(StrEnum):
    """The two terms of the loan prime rate."""

    ONE_YEAR = "1y"
    FIVE_YEARS = "5y"


@dataclass(frozen=True, slots=True)
class ReferenceRate:
    """A published rate in percent a year, since when it holds, and what to know about it."""

    percent: Decimal
    since: date
    source: str
    words: str
    last_known: bool


def benchmark_rate(
    day: date, term: BenchmarkTerm, policy: Policy = DEFAULT_POLICY
) -> ReferenceRate | None:
    """Return the benchmark lending rate of a day; None before 1991-04-21 (contract only).

    Past the last row the rate is marked ``last_known`` and the words say since when it stands.
    """
    table = policy.interest.benchmark
    row = known_on(table, day)
    if row is None:
        return None
    last = row is table[-1]
    words = f"自 {row.since} 起执行，仅供参考，计息以合同利率为准"
    if last:
        words += "；此为最后一次公布的基准利率，其后改用LPR"
    percent: Decimal = getattr(row.value, term.name.lower())
    return ReferenceRate(percent, row.since, row.source, words, last)


def loan_prime_rate(
    day: date, term: LprTerm, policy: Policy = DEFAULT_POLICY
) -> ReferenceRate | None:
    """Return the loan prime rate of a day; None before 2019-08-20 (人行公告〔2019〕15号)."""
    table = policy.interest.lpr
    row = known_on(table, day)
    if row is None:
        return None
    last = row is table[-1]
    words = f"自 {row.since} 起，{row.note}" if row.note else f"自 {row.since} 起"
    if last:
        words += "；此为表中最后一行，其后如有新公布的须补录"
    percent: Decimal = getattr(row.value, term.name.lower())
    return ReferenceRate(percent, row.since, row.source, words, last)
