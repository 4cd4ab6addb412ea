"""Agreements, instalments and promises in words: where each stands."""

from __future__ import annotations

from desktop.domain.following import InstalmentState
from desktop.domain.promises import PromiseState
from desktop.services.agreements.following import AgreementState, state_code
from desktop.ui.errors import words
from desktop.ui.models.columns import Pill
from desktop.ui.pages.documents.names import language
from desktop.ui.theme import Tone

_AGREEMENTS = {
    AgreementState.UNSIGNED: Tone.WARNING,
    AgreementState.RUNNING: Tone.GOOD,
    AgreementState.BEHIND: Tone.WARNING,
    AgreementState.BROKEN: Tone.DANGER,
    AgreementState.ACCELERATED: Tone.DANGER,
    AgreementState.COMPLETED: Tone.GOOD,
    AgreementState.REPLACED: Tone.MUTED,
}

_INSTALMENTS = {
    InstalmentState.OPEN: Tone.MUTED,
    InstalmentState.DUE: Tone.INFO,
    InstalmentState.PAID: Tone.GOOD,
    InstalmentState.PARTLY: Tone.WARNING,
    InstalmentState.MISSED: Tone.DANGER,
}

_PROMISES = {
    PromiseState.OPEN: Tone.INFO,
    PromiseState.KEPT: Tone.GOOD,
    PromiseState.PARTLY_KEPT: Tone.WARNING,
    PromiseState.BROKEN: Tone.DANGER,
}


def agreement_pill(state: AgreementState) -> Pill:
    """Return where an agreement stands."""
    return Pill(words(state_code(state), {}, language()), _AGREEMENTS[state])


def instalment_pill(state: InstalmentState) -> Pill:
    """Return where an instalment stands."""
    return Pill(words(f"instalment_{state.value}", {}, language()), _INSTALMENTS[state])


def promise_pill(state: PromiseState) -> Pill:
    """Return what became of a promise."""
    return Pill(words(f"promise_{state.value}", {}, language()), _PROMISES[state])
