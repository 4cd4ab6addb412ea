"""The recovery code on a slip: shown once, printed, and put where it is safe."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.recovery_code import Slip
from desktop.ui.theme import SPACE_12
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.text import button, label

_PAPER_PT, _CODE_PT = 12, 18


class RecoverySlip(QWidget):
    """``put_away`` carries whether the person says the slip is where it is safe."""

    put_away = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slip: Slip | None = None
        self._build()

    def show_slip(self, slip: Slip) -> None:
        """Show the code of a branch; it is kept nowhere else."""
        self._slip = slip
        self.code.setText(slip.code)
        self.is_safe.setChecked(False)

    def document(self) -> QTextDocument:
        """Return the slip as it is printed, the code in letters that can be read from afar."""
        made = QTextDocument()
        cursor, usual, large = QTextCursor(made), QTextCharFormat(), QTextCharFormat()
        usual.setFontPointSize(_PAPER_PT)
        large.setFontPointSize(_CODE_PT)
        code_lines = self._slip.code_lines if self._slip else ()
        for line in self._slip.text().splitlines() if self._slip else ():
            cursor.insertText(f"{line}\n", large if line in code_lines else usual)
        return made

    def _build(self) -> None:
        self.code = label("", "figure", wrap=True)
        card = Card(self.tr("Recovery code"))
        card.body.addWidget(self.code)
        why = self.tr(
            "It gives a manager a new password when all managers forgot theirs, once. It is shown "
            "only now: print it, seal it in an envelope before two people, and lock it away."
        )
        card.body.addWidget(label(why, "muted", wrap=True))
        self.printing = button(self.tr("Print the slip…"))
        self.printing.clicked.connect(self._print)
        self.is_safe = QCheckBox(self.tr("The slip is printed or written down, and put away"))
        self.is_safe.toggled.connect(self.put_away)
        line = QHBoxLayout()
        line.addWidget(self.printing)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_12)
        layout.addWidget(card)
        layout.addLayout(line)
        layout.addWidget(self.is_safe)
        layout.addStretch(1)

    def _print(self) -> None:
        printer = QPrinter()
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            self.document().print_(printer)
