"""The limitation clock: until which day a claim can still be enforced, and why (rules section 1).

A clock is computed from the due date and the list of everything that happened, from scratch,
every time. Nothing here knows a notice or a database. Days are strict: the corresponding day of
民法典 §201; the legal last day (§203, rolled over rest days) is reported beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.dates import HolidayCalendar, add_years
from desktop.domain.policy import DEFAULT_POLICY, Policy, valid_on

FIRST_DAY = date(1987, 1, 1)
"""Claims older than 民法通则 run from its first day (民通意见 §165)."""

THREE_YEARS_SINCE = date(2017, 10, 1)
"""民法总则 in force: a two-year period not over by then became three years (法释〔2018〕12号)."""


class EventKind(StrEnum):
    """Everything that may happen to a claim, whether or not it moves the clock."""

    SIGNED_NOTICE = "signed_notice"
    SIGNED_CONFIRM_AGREE = "signed_confirm_agree"
    KIN_SIGNED = "kin_signed"
    AGENT_SIGNED = "agent_signed"
    ARRIVAL_PROVED = "arrival_proved"
    MAIL_ARRIVED = "mail_arrived"
    MESSAGE_ARRIVED = "message_arrived"
    AUTH_DEDUCTION = "auth_deduction"
    PROV_NEWSPAPER_MISSING = "prov_newspaper_missing"
    PART_PAYMENT = "part_payment"
    REPAY_PLAN = "repay_plan"
    SUIT_FILED = "suit_filed"
    MAIL_SENT_ONLY = "mail_sent_only"
    NEIGHBOUR_SIGNED = "neighbour_signed"
    MINOR_SIGNED = "minor_signed"
    VILLAGE_POSTER = "village_poster"
    COUNTY_NEWSPAPER = "county_newspaper"
    PHONE_UNRECORDED = "phone_unrecorded"
    ACTUAL_USER_NOTICE = "actual_user_notice"
    GUARANTOR_NOTICE = "guarantor_notice"


class Effect(StrEnum):
    """What an event did to the clock."""

    INTERRUPTED = "interrupted"
    REVIVED = "revived"
    TOO_LATE = "too_late"
    NO_EFFECT = "no_effect"


class ClockState(StrEnum):
    """Where a claim stands on a day."""

    ALIVE = "alive"
    IN_PROCEDURE = "in_procedure"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class _Rule:
    """How an event kind works: what it is called, its article, and whether it interrupts."""

    label: str
    article: str
    interrupts: bool
    why_not: str = ""


_RULES = {
    EventKind.SIGNED_NOTICE: _Rule("本人签收催收通知书", "诉讼时效规定第8条第1款第1项", True),
    EventKind.SIGNED_CONFIRM_AGREE: _Rule(
        "本人签字确认并同意履行", "诉讼时效规定第8条、第19条", True
    ),
    EventKind.KIN_SIGNED: _Rule("同住成年家属签收", "诉讼时效规定第8条第2款", True),
    EventKind.AGENT_SIGNED: _Rule("受托人签收", "诉讼时效规定第8条第2款", True),
    EventKind.ARRIVAL_PROVED: _Rule("未签字但能证明已送达", "诉讼时效规定第8条第1款第1项", True),
    EventKind.MAIL_ARRIVED: _Rule("邮寄通知书已到达", "诉讼时效规定第8条第1款第2项", True),
    EventKind.MESSAGE_ARRIVED: _Rule("数据电文已到达", "诉讼时效规定第8条第1款第2项", True),
    EventKind.AUTH_DEDUCTION: _Rule("依约扣收本息", "诉讼时效规定第8条第1款第3项", True),
    EventKind.PROV_NEWSPAPER_MISSING: _Rule(
        "下落不明，省级媒体公告", "诉讼时效规定第8条第1款第4项", True
    ),
    EventKind.PART_PAYMENT: _Rule("归还部分款项", "诉讼时效规定第9条、第14条", True),
    EventKind.REPAY_PLAN: _Rule("订立还款计划", "诉讼时效规定第14条、第19条", True),
    EventKind.SUIT_FILED: _Rule("起诉或同等程序", "民法典第195条；诉讼时效规定第10至13条", True),
    EventKind.MAIL_SENT_ONLY: _Rule(
        "邮寄但无到达证明", "民法典第137条；诉讼时效规定第8条", False, "寄出不等于到达"
    ),
    EventKind.NEIGHBOUR_SIGNED: _Rule(
        "邻居或村干部代签", "诉讼时效规定第8条第2款", False, "未经授权，不是有权签收的人"
    ),
    EventKind.MINOR_SIGNED: _Rule(
        "未成年人代签", "诉讼时效规定第8条第2款", False, "不具完全民事行为能力"
    ),
    EventKind.VILLAGE_POSTER: _Rule(
        "村内张贴",
        "诉讼时效规定第8条；个人信息保护法第25条",
        False,
        "张贴不是法定方式，且公开了个人信息",
    ),
    EventKind.COUNTY_NEWSPAPER: _Rule(
        "县级报纸公告", "诉讼时效规定第8条第1款第4项", False, "不是国家级或省级有影响的媒体"
    ),
    EventKind.PHONE_UNRECORDED: _Rule(
        "电话催收，无录音", "民法典第195条", False, "无法证明提出过请求"
    ),
    EventKind.ACTUAL_USER_NOTICE: _Rule(
        "通知实际用款人", "民法典第465条、第552条", False, "实际用款人未加入债务，不是债务人"
    ),
    EventKind.GUARANTOR_NOTICE: _Rule(
        "通知保证人", "诉讼时效规定第15条；担保制度解释第28、29条", False, "不及于主债务"
    ),
}

_START_ARTICLES = {2: "民法通则第135、154条", 3: "民法典第188、201条"}

_REVIVING = frozenset({EventKind.SIGNED_CONFIRM_AGREE, EventKind.REPAY_PLAN})
"""Only agreement to perform brings an expired claim back (诉讼时效规定 2020 §19)."""


@dataclass(frozen=True, slots=True)
class LoanEvent:
    """A dated fact about a claim.

    ``restart_on`` is the end of a court procedure; ``proved`` tells whether evidence is attached;
    ``ref`` names its source (a notice serial, a receipt) in the reason.
    """

    kind: EventKind
    occurred_on: date
    restart_on: date | None = None
    proved: bool = True
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a derivation: the event (None for the start), what it did, the day after it."""

    event: LoanEvent | None
    effect: Effect | None
    last_day: date | None
    words: str
    article: str


