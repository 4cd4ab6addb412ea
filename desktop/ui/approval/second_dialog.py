"""A second person types his password beside the operator, for what is done at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.errors import CodedError, ExpectedFailure
from desktop.domain.permissions import Action
from desktop.services.office_ports import User
from desktop.services.two_people import SecondPerson, possible_seconds, signed_by
from desktop.ui.approval.checker_box import FIELD_WIDTH, CheckerBox
from desktop.ui.pages.dossier.entry_dialog import EntryDialog, side_by_side
from desktop.ui.pages.page import PageContext
from desktop.ui.pages.start.password_edit import PasswordEdit
from desktop.ui.widgets.text import label


class SecondDialog(EntryDialog):
    """``signed`` carries the SecondPerson, and the dialog stays until :meth:`accept` or
    :meth:`refuse`; ``asks_own`` has the operator's own password typed too, and ``both_signed``
    carries it before the SecondPerson.
    """

    signed = Signal(object)
    both_signed = Signal(str, object)

    def __init__(
        self,
        what: str,
        people: Sequence[User],
        language: str,
        parent: QWidget | None = None,
        *,
        asks_own: bool = False,
    ) -> None:
        super().__init__(language, parent)
        self._asks_own = asks_own
        self.name(self.tr("A second person signs"), self.tr("Sign"))
        self._build_fields(what, people)

    def is_whole(self) -> bool:
        own = bool(self.own.text()) or not self._asks_own
        return own and bool(self.checker.login()) and bool(self.password.text())

    def confirm(self) -> None:
        if not self.is_whole() or not self.confirm_button.isEnabled():
            return
        second = SecondPerson(self.checker.login(), self.password.text())
        if self._asks_own:
            self.accept()
            self.both_signed.emit(self.own.text(), second)
        else:
            super().refuse(None)
            self.confirm_button.setEnabled(False)  # until the password was looked at
            self.signed.emit(second)

    def refuse(self, error: CodedError | None) -> None:
        """Say what is wrong and, of a password, whose it is: it is typed again here."""
        if error is not None and error.code == "wrong_password":
            error = ExpectedFailure("wrong_password_of", name=self.checker.currentText())
            self.password.clear()
            self.password.setFocus()
        super().refuse(error)
        self.offer()

    def _build_fields(self, what: str, people: Sequence[User]) -> None:
        self.checker = CheckerBox(people, self._language)
        self.own, self.password = PasswordEdit(), PasswordEdit()
        for field in (self.own, self.password):
            field.setFixedWidth(FIELD_WIDTH)
        caps = label("", "danger")
        words = self.tr("Caps Lock is on")
        for edit in (self.own, self.password):
            edit.caps_lock.connect(lambda is_on: caps.setText(words if is_on else ""))
            edit.textChanged.connect(lambda _: self.offer())
            edit.returnPressed.connect(self.confirm)
        rows = [
            (self.tr("Second person"), side_by_side(self.checker)),
            (self.tr("Password"), side_by_side(self.password, "", caps)),
        ]
        if self._asks_own:
            rows.insert(0, (self.tr("Your own password"), side_by_side(self.own)))
        self.lay_out(what, rows)
        (self.own if self._asks_own else self.password).setFocus()
        self.offer()


def with_second(
    context: PageContext,
    action: Action,
    what: str,
    act: Callable[[SecondPerson | None], None],
    parent: QWidget,
) -> None:
    """Do something with a second person's signature; at once in a database without users.

    The dialog stays where the password is wrong: nothing else has to be entered again.
    """
    if context.desk.operator.role is None:
        act(None)
        return

    def ask(people: Sequence[User]) -> None:
        dialog = SecondDialog(what, people, context.language, parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.signed.connect(lambda second: check(dialog, second))
        dialog.open()

    def check(dialog: SecondDialog, second: SecondPerson) -> None:
        def signed(_: str) -> None:
            dialog.accept()
            act(second)

        job = context.jobs.run(
            QCoreApplication.translate("SecondDialog", "Looking at the password"),
            lambda progress: signed_by(desk, action, "second_person", second),
            signed,
            dialog.refuse,
        )
        dialog.finished.connect(lambda _: job.abandon())  # given up meanwhile, nothing is done

    desk, reading = context.desk, QCoreApplication.translate("SecondDialog", "Reading")
    context.jobs.run(reading, lambda progress: possible_seconds(desk, action), ask)


def with_both(
    context: PageContext,
    action: Action,
    what: str,
    act: Callable[[str, SecondPerson], None],
    parent: QWidget,
) -> None:
    """Do something for which both people give their passwords: the operator's, then the other's."""

    def ask(people: Sequence[User]) -> None:
        dialog = SecondDialog(what, people, context.language, parent, asks_own=True)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.both_signed.connect(act)
        dialog.open()

    desk, reading = context.desk, QCoreApplication.translate("SecondDialog", "Reading")
    context.jobs.run(reading, lambda progress: possible_seconds(desk, action), ask)
