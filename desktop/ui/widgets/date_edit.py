"""A date typed with two fingers: 20261011, 2026-10-11, 2026.10.11, 10-11."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui.widgets.text import refresh_style

_WHOLE = re.compile(r"(\d{4})(\d{2})(\d{2})$")
_PARTS = re.compile(r"(?:(\d{4})[-./年])?(\d{1,2})[-./月](\d{1,2})日?$")


def parse_date(text: str, today: date) -> date | None:
    """Return the day a person means, or None; month and day alone are of ``today``'s year."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    found = _WHOLE.match(plain) or _PARTS.match(plain)
    if not found:
        return None
    year, month, day = found.groups()
    try:
        return date(int(year or today.year), int(month), int(day))
    except ValueError:
        return None


class DateEdit(QLineEdit):
    """A line for a date. ``value_changed`` carries the date, or None for blank or nonsense.

    ``today`` says which year a short date means. Up and Down move by a day.
    """

    value_changed = Signal(object)

    def __init__(
        self,
        today: Callable[[], date],
        value: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._last: date | None = None
        self.set_value(value)
        self.textChanged.connect(self._check)
        self.editingFinished.connect(self._tidy)
        self.setPlaceholderText("2026-10-11")
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("2026-10-11") + 36)

    def value(self) -> date | None:
        return parse_date(self.text(), self._today())

    def set_value(self, value: date | None) -> None:
        self._last = value
        self.setText(value.isoformat() if value else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        value = self.value()
        if step and value and date.min.toordinal() < value.toordinal() < date.max.toordinal():
            self.setText(date.fromordinal(value.toordinal() + step).isoformat())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()

    def _check(self) -> None:
        value = self.value()
        refresh_style(self, invalid=bool(self.text().strip()) and value is None)
        if value != self._last:
            self._last = value
            self.value_changed.emit(value)

    def _tidy(self) -> None:
        value = self.value()
        if value:
            self.setText(value.isoformat())
