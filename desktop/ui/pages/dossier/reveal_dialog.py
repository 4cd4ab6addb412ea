"""Showing one masked field in full: which, why, and the password again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.services.reveals import Masked
from desktop.ui.pages.dossier.entry_dialog import EntryDialog
from desktop.ui.pages.start.password_edit import PasswordEdit
from desktop.ui.widgets.chips import Chips
from desktop.ui.widgets.text import label


class RevealDialog(EntryDialog):
    """``wanted`` carries a Masked, the reason and the password; the value is shown here alone.

    ``fields`` are those that can be asked for; none where it is one thing alone. The value
    closes with the dialog and stands nowhere else. ``with_password`` is false in a database
    without users.
    """

    wanted = Signal(object, str, str)

    def __init__(
        self,
        name: str,
        with_password: bool,
        language: str,
        parent: QWidget | None = None,
        fields: Sequence[Masked] = tuple(Masked),
    ) -> None:
        super().__init__(language, parent)
        self._fields = fields
        self._with_password = with_password
        self._build(name)

    def is_whole(self) -> bool:
        said = bool(self.reason.text().strip())
        return said and (bool(self.password.text()) or not self._with_password)

    def confirm(self) -> None:
        if self.is_whole():
            self.wanted.emit(self.field.value(), self.reason.text(), self.password.text())

    def show_value(self, value: str) -> None:
        """Show what was asked for; another field can be asked for next."""
        self.refuse(None)
        self.value.setText(value)
        self.show_row(self.value, True)
        self.password.clear()

    def _build(self, name: str) -> None:
        self.name(self.tr("Show in full"), self.tr("Show"))
        names = {
            Masked.ID_NUMBER: self.tr("Identity number"),
            Masked.PHONE: self.tr("Phone"),
            Masked.ADDRESS: self.tr("Address"),
        }
        self.field = Chips([(each, names[each]) for each in self._fields], numbered=True)
        self.field.set_value(next(iter(self._fields), None))
        self.reason, self.password = QLineEdit(), PasswordEdit()
        self.reason.setPlaceholderText(self.tr("What it is needed for; the journal keeps it"))
        self.value = label("", "figure")
        self.value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.lay_out(
            name,
            [
                (self.tr("What"), self.field),
                (self.tr("Reason"), self.reason),
                (self.tr("Password"), self.password),
                (self.tr("In full"), self.value),
            ],
            marks={"reason": self.reason},
        )
        self.show_row(self.password, self._with_password)
        self.show_row(self.field, bool(self._fields))
        self.show_row(self.value, False)
        for edit in (self.reason, self.password):
            edit.textChanged.connect(lambda _: self.offer())
        self.field.changed.connect(lambda *_: self.show_row(self.value, False))
        self.reason.setFocus()
        self.offer()
