"""A row of round chips to choose from: by click, by number key 1..9, by arrow keys."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.ui.theme import SPACE_8


class Chips(QWidget):
    """Checkable chips. Options are (key, label); ``numbered`` shows and obeys 1..9.

    ``exclusive``: exactly one is chosen (none at first); else any number. ``changed`` is emitted
    when a person chooses, not when the program sets. A page may hand number keys on with
    :meth:`press`.
    """

    changed = Signal()

    def __init__(
        self,
        options: Sequence[tuple[Hashable, str]],
        parent: QWidget | None = None,
        *,
        exclusive: bool = True,
        numbered: bool = False,
    ) -> None:
        super().__init__(parent)
        self._exclusive = exclusive
        self._numbered = numbered
        self._current = 0
        self._keys: list[Hashable] = []
        self._buttons: list[QPushButton] = []
        self._build()
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[Hashable, str]]) -> None:
        """Offer these from now on, keeping what is chosen where it is still offered."""
        chosen = self.values()
        for each in self._buttons:
            self._line.removeWidget(each)
            each.deleteLater()
        self._keys = [key for key, _ in options]
        self._buttons = [self._button(index, text) for index, (_, text) in enumerate(options)]
        self._current = min(self._current, max(len(options) - 1, 0))
        self.set_values(chosen)

    def set_label(self, key: Hashable, text: str) -> None:
        """Rename one chip, to show a count on it."""
        index = self._keys.index(key)
        self._buttons[index].setText(self._label(index, text))

    def value(self) -> Hashable | None:
        """Return the chosen key, the first of several, or None."""
        return next(iter(self.values()), None)

    def values(self) -> list[Hashable]:
        """Return the chosen keys in the order of the chips."""
        pairs = zip(self._keys, self._buttons, strict=True)
        return [key for key, each in pairs if each.isChecked()]

    def set_value(self, key: Hashable | None) -> None:
        self.set_values([] if key is None else [key])

    def set_values(self, keys: Sequence[Hashable]) -> None:
        for key, each in zip(self._keys, self._buttons, strict=True):
            each.setChecked(key in keys)

    def choose(self, keys: Sequence[str]) -> None:
        """Choose by the keys' texts as a person would: what depends on it follows."""
        chosen = [key for key in self._keys if str(key) in keys]
        if chosen != self.values():
            self.set_values(chosen)
            self.changed.emit()

    def press(self, number: int) -> bool:
        """Choose the chip with a number from 1; return whether there is one."""
        if not 1 <= number <= len(self._buttons):
            return False
        self._buttons[number - 1].click()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        digit = event.text()
        if step and self._buttons:
            self._move(step)
        elif event.key() == Qt.Key.Key_Space and self._buttons:
            self._buttons[self._current].click()
        elif not (self._numbered and digit.isdecimal() and self.press(int(digit))):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._mark_current()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._mark_current()

    def _build(self) -> None:
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(SPACE_8)
        self._line.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _button(self, index: int, text: str) -> QPushButton:
        made = QPushButton(self._label(index, text), self)
        made.setProperty("role", "chip")
        made.setCheckable(True)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.clicked.connect(lambda: self._choose(index))
        self._line.insertWidget(index, made)
        return made

    def _label(self, index: int, text: str) -> str:
        return f"{index + 1} {text}" if self._numbered else text

    def _choose(self, index: int) -> None:
        self._current = index
        if self._exclusive:
            self.set_values([self._keys[index]])
        self._mark_current()
        self.changed.emit()

    def _move(self, step: int) -> None:
        self._current = (self._current + step) % len(self._buttons)
        if self._exclusive:
            self._buttons[self._current].click()
        self._mark_current()

    def _mark_current(self) -> None:
        """Underline the chip that the space bar would turn over."""
        for index, each in enumerate(self._buttons):
            font = each.font()
            font.setUnderline(self.hasFocus() and index == self._current)
            each.setFont(font)
