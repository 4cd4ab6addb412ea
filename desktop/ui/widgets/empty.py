"""What an empty page shows: what is missing, and the first thing to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.theme import SPACE_12, SPACE_20
from desktop.ui.widgets.text import button, label


class EmptyState(QWidget):
    """A heading, a sentence, and one button where something can be done at once."""

    def __init__(
        self,
        title: str,
        text: str = "",
        action: str = "",
        on_action: Callable[[], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._build(title, text, action, on_action)

    def _build(
        self, title: str, text: str, action: str, on_action: Callable[[], None] | None
    ) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_20, SPACE_20, SPACE_20, SPACE_20)
        layout.setSpacing(SPACE_12)
        layout.addStretch(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        layout.addWidget(label(title, "title"), 0, middle)
        if text:
            sentence = label(text, "muted")
            sentence.setAlignment(middle)
            layout.addWidget(sentence, 0, middle)
        if action and on_action:
            first = button(action, "primary")
            first.clicked.connect(on_action)
            layout.addWidget(first, 0, middle)
        layout.addStretch(3)
