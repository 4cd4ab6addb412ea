"""The limitation of a claim in words: by all events, by the proved ones, and the 20 years."""

from __future__ import annotations

from desktop.domain.derivation import Derivation, DerivationStep
from desktop.domain.findings import NeedsPerson
from desktop.domain.limitation import Clock, ClockState, Effect, PeriodKind, event_label
from desktop.services.derivation.answers import LoanDerivation

_MOVING = frozenset({Effect.INTERRUPTED, Effect.REVIVED, Effect.SUSPENDED, Effect.ACCELERATED})
_TWENTY_YEARS = "民法典第188条第2款；指导性案例249号"
_WITHOUT_DAY = {
    ClockState.UNKNOWN: "无法计算：到期日不明",
    ClockState.IN_PROCEDURE: "程序进行中：时效已中断，程序终结后重新计算",
    ClockState.SUSPENDED: "时效中止：原因消除后继续计算",
}
_TWENTY_YEAR_DOUBTS = {
    "TWENTY_YEAR_REVIEW": NeedsPerson(
        "twenty_year_review",
        "due_on",
        "自到期起已超过二十年，其间曾中断：不当然丧失保护，请交法律顾问复核",
    ),
    "TWENTY_YEAR_PASSED": NeedsPerson(
        "twenty_year_passed",
        "due_on",
        "自到期起已超过二十年且没有中断：法院不予保护，有无延长理由请交法律顾问复核",
    ),
}


def limitation_derivations(answers: LoanDerivation) -> list[Derivation]:
    """Return the claimed clock, the proved one where it differs, and the 20-year cap."""
    derivations = [_claimed(answers)]
    if answers.unproved:
        derivations.append(_proved(answers))
    if answers.clock.twenty_year_day is not None:
        derivations.append(_twenty_years(answers))
    return derivations


def _claimed(answers: LoanDerivation) -> Derivation:
    answer = _answer(answers.clock, answers)
    if answers.state is ClockState.ALIVE and answers.serve_by is not None:
        answer += f"；请在 {answers.serve_by} 前完成送达"
    doubts = (*_unproved(answers), *answers.clock.needs_person)
    return Derivation("诉讼时效", answer, _steps(answers.clock), needs_person=doubts)


def _proved(answers: LoanDerivation) -> Derivation:
    answer = _answer(answers.proved, answers)
    return Derivation("诉讼时效（只算有凭据的事件）", answer, _steps(answers.proved))


def _twenty_years(answers: LoanDerivation) -> Derivation:
    """The cap does not close a claim that was kept alive (指导性案例249号): a person looks."""
    day = answers.clock.twenty_year_day
    words = f"自 {answers.loan.due_on} 到期起满二十年为 {day}"
    doubt = _TWENTY_YEAR_DOUBTS.get(answers.twenty_year_flag)
    answer = "已满，须复核" if doubt else "未满"
    step = DerivationStep(words, _TWENTY_YEARS, day)
    doubts = (doubt,) if doubt else ()
    return Derivation("二十年最长保护期", f"{answer}：{day}", (step,), needs_person=doubts)


def _answer(clock: Clock, answers: LoanDerivation) -> str:
    state = clock.state(answers.as_of)
    if state in _WITHOUT_DAY:
        return _WITHOUT_DAY[state]
    until = f"{clock.last_day}"
    if clock.legal_last_day != clock.last_day:
        until += f"（法定末日 {clock.legal_last_day}）"
    if state is ClockState.EXPIRED:
        return f"已届满：末日 {until}，债务人签字同意履行才能恢复"
    enforcing = clock.period_kind is PeriodKind.ENFORCEMENT
    return f"{'申请执行期间有效' if enforcing else '有效'}：末日 {until}"


def _unproved(answers: LoanDerivation) -> tuple[NeedsPerson, ...]:
    """Name every event that counts and has no evidence."""
    if not answers.unproved:
        return ()
    until = answers.proved.last_day
    court = f"；现有凭据只能证明到 {until}" if until else ""
    return tuple(
        NeedsPerson(
            "claim_unproved",
            "evidence",
            f"{step.event.occurred_on} {event_label(step.event.kind)}：未附凭据，请补录{court}",
        )
        for step in answers.clock.steps
        if step.event is not None and not step.event.proved and step.effect in _MOVING
    )


def _steps(clock: Clock) -> tuple[DerivationStep, ...]:
    return tuple(DerivationStep(step.words, step.article, step.last_day) for step in clock.steps)
