"""What a person must look at before relying on a clock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from desktop.domain.findings import NeedsPerson
from desktop.domain.limitation.kinds import EventKind
from desktop.domain.limitation.steps import Doubt, Effect, Step

_TWO_YEARS_SINCE = date(2008, 4, 1)
"""The period of enforcement before this day was shorter, and its transition is disputed."""


def found_doubts(
    steps: Sequence[Step],
    last_day: date | None,
    twenty_year_day: date | None,
    calendar_last: date | None,
    interrupted: bool,
) -> tuple[NeedsPerson, ...]:
    """Return the findings of a clock: the missing due date, then those of its steps and day."""
    if steps[0].period is None:
        return (NeedsPerson("due_date_unknown", "due_on", "到期日不明，请查阅合同后补录"),)
    found = [*_of_steps(steps)]
    if interrupted and twenty_year_day is not None and (last_day or date.max) > twenty_year_day:
        words = f"时效越过二十年最长保护期（{twenty_year_day}），请交法律顾问复核"
        found.append(NeedsPerson("twenty_year_review", "due_on", words))
    if calendar_last is not None and last_day is not None and last_day > calendar_last:
        words = f"节假日表只到 {calendar_last}，末日未顺延，按严格末日办理"
        found.append(NeedsPerson("holidays_unknown", "last_day", words))
    return tuple(found)


def _of_steps(steps: Sequence[Step]) -> Iterator[NeedsPerson]:
    for step in steps:
        event = step.event
        if event is None:
            continue
        day = event.occurred_on
        if step.doubt is Doubt.BEFORE_LOAN:
            words = f"{day} 的事件早于借款发放，未计入，请核对日期"
            yield NeedsPerson("event_before_loan", "occurred_on", words)
        if step.effect is Effect.SUSPENDED and event.restart_on is None:
            words = f"{day} 起时效中止，原因消除后请立即录入消除日"
            yield NeedsPerson("suspension_lasts", "restart_on", words)
        if event.kind is EventKind.EXTENSION_AGREED and event.restart_on is None:
            words = f"{day} 的展期没有新到期日，暂自签订日起算，请补录"
            yield NeedsPerson("extension_without_due", "restart_on", words)
        if step.effect is Effect.ADJUDGED:
            yield from _of_judgment(step)


def _of_judgment(step: Step) -> Iterator[NeedsPerson]:
    if step.event is not None and step.event.restart_on is None:
        words = "裁判没有录入履行期限最后一日，暂自生效日起算，请补录"
        yield NeedsPerson("performance_day_unknown", "restart_on", words)
    if step.period is not None and step.period.start < _TWO_YEARS_SINCE:
        words = "2008年4月1日前的申请执行期间按旧法一年计算，请交法律顾问复核"
        yield NeedsPerson("old_enforcement_period", "restart_on", words)
