"""The users page: who may sign in, and what two people change about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from desktop.domain.permissions import Action, Part, Role, allows
from desktop.services import recovery, users
from desktop.services.office_ports import User
from desktop.services.ports import Desk
from desktop.services.users import BRANCH_ROLES, OFFICE_ROLES
from desktop.ui.approval.flow import Approval
from desktop.ui.errors import choice_name
from desktop.ui.models.columns import Column, Pill
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.page import Page
from desktop.ui.pages.users.dialogs import (
    AddDialog,
    DisableDialog,
    OwnPasswordDialog,
    ResetDialog,
    RoleDialog,
    UserDialog,
)
from desktop.ui.pages.users.keys import KeyLine
from desktop.ui.theme import Tone
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button, label, refresh_style

Work = Callable[[Desk], Any]


class UsersPage(Page):
    """A manager proposes, an accountant signs; everybody changes his own password alone."""

    def refresh(self) -> None:
        desk = self.context.desk
        self.context.jobs.run(self.tr("Reading"), lambda _: _read(desk), self._show)

    def _build(self) -> None:
        self.set_title(
            self.tr("Users"),
            self.tr("A manager proposes a change, an accountant signs it; names are never reused"),
        )
        self.add = button(self.tr("Add…"), "primary", "Ctrl+N")
        self.role = button(self.tr("Role…"))
        self.reset = button(self.tr("New password…"))
        self.disable = button(self.tr("Disable…"))
        self.own = button(self.tr("My password…"))
        for each in (self.own, self.disable, self.reset, self.role, self.add):
            self.buttons.addWidget(each)
        self.keys = KeyLine(self.context, self)
        self.due = label("", "muted")
        self.model: ListModel[User] = ListModel(self._columns(), self)
        self.table = LineTable(self.model, "users", exports=False)
        self.approval = Approval(self.context, self)
        self.body.addWidget(self.due)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.keys)
        self._allow()

    def _connect(self) -> None:
        self.table.current_changed.connect(lambda _: self._allow())
        self.add.clicked.connect(
            lambda: self._ask(AddDialog(self.context.language, self, self._roles))
        )
        self.role.clicked.connect(lambda: self._ask_about(partial(RoleDialog, roles=self._roles)))
        self.reset.clicked.connect(lambda: self._ask_about(ResetDialog))
        self.disable.clicked.connect(lambda: self._ask_about(DisableDialog))
        self.own.clicked.connect(lambda: self._ask(OwnPasswordDialog(self.context.language, self)))

    def _load(self) -> None:
        self.refresh()

    @property
    def _roles(self) -> Sequence[Role]:
        """What people of this database can be: head office has others than a branch."""
        return BRANCH_ROLES if self.context.desk.collection is None else OFFICE_ROLES

    def _columns(self) -> list[Column[User]]:
        language = self.context.language
        return [
            Column("login", self.tr("User name"), lambda each: each.login, 130),
            Column("name", self.tr("Name"), lambda each: each.name, 160),
            Column(
                "role",
                self.tr("Role"),
                lambda each: choice_name("role", each.role.value, language),
                130,
            ),
            Column("state", self.tr("State"), None, 110, pill=self._state),
            Column("since", self.tr("Since"), lambda each: each.created_on.isoformat(), 110),
            Column(
                "password",
                self.tr("Password of"),
                lambda each: (each.password_since or each.created_on).isoformat(),
                120,
                faint=lambda each: not each.is_active,
            ),
        ]

    def _state(self, user: User) -> Pill:
        if user.is_active:
            return Pill(self.tr("may sign in"), Tone.GOOD)
        return Pill(self.tr("disabled"), Tone.MUTED)

    def _show(self, read: tuple[Sequence[User], date | None, bool]) -> None:
        people, due, has_code = read
        self.keys.show_code(has_code)
        self.model.set_records(people)
        active = sum(each.is_active for each in people)
        self.table.set_foot(self.tr("%n user(s) may sign in", "", active))
        if people:
            self.table.select_row(0)
        self._show_due(due)
        self._allow()

    def _show_due(self, due: date | None) -> None:
        self.due.setHidden(due is None)
        if due is not None:
            over = due < self.context.desk.clock.today()
            self.due.setText(self.tr("Change your password by {day}").format(day=due))
            refresh_style(self.due, role="danger" if over else "muted")

    def _allow(self) -> None:
        """Offer what this role may propose about whom the list stands at."""
        user = self.table.current_record()
        makes = allows(self.context.desk.operator.role, Action.USERS, Part.MAKE)
        self.add.setEnabled(makes)
        for each in (self.role, self.reset, self.disable):
            each.setEnabled(makes and user is not None and user.is_active)

    def _ask_about(self, kind: Callable[..., UserDialog]) -> None:
        user = self.table.current_record()
        if user is not None:
            self._ask(kind(user, self.context.language, self))

    def _ask(self, dialog: UserDialog) -> None:
        """Open a dialog; what it asks for is proposed in the background and then signed."""
        dialog.wanted.connect(lambda work: self._run(dialog, work))
        dialog.open()

    def _run(self, dialog: UserDialog, work: Work) -> None:
        desk = self.context.desk

        def done(outcome: Any) -> None:
            dialog.accept()
            if outcome is None:
                self.context.bus.changed.emit()
            else:
                self.approval.follow(outcome)

        dialog.setEnabled(False)
        self.context.jobs.run(
            self.tr("Saving"),
            lambda progress: work(desk),
            done,
            dialog.refuse,
            lambda: dialog.setEnabled(True),
            must_end=True,
        )


def _read(desk: Desk) -> tuple[Sequence[User], date | None, bool]:
    return users.users(desk), users.password_due(desk), recovery.has_recovery_code(desk)
