"""A branch's ledger from the core system: which file, of which day; and what was wrong in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.money import yuan_text
from desktop.services.office.ledgers import ImportedLedger
from desktop.ui.approval.checker_box import FIELD_WIDTH
from desktop.ui.pages.dossier.entry_dialog import EntryDialog, side_by_side
from desktop.ui.pages.ledger_import.choose import PATTERNS
from desktop.ui.pages.ledger_import.problems_table import ProblemsTable
from desktop.ui.theme import SPACE_12, SPACE_16
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.text import button, label

_SIZE = (860, 460)


class LedgerDialog(EntryDialog):
    """``wanted`` carries the Path and the day, None where the file itself says it."""

    wanted = Signal(object, object)

    def __init__(
        self,
        branch: str,
        today: Callable[[], date],
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(language, parent)
        self._file: Path | None = None
        self.name(self.tr("Import a ledger"), self.tr("Import"))
        self.choose = button(self.tr("Choose…"), "", "F2")
        self._file_name = label(self.tr("as the core system exported it"), "muted")
        self.day = DateEdit(today)
        self.day.setFixedWidth(FIELD_WIDTH)
        self.day.setPlaceholderText(self.tr("blank where the file says it"))
        self.choose.clicked.connect(self._choose_file)
        self.day.textChanged.connect(lambda _: self.offer())
        head = self.tr(
            "The ledger of branch {branch}: its loans go down with the next return, and entries "
            "that waited for one of them go on."
        )
        self.lay_out(
            head.format(branch=branch),
            [
                (self.tr("File"), side_by_side(self.choose, "", self._file_name)),
                (self.tr("Ledger of"), side_by_side(self.day)),
            ],
            marks={"as_of": self.day},
        )
        self.offer()
        self.choose.setFocus()

    def take_file(self, path: Path) -> None:
        """Import this file."""
        self._file = path
        self._file_name.setText(path.name)
        self._file_name.setToolTip(str(path))
        self.refuse(None)
        self.offer()
        self.day.setFocus()

    def is_whole(self) -> bool:
        return self._file is not None and (
            not self.day.text().strip() or self.day.value() is not None
        )

    def confirm(self) -> None:
        if self.is_whole() and self.confirm_button.isEnabled():
            self.refuse(None)
            self.confirm_button.setEnabled(False)
            self.wanted.emit(self._file, self.day.value())

    def _choose_file(self) -> None:
        kinds = self.tr("Ledgers ({patterns})").format(patterns=PATTERNS)
        name, _ = QFileDialog.getOpenFileName(self, self.tr("A branch's ledger"), "", kinds)
        if name:
            self.take_file(Path(name))


class ImportedDialog(QDialog):
    """What an import brought, and every row that it left out or that is to be mended."""

    def __init__(self, made: ImportedLedger, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Ledger imported"))
        ledger = made.ledger
        words = self.tr("Branch {branch}, ledger of {day}: {loans} loans, {balance}")
        self.words = label(
            words.format(
                branch=ledger.branch,
                day=ledger.as_of,
                loans=f"{ledger.loans:,}",
                balance=yuan_text(ledger.balance_fen),
            ),
            "strong",
            wrap=True,
        )
        released = self.tr("%n held entry(s) went on", "", made.released)
        self.problems = ProblemsTable(language)
        self.problems.show_problems(made.problems)
        self.problems.setVisible(bool(made.problems))
        close = button(self.tr("Close"), "primary")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_16, SPACE_16, SPACE_16, SPACE_16)
        layout.setSpacing(SPACE_12)
        layout.addWidget(self.words)
        layout.addWidget(label(released, "muted"))
        layout.addWidget(self.problems, 1)
        layout.addLayout(foot)
        if made.problems:
            self.resize(*_SIZE)
        close.setFocus()