@dataclass(frozen=True, slots=True)
class Clock:
    """The answer: last days, the years that applied, and every step that led there.

    ``last_day`` is strict and None while a procedure runs or where no due date is known;
    ``legal_last_day`` is rolled over rest days.
    """

    start: date | None
    last_day: date | None
    legal_last_day: date | None
    years: int
    steps: tuple[Step, ...]
    twenty_year_day: date | None = None
    in_procedure: bool = False

    @property
    def effects(self) -> tuple[Effect, ...]:
        return tuple(step.effect for step in self.steps if step.effect is not None)

    @property
    def interrupted(self) -> bool:
        return any(effect in (Effect.INTERRUPTED, Effect.REVIVED) for effect in self.effects)

    def state(self, as_of: date) -> ClockState:
        """Return where the claim stands on ``as_of``; the last day itself is still alive."""
        if self.in_procedure:
            return ClockState.IN_PROCEDURE
        if self.legal_last_day is None:
            return ClockState.UNKNOWN
        return ClockState.EXPIRED if as_of > self.legal_last_day else ClockState.ALIVE

    def twenty_year_flag(self, as_of: date) -> str:
        """Return what the 20-year cap means here (民法典 §188 II, 指导性案例249号), or ""."""
        if self.twenty_year_day is None or as_of <= self.twenty_year_day:
            return ""
        return "TWENTY_YEAR_REVIEW" if self.interrupted else "TWENTY_YEAR_PASSED"


@dataclass(frozen=True, slots=True)
class _Period:
    """A running period: from where, how long, until when."""

    start: date
    years: int
    last_day: date
    legal_last_day: date


def event_label(kind: EventKind) -> str:
    """Return the Chinese name of an event kind, as the dossier shows it."""
    return _RULES[kind].label


def period_years(start: date, policy: Policy = DEFAULT_POLICY) -> int:
    """Return the years of a period starting on ``start`` (rules 1.1, 1.6).

    Two years that were not over on 2017-10-01 became three from the same start
    (法释〔2018〕12号 §§2-3).
    """
    years = valid_on(policy.limitation.years, start).value
    if start < THREE_YEARS_SINCE <= add_years(start, years):
        return valid_on(policy.limitation.years, THREE_YEARS_SINCE).value
    return years


def start_of_claim(due_dates: Iterable[date]) -> date:
    """Return where the period starts: the last instalment's due date (民法典 §189)."""
    return max(FIRST_DAY, *due_dates, FIRST_DAY)


