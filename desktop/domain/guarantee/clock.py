"""The guarantee clock: whether a guarantor is bound, and until when (rules section 2).

Computed from the contract, the due date of the loan and what was done towards this guarantor,
from scratch every time. A guarantee period is never suspended, interrupted or extended
(民法典 §692 I): no act moves its last day, an act only preserves the claim or does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from desktop.domain.findings import NeedsPerson
from desktop.domain.guarantee.acts import ActStep, guarantee_debt, judged
from desktop.domain.guarantee.doubts import found_doubts
from desktop.domain.guarantee.eligibility import may_guarantee
from desktop.domain.guarantee.facts import (
    GuaranteeAct,
    GuaranteeContract,
    GuaranteeMode,
    PeriodTerm,
)
from desktop.domain.guarantee.term import Term, mode_of, period_start, regime_on, term_of
from desktop.domain.limitation import Clock, ClockState
from desktop.domain.policy import DEFAULT_POLICY, Policy

BEFORE_LAW = "pre-1995"


class GuaranteeState(StrEnum):
    """Where a guarantor stands."""

    PERIOD_RUNNING = "period_running"
    LIABLE = "liable"
    LIABLE_AFTER_ENFORCEMENT = "liable_after_enforcement"
    LIMITATION_OVER = "limitation_over"
    RELEASED = "released"
    NOT_LIABLE = "not_liable"
    FOLLOWS_MAIN_LIMITATION = "follows_main_limitation"
    VOID = "void"
    NEEDS_PERSON = "needs_person"


_PRESERVED = (GuaranteeState.LIABLE, GuaranteeState.LIABLE_AFTER_ENFORCEMENT)


@dataclass(frozen=True, slots=True)
class GuaranteeClock:
    """The answer for one guarantor.

    ``outcome`` is where he stands once the period is over; ``state`` says it for a day.
    ``preserved_on`` is the day of the act that preserved the claim; ``limitation`` the clock of
    the guarantee debt from then on. ``safe_day`` is the day to work by, never after
    ``period_end``. ``share`` is the most a void guarantor compensates, as a fraction.
    """

    regime: str
    mode: GuaranteeMode | None
    outcome: GuaranteeState
    steps: tuple[ActStep, ...]
    needs_person: tuple[NeedsPerson, ...] = ()
    months: int | None = None
    period_start: date | None = None
    period_end: date | None = None
    safe_day: date | None = None
    preserved_on: date | None = None
    limitation: Clock | None = None
    share: str = ""
    window: str = ""

    @property
    def result(self) -> str:
        """The outcome as a word; before 1995 with the window of 法〔2002〕144号."""
        return f"{self.outcome}; {self.window}" if self.window else self.outcome.value

    @property
    def limitation_last_day(self) -> date | None:
        """The strict last day of the guarantee debt, None where it does not run."""
        return self.limitation.last_day if self.limitation else None

    def state(self, as_of: date) -> GuaranteeState:
        """Return where the guarantor stands on ``as_of``; last days themselves still count."""
        if self.outcome is GuaranteeState.RELEASED and self.period_end is not None:
            running = as_of <= self.period_end
            return GuaranteeState.PERIOD_RUNNING if running else GuaranteeState.RELEASED
        limited = self.outcome is GuaranteeState.LIABLE and self.limitation is not None
        if limited and self.limitation and self.limitation.state(as_of) is ClockState.EXPIRED:
            return GuaranteeState.LIMITATION_OVER
        return self.outcome


def guarantee_clock(
    contract: GuaranteeContract,
    main_due: date | None,
    acts: Sequence[GuaranteeAct] = (),
    policy: Policy = DEFAULT_POLICY,
) -> GuaranteeClock:
    """Compute the clock of one guarantor.

    ``main_due`` is the due date of the loan as first agreed. Raises RuleViolation
    ``event_ends_before_it_begins`` and ``day_out_of_range``.
    Source: 民法典 §§681-702, 担保制度解释, 法释〔2000〕44号, rules 2.1 to 2.15.
    """
    found = found_doubts(contract, main_due)
    contract_on = contract.contract_on
    if contract_on is None:
        return _unanswered("", contract.mode, "保证合同日期不明，无法确定适用的法律", found)
    regime, mode = regime_on(contract_on, policy), mode_of(contract, policy)
    if regime == BEFORE_LAW:
        return _before_law(contract, mode, found, policy)
    if main_due is None or mode is None:
        return _unanswered(regime, mode, "主债务到期日不明，保证期间无从起算", found)
    start = period_start(main_due, contract.extended_to, contract.consented)
    term = term_of(contract, contract_on, start, policy)
    if term is None:
        return _unanswered(regime, mode, "约定的保证期间没有录入月数", found)
    answer = _of_acts(GuaranteeClock(regime, mode, GuaranteeState.RELEASED, ()), term, acts, policy)
    answer = replace(answer, needs_person=(*found, *answer.needs_person))
    return _limited_by_contract(answer, contract, policy)


def proved_guarantee_clock(
    contract: GuaranteeContract,
    main_due: date | None,
    acts: Sequence[GuaranteeAct],
    policy: Policy = DEFAULT_POLICY,
) -> GuaranteeClock:
    """Compute the clock from the acts whose evidence is attached: what a court will see.

    Never later than the claimed clock: a demand starts the limitation of the guarantee debt
    whether or not the creditor can prove it.
    """
    proved = guarantee_clock(contract, main_due, [act for act in acts if act.proved], policy)
    claimed = guarantee_clock(contract, main_due, acts, policy)
    if proved.limitation is None or claimed.limitation is None:
        return proved
    later = _reach(proved.limitation) > _reach(claimed.limitation)
    return claimed if later else proved


def _reach(debt: Clock) -> date:
    return debt.last_day or date.max


def _of_acts(
    blank: GuaranteeClock, term: Term, acts: Sequence[GuaranteeAct], policy: Policy
) -> GuaranteeClock:
    mode = blank.mode or GuaranteeMode.GENERAL
    steps, preserved_on, doubts = judged(mode, term, acts)
    debt = guarantee_debt(mode, preserved_on, acts, policy)
    outcome = GuaranteeState.RELEASED
    if preserved_on is not None:
        after = mode is GuaranteeMode.GENERAL and debt is None
        outcome = _PRESERVED[after]
    return replace(
        blank,
        outcome=outcome,
        steps=(_term_step(mode, term), *steps),
        needs_person=doubts,
        months=term.months,
        period_start=term.start,
        period_end=term.end,
        safe_day=term.safe_day,
        preserved_on=preserved_on,
        limitation=debt,
    )


def _limited_by_contract(
    answer: GuaranteeClock, contract: GuaranteeContract, policy: Policy
) -> GuaranteeClock:
    """Put what the guarantor is, or what the loan was for, before what was done in time."""
    right = may_guarantee(contract.kind, contract.contract_on, policy)
    if not right.valid:
        claimed = "已在期间内主张" if answer.preserved_on else "尚未在期间内主张"
        step = ActStep(
            f"保证人没有担保资格，保证无效；{right.condition}（{claimed}）", right.article
        )
        steps = (*answer.steps, step)
        return replace(answer, outcome=GuaranteeState.VOID, share=right.max_share, steps=steps)
    if contract.new_for_old and not contract.knew_new_for_old:
        words = "借新还旧，新贷保证人不知道也不应当知道，不承担保证责任"
        steps = (*answer.steps, ActStep(words, "担保制度解释第16条"))
        return replace(answer, outcome=GuaranteeState.NOT_LIABLE, steps=steps)
    return answer


def _before_law(
    contract: GuaranteeContract,
    mode: GuaranteeMode | None,
    found: tuple[NeedsPerson, ...],
    policy: Policy,
) -> GuaranteeClock:
    """Answer for a guarantee before 1995-10-01 (法发〔1994〕8号 §§11, 29; rule 2.14)."""
    window = policy.guarantee.special_window[0]
    first, last = window.value
    words = (
        f"{contract.contract_on} 的保证早于担保法：在主债务时效内承担；{first} 至 {last} 可补主张"
    )
    step = ActStep(words, f"法发〔1994〕8号第11、29条；{window.source}")
    blank = GuaranteeClock(BEFORE_LAW, mode, GuaranteeState.FOLLOWS_MAIN_LIMITATION, (step,), found)
    if contract.term is PeriodTerm.MONTHS:
        return replace(blank, outcome=GuaranteeState.NEEDS_PERSON)
    answer = replace(blank, window=f"{first}..{last} window {window.source}")
    limited = _limited_by_contract(answer, contract, policy)
    return limited if limited is answer else replace(limited, window="")


def _unanswered(
    regime: str, mode: GuaranteeMode | None, words: str, found: tuple[NeedsPerson, ...]
) -> GuaranteeClock:
    step = ActStep(f"{words}，请补录后再计算", "民法典第692条")
    return GuaranteeClock(regime, mode, GuaranteeState.NEEDS_PERSON, (step,), found)


def _term_step(mode: GuaranteeMode, term: Term) -> ActStep:
    name = "连带责任保证" if mode is GuaranteeMode.JOINT else "一般保证"
    agreed = "约定" if term.agreed else "未约定或约定不明，法定"
    words = f"{name}，自 {term.start} 起{agreed} {term.months} 个月，至 {term.end}"
    if term.safe_day != term.end:
        words += f"（稳妥日 {term.safe_day}）"
    return ActStep(words, term.source)
