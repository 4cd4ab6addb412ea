"""An amount of money typed as people write it: 5000, 5,000.00, ５０００元, 1.2万."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.domain.money import parse_amount, yuan_text
from desktop.ui.widgets.text import refresh_style


class AmountEdit(QLineEdit):
    """A line for an amount. ``value_changed`` carries fen, or None for blank or nonsense."""

    value_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last: int | None = None
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.set_value(None)
        self.textChanged.connect(self._check)
        self.editingFinished.connect(self._tidy)

    def value(self) -> int | None:
        return parse_amount(self.text())

    def set_value(self, fen: int | None) -> None:
        self._last = fen
        self.setText("" if fen is None else yuan_text(fen))

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
        if value is not None:
            self.setText(yuan_text(value))
