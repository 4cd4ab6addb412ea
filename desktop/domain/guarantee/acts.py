"""Which acts preserve the claim against a guarantor, and the limitation of his debt afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.errors import RuleViolation
from desktop.domain.findings import NeedsPerson
from desktop.domain.guarantee.facts import ActKind, GuaranteeAct, GuaranteeMode
from desktop.domain.guarantee.term import Term
from desktop.domain.limitation import Clock, EventKind, LoanEvent, clock
from desktop.domain.policy import Policy

LABELS = {
    ActKind.DEMAND_ARRIVED: "催收通知到达保证人",
    ActKind.DEMAND_SENT: "催收通知寄出，无到达证明",
    ActKind.SUIT_AGAINST_GUARANTOR: "起诉保证人",
    ActKind.SUIT_WITHDRAWN_SERVED: "撤诉，起诉状副本已送达保证人",
    ActKind.SUIT_AGAINST_DEBTOR: "对债务人起诉或申请仲裁",
    ActKind.DEED_ENFORCED: "对债务人申请执行公证债权文书",
    ActKind.REFUSAL_RIGHT_LOST: "保证人拒绝承担保证责任的权利消灭",
    ActKind.GUARANTOR_PAID: "保证人还款",
    ActKind.ORDINARY_NOTICE_SIGNED: "保证人在催收通知上签字",
    ActKind.NEW_GUARANTEE_SIGNED: "保证人重新签订保证",
}

PRESERVING = {
    GuaranteeMode.JOINT: frozenset(
        {
            ActKind.DEMAND_ARRIVED,
            ActKind.ORDINARY_NOTICE_SIGNED,
            ActKind.SUIT_AGAINST_GUARANTOR,
            ActKind.SUIT_WITHDRAWN_SERVED,
        }
    ),
    GuaranteeMode.GENERAL: frozenset({ActKind.SUIT_AGAINST_DEBTOR, ActKind.DEED_ENFORCED}),
}
"""What preserves the claim for which mode (民法典 §693, 担保制度解释 §§27, 31; rules 2.6, 2.15)."""

_ARTICLES = {
    GuaranteeMode.JOINT: "民法典第693条第2款",
    GuaranteeMode.GENERAL: "民法典第693条第1款；担保制度解释第27条",
}

_AS_EVENTS = {
    ActKind.DEMAND_ARRIVED: EventKind.ARRIVAL_PROVED,
    ActKind.ORDINARY_NOTICE_SIGNED: EventKind.SIGNED_NOTICE,
    ActKind.SUIT_AGAINST_GUARANTOR: EventKind.SUIT_FILED,
    ActKind.SUIT_WITHDRAWN_SERVED: EventKind.ARRIVAL_PROVED,
    ActKind.GUARANTOR_PAID: EventKind.PART_PAYMENT,
}
"""Acts towards the guarantor as events of the limitation of his own debt."""


@dataclass(frozen=True, slots=True)
class ActStep:
    """One step of the derivation, in Chinese, with its article and the act it belongs to."""

    words: str
    article: str
    act: GuaranteeAct | None = None


def judged(
    mode: GuaranteeMode, term: Term, acts: Sequence[GuaranteeAct]
) -> tuple[tuple[ActStep, ...], date | None, tuple[NeedsPerson, ...]]:
    """Return the steps of the acts, the day of the first that preserved, and the doubts.

    An act counts after the due date and until the last day of the period.
    """
    steps, doubts = [], []
    preserved_on: date | None = None
    for act in in_order(acts):
        counts = act.kind in PRESERVING[mode]
        in_period = term.start < act.occurred_on <= term.end
        if counts and in_period and preserved_on is None:
            preserved_on = act.occurred_on
        steps.append(_step(mode, term, act, preserved_on))
        if counts and act.occurred_on <= term.start:
            words = (
                f"{act.occurred_on} {LABELS[act.kind]}早于保证期间，未计入，请核对是否已提前到期"
            )
            doubts.append(NeedsPerson("guarantee_act_before_due", "occurred_on", words))
        if act.kind is ActKind.NEW_GUARANTEE_SIGNED:
            words = f"{act.occurred_on} 重新签订的保证请作为一份新的保证录入"
            doubts.append(NeedsPerson("guarantee_given_anew", "contract_on", words))
    return tuple(steps), preserved_on, tuple(doubts)


def guarantee_debt(
    mode: GuaranteeMode, preserved_on: date | None, acts: Sequence[GuaranteeAct], policy: Policy
) -> Clock | None:
    """Return the limitation clock of a preserved guarantee debt (民法典 §694, rule 2.7).

    Joint: from the day of demand. General: from the loss of the right to refuse, None before.
    Only acts towards this guarantor move it, never an interruption against the debtor.
    """
    if preserved_on is None:
        return None
    start: date | None = preserved_on
    if mode is GuaranteeMode.GENERAL:
        lost = [act.occurred_on for act in acts if act.kind is ActKind.REFUSAL_RIGHT_LOST]
        start = max(min(lost), preserved_on) if lost else None
    if start is None:
        return None
    events = [
        LoanEvent(_AS_EVENTS[act.kind], act.occurred_on, act.restart_on, act.proved, act.ref)
        for act in acts
        if act.kind in _AS_EVENTS and act.occurred_on >= start
    ]
    return clock(start, events, None, policy)


def in_order(acts: Sequence[GuaranteeAct]) -> list[GuaranteeAct]:
    """Return the acts by day, each once; RuleViolation where one ends before it began."""
    for act in acts:
        if act.restart_on is not None and act.restart_on < act.occurred_on:
            raise RuleViolation("event_ends_before_it_begins", field="restart_on")
    return sorted(
        set(acts),
        key=lambda act: (
            act.occurred_on,
            act.kind,
            act.proved,
            act.restart_on or date.max,
            act.ref,
        ),
    )


def _step(mode: GuaranteeMode, term: Term, act: GuaranteeAct, preserved_on: date | None) -> ActStep:
    source = f"（{act.ref}）" if act.ref else ""
    proof = "" if act.proved else "（未附凭据，只能算已主张）"
    words, article = _judgment(mode, term, act, preserved_on)
    return ActStep(f"{act.occurred_on} {LABELS[act.kind]}{source}{proof}：{words}", article, act)


def _judgment(
    mode: GuaranteeMode, term: Term, act: GuaranteeAct, preserved_on: date | None
) -> tuple[str, str]:
    """Return what an act did, and its article."""
    if act.kind is ActKind.NEW_GUARANTEE_SIGNED:
        return "构成新的保证合同，另行计算", "法释〔2004〕4号；担保制度解释第34条第2款"
    if act.kind is ActKind.REFUSAL_RIGHT_LOST:
        return "一般保证债务的时效自此起算", "民法典第694条第1款；担保制度解释第28条"
    if preserved_on is not None and act.kind in _AS_EVENTS and act.occurred_on > preserved_on:
        return "只影响保证债务的诉讼时效", "民法典第694条"
    if act.kind not in PRESERVING[mode]:
        return _why_not(mode, act.kind), _ARTICLES[mode]
    if act.occurred_on <= term.start:
        return "早于保证期间，未计入", "民法典第692条第2款"
    if act.occurred_on > term.end:
        return (
            f"保证期间已于 {term.end} 届满，不产生新的保证责任",
            "民法典第693条；担保制度解释第34条",
        )
    return "在保证期间内行使了权利，保证期间不再起作用", _ARTICLES[mode]


def _why_not(mode: GuaranteeMode, kind: ActKind) -> str:
    if kind is ActKind.DEMAND_SENT:
        return "寄出不等于到达，不生效"
    if kind is ActKind.GUARANTOR_PAID:
        return "还款不是债权人行使权利，不生效"
    if mode is GuaranteeMode.GENERAL:
        return "一般保证须对债务人起诉、仲裁或申请执行，不生效"
    return "没有向连带保证人主张，不生效"
