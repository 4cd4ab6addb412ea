"""Who signs for a restore: names and passwords of two people at one screen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.services.restoring import TwoPasswords
from desktop.ui.pages.start.password_edit import PasswordEdit
from desktop.ui.theme import SPACE_12
from desktop.ui.widgets.bank_form import form
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.text import label


class SigningForm(QWidget):
    """``changed`` whenever something is typed.

    ``asks_maker`` where nobody is signed in; without ``asks_two`` one password is enough.
    """

    changed = Signal()

    def __init__(self, asks_two: bool, asks_maker: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asks_two, self._asks_maker = asks_two, asks_maker
        self._build()
        for edit in self._edits():
            edit.textChanged.connect(lambda _: self.changed.emit())

    @property
    def is_filled(self) -> bool:
        return all(edit.text() for edit in self._edits())

    def people(self) -> TwoPasswords:
        """Return what was typed."""
        return TwoPasswords(
            password=self.password.text(),
            login=self.login.text().strip(),
            login_password=self.login_password.text(),
            maker=self.maker.text().strip(),
        )

    def start(self) -> None:
        """Stand at the first line."""
        for edit in self._edits()[:1]:
            edit.setFocus()

    def refuse(self) -> None:
        """Let the passwords be typed again."""
        for edit in (self.password, self.login_password):
            edit.clear()

    def _build(self) -> None:
        self.maker, self.login = QLineEdit(), QLineEdit()
        self.password, self.login_password = PasswordEdit(), PasswordEdit()
        self._caps = label(self.tr("Caps Lock is on"), "danger")
        self._caps.hide()
        for edit in (self.password, self.login_password):
            edit.caps_lock.connect(self._caps.setVisible)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_12)
        if not self._edits():
            layout.addWidget(
                label(self.tr("This database has no users: nobody else signs."), "muted")
            )
        if self._asks_two or self._asks_maker:
            layout.addWidget(self._first())
        if self._asks_two:
            layout.addWidget(self._second())
        layout.addWidget(self._caps)
        then = self.tr("The program closes, puts the copy in place and asks to sign in again.")
        layout.addWidget(label(then, "muted", wrap=True))
        layout.addStretch(1)

    def _first(self) -> QWidget:
        card = Card(self.tr("Accountant: asks for it"))
        lines = [(self.tr("Password"), self.password)]
        named = [(self.tr("User name"), self.maker)] if self._asks_maker and self._asks_two else []
        card.body.addWidget(form([*named, *lines], []))
        return card

    def _second(self) -> QWidget:
        card = Card(self.tr("Manager: checks it"))
        lines = [(self.tr("User name"), self.login), (self.tr("Password"), self.login_password)]
        card.body.addWidget(form(lines, []))
        return card

    def _edits(self) -> list[QLineEdit]:
        if not self._asks_two:
            return [self.password] if self._asks_maker else []
        first = [self.maker] if self._asks_maker else []
        return [*first, self.password, self.login, self.login_password]
