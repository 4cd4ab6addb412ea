"""One step of a derivation: the facts are kept, the Chinese words are made when asked for.

A hundred thousand clocks are recomputed in one go and nobody reads their words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.limitation.kinds import RULES, LoanEvent, Nature
from desktop.domain.limitation.period import FIRST_DAY, Period


class Effect(StrEnum):
    """What an event did to the clock."""

    INTERRUPTED = "interrupted"
    REVIVED = "revived"
    TOO_LATE = "too_late"
    NO_EFFECT = "no_effect"
    SUSPENDED = "suspended"
    ADJUDGED = "adjudged"
    ACCELERATED = "accelerated"


class Doubt(StrEnum):
    """Why an event that could have had an effect has none."""

    NONE = ""
    BEFORE_LAW = "早于民法通则施行"
    BEFORE_LOAN = "早于借款发放，请核对日期"
    AFTER_JUDGMENT = "裁判生效后不影响申请执行的期间"


_START_ARTICLES = {2: "民法通则第135、154条", 3: "民法典第188、201条"}
_ENFORCEMENT = "民事诉讼法（2023）第250条；法释〔2008〕13号第28条"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a derivation: the event (None for the start), what it did, and the period then.

    ``due_on`` belongs to the first step, None where it is unknown. ``pending`` tells that a
    procedure still runs.
    """

    event: LoanEvent | None
    effect: Effect | None
    period: Period | None
    pending: bool = False
    due_on: date | None = None
    doubt: Doubt = Doubt.NONE

    @property
    def last_day(self) -> date | None:
        """The strict last day after this step; None where none is known."""
        return None if self.period is None or self.pending else self.period.last_day

    @property
    def words(self) -> str:
        """The reason in Chinese."""
        if self.event is None or self.effect is None or self.period is None:
            return _start_words(self.due_on, self.period)
        source = f"（{self.event.ref}）" if self.event.ref else ""
        what = f"{self.event.occurred_on} {RULES[self.event.kind].label}{source}"
        if self.effect is Effect.NO_EFFECT:
            return f"{what}：不生效，{self.doubt or RULES[self.event.kind].why_not}"
        if self.effect is Effect.TOO_LATE:
            name = "申请执行期间" if self.period.enforcement else "时效"
            return f"{what}：{name}已于 {self.period.last_day} 届满，不再中断"
        if not self.event.proved:
            what += "（未附凭据，只能算已主张）"
        return f"{what}：{_effect_words(self.event, self.effect, self.period, self.pending)}"

    @property
    def article(self) -> str:
        """The article the step rests on."""
        if self.event is None or self.effect is None or self.period is None:
            years = self.period.years if self.period else 0
            return _START_ARTICLES.get(years, "民法典第188、201条" if years else "民法典第188条")
        article = RULES[self.event.kind].article
        if self.effect is Effect.TOO_LATE:
            return "民事诉讼法（2023）第250条" if self.period.enforcement else "民法典第192条"
        if self.effect is Effect.REVIVED:
            return "诉讼时效规定第19条"
        if self.effect is Effect.INTERRUPTED and not self.pending:
            return _ENFORCEMENT if self.period.enforcement else f"民法典第195条；{article}"
        if RULES[self.event.kind].nature is Nature.SUSPENSION:
            return _suspension_article(self.event, self.period)
        return article


def _start_words(due_on: date | None, period: Period | None) -> str:
    if period is None:
        return "到期日不明，请补录后再计算"
    begin = "次日起算" if due_on == period.start else f"自 {FIRST_DAY} 起算"
    until = f"，至 {period.last_day}{_rolled_words(period)}"
    return f"{due_on} 到期，{begin}{_years_text(period.years)}{until}"


def _effect_words(event: LoanEvent, effect: Effect, period: Period, pending: bool) -> str:
    if effect is Effect.SUSPENDED and period.last_day is None:
        return "时效中止，障碍消除后继续计算"
    if effect is Effect.SUSPENDED:
        return f"时效中止至 {event.restart_on}，延至 {period.last_day}{_rolled_words(period)}"
    if pending:
        return "时效中断，程序终结后重新计算"
    if effect is Effect.ADJUDGED:
        return f"自 {period.start} 起算申请执行期间{_until_words(period)}"
    if effect is Effect.ACCELERATED:
        return f"自通知到达起算{_until_words(period)}"
    if effect is Effect.REVIVED:
        return f"债务人同意履行，重新计算{_until_words(period)}"
    verb = "申请执行期间中断" if period.enforcement else "时效中断"
    return f"{verb}，重新计算{_until_words(period)}"


def _until_words(period: Period) -> str:
    if period.last_day is None:
        return f"{_years_text(period.years)}；障碍未消除，时效中止"
    return f"{_years_text(period.years)}，至 {period.last_day}{_rolled_words(period)}"


def _suspension_article(event: LoanEvent, period: Period) -> str:
    """Return the law of the cause's end (法释〔2018〕12号 §4), or that of enforcement."""
    if period.enforcement:
        return "法释〔2008〕13号第27条"
    if event.restart_on is not None and event.restart_on < date(2017, 10, 1):
        return "民法通则第139条"
    return "民法典第194条；法释〔2018〕12号第4条"


def _rolled_words(period: Period) -> str:
    if period.legal_last_day == period.last_day:
        return ""
    return f"（末日逢休息日，法定末日 {period.legal_last_day}）"


def _years_text(years: int) -> str:
    return {1: "一年", 2: "二年", 3: "三年"}.get(years, f"{years}年")
