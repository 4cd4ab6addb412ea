"""What happened to an agreement: it was signed, its notice of acceleration arrived."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desktop.services.agreement_ports import StoredAgreement
from desktop.ui.pages.deliveries.evidence import EvidenceLine
from desktop.ui.pages.dossier.entry_dialog import EntryDialog, side_by_side
from desktop.ui.widgets.chips import Chips
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.text import label

_SERIAL_WIDTH = 220


class SignedDialog(EntryDialog):
    """``sign_wanted`` carries day, names of the third parties who signed, files and note."""

    sign_wanted = Signal(object, object, object, str)

    def __init__(
        self,
        agreement: StoredAgreement,
        today: Callable[[], date],
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(language, parent)
        self.name(self.tr("The agreement was signed"), self.tr("Record"))
        self.day, self.note = DateEdit(today, today()), QLineEdit()
        self.consents = Chips(
            [(each, each) for each in agreement.third_parties], exclusive=False, numbered=True
        )
        self.evidence = EvidenceLine()
        last = agreement.plan.limitation_start.isoformat()
        explained = self.tr(
            "Signing interrupts limitation of every loan, and it starts anew at the last "
            "instalment, {last}. Without a file it counts as claimed only. Who does not sign is "
            "not bound by the new days."
        ).format(last=last)
        self.lay_out(
            f"{agreement.debtor}　{agreement.serial}　{agreement.plan.total}",
            [
                (self.tr("Signed on"), side_by_side(self.day)),
                (self.tr("Signed with him"), self.consents),
                (self.tr("Scan or photo"), self.evidence),
                (self.tr("Note"), self.note),
            ],
            [label(explained, "muted", wrap=True)],
            {"signed_on": self.day, "consents": self.consents},
        )
        self.show_row(self.consents, bool(agreement.third_parties))
        self.day.value_changed.connect(lambda _: self.offer())
        self.offer()
        self.day.setFocus()

    def is_whole(self) -> bool:
        return self.day.value() is not None

    def confirm(self) -> None:
        if self.is_whole():
            names = [str(each) for each in self.consents.values()]
            self.sign_wanted.emit(self.day.value(), names, self.evidence.paths, self.note.text())


class ArrivedDialog(EntryDialog):
    """``arrived_wanted`` carries the notice's serial, the day, files and note."""

    arrived_wanted = Signal(str, object, object, str)

    def __init__(
        self,
        head: str,
        serials: Sequence[str],
        today: Callable[[], date],
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(language, parent)
        self.name(self.tr("The notice of acceleration arrived"), self.tr("Record"))
        self.serial, self.note = QComboBox(), QLineEdit()
        self.serial.addItems(list(serials))
        self.serial.setFixedWidth(_SERIAL_WIDTH)
        self.day, self.evidence = DateEdit(today, today()), EvidenceLine()
        explained = self.tr(
            "On that day all that is left falls due, and limitation runs from it. Nothing is "
            "called in where the debtor had paid up before."
        )
        self.lay_out(
            head,
            [
                (self.tr("Notice"), side_by_side(self.serial)),
                (self.tr("Arrived on"), side_by_side(self.day)),
                (self.tr("Scan or photo"), self.evidence),
                (self.tr("Note"), self.note),
            ],
            [label(explained, "muted", wrap=True)],
            {"serial": self.serial, "arrived_on": self.day},
        )
        self.day.value_changed.connect(lambda _: self.offer())
        self.offer()
        self.day.setFocus()

    def is_whole(self) -> bool:
        return bool(self.serial.currentText()) and self.day.value() is not None

    def confirm(self) -> None:
        if self.is_whole():
            serial = self.serial.currentText()
            self.arrived_wanted.emit(
                serial, self.day.value(), self.evidence.paths, self.note.text()
            )
