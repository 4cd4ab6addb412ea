"""A guarantee as a pill: whether the guarantor is bound and until when, in words and colour."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from desktop.domain.guarantee.clock import GuaranteeClock, GuaranteeState
from desktop.ui.models.columns import Pill
from desktop.ui.theme import Tone
from desktop.ui.widgets.clock_pill import NEAR_DAYS, SOON_DAYS


def guarantee_pill(clock: GuaranteeClock, today: date) -> Pill:
    """Return where a guarantor stands on ``today``; a last day soon is amber, then red."""
    translate = QCoreApplication.translate
    state = clock.state(today)
    if state is GuaranteeState.PERIOD_RUNNING:
        day = clock.safe_day if clock.safe_day and clock.safe_day >= today else clock.period_end
        return _dated(translate("Guarantee", "period to {day}"), day, today)
    if state is GuaranteeState.LIABLE and clock.limitation_last_day:
        return _dated(translate("Guarantee", "liable to {day}"), clock.limitation_last_day, today)
    pill = _words(clock)[state]
    return Pill(pill.text.format(day=clock.period_end, share=clock.share), pill.tone)


def _words(clock: GuaranteeClock) -> dict[GuaranteeState, Pill]:
    translate = QCoreApplication.translate
    check = translate("Guarantee", "to check")
    if any(found.code == "guarantee_contract_undated" for found in clock.needs_person):
        check = translate("Guarantee", "to check: no contract day")
    return {
        GuaranteeState.PERIOD_RUNNING: Pill(translate("Guarantee", "period to {day}"), Tone.GOOD),
        GuaranteeState.LIABLE: Pill(translate("Guarantee", "liable, in court"), Tone.GOOD),
        GuaranteeState.LIABLE_AFTER_ENFORCEMENT: Pill(
            translate("Guarantee", "liable after enforcement"), Tone.GOOD
        ),
        GuaranteeState.LIMITATION_OVER: Pill(
            translate("Guarantee", "guarantee debt run out"), Tone.MUTED
        ),
        GuaranteeState.RELEASED: Pill(translate("Guarantee", "released {day}"), Tone.MUTED),
        GuaranteeState.NOT_LIABLE: Pill(translate("Guarantee", "not liable"), Tone.MUTED),
        GuaranteeState.FOLLOWS_MAIN_LIMITATION: Pill(
            translate("Guarantee", "as long as the loan's limitation"), Tone.INFO
        ),
        GuaranteeState.VOID: Pill(translate("Guarantee", "void, at most {share}"), Tone.WARNING),
        GuaranteeState.NEEDS_PERSON: Pill(check, Tone.WARNING),
    }


def _dated(words: str, day: date | None, today: date) -> Pill:
    if day is None:
        return Pill(words.format(day="—"), Tone.WARNING)
    left = (day - today).days
    tone = Tone.GOOD
    if left <= SOON_DAYS:
        tone = Tone.DANGER if left <= NEAR_DAYS else Tone.WARNING
    return Pill(words.format(day=day.isoformat()), tone)
