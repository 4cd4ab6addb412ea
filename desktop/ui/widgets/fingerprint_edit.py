"""A field for a fingerprint that is heard over the telephone: twenty digits in groups of four."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.services.package_ports import digits_of

DIGITS = 20
_GROUP = 4


class FingerprintEdit(QLineEdit):
    """Takes digits typed or pasted with or without spaces, and shows them in groups."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(" ".join(["0000"] * (DIGITS // _GROUP)))
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("0" * 30) + 24)
        self.textChanged.connect(self._regroup)

    @property
    def is_whole(self) -> bool:
        return len(digits_of(self.text())) == DIGITS

    def _regroup(self, text: str) -> None:
        """Put the spaces where they belong; the cursor stays behind the digit it stood behind."""
        before = len(digits_of(text[: self.cursorPosition()]))
        shown = grouped(digits_of(text)[:DIGITS])
        if shown == text:
            return
        with QSignalBlocker(self):
            self.setText(shown)
        self.setCursorPosition(min(before + max(before - 1, 0) // _GROUP, len(shown)))
        self.textChanged.emit(shown)


def grouped(digits: str) -> str:
    """Return digits in groups of four."""
    return " ".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))
