"""Tables of repayment agreements: the days after harvest, and how long an instalment may wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.policy.dated import Dated

_SINCE = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class HarvestDay:
    """A day of every year on which the money of a harvest has come in."""

    month: int
    day: int


@dataclass(frozen=True, slots=True)
class AgreementPolicy:
    """Harvest days of a year, and the days an instalment may be late before it counts as missed."""

    harvest_days: Sequence[Dated[tuple[HarvestDay, ...]]] = (
        Dated(
            _SINCE,
            (HarvestDay(6, 30), HarvestDay(10, 31)),
            "基层做法",
            "夏粮和秋粮各一次，须按本地作物改定",
            uncertain=True,
        ),
    )
    grace_days: Sequence[Dated[int]] = (
        Dated(_SINCE, 0, "还款协议第四条", "协议没有约定宽限期的，到期次日即为未足额还款"),
    )
