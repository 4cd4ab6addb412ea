"""The cards at the top of the page: how things stand, one button each way, what an act came to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from desktop.ui.theme import SPACE_4, SPACE_8, SPACE_12, SPACE_20, Tone
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.text import button, label, refresh_style

Total = tuple[str, str, str]
"""A line to compare with the slip, as it stands there: what, how many, yuan or ""."""

_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of how things stand; with a ``tone`` where something is to be done about it."""

    name: str
    words: str
    tone: Tone | None = None


class FactsCard(Card):
    """Names and facts side by side; the card is a warning while one of them is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE_20)
        self._grid.setVerticalSpacing(SPACE_4)
        self._grid.setColumnStretch(1, 1)
        self._labels: list[QLabel] = []
        self.body.addLayout(self._grid)

    @property
    def text(self) -> str:
        """Everything it says, for a reader of screens."""
        return "\n".join(each.text() for each in self._labels)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        for each in self._labels:
            self._grid.removeWidget(each)
            each.deleteLater()
        self._labels = []
        for row, fact in enumerate(facts):
            role = "danger" if fact.tone is Tone.DANGER else "strong" if fact.tone else ""
            for column, made in enumerate(
                (label(fact.name, "muted"), label(fact.words, role, wrap=True))
            ):
                self._grid.addWidget(made, row, column)
                self._labels.append(made)
        warns = any(fact.tone for fact in facts)
        refresh_style(self, role="warning" if warns else "card")
        self.setAccessibleName(self.text)


class WayCard(Card):
    """One direction: its big button, and a line that says what it does now."""

    def __init__(self, words: str, key: str, role: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.button = button(words, role, key)
        self.button.setProperty("big", True)
        self.hint = label("", "muted", wrap=True)
        self.body.addWidget(self.button)
        self.body.addWidget(self.hint)


class ResultCard(Card):
    """What an act came to, totals to compare with the slip, and what can be done next.

    ``put_away`` tells that it makes room again.
    """

    put_away = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._words, self.safe = label("", wrap=True), label("", "title")
        self.close_button = button(self.tr("Put away"), "link")
        self.close_button.clicked.connect(self._put_away)
        self.print = button(self.tr("Print the slip…"), "", "Ctrl+P")
        for each in (self.print, self.close_button):
            self.head.addWidget(each)
        self._totals = QGridLayout()
        self._totals.setHorizontalSpacing(SPACE_20)
        self._totals.setVerticalSpacing(SPACE_4)
        self._labels: list[QLabel] = []
        side = QHBoxLayout()
        side.setSpacing(SPACE_12)
        side.addLayout(self._totals)
        side.addStretch(1)
        side.addWidget(self.safe)
        self.body.addWidget(self._words)
        self.body.addLayout(side)
        self.body.setSpacing(SPACE_8)
        self.hide()

    @property
    def text(self) -> str:
        """Everything it says."""
        return "\n".join(
            each.text() for each in (self._title, self._words, self.safe, *self._labels)
        )

    def say(self, title: str, words: str, role: str = "notice") -> None:
        """Say what an act came to; ``role`` is ``notice`` or ``warning``."""
        self._show(title, words, role, "", ())

    def say_written(self, title: str, words: str, totals: Sequence[Total] = ()) -> None:
        """Say that something lies whole on a stick, with the totals that stand on its slip."""
        safe = self.tr("You may remove the stick now")
        self._show(title, words, "notice", safe, totals)

    def _put_away(self) -> None:
        self.hide()
        self.put_away.emit()

    def _show(self, title: str, words: str, role: str, safe: str, totals: Sequence[Total]) -> None:
        refresh_style(self, role=role)
        self.set_title(title)
        self.safe.setText(safe)
        self.safe.setVisible(bool(safe))
        self._words.setText(words)
        self._words.setVisible(bool(words))
        for each in self._labels:
            self._totals.removeWidget(each)
            each.deleteLater()
        self._labels = []
        for at, total in enumerate(totals):
            self._put(at, total)
        self.print.setVisible(bool(totals))
        self.show()

    def _put(self, at: int, total: Total) -> None:
        """Put a line of the totals into one of two columns."""
        row, column = divmod(at, 2)
        for offset, text in enumerate(total):
            made = label(text, "" if offset else "muted")
            if offset:
                made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._totals.addWidget(made, row, _COLUMNS * column + offset)
            self._labels.append(made)


class RequestCard(Card):
    """The own fingerprint, large, to be read out to head office; it registers no other way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, role="notice")
        self.set_title(self.tr("Have this PC registered"))
        self.fingerprint = label("", "figure")
        self.fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.write = button(self.tr("Write the request to a stick…"), "", "F8")
        words = self.tr(
            "Send the request along with the first package. Head office rings up, or you do, and "
            "the twenty digits are read out: only then it takes packages of this PC."
        )
        self.head.insertWidget(1, self.fingerprint)
        self.head.insertSpacing(1, SPACE_12)
        self.head.addWidget(self.write)
        self.body.addWidget(label(words, "muted", wrap=True))
