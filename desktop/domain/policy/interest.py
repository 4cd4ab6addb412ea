"""Tables of the interest engine (rules section 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desktop.domain.policy.dated import Dated
from desktop.domain.policy.rates import BENCHMARK, LPR, BenchmarkRates, LprRates

_FIRST = date(1987, 1, 1)


class FirstPenaltyDay(StrEnum):
    """Which day is the first that bears the penalty rate when a loan is not paid."""

    DUE_DATE = "due_date"
    DAY_AFTER = "day_after"


class SettlementCycle(StrEnum):
    """How often interest is settled: every quarter, every month, or with the principal."""

    QUARTERLY = "quarterly"
    MONTHLY = "monthly"
    WITH_PRINCIPAL = "with_principal"


class DayMethod(StrEnum):
    """积数 (actual days) or 逐笔 (whole months and odd days)."""

    ACTUAL_DAYS = "actual_days"
    WHOLE_MONTHS = "whole_months"


@dataclass(frozen=True, slots=True)
class Uplift:
    """A penalty rate as a multiple of the contract rate: lawful range, and what is claimed."""

    lowest: Decimal
    highest: Decimal
    claimed: Decimal


@dataclass(frozen=True, slots=True)
class InterestPolicy:
    """Day count, settlement, penalty and compound interest, books, and reference rates.

    ``overdue_uplift`` and ``misuse_uplift`` hold for loans made since their first day;
    ``overdue_daily`` and ``misuse_daily`` (fraction a day) for loans made before.
    """

    day_count: Sequence[Dated[int]] = (
        Dated(_FIRST, 360, "银发〔2005〕129号", "日利率＝年利率÷360＝月利率÷30"),
    )
    day_method: Sequence[Dated[DayMethod]] = (
        Dated(_FIRST, DayMethod.ACTUAL_DAYS, "银发〔2005〕129号", "与核心系统一致即可"),
    )
    settlement_cycle: Sequence[Dated[SettlementCycle]] = (
        Dated(_FIRST, SettlementCycle.QUARTERLY, "银发〔1999〕77号第20条"),
    )
    settlement_day: Sequence[Dated[int]] = (Dated(_FIRST, 20, "银发〔1999〕77号第20条"),)
    first_penalty_day: Sequence[Dated[FirstPenaltyDay]] = (
        Dated(
            _FIRST,
            FirstPenaltyDay.DUE_DATE,
            "算头不算尾，银发〔2005〕129号",
            "另一口径自到期次日起（贷款通则第12条）；须与核心系统一致",
            uncertain=True,
        ),
    )
    overdue_uplift: Sequence[Dated[Uplift]] = (
        Dated(
            date(2004, 1, 1),
            Uplift(Decimal("1.3"), Decimal("1.5"), Decimal("1.3")),
            "银发〔2003〕251号",
            "合同可定1.3至1.5倍；未知时按最低1.3倍，不多主张",
        ),
    )
    misuse_uplift: Sequence[Dated[Uplift]] = (
        Dated(
            date(2004, 1, 1),
            Uplift(Decimal("1.5"), Decimal("2.0"), Decimal("1.5")),
            "银发〔2003〕251号",
            "合同可定1.5至2倍；未知时按最低1.5倍，不多主张",
        ),
    )
    overdue_daily: Sequence[Dated[Decimal]] = (
        Dated(
            date(1999, 6, 10),
            Decimal("0.00021"),
            "银发〔1999〕192号",
            "日万分之二点一；更早的日利率以合同为准，不设内置值",
        ),
    )
    misuse_daily: Sequence[Dated[Decimal]] = (
        Dated(date(1999, 6, 10), Decimal("0.0005"), "银发〔1999〕77号", "日万分之五"),
    )
    compound_in_term: Sequence[Dated[bool]] = (
        Dated(_FIRST, True, "银发〔1999〕77号第20、21条", "期内未付利息按合同利率计复利"),
    )
    compound_on_penalty: Sequence[Dated[bool]] = (
        Dated(
            _FIRST,
            False,
            "银发〔2003〕251号",
            "罚息再计复利法院多不支持：默认不计",
            uncertain=True,
        ),
    )
    compound_joins_base: Sequence[Dated[bool]] = (
        Dated(_FIRST, True, "银发〔1999〕77号第20、21条", "已结复利并入下期复利基数"),
    )
    ceiling_percent: Sequence[Dated[Decimal]] = (
        Dated(
            date(2017, 8, 4), Decimal("24"), "法发〔2017〕22号第2条", "合计超过的，法院可应请求调减"
        ),
    )
    improbable_percent: Sequence[Dated[Decimal]] = (
        Dated(_FIRST, Decimal("36"), "产品规则", "年利率超过此数的，请核对是否把千分之误作百分之"),
    )
    off_balance_days: Sequence[Dated[int]] = (
        Dated(
            date(1997, 1, 1), 730, "财政部1997年规定", "按本金逾期二年；未读原文", uncertain=True
        ),
        Dated(date(2001, 1, 1), 180, "财金〔2001〕25号"),
        Dated(date(2002, 1, 1), 90, "财金〔2002〕5号"),
    )
    """Unpaid interest older than so many days (from its settlement day) goes off the balance."""
    judgment_daily: Sequence[Dated[Decimal]] = (
        Dated(
            date(2014, 8, 1), Decimal("0.000175"), "法释〔2014〕8号第1条", "迟延履行期间加倍部分"
        ),
    )
    benchmark: Sequence[Dated[BenchmarkRates]] = BENCHMARK
    lpr: Sequence[Dated[LprRates]] = LPR
