"""The written approval of a relief: its number, its day, a photograph of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui.pages.deliveries.evidence import EvidenceLine
from desktop.ui.pages.dossier.entry_dialog import EntryDialog, side_by_side
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.text import label


class SignDialog(EntryDialog):
    """``sign_wanted`` carries number, day and files."""

    sign_wanted = Signal(str, object, object)

    def __init__(
        self, head: str, today: Callable[[], date], language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(language, parent)
        self.name(self.tr("Record the written approval"), self.tr("Record"))
        self.number, self.day = QLineEdit(), DateEdit(today, today())
        self.evidence = EvidenceLine()
        explained = self.tr(
            "What was agreed to over the phone is not booked. From now on a payment of all that is "
            "due, made in time, brings the relief about."
        )
        self.lay_out(
            head,
            [
                (self.tr("Number of the approval"), self.number),
                (self.tr("Signed on"), side_by_side(self.day)),
                (self.tr("Photo"), self.evidence),
            ],
            [label(explained, "muted", wrap=True)],
            {"number": self.number, "signed_on": self.day},
        )
        self.number.textChanged.connect(lambda _: self.offer())
        self.day.value_changed.connect(lambda _: self.offer())
        self.offer()
        self.number.setFocus()

    def is_whole(self) -> bool:
        return bool(self.number.text().strip()) and self.day.value() is not None

    def confirm(self) -> None:
        if self.is_whole():
            number = self.number.text().strip()
            self.sign_wanted.emit(number, self.day.value(), self.evidence.paths)
