"""Reliefs in words: their states, and who must agree to how much."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from desktop.domain.approvals import ItemState
from desktop.domain.money import yuan_text
from desktop.domain.permissions import Action, steps
from desktop.domain.policy.disposal import Rung
from desktop.domain.relief_terms import ReliefState
from desktop.ui.approval.words import role_words
from desktop.ui.models.columns import Pill
from desktop.ui.theme import Tone


def relief_pill(state: ReliefState) -> Pill:
    """Return where a relief stands that was granted."""
    translate = QCoreApplication.translate
    return {
        ReliefState.GRANTED: Pill(translate("Relief", "granted, not in writing"), Tone.WARNING),
        ReliefState.SIGNED: Pill(translate("Relief", "granted, to be paid"), Tone.INFO),
        ReliefState.BOOKED: Pill(translate("Relief", "booked"), Tone.GOOD),
        ReliefState.UNDONE: Pill(translate("Relief", "undone"), Tone.DANGER),
        ReliefState.WITHDRAWN: Pill(translate("Relief", "withdrawn"), Tone.MUTED),
        ReliefState.LAPSED: Pill(translate("Relief", "lapsed"), Tone.MUTED),
    }[state]


def request_pill(state: ItemState) -> Pill:
    """Return where a request stands that was not granted yet, or never will be."""
    translate = QCoreApplication.translate
    return {
        ItemState.WAITING: Pill(translate("Relief", "requested"), Tone.WARNING),
        ItemState.APPROVED: Pill(translate("Relief", "granted"), Tone.GOOD),
        ItemState.REFUSED: Pill(translate("Relief", "refused"), Tone.DANGER),
        ItemState.WITHDRAWN: Pill(translate("Relief", "request withdrawn"), Tone.MUTED),
        ItemState.EXPIRED: Pill(translate("Relief", "request expired"), Tone.MUTED),
        ItemState.VOIDED: Pill(translate("Relief", "request void"), Tone.MUTED),
        ItemState.ELSEWHERE: Pill(translate("Relief", "requested elsewhere"), Tone.MUTED),
    }[state]


def checkers_words(is_over: bool, language: str) -> str:
    """Return who must sign, one after the other."""
    action = Action.RELIEF_OVER if is_over else Action.RELIEF
    return " → ".join(role_words(each, language) for each in steps(action))


def ladder_words(ladder: Sequence[Rung], level: str) -> str:
    """Return the ladder of approvers in a line, the one that is wanted marked."""
    translate = QCoreApplication.translate
    lines = []
    for rung in ladder:
        limit = translate("Relief", "without limit")
        if rung.most_fen is not None:
            limit = translate("Relief", "to {most}").format(most=yuan_text(rung.most_fen))
        mark = "▶ " if rung.approver == level else ""
        lines.append(f"{mark}{rung.approver} {limit}")
    return "　".join(lines)
