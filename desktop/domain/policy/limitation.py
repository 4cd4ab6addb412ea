"""Tables of the limitation clock (rules section 1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.policy.dated import Dated


@dataclass(frozen=True, slots=True)
class LimitationPolicy:
    """Periods of claims and judgments; ``years`` and ``enforcement_years`` in years."""

    years: Sequence[Dated[int]] = (
        Dated(date(1987, 1, 1), 2, "民法通则第135条"),
        Dated(date(2017, 10, 1), 3, "民法典第188条"),
    )
    cap_years: Sequence[Dated[int]] = (
        Dated(
            date(1987, 1, 1),
            20,
            "民法典第188条第2款；民法通则第137条",
            "持续主张、多次中断的不适用（指导性案例249号）：只提示复核，不自动作失效处理",
            uncertain=True,
        ),
    )
    suspension_window_months: Sequence[Dated[int]] = (
        Dated(date(1987, 1, 1), 6, "民法典第194条；民法通则第139条"),
    )
    """A cause counts only in the last months of a period."""
    suspension_rest_months: Sequence[Dated[int]] = (
        Dated(
            date(1987, 1, 1),
            0,
            "民法通则第139条",
            "原因消除后继续计算剩余期间；施行日原因尚未消除的适用新规定（法释〔2018〕12号第4条）",
        ),
        Dated(date(2017, 10, 1), 6, "民法典第194条第2款"),
    )
    """Months that run after the cause has gone; 0 means that only the rest of the period runs."""
    enforcement_years: Sequence[Dated[int]] = (
        Dated(
            date(1991, 4, 9),
            1,
            "民事诉讼法（1991）第219条",
            "一方为公民的一年，双方为单位的六个月；未读原文，请律师核对",
            uncertain=True,
        ),
        Dated(date(2008, 4, 1), 2, "民事诉讼法（2007）第215条；现行（2023）第250条"),
    )
