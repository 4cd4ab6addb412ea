"""Each guarantor's clock in words; a guarantor without a contract is flagged, never skipped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop.domain.derivation import Derivation, DerivationStep
from desktop.domain.findings import NeedsPerson
from desktop.domain.guarantee.clock import GuaranteeClock, GuaranteeState
from desktop.services.derivation.answers import GuaranteeAnswer, LoanDerivation

_STATES = {
    GuaranteeState.PERIOD_RUNNING: "保证期间未满",
    GuaranteeState.LIABLE: "已在保证期间内主张，保证人应承担责任",
    GuaranteeState.LIABLE_AFTER_ENFORCEMENT: "已在保证期间内主张，对债务人强制执行后承担责任",
    GuaranteeState.LIMITATION_OVER: "保证债务的诉讼时效已届满",
    GuaranteeState.RELEASED: "保证期间已满，没有在期间内主张，保证人免责",
    GuaranteeState.NOT_LIABLE: "不承担保证责任",
    GuaranteeState.FOLLOWS_MAIN_LIMITATION: "担保法以前的保证，在主债务时效内承担责任",
    GuaranteeState.VOID: "保证无效",
    GuaranteeState.NEEDS_PERSON: "无法计算，需人工核对",
}


def guarantee_derivations(answers: LoanDerivation) -> list[Derivation]:
    """Return a derivation for each guarantor, the ledger's first."""
    return [_of_guarantor(each, answers.as_of) for each in answers.guarantees]


def _of_guarantor(answer: GuaranteeAnswer, as_of: date) -> Derivation:
    name = answer.facts.guarantor
    title = f"保证期间：{name}"
    clock, proved = answer.clock, answer.proved
    if clock is None or proved is None:
        words = f"保证人{name}：缺保证合同日期，无法计算，请补录"
        doubt = NeedsPerson("guarantee_contract_undated", "contract_on", words)
        return Derivation(title, "无法计算：缺保证合同日期", needs_person=(doubt,))
    doubts = [replace(each, words=f"保证人{name}：{each.words}") for each in clock.needs_person]
    if proved.state(as_of) is not clock.state(as_of):
        words = f"保证人{name}：主张未附凭据，按现有凭据为“{_STATES[proved.state(as_of)]}”，请补录"
        doubts.append(NeedsPerson("claim_unproved", "evidence", words))
    steps = (*(DerivationStep(step.words, step.article) for step in clock.steps), *_debt(clock))
    return Derivation(title, _answer(clock, as_of), steps, needs_person=tuple(doubts))


def _answer(clock: GuaranteeClock, as_of: date) -> str:
    """Say where the guarantor stands, and the day to work by while the period runs."""
    words = _STATES[clock.state(as_of)]
    if clock.state(as_of) is GuaranteeState.PERIOD_RUNNING:
        words += f"：至 {clock.period_end}，请在 {clock.safe_day} 当日以前送达"
    elif clock.limitation_last_day is not None:
        words += f"：保证债务时效至 {clock.limitation_last_day}"
    return words


def _debt(clock: GuaranteeClock) -> list[DerivationStep]:
    """Return the limitation of the guarantee debt, which runs by itself (民法典 §694)."""
    if clock.limitation is None:
        return []
    first, *later = clock.limitation.steps
    start = f"保证债务诉讼时效自 {first.due_on} 起算，至 {first.last_day}"
    return [
        DerivationStep(start, "民法典第694条", first.last_day),
        *(DerivationStep(step.words, step.article, step.last_day) for step in later),
    ]
