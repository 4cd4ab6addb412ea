"""The badges under a debtor's name: what is pressing, in words, each with its reason on hover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.domain.limitation import ClockState
from desktop.domain.money import yuan_text
from desktop.services.dossier import Dossier, DossierLoan
from desktop.services.records import Hold, LoanStatus
from desktop.ui.models.columns import Pill
from desktop.ui.pages.dossier.guarantor_lines import GuarantorLine
from desktop.ui.theme import SPACE_4, SPACE_8, Tone
from desktop.ui.widgets.clock_pill import NEAR_DAYS, SOON_DAYS
from desktop.ui.widgets.pill import paint_pill, pill_size

_NEAR_GUARANTEES, _REASONS = 3, 6
"""Badges for single guarantees, and reasons in one hint: the tab shows them all."""


@dataclass(frozen=True, slots=True)
class Badge:
    """A pill and its reason."""

    pill: Pill
    reason: str = ""


def badges(shown: Dossier) -> list[Badge]:
    """Return a debtor's badges, the most pressing first."""
    return [*_person(shown), *_clocks(shown), *_sums(shown)]


def guarantor_badges(lines: Sequence[GuarantorLine]) -> list[Badge]:
    """Return a badge for each guarantee that runs out soon, and one for those to be checked."""
    found = []
    near = [each for each in lines if each.pill.tone is Tone.DANGER]
    for each in near[:_NEAR_GUARANTEES]:
        words = f"{each.facts.guarantor}  {each.pill.text}"
        found.append(Badge(Pill(words, Tone.DANGER), each.why))
    check = [each for each in lines if each.pill.tone is Tone.WARNING]
    if check:
        words = QCoreApplication.translate("Dossier", "guarantees to check: {count}")
        reason = "\n\n".join(each.why for each in check[:_REASONS])
        found.append(Badge(Pill(words.format(count=len(check)), Tone.WARNING), reason))
    return found


def reason_of(loan: DossierLoan) -> str:
    """Return how a loan's clock came about, a step a line."""
    steps = (f"{step.words}  {step.article}" for step in loan.clock.steps)
    return "\n".join((loan.loan.loan_no, *steps))


def id_problem_words(problem: str) -> str:
    """Return what is wrong with an identity number."""
    translate = QCoreApplication.translate
    words = {
        "missing": translate("Dossier", "no ID number"),
        "check_digit": translate("Dossier", "ID number: wrong check digit"),
        "lost_digits": translate("Dossier", "ID number: last digits lost in Excel"),
        "format": translate("Dossier", "ID number: not 15 or 18 digits"),
        "date": translate("Dossier", "ID number: impossible birthday"),
    }
    return words.get(problem, problem)


def _person(shown: Dossier) -> Iterator[Badge]:
    translate = QCoreApplication.translate
    if shown.party.hold is Hold.IMPERSONATION:
        pill = Pill(translate("Dossier", "Held: impersonation under inquiry"), Tone.DANGER)
        yield Badge(pill, translate("Dossier", "No notice goes out while this stands."))
    if shown.party.deceased:
        pill = Pill(translate("Dossier", "Deceased"), Tone.WARNING)
        yield Badge(pill, translate("Dossier", "Notices to the heirs are another paper."))
    if shown.party.id_problem:
        yield Badge(Pill(id_problem_words(shown.party.id_problem), Tone.WARNING))
    missing = sum(each.loan.status is LoanStatus.MISSING for each in shown.loans)
    if missing:
        words = translate("Dossier", "%n loan(s) not in the newest ledger", "", missing)
        yield Badge(Pill(words, Tone.INFO))


def _clocks(shown: Dossier) -> Iterator[Badge]:
    translate = QCoreApplication.translate
    by_state: dict[ClockState, list[DossierLoan]] = {state: [] for state in ClockState}
    for each in shown.standing:
        by_state[each.state].append(each)
    if by_state[ClockState.ALIVE]:
        yield from _alive(shown, by_state[ClockState.ALIVE])
    others = (
        (ClockState.IN_PROCEDURE, translate("Dossier", "in court: {count}"), Tone.INFO),
        (ClockState.SUSPENDED, translate("Dossier", "limitation suspended: {count}"), Tone.INFO),
        (ClockState.UNKNOWN, translate("Dossier", "due date unknown: {count}"), Tone.WARNING),
        (ClockState.EXPIRED, translate("Dossier", "limitation over: {count}"), Tone.MUTED),
    )
    for state, words, tone in others:
        loans = by_state[state]
        if loans:
            reason = "\n\n".join(map(reason_of, loans))
            yield Badge(Pill(words.format(count=len(loans)), tone), reason)


def _alive(shown: Dossier, loans: Sequence[DossierLoan]) -> Iterator[Badge]:
    """Yield the nearest last day, and the one by proof where that is earlier."""
    translate = QCoreApplication.translate
    nearest = min(loans, key=lambda each: each.clock.last_day or shown.as_of)
    last_day = nearest.clock.last_day or shown.as_of
    days = (last_day - shown.as_of).days
    tone = Tone.GOOD
    if days <= SOON_DAYS:
        tone = Tone.DANGER if days <= NEAR_DAYS else Tone.WARNING
    left = max(days, 0)
    words = translate("Dossier", "Limitation runs out {day}, %n day(s) left", "", left)
    yield Badge(Pill(words.format(day=last_day), tone), reason_of(nearest))
    unproved = [each for each in loans if each.unproved and each.proved.last_day]
    if unproved:
        weakest = min(unproved, key=lambda each: each.proved.last_day or shown.as_of)
        words = translate("Dossier", "by proof only until {day}")
        reason = "\n".join(f"{step.words}  {step.article}" for step in weakest.proved.steps)
        yield Badge(Pill(words.format(day=weakest.proved.last_day), Tone.WARNING), reason)


def _sums(shown: Dossier) -> Iterator[Badge]:
    translate = QCoreApplication.translate
    words = translate("Dossier", "Principal {amount}")
    yield Badge(Pill(words.format(amount=yuan_text(shown.balance_fen)), Tone.INFO))
    words = translate("Dossier", "Interest {amount} (to {day})")
    amount = yuan_text(shown.interest_fen)
    yield Badge(Pill(words.format(amount=amount, day=shown.as_of), Tone.INFO))


class BadgeRow(QWidget):
    """Badges side by side, in as many lines as they need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badges: Sequence[Badge] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_badges(self, shown: Sequence[Badge]) -> None:
        self._badges = shown
        self.setAccessibleName("  ".join(each.pill.text for each in shown))
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        return max((place.bottom() + 1 for place in self._places(width)), default=0)

    def sizeHint(self) -> QSize:
        width = self.width() or 600
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for badge, place in zip(self._badges, self._places(self.width()), strict=True):
            paint_pill(painter, badge.pill, QRectF(place), self.font(), self.palette())
        painter.end()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._reason_at(event), self)
            return True
        return super().event(event)

    def _reason_at(self, event: QHelpEvent) -> str:
        for badge, place in zip(self._badges, self._places(self.width()), strict=True):
            if place.contains(event.pos()):
                return badge.reason
        return ""

    def _places(self, width: int) -> list[QRect]:
        places, x, y = [], 0, 0
        for badge in self._badges:
            size = pill_size(badge.pill, self.font())
            if x and x + size.width() > width:
                x, y = 0, y + size.height() + SPACE_4
            places.append(QRect(x, y, min(size.width(), width), size.height()))
            x += size.width() + SPACE_8
        return places
