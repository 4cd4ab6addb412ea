"""A promise to pay, entered on the spot."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.domain.money import Money
from desktop.domain.promises import Promise
from desktop.ui.pages.deliveries.evidence import EvidenceLine
from desktop.ui.pages.dossier.entry_dialog import EntryDialog, side_by_side
from desktop.ui.widgets.amount_edit import AmountEdit
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.text import label

_AMOUNT_WIDTH = 180


class PromiseDialog(EntryDialog):
    """``record_wanted`` carries the Promise, who gave it, the note and the files."""

    record_wanted = Signal(object, str, str, object)

    def __init__(
        self, name: str, today: Callable[[], date], language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(language, parent)
        self.name(self.tr("Promise to pay"), self.tr("Record"))
        self.amount = AmountEdit()
        self.amount.setFixedWidth(_AMOUNT_WIDTH)
        self.pay_by, self.promised_on = DateEdit(today), DateEdit(today, today())
        self.promisor, self.note = QLineEdit(name), QLineEdit()
        self.evidence = EvidenceLine()
        explained = self.tr(
            "It is kept by the sum promised within its days alone. Only the debtor's own promise, "
            "with a file that proves it, interrupts limitation."
        )
        self.lay_out(
            name,
            [
                (self.tr("Amount"), side_by_side(self.amount)),
                (self.tr("To be paid by"), side_by_side(self.pay_by)),
                (self.tr("Promised on"), side_by_side(self.promised_on)),
                (self.tr("Promised by"), self.promisor),
                (self.tr("Note"), self.note),
                (self.tr("Letter or recording"), self.evidence),
            ],
            [label(explained, "muted", wrap=True)],
            {
                "amount": self.amount,
                "pay_by": self.pay_by,
                "promised_on": self.promised_on,
                "evidence": self.evidence,
            },
        )
        for field in (self.amount, self.pay_by, self.promised_on):
            field.value_changed.connect(lambda _: self.offer())
        self.offer()
        self.amount.setFocus()

    def is_whole(self) -> bool:
        return bool(self.amount.value()) and None not in (
            self.pay_by.value(),
            self.promised_on.value(),
        )

    def confirm(self) -> None:
        amount, on, by = self.amount.value(), self.promised_on.value(), self.pay_by.value()
        if amount and on and by:
            promise = Promise(on, by, Money(amount))
            who, note = self.promisor.text(), self.note.text()
            self.record_wanted.emit(promise, who, note, self.evidence.paths)
