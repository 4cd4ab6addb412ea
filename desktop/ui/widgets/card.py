"""A white rounded panel with an optional title."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.ui.theme import SPACE_8, SPACE_12, SPACE_16


class Card(QFrame):
    """A panel: put widgets into ``body`` (a QVBoxLayout), and beside the title into ``head``.

    ``role`` is ``card``, ``notice`` (green, what an act did) or ``warning``.
    """

    def __init__(
        self, title: str = "", parent: QWidget | None = None, *, role: str = "card"
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self._build(title)

    def set_title(self, title: str) -> None:
        self._title.setText(title)
        self._title.setVisible(bool(title))

    def _build(self, title: str) -> None:
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setProperty("role", "card-title")
        self.head = QHBoxLayout()
        self.head.setSpacing(SPACE_8)
        self.head.addWidget(self._title)
        self.head.addStretch(1)
        self.body = QVBoxLayout()
        self.body.setSpacing(SPACE_8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_16, SPACE_12, SPACE_16, SPACE_12)
        layout.setSpacing(SPACE_8)
        layout.addLayout(self.head)
        layout.addLayout(self.body)
        self.set_title(title)
