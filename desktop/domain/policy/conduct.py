"""Tables of lawful contact (rules section 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from desktop.domain.policy.dated import Dated

_GUIDELINE = "中国银行业协会《金融机构个人消费类贷款催收工作指引（试行）》2026-01-30"
_SINCE = date(2026, 1, 30)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """No contact from ``start`` (that minute included) to ``end`` (not included)."""

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class ConductPolicy:
    """Quiet hours, attempts a number and day, staff on a visit, heat in whole degrees Celsius."""

    quiet_hours: Sequence[Dated[QuietHours]] = (
        Dated(_SINCE, QuietHours(time(22), time(8)), _GUIDELINE, "涉农、经营性贷款参照"),
    )
    daily_attempts: Sequence[Dated[int]] = (Dated(_SINCE, 6, _GUIDELINE),)
    visit_staff: Sequence[Dated[int]] = (Dated(_SINCE, 2, _GUIDELINE + "第22条"),)
    heat_celsius: Sequence[Dated[int]] = (
        Dated(date(2000, 1, 1), 38, "基层做法", "超过则上午走访、下午内业"),
    )
    record_years: Sequence[Dated[int]] = (
        Dated(date(2024, 4, 18), 5, "消费金融公司管理办法（2024）", "参照：催收记录保存不少于五年"),
    )
