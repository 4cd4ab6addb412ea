"""How far an act reaches: parts of a claim, joint debtors, judgments, mortgages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktop.domain.limitation.clock import Clock
from desktop.domain.limitation.period import enforcement_period
from desktop.domain.policy import DEFAULT_POLICY, Policy


def enforcement_last_day(performance_due: date, policy: Policy = DEFAULT_POLICY) -> date:
    """Return the last day to apply for enforcement of a judgment (民诉法2023 §250, rule 1.18).

    ``performance_due`` is the last performance day, of the last instalment where there are some.
    """
    return enforcement_period(performance_due, (), None, policy).reach


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


def mortgage_words(answer: Clock) -> str:
    """Return until when a mortgage for the claim must be exercised (民法典 §419, rule 1.19).

    It is protected as long as the main claim is, after a judgment as long as enforcement can be
    applied for (担保制度解释 §44); "" where the clock has no last day.
    """
    if answer.last_day is None:
        return ""
    return f"抵押权最迟应在 {answer.last_day} 前行使（民法典第419条；担保制度解释第44条）"