def clock(
    due_on: date | None,
    events: Sequence[LoanEvent] = (),
    calendar: HolidayCalendar | None = None,
    policy: Policy = DEFAULT_POLICY,
) -> Clock:
    """Compute the limitation clock of one claim.

    ``events`` may come in any order; without ``calendar`` nothing is rolled and the legal day is
    the strict day. Source: 民法典 §§188-203, 诉讼时效规定 (2020), rules 1.1 to 1.17.
    """
    if due_on is None:
        step = Step(None, None, None, "到期日不明，请补录后再计算", "民法典第188条")
        return Clock(None, None, None, 0, (step,))
    start = start_of_claim([due_on])
    period = _period(start, calendar, policy)
    article = _START_ARTICLES.get(period.years, "民法典第188、201条")
    steps = [Step(None, None, period.last_day, _start_words(due_on, period), article)]
    pending = False
    for event in sorted(events, key=_order):
        effect = _effect(event, period, pending)
        if effect in (Effect.INTERRUPTED, Effect.REVIVED):
            pending |= event.kind is EventKind.SUIT_FILED and event.restart_on is None
            period = _later(
                period, _period(event.restart_on or event.occurred_on, calendar, policy)
            )
        last_day = None if pending else period.last_day
        steps.append(Step(event, effect, last_day, *_event_words(event, effect, period, pending)))
    return Clock(
        start=period.start,
        last_day=None if pending else period.last_day,
        legal_last_day=None if pending else period.legal_last_day,
        years=period.years,
        steps=tuple(steps),
        twenty_year_day=add_years(start, 20),
        in_procedure=pending,
    )


def proved_clock(
    due_on: date | None,
    events: Sequence[LoanEvent],
    calendar: HolidayCalendar | None = None,
    policy: Policy = DEFAULT_POLICY,
) -> Clock:
    """Compute the clock from the events whose evidence is attached: what a court will see."""
    return clock(due_on, [event for event in events if event.proved], calendar, policy)


def enforcement_last_day(performance_due: date) -> date:
    """Return the last day to apply for enforcement of a judgment (民诉法2023 §250, rule 1.18)."""
    return add_years(performance_due, 2)


def interrupted_amount_fen(
    claimed_fen: int, total_fen: int, rest_waived: bool, on_time: bool
) -> int:
    """Return for which amount a claim for a part interrupts (诉讼时效规定 §9, rule 1.11)."""
    if not on_time:
        return 0
    return claimed_fen if rest_waived else total_fen


def interrupted_debtors(
    co_debtors: Sequence[str], demand_to: str, on_time: bool
) -> tuple[str, ...]:
    """Return for which joint debtors a demand to one of them interrupts (诉讼时效规定 §15 II)."""
    if not on_time or demand_to not in co_debtors:
        return ()
    return tuple(co_debtors)


def _period(start: date, calendar: HolidayCalendar | None, policy: Policy) -> _Period:
    years = period_years(start, policy)
    last_day = add_years(start, years)
    return _Period(start, years, last_day, calendar.roll(last_day) if calendar else last_day)


def _order(event: LoanEvent) -> tuple[date, str, bool, date, str]:
    """Order events by their day; on one day by what they are, never by when they were entered."""
    return (event.occurred_on, event.kind, event.proved, event.restart_on or date.max, event.ref)


def _later(current: _Period, restarted: _Period) -> _Period:
    """An interruption never shortens a clock: keep whichever period ends later."""
    return max(current, restarted, key=lambda period: period.last_day)


def _effect(event: LoanEvent, period: _Period, pending: bool) -> Effect:
    if not _RULES[event.kind].interrupts or event.occurred_on < FIRST_DAY:
        return Effect.NO_EFFECT
    if pending or event.occurred_on <= period.legal_last_day:
        return Effect.INTERRUPTED
    return Effect.REVIVED if event.kind in _REVIVING else Effect.TOO_LATE


def _start_words(due_on: date, period: _Period) -> str:
    words = f"{due_on} 到期，次日起算{_years_text(period.years)}，至 {period.last_day}"
    if due_on < FIRST_DAY:
        words = (
            f"{due_on} 到期，自 {FIRST_DAY} 起算{_years_text(period.years)}，至 {period.last_day}"
        )
    return words + _rolled_words(period)


def _event_words(
    event: LoanEvent, effect: Effect, period: _Period, pending: bool
) -> tuple[str, str]:
    """Return the reason of a step in words, and its article."""
    rule = _RULES[event.kind]
    source = f"（{event.ref}）" if event.ref else ""
    what = f"{event.occurred_on} {rule.label}{source}"
    if effect is Effect.NO_EFFECT:
        return f"{what}：不生效，{rule.why_not or '早于民法通则施行'}", rule.article
    if effect is Effect.TOO_LATE:
        return f"{what}：时效已于 {period.last_day} 届满，不再中断", "民法典第192条"
    if not event.proved:
        what += "（未附凭据，只能算已主张）"
    if pending:
        return f"{what}：时效中断，程序终结后重新计算", rule.article
    verb = "债务人同意履行，重新计算" if effect is Effect.REVIVED else "时效中断，重新计算"
    article = "诉讼时效规定第19条" if effect is Effect.REVIVED else f"民法典第195条；{rule.article}"
    until = f"{verb}{_years_text(period.years)}，至 {period.last_day}{_rolled_words(period)}"
    return f"{what}：{until}", article


def _rolled_words(period: _Period) -> str:
    if period.legal_last_day == period.last_day:
        return ""
    return f"（末日逢休息日，法定末日 {period.legal_last_day}）"


def _years_text(years: int) -> str:
    return {2: "二年", 3: "三年"}.get(years, f"{years}年")
