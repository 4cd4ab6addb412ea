"""Entering people who will sign in: role, name, user name, and a password each types himself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.passwords import is_strong
from desktop.domain.permissions import Role
from desktop.services.users import BRANCH_ROLES, OFFICE_ROLES, NewUser
from desktop.ui.errors import choice_name
from desktop.ui.pages.start.password_edit import PasswordEdit
from desktop.ui.theme import SPACE_8, SPACE_12
from desktop.ui.widgets.text import button, label

FIRST_ROLES = (Role.MANAGER, Role.ACCOUNTANT)
OFFICE_FIRST_ROLES = (*FIRST_ROLES, Role.HEAD_OFFICE, Role.HEAD_OFFICE)
"""Those without whom no users change, and two who sign head office's own work together."""
_MOST = 6


class PersonRow:
    """The fields of one person, side by side; ``roles`` may be chosen from, one is only said."""

    def __init__(self, roles: Sequence[Role], language: str) -> None:
        self.role = QComboBox()
        for role in roles:
            self.role.addItem(choice_name("role", role.value, language), role)
        self.role.setEnabled(len(roles) > 1)
        self.name, self.login = QLineEdit(), QLineEdit()
        self.password, self.repeated = PasswordEdit(), PasswordEdit()

    @property
    def edits(self) -> tuple[QLineEdit, ...]:
        return (self.name, self.login, self.password, self.repeated)

    def person(self) -> NewUser:
        """Return who was entered."""
        role = Role(self.role.currentData())
        return NewUser(
            self.login.text().strip(), self.name.text().strip(), role, self.password.text()
        )

    @property
    def is_whole(self) -> bool:
        """Whether nothing is blank, and the password will do and was typed twice alike."""
        filled = all(edit.text().strip() for edit in self.edits)
        same = self.password.text() == self.repeated.text()
        return filled and same and is_strong(self.password.text())


class PeopleEdits(QWidget):
    """Rows of people, a manager and an accountant first; ``changed`` at every key.

    ``for_office`` asks for those of head office.
    """

    changed = Signal()

    def __init__(
        self, language: str, parent: QWidget | None = None, *, for_office: bool = False
    ) -> None:
        super().__init__(parent)
        self._language = language
        self.rows: list[PersonRow] = []
        self._build()
        self.ask_for(for_office)

    @property
    def is_whole(self) -> bool:
        """Whether every row is whole and no two have the same user name or password."""
        people = self.people()
        apart = len({each.login for each in people}) == len({each.password for each in people})
        return all(row.is_whole for row in self.rows) and apart and self._logins_differ(people)

    def people(self) -> list[NewUser]:
        """Return everybody entered."""
        return [row.person() for row in self.rows]

    def trouble(self) -> str:
        """Return in words what is missing, "" where nothing is."""
        if self.is_whole:
            return ""
        for row in self.rows:
            if row.password.text() and not is_strong(row.password.text()):
                return self.tr(
                    "Passwords: at least 8 characters, two kinds of letters, digits, signs"
                )
            if row.repeated.text() and row.repeated.text() != row.password.text():
                return self.tr("The two passwords of {name} differ").format(name=row.name.text())
        people = [each for each in self.people() if each.login]
        if not self._logins_differ(people):
            return self.tr("Two people cannot have the same user name")
        passwords = [each.password for each in people if each.password]
        if len(set(passwords)) < len(passwords):
            return self.tr("Two people have typed the same password: each needs his own")
        return self.tr("Each types his own password, unseen by the others")

    def ask_for(self, office: bool) -> None:
        """Begin anew, with the people that a branch or head office needs at first."""
        self._first = OFFICE_FIRST_ROLES if office else FIRST_ROLES
        self._roles = OFFICE_ROLES if office else BRANCH_ROLES
        while self.rows:
            self._take_out()
        for role in self._first:
            self._add((role,))

    def start(self) -> None:
        """Stand at the first line."""
        self.rows[0].name.setFocus()

    def _build(self) -> None:
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE_8)
        self._grid.setVerticalSpacing(SPACE_8)
        headings = (
            self.tr("Role"),
            self.tr("Name"),
            self.tr("User name"),
            self.tr("Password"),
            self.tr("Once more"),
        )
        for column, heading in enumerate(headings):
            self._grid.addWidget(label(heading, "muted"), 0, column)
        self.more = button(self.tr("Add a person"), "link")
        self.more.clicked.connect(lambda: self._add(self._roles))
        self.fewer = button(self.tr("Take the last one out"), "link")
        self.fewer.clicked.connect(self._take_out)
        self._caps = label(self.tr("Caps Lock is on"), "danger")
        self._caps.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_12)
        layout.addLayout(self._grid)
        line = QHBoxLayout()
        line.setSpacing(SPACE_8)
        line.addWidget(self.more)
        line.addWidget(self.fewer)
        line.addStretch(1)
        layout.addLayout(line)
        layout.addWidget(self._caps)

    def _add(self, roles: Sequence[Role]) -> None:
        row = PersonRow(roles, self._language)
        self.rows.append(row)
        at = len(self.rows)
        for column, widget in enumerate((row.role, *row.edits)):
            self._grid.addWidget(widget, at, column)
        for edit in row.edits:
            edit.textChanged.connect(lambda _: self.changed.emit())
        for password in (row.password, row.repeated):
            password.caps_lock.connect(self._caps.setVisible)
        self._offer()

    def _take_out(self) -> None:
        """Take the last person out again; the first ones there must be."""
        row = self.rows.pop()
        for widget in (row.role, *row.edits):
            widget.hide()
            widget.deleteLater()
        self._offer()

    def _offer(self) -> None:
        self.more.setVisible(len(self.rows) < _MOST)
        self.fewer.setVisible(len(self.rows) > len(self._first))
        self.changed.emit()

    def _logins_differ(self, people: Sequence[NewUser]) -> bool:
        return len({each.login.casefold() for each in people}) == len(people)
