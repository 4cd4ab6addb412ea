"""How far a paper has come, as a pill: the same words for notices and documents."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.domain.rounds import NoticeState
from desktop.ui.models.columns import Pill
from desktop.ui.theme import Tone


def void_pill() -> Pill:
    """Return that a receipt was reversed: it stays and counts for nothing."""
    return Pill(QCoreApplication.translate("Dossier", "void"), Tone.DANGER)


def state_pill(state: NoticeState, *, served_later: bool = True) -> Pill:
    """Return a state as a pill; what is never served is not on the way but handed out."""
    translate = QCoreApplication.translate
    pills = {
        NoticeState.GENERATED: Pill(translate("Dossier", "not printed"), Tone.WARNING),
        NoticeState.PRINTED: Pill(translate("Dossier", "printed"), Tone.MUTED),
        NoticeState.HANDED_OUT: Pill(translate("Dossier", "on the way"), Tone.INFO),
        NoticeState.SERVED: Pill(translate("Dossier", "served"), Tone.GOOD),
        NoticeState.FAILED: Pill(translate("Dossier", "failed"), Tone.DANGER),
    }
    if state is NoticeState.HANDED_OUT and not served_later:
        return Pill(translate("Dossier", "handed out"), Tone.GOOD)
    return pills[state]
