"""Signing in: who, and the password; where too many were wrong, how long to wait."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from desktop.domain.errors import CodedError
from desktop.ui.pages.start.password_edit import PasswordEdit
from desktop.ui.settings import window_settings
from desktop.ui.theme import SPACE_8, SPACE_12
from desktop.ui.widgets.text import button, label

_LAST_LOGIN = "login"
_SECOND_MS = 1_000


class SignInPane(QWidget):
    """``given`` carries the database's Path, the user name and the password; ``forgotten`` its
    Path where nobody knows his any more.
    """

    given = Signal(object, str, str)
    other_wanted = Signal()
    new_wanted = Signal()
    restore_wanted = Signal()
    forgotten = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = Path()
        self._left = 0
        self._timer = QTimer(self, interval=_SECOND_MS)
        self._build()
        self._connect()

    def show_people(self, path: Path, logins: Sequence[str]) -> None:
        """Ask who of these signs in; whoever did last stands chosen."""
        self._path = path
        self._name.setText(path.name)
        self._name.setToolTip(str(path))
        self.people.clear()
        self.people.addItems(logins)
        last = str(window_settings().value(_LAST_LOGIN, ""))
        self.people.setCurrentRow(logins.index(last) if last in logins else 0)
        self.password.clear()
        self._wait_for(0)
        self.password.setFocus()

    def refuse(self, error: CodedError) -> None:
        """Let the person try again, at once or after the seconds that the refusal names."""
        self._wait_for(int(str(error.params.get("seconds", 0))))
        self.password.clear()
        self.password.setFocus()

    def _build(self) -> None:
        self._name = label("", "strong")
        self.people = QListWidget()
        self.people.setObjectName("people")
        self.people.setAccessibleName(self.tr("Users"))
        self.password = PasswordEdit()
        self.password.setPlaceholderText(self.tr("Password"))
        self._caps = label(self.tr("Caps Lock is on"), "danger")
        self._caps.hide()
        self.waiting = label("", "danger")
        self.go = button(self.tr("Sign in"), "primary")
        self.go.setDefault(True)
        self.other = button(self.tr("Another database…"), "link")
        self.new = button(self.tr("New database…"), "link")
        self.restore = button(self.tr("Restore a backup…"), "link")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_8)
        layout.addWidget(self._name)
        layout.addWidget(self.people, 1)
        for each in (self.password, self._caps, self.waiting, self.go):
            layout.addWidget(each)
        self.lost = button(self.tr("Everybody has forgotten the password…"), "link")
        links = QHBoxLayout()
        links.setSpacing(SPACE_12)
        for link in (self.other, self.new, self.restore, self.lost):
            links.addWidget(link)
        links.addStretch(1)
        layout.addLayout(links)

    def _connect(self) -> None:
        self.people.itemActivated.connect(lambda _: self.password.setFocus())
        self.people.currentRowChanged.connect(lambda _: self._allow())
        self.password.textChanged.connect(lambda _: self._allow())
        self.password.caps_lock.connect(self._caps.setVisible)
        self.password.returnPressed.connect(self._give)
        self.go.clicked.connect(self._give)
        self._timer.timeout.connect(lambda: self._wait_for(self._left - 1))
        self.other.clicked.connect(self.other_wanted)
        self.new.clicked.connect(self.new_wanted)
        self.restore.clicked.connect(self.restore_wanted)
        self.lost.clicked.connect(lambda: self.forgotten.emit(self._path))

    def _give(self) -> None:
        if self.go.isEnabled():
            login = self.people.currentItem().text()
            window_settings().setValue(_LAST_LOGIN, login)
            self.given.emit(self._path, login, self.password.text())

    def _wait_for(self, seconds: int) -> None:
        """Count the seconds down until the next try."""
        self._left = max(0, seconds)
        self.waiting.setVisible(self._left > 0)
        self.waiting.setText(self.tr("Next try in %n second(s)", "", self._left))
        if self._left and not self._timer.isActive():
            self._timer.start()
        elif not self._left:
            self._timer.stop()
        self._allow()

    def _allow(self) -> None:
        chosen = self.people.currentItem() is not None
        self.go.setEnabled(chosen and bool(self.password.text()) and not self._left)
