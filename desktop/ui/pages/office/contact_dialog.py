"""A way to reach a debtor that head office learned of, to be passed on to his branch."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desktop.domain.contact_book import ContactSource, ReachKind
from desktop.ui.pages.dossier.entry_dialog import EntryDialog, side_by_side
from desktop.ui.pages.dossier.people_words import reach_names, source_names
from desktop.ui.widgets.chips import Chips


class OfficeContactDialog(EntryDialog):
    """``wanted`` carries loan number, ReachKind, value, ContactSource and a note."""

    wanted = Signal(str, object, str, object, str)

    def __init__(self, branch: str, language: str, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self.name(self.tr("Pass a contact on"), self.tr("Pass on"))
        self.loan, self.value, self.note = QLineEdit(), QLineEdit(), QLineEdit()
        self.kind = Chips(list(reach_names().items()), numbered=True)
        self.kind.set_value(ReachKind.PHONE)
        self.source = QComboBox()
        for source, words in source_names().items():
            if source is not ContactSource.LEDGER:
                self.source.addItem(words, source)
        self.source.setCurrentIndex(self.source.findData(ContactSource.COURT))
        for edit in (self.loan, self.value):
            edit.textChanged.connect(lambda _: self.offer())
        head = self.tr(
            "Branch {branch} gets it with its next return; there it stands beside what is known, "
            "with its source."
        )
        self.lay_out(
            head.format(branch=branch),
            [
                (self.tr("Loan no."), self.loan),
                (self.tr("Kind"), self.kind),
                (self.tr("Number or address"), self.value),
                (self.tr("Source"), side_by_side(self.source)),
                (self.tr("Note"), self.note),
            ],
            marks={"loan": self.loan, "value": self.value},
        )
        self.offer()
        self.loan.setFocus()

    def is_whole(self) -> bool:
        return bool(self.loan.text().strip() and self.value.text().strip())

    def confirm(self) -> None:
        kind = self.kind.value()
        if self.is_whole() and kind is not None:
            self.refuse(None)
            self.wanted.emit(
                self.loan.text().strip(),
                ReachKind(str(kind)),
                self.value.text().strip(),
                ContactSource(self.source.currentData()),
                self.note.text().strip(),
            )
