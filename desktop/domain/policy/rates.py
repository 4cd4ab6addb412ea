"""Published lending rates: reference only, since a claim always uses the contract rate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop.domain.policy.dated import Dated


@dataclass(frozen=True, slots=True)
class BenchmarkRates:
    """中国人民银行 benchmark lending rates, percent a year, by term.

    Since 2014-11-22 there are three terms only; the shorter ones then carry the same rate.
    """

    to_6_months: Decimal
    to_1_year: Decimal
    to_3_years: Decimal
    to_5_years: Decimal
    over_5_years: Decimal


@dataclass(frozen=True, slots=True)
class LprRates:
    """Loan prime rates of one and five years, percent a year."""

    one_year: Decimal
    five_years: Decimal


_YEARBOOK = "人民银行历次调整公告"
_LPR_SOURCE = "全国银行间同业拆借中心公告"
_LPR_NOTE = "凭记忆录入，请与公告核对；其后由总部补录"

_BENCHMARK = """
1991-04-21  8.10  8.64  9.00  9.54  9.72
1993-05-15  8.82  9.36 10.80 12.06 12.24
1993-07-11  9.00 10.98 12.24 13.86 14.04
1995-01-01  9.00 10.98 12.96 14.58 14.76
1995-07-01 10.08 12.06 13.50 15.12 15.30
1996-05-01  9.72 10.98 13.14 14.94 15.12
1996-08-23  9.18 10.08 10.98 11.70 12.42
1997-10-23  7.65  8.64  9.36  9.90 10.53
1998-03-25  7.02  7.92  9.00  9.72 10.35
1998-07-01  6.57  6.93  7.11  7.65  8.01
1998-12-07  6.12  6.39  6.66  7.20  7.56
1999-06-10  5.58  5.85  5.94  6.03  6.21
2002-02-21  5.04  5.31  5.49  5.58  5.76
2004-10-29  5.22  5.58  5.76  5.85  6.12
2006-04-28  5.40  5.85  6.03  6.12  6.39
2006-08-19  5.58  6.12  6.30  6.48  6.84
2007-03-18  5.67  6.39  6.57  6.75  7.11
2007-05-19  5.85  6.57  6.75  6.93  7.20
2007-07-21  6.03  6.84  7.02  7.20  7.38
2007-08-22  6.21  7.02  7.20  7.38  7.56
2007-09-15  6.48  7.29  7.47  7.65  7.83
2007-12-21  6.57  7.47  7.56  7.74  7.83
2008-09-16  6.21  7.20  7.29  7.56  7.74
2008-10-09  6.12  6.93  7.02  7.29  7.47
2008-10-30  6.03  6.66  6.75  7.02  7.20
2008-11-27  5.04  5.58  5.67  5.94  6.12
2008-12-23  4.86  5.31  5.40  5.76  5.94
2010-10-20  5.10  5.56  5.60  5.96  6.14
2010-12-26  5.35  5.81  5.85  6.22  6.40
2011-02-09  5.60  6.06  6.10  6.45  6.60
2011-04-06  5.85  6.31  6.40  6.65  6.80
2011-07-07  6.10  6.56  6.65  6.90  7.05
2012-06-08  5.85  6.31  6.40  6.65  6.80
2012-07-06  5.60  6.00  6.15  6.40  6.55
2014-11-22  5.60  5.60  6.00  6.00  6.15
2015-03-01  5.35  5.35  5.75  5.75  5.90
2015-05-11  5.10  5.10  5.50  5.50  5.65
2015-06-28  4.85  4.85  5.25  5.25  5.40
2015-08-26  4.60  4.60  5.00  5.00  5.15
2015-10-24  4.35  4.35  4.75  4.75  4.90
"""

_LPR = """
2019-08-20 4.25 4.85
2019-09-20 4.20 4.85
2019-11-20 4.15 4.80
2020-02-20 4.05 4.75
2020-04-20 3.85 4.65
2021-12-20 3.80 4.65
2022-01-20 3.70 4.60
2022-05-20 3.70 4.45
2022-08-22 3.65 4.30
2023-06-20 3.55 4.20
2023-08-21 3.45 4.20
2024-02-20 3.45 3.95
2024-07-22 3.35 3.85
2024-10-21 3.10 3.60
2025-05-20 3.00 3.50
"""


def _rows(text: str) -> list[tuple[date, list[Decimal]]]:
    lines = [line.split() for line in text.strip().splitlines()]
    return [(date.fromisoformat(day), [Decimal(each) for each in rates]) for day, *rates in lines]


BENCHMARK: tuple[Dated[BenchmarkRates], ...] = tuple(
    Dated(day, BenchmarkRates(*rates), _YEARBOOK) for day, rates in _rows(_BENCHMARK)
)
"""Benchmark lending rates from 1991 to their last change in 2015; before 1991 contract only."""

LPR: tuple[Dated[LprRates], ...] = tuple(
    Dated(day, LprRates(*rates), _LPR_SOURCE, _LPR_NOTE, uncertain=True)
    for day, rates in _rows(_LPR)
)
"""Loan prime rates since they replaced the benchmark."""
