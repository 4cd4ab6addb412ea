"""What a maker sees after he asked for an act that needs a second person."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.approval_items import Item
from desktop.ui.approval.words import heading, waits_words
from desktop.ui.theme import SPACE_8, SPACE_12, SPACE_20
from desktop.ui.widgets.text import button, label


class WaitingDialog(QDialog):
    """Says whom an item waits for; ``here_wanted``: the checker is present and signs at once."""

    here_wanted = Signal()

    def __init__(self, item: Item, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Waits for a second person"))
        self.setMinimumWidth(560)
        self.here = button(self.tr("Have it checked here"), "primary", "F7")
        self.later = button(self.tr("Later"), key="Esc")
        self.words = label(waits_words(item, language), "", wrap=True)
        explained = self.tr(
            "Nothing has taken effect yet. The checker finds it on the page Approvals; "
            "if he stands beside you he can sign here with his own password."
        )
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_8)
        foot.addStretch(1)
        foot.addWidget(self.later)
        foot.addWidget(self.here)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_20, SPACE_20, SPACE_20, SPACE_20)
        layout.setSpacing(SPACE_12)
        layout.addWidget(label(heading(item, language), "title", wrap=True))
        layout.addWidget(self.words)
        layout.addWidget(label(explained, "muted", wrap=True))
        layout.addLayout(foot)
        self.here.clicked.connect(self.here_wanted)
        self.later.clicked.connect(self.reject)
        self.here.setFocus()
