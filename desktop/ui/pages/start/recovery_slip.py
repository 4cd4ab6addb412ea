"""The recovery code on a slip: shown once, printed, and put where it is safe."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.theme import SPACE_12
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.text import button, label

SLIP = """<h2>清收通　恢复码</h2><p>{branch}</p>
<p style="font-size:16pt"><b>{code}</b></p>
<p>全部密码都丢失时，凭此码重新建立主任和委派会计的密码。</p>
<p>请装入信封，双人封签，存入保险柜。不要拍照，不要放在电脑旁。</p>
<p>日期：　　　　　　　　　　封存人：　　　　　　　　　　监封人：</p>"""


class RecoverySlip(QWidget):
    """``put_away`` carries whether the person says the slip is where it is safe."""

    put_away = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._branch = ""
        self._build()

    def show_code(self, code: str, branch: str) -> None:
        """Show the code of a branch; it is kept nowhere else."""
        self.code.setText(code)
        self._branch = branch
        self.is_safe.setChecked(False)

    def document(self) -> QTextDocument:
        """Return the slip as it is printed."""
        made = QTextDocument()
        made.setHtml(SLIP.format(branch=self._branch, code=self.code.text()))
        return made

    def _build(self) -> None:
        self.code = label("", "figure", wrap=True)
        card = Card(self.tr("Recovery code"))
        card.body.addWidget(self.code)
        why = self.tr(
            "It opens the data when every password is lost. It is shown only now: print it, seal "
            "it in an envelope before two people, and lock it away."
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
