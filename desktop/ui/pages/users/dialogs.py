"""What is asked before something about a user is proposed: each dialog ends in one use case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.errors import CodedError
from desktop.domain.passwords import is_strong
from desktop.domain.permissions import Role
from desktop.services import users
from desktop.services.office_ports import User
from desktop.services.ports import Desk
from desktop.services.users import BRANCH_ROLES, NewUser
from desktop.ui.errors import choice_name, explain
from desktop.ui.pages.start.password_edit import PasswordEdit
from desktop.ui.theme import SPACE_8, SPACE_12, SPACE_16
from desktop.ui.widgets.bank_form import form
from desktop.ui.widgets.text import button, label

_WIDTH = 460


class UserDialog(QDialog):
    """``wanted`` carries the use case to call with the desk; :meth:`refuse` says why it was not.

    ``roles`` are those that people of this database can have.
    """

    wanted = Signal(object)

    def __init__(
        self,
        language: str,
        parent: QWidget | None = None,
        roles: Sequence[Role] = BRANCH_ROLES,
    ) -> None:
        super().__init__(parent)
        self._language = language
        self._may_be = tuple(roles)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(SPACE_16, SPACE_16, SPACE_16, SPACE_12)
        self._layout.setSpacing(SPACE_12)
        self._build()
        self._build_foot()
        self._check()

    def refuse(self, error: CodedError) -> None:
        """Say why not, and let the person correct it."""
        self.message.setText(explain(error, self._language)[1])

    def _build(self) -> None:
        """Make the fields."""
        raise NotImplementedError

    def _work(self) -> Callable[[Desk], Any]:
        """Return the use case with what was typed."""
        raise NotImplementedError

    def _is_filled(self) -> bool:
        return True

    def _name(self, title: str, go: str, hint: str = "") -> None:
        self.setWindowTitle(title)
        self._layout.addWidget(label(title, "title"))
        if hint:
            self._layout.addWidget(label(hint, "muted", wrap=True))
        self.go = button(go, "primary")
        self.go.setDefault(True)

    def _fields(self, lines: Sequence[tuple[str, QLineEdit]]) -> None:
        for _, edit in lines:
            edit.textChanged.connect(lambda _: self._check())
        self._layout.addWidget(form(lines))

    def _new_password(self) -> list[tuple[str, QLineEdit]]:
        self.password, self.repeated = PasswordEdit(), PasswordEdit()
        self.caps = label(self.tr("Caps Lock is on"), "danger")
        self.caps.hide()
        for edit in (self.password, self.repeated):
            edit.caps_lock.connect(self.caps.setVisible)
        return [
            (self.tr("New password"), self.password),
            (self.tr("Once more"), self.repeated),
        ]

    def _password_will_do(self) -> bool:
        word = self.password.text()
        return is_strong(word) and word == self.repeated.text()

    def _rule(self) -> None:
        rule = self.tr("At least 8 characters: letters, digits, signs, two of them")
        self._layout.addWidget(label(rule, "muted"))
        self._layout.addWidget(self.caps)

    def _build_foot(self) -> None:
        self.message = label("", "danger", wrap=True)
        leave = button(self.tr("Cancel"))
        leave.clicked.connect(self.reject)
        self.go.clicked.connect(lambda: self.wanted.emit(self._work()))
        line = QHBoxLayout()
        line.setSpacing(SPACE_8)
        line.addWidget(self.message, 1)
        line.addWidget(leave)
        line.addWidget(self.go)
        self._layout.addLayout(line)

    def _check(self) -> None:
        self.go.setEnabled(self._is_filled())

    def _roles(self, chosen: Role) -> QComboBox:
        made = QComboBox()
        for role in self._may_be:
            made.addItem(choice_name("role", role.value, self._language), role)
        made.setCurrentIndex(self._may_be.index(chosen) if chosen in self._may_be else 0)
        return made


class AddDialog(UserDialog):
    """Somebody new: he types his password himself."""

    def _build(self) -> None:
        self._name(
            self.tr("Add a user"),
            self.tr("Propose"),
            self.tr("The new user types his own password. An accountant signs."),
        )
        self.role = self._roles(Role.TELLER)
        self._layout.addWidget(self.role)
        self.name, self.login = QLineEdit(), QLineEdit()
        self._fields(
            [
                (self.tr("Name"), self.name),
                (self.tr("User name"), self.login),
                *self._new_password(),
            ]
        )
        self._rule()

    def _is_filled(self) -> bool:
        return bool(self.name.text().strip() and self.login.text().strip()) and (
            self._password_will_do()
        )

    def _work(self) -> Callable[[Desk], Any]:
        role = Role(self.role.currentData())
        person = NewUser(self.login.text(), self.name.text(), role, self.password.text())
        return lambda desk: users.add_user(desk, person)


class RoleDialog(UserDialog):
    """Another role for somebody, from his next sign-in."""

    def __init__(
        self,
        user: User,
        language: str,
        parent: QWidget | None = None,
        roles: Sequence[Role] = BRANCH_ROLES,
    ) -> None:
        self._user = user
        super().__init__(language, parent, roles)

    def _build(self) -> None:
        self._name(
            self.tr("Another role for {name}").format(name=self._user.name),
            self.tr("Propose"),
            self.tr("It counts from the next sign-in. An accountant signs."),
        )
        self.role = self._roles(self._user.role)
        self.role.currentIndexChanged.connect(lambda _: self._check())
        self._layout.addWidget(self.role)

    def _is_filled(self) -> bool:
        return Role(self.role.currentData()) is not self._user.role

    def _work(self) -> Callable[[Desk], Any]:
        user_id, role = self._user.id, Role(self.role.currentData())
        return lambda desk: users.change_role(desk, user_id, role)


class ResetDialog(UserDialog):
    """A new password for somebody who forgot his."""

    def __init__(self, user: User, language: str, parent: QWidget | None = None) -> None:
        self._user = user
        super().__init__(language, parent)

    def _build(self) -> None:
        self._name(
            self.tr("New password for {name}").format(name=self._user.name),
            self.tr("Propose"),
            self.tr("Who forgot his password types the new one himself. An accountant signs."),
        )
        self._fields(self._new_password())
        self._rule()

    def _is_filled(self) -> bool:
        return self._password_will_do()

    def _work(self) -> Callable[[Desk], Any]:
        user_id, word = self._user.id, self.password.text()
        return lambda desk: users.reset_password(desk, user_id, word)


class DisableDialog(UserDialog):
    """Somebody leaves."""

    def __init__(self, user: User, language: str, parent: QWidget | None = None) -> None:
        self._user = user
        super().__init__(language, parent)

    def _build(self) -> None:
        self._name(
            self.tr("Disable {name}").format(name=self._user.name),
            self.tr("Propose"),
            self.tr(
                "He can no longer sign in, his name is given to nobody else, and the database gets "
                "a new key. An accountant signs."
            ),
        )

    def _work(self) -> Callable[[Desk], Any]:
        user_id = self._user.id
        return lambda desk: users.disable_user(desk, user_id)


class OwnPasswordDialog(UserDialog):
    """The operator's own password."""

    def _build(self) -> None:
        self._name(self.tr("My password"), self.tr("Change"))
        self.old = PasswordEdit()
        self._fields([(self.tr("Password of now"), self.old), *self._new_password()])
        self._rule()

    def _is_filled(self) -> bool:
        return bool(self.old.text()) and self._password_will_do()

    def _work(self) -> Callable[[Desk], Any]:
        old, new = self.old.text(), self.password.text()
        return lambda desk: users.change_password(desk, old, new)
