"""The ways a paper can leave: a button each, what came of it, and one that opens the file."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton

from desktop.ui.theme import SPACE_8, SPACE_12
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.text import button, label


@dataclass(frozen=True, slots=True)
class Way:
    """One way out: what it is called and what it is good for."""

    key: Hashable
    name: str
    hint: str


class WaysOut(Card):
    """A card of numbered buttons. ``wanted`` carries the key of the one that was pressed."""

    wanted = Signal(object)

    def __init__(self, title: str, ways: Sequence[Way]) -> None:
        super().__init__(title)
        self._buttons: dict[Hashable, QPushButton] = {}
        self._results: dict[Hashable, QLabel] = {}
        self._openers: dict[Hashable, QPushButton] = {}
        self._files: dict[Hashable, Path] = {}
        self._ways = list(ways)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_12)
        grid.setVerticalSpacing(SPACE_8)
        grid.setColumnStretch(3, 1)
        for row, way in enumerate(self._ways):
            self._add(grid, row, way)
        self.body.addLayout(grid)

    def button(self, key: Hashable) -> QPushButton:
        """Return the button of a way."""
        return self._buttons[key]

    def result(self, key: Hashable) -> str:
        """Return what is said about a way."""
        return self._results[key].text()

    def press(self, number: int) -> None:
        """Choose the way with a number from 1, as a number key does."""
        shown = [each for each in self._buttons.values() if not each.isHidden()]
        if 1 <= number <= len(shown):
            shown[number - 1].click()

    def start(self, *, enabled: bool) -> None:
        """Forget what came of the ways; offer them if ``enabled``."""
        for way in self._ways:
            self._results[way.key].setText(way.hint)
            self._results[way.key].setToolTip("")
            self._openers[way.key].hide()
        self.setEnabled(enabled)

    def offer(self, keys: Sequence[Hashable]) -> None:
        """Show these ways only, numbered anew."""
        number = 0
        for way in self._ways:
            shown = way.key in keys
            number += shown
            self._buttons[way.key].setText(f"{number}  {way.name}")
            self._buttons[way.key].setVisible(shown)
            self._results[way.key].setVisible(shown)

    def show_result(self, key: Hashable, text: str, file: Path | None = None) -> None:
        """Say what came of a way; a file, or a folder, can be opened then."""
        self._results[key].setText(text)
        if file is not None:
            self._results[key].setToolTip(str(file))
            self._files[key] = file
            self._openers[key].show()

    def _add(self, grid: QGridLayout, row: int, way: Way) -> None:
        made = button(f"{row + 1}  {way.name}")
        made.setProperty("align", "left")
        made.clicked.connect(lambda: self.wanted.emit(way.key))
        opener = button(self.tr("Open"), "link")
        opener.clicked.connect(lambda: self._open(way.key))
        opener.hide()
        self._buttons[way.key], self._openers[way.key] = made, opener
        self._results[way.key] = label(way.hint, "muted")
        for column, widget in enumerate((made, self._results[way.key], opener)):
            grid.addWidget(widget, row, column)

    def _open(self, key: Hashable) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._files[key])))
