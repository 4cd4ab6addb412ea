"""A limitation clock as a pill: how near its last day is, in words and colour."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from desktop.ui.models.columns import Pill
from desktop.ui.theme import Tone

NEAR_DAYS, SOON_DAYS = 30, 90


def clock_pill(state: str, last_day: date | None, today: date) -> Pill:
    """Return the pill of a clock.

    ``state`` is a stored ``ClockState``, which knows no day: whether a dated clock has run out is
    judged here by ``today``. Within 30 days is danger, within 90 a warning.
    """
    translate = QCoreApplication.translate
    if state == "suspended":
        return Pill(translate("Clock", "suspended"), Tone.INFO)
    if last_day is None:
        if state == "in_procedure":
            return Pill(translate("Clock", "in court"), Tone.INFO)
        return Pill(translate("Clock", "no due date"), Tone.MUTED)
    days = (last_day - today).days
    if days < 0:
        words = translate("Clock", "over {day}")
        return Pill(words.format(day=last_day.isoformat()), Tone.MUTED)
    tone = Tone.GOOD
    if days <= NEAR_DAYS:
        tone = Tone.DANGER
    elif days <= SOON_DAYS:
        tone = Tone.WARNING
    return Pill(last_day.isoformat(), tone)
