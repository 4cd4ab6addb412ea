"""A ledger from the core system, one branch's or that of all: which file, and how it is read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.domain.errors import CodedError
from desktop.domain.ledger import LedgerField, LedgerReading, SourceMapping
from desktop.ui.approval.checker_box import FIELD_WIDTH
from desktop.ui.pages.dossier.entry_dialog import EntryDialog, side_by_side
from desktop.ui.pages.ledger_import.choose import PATTERNS
from desktop.ui.pages.ledger_import.mapping_table import MappingTable
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.text import button, label

_COLUMNS_HEIGHT = 280
_WIDTH = 860


class LedgerDialog(EntryDialog):
    """``read`` carries a Path and the SourceMapping to read it with, ``wanted`` the same two once a
    person says that it is read rightly. ``branch`` is "" for a file of all branches.
    """

    read = Signal(object, object)
    wanted = Signal(object, object)

    def __init__(
        self,
        branch: str,
        today: Callable[[], date],
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(language, parent)
        self._branch = branch
        self._file: Path | None = None
        self._reading: LedgerReading | None = None
        self._meant = dict[str, LedgerField]()
        self.name(self.tr("Import a ledger"), self.tr("Look"))
        self._build_fields(today)
        self.lay_out(
            self._head(),
            [
                (self.tr("File"), side_by_side(self.choose, "", self._file_name)),
                (self.tr("Ledger of"), side_by_side(self.day)),
            ],
            [self.hint, self.columns],
            marks={"as_of": self.day, "file": self.choose},
        )
        self.offer()
        self.choose.setFocus()

    def take_file(self, path: Path) -> None:
        """Use this file, and have it read."""
        self._file, self._reading = path, None
        self._meant.clear()
        self._file_name.setText(path.name)
        self._file_name.setToolTip(str(path))
        self._read_anew()
        self.day.setFocus()

    def show_reading(self, reading: LedgerReading) -> None:
        """Show what the columns were taken for, where that is not certain."""
        self._reading = reading
        columns = [each for sheet in reading.sheets for each in sheet.columns]
        doubted = not all(each.certain for each in columns)
        lacks = not self._branch and all(each.field is not LedgerField.BRANCH for each in columns)
        shown = doubted or lacks or bool(self._meant)
        self.hint.setVisible(shown)
        self.columns.setVisible(shown)
        self.columns.show_reading(reading)
        if shown:
            self.setMinimumWidth(_WIDTH)
        self.hint.setText(
            self.tr("No column names the branch of a row: say which one does.")
            if lacks
            else self.tr(
                "Look at the columns in red: what is confirmed here is taken as it stands."
            )
        )
        if reading.as_of is not None and not self.day.text().strip():
            self.day.setPlaceholderText(reading.as_of.isoformat())
        self.offer()

    def forget(self, error: CodedError) -> None:
        """Say why a file cannot be read."""
        self._reading = None
        self.refuse(error)
        self.offer()

    def is_whole(self) -> bool:
        typed = self.day.text().strip()
        return self._reading is not None and (not typed or self.day.value() is not None)

    def confirm(self) -> None:
        if self.is_whole() and self.confirm_button.isEnabled():
            self.refuse(None)
            self.confirm_button.setEnabled(False)
            self.wanted.emit(self._file, self._mapping(said=not self.columns.isHidden()))

    def _build_fields(self, today: Callable[[], date]) -> None:
        self.choose = button(self.tr("Choose…"), "", "F2")
        self._file_name = label(self.tr("as the core system exported it"), "muted")
        self.day = DateEdit(today)
        self.day.setFixedWidth(FIELD_WIDTH)
        self.day.setPlaceholderText(self.tr("blank where the file says it"))
        self.hint = label("", "strong", wrap=True)
        self.columns = MappingTable()
        self.columns.setFixedHeight(_COLUMNS_HEIGHT)
        for each in (self.hint, self.columns):
            each.hide()
        self.choose.clicked.connect(self._choose_file)
        self.day.textChanged.connect(lambda _: self.offer())
        self.columns.corrected.connect(self._correct)

    def _head(self) -> str:
        if not self._branch:
            return self.tr(
                "One file of all branches, in which each row names its branch by code: every "
                "branch gets its own loans with its next return."
            )
        words = self.tr(
            "The ledger of branch {branch}: its loans go down with the next return, and entries "
            "that waited for one of them go on."
        )
        return words.format(branch=self._branch)

    def _mapping(self, *, said: bool) -> SourceMapping:
        """Return what a person says of the file; ``said`` where he has seen what is in doubt."""
        meant = dict(self._meant)
        if said and self._reading is not None:
            columns = (each for sheet in self._reading.sheets for each in sheet.columns)
            doubted = {each.heading: each.field for each in columns if not each.certain}
            meant = doubted | meant
        return SourceMapping(meant, as_of=self.day.value())

    def _correct(self, heading: str, field: LedgerField) -> None:
        self._meant[heading] = field
        self._read_anew()

    def _read_anew(self) -> None:
        self.refuse(None)
        self.offer()
        self.read.emit(self._file, self._mapping(said=False))

    def _choose_file(self) -> None:
        kinds = self.tr("Ledgers ({patterns})").format(patterns=PATTERNS)
        name, _ = QFileDialog.getOpenFileName(self, self.tr("A ledger"), "", kinds)
        if name:
            self.take_file(Path(name))
