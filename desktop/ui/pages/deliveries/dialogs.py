"""Why a record is taken back."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.services.records import Delivery
from desktop.ui.theme import SPACE_8, SPACE_12, SPACE_16
from desktop.ui.widgets.text import button, label

_WIDTH = 420


class WithdrawDialog(QDialog):
    """Shows the record and asks for the reason; ``reason`` is what was typed."""

    def __init__(self, delivery: Delivery, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delivery = delivery
        self._build()
        self._connect()

    @property
    def reason(self) -> str:
        return self.line.text().strip()

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Withdraw a record"))
        self.setMinimumWidth(_WIDTH)
        each = self._delivery
        facts = "    ".join((each.serial, each.debtor, each.result))
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Reason, for the record"))
        self.accept_button = button(self.tr("Withdraw"), "primary")
        self.accept_button.setDefault(True)
        self.accept_button.setEnabled(False)
        self._cancel = button(self.tr("Cancel"))
        line = QHBoxLayout()
        line.setSpacing(SPACE_8)
        line.addStretch(1)
        line.addWidget(self._cancel)
        line.addWidget(self.accept_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_16, SPACE_16, SPACE_16, SPACE_16)
        layout.setSpacing(SPACE_12)
        layout.addWidget(label(facts, "strong"))
        layout.addWidget(
            label(self.tr("The record stays, marked as withdrawn; the clocks go back."), "muted")
        )
        layout.addWidget(self.line)
        layout.addLayout(line)

    def _connect(self) -> None:
        self.line.textChanged.connect(lambda: self.accept_button.setEnabled(bool(self.reason)))
        self.accept_button.clicked.connect(self.accept)
        self._cancel.clicked.connect(self.reject)
