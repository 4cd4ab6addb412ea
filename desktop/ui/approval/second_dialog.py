"""A second person types his password beside the operator, for what is done at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.domain.permissions import Action
from desktop.services.office_ports import User
from desktop.services.two_people import SecondPerson, possible_seconds
from desktop.ui.errors import choice_name
from desktop.ui.pages.dossier.entry_dialog import EntryDialog, side_by_side
from desktop.ui.pages.page import PageContext
from desktop.ui.pages.start.password_edit import PasswordEdit
from desktop.ui.widgets.text import label

_FIELD_WIDTH = 260


class SecondDialog(EntryDialog):
    """``signed`` carries the SecondPerson."""

    signed = Signal(object)

    def __init__(
        self, what: str, people: Sequence[User], language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(language, parent)
        self.name(self.tr("A second person signs"), self.tr("Sign"))
        self._build_fields(what, people)

    def is_whole(self) -> bool:
        return bool(self.checker.currentData()) and bool(self.password.text())

    def confirm(self) -> None:
        if self.is_whole():
            self.accept()
            login = str(self.checker.currentData())
            self.signed.emit(SecondPerson(login, self.password.text()))

    def _build_fields(self, what: str, people: Sequence[User]) -> None:
        self.checker, self.password = QComboBox(), PasswordEdit()
        for each in people:
            role = choice_name("role", each.role.value, self._language)
            self.checker.addItem(f"{each.name}（{role}）", each.login)
        if not people:
            self.checker.addItem(self.tr("nobody else here has this role"), "")
        for field in (self.checker, self.password):
            field.setFixedWidth(_FIELD_WIDTH)
        caps = label("", "danger")
        words = self.tr("Caps Lock is on")
        self.password.caps_lock.connect(lambda is_on: caps.setText(words if is_on else ""))
        self.password.textChanged.connect(lambda _: self.offer())
        self.password.returnPressed.connect(self.confirm)
        rows = [
            (self.tr("Second person"), side_by_side(self.checker)),
            (self.tr("Password"), side_by_side(self.password, "", caps)),
        ]
        self.lay_out(what, rows)
        self.password.setFocus()
        self.offer()


def with_second(
    context: PageContext,
    action: Action,
    what: str,
    act: Callable[[SecondPerson | None], None],
    parent: QWidget,
) -> None:
    """Do something with a second person's signature; at once in a database without users."""
    if context.desk.operator.role is None:
        act(None)
        return

    def ask(people: Sequence[User]) -> None:
        dialog = SecondDialog(what, people, context.language, parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.signed.connect(act)
        dialog.open()

    desk, reading = context.desk, QCoreApplication.translate("SecondDialog", "Reading")
    context.jobs.run(reading, lambda progress: possible_seconds(desk, action), ask)
