"""The second person reads what is proposed and signs it, refuses it, or types a code."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.approvals import CODE_DIGITS
from desktop.domain.permissions import Action, Role, steps
from desktop.services.approval_items import Item
from desktop.services.office_ports import User
from desktop.ui.approval.changes import changed_lines
from desktop.ui.approval.checker_box import FIELD_WIDTH, CheckerBox
from desktop.ui.approval.summary import summary_of
from desktop.ui.approval.summary_view import SummaryView
from desktop.ui.approval.words import heading, made_words, role_words, step_words
from desktop.ui.pages.dossier.entry_dialog import EntryDialog, side_by_side
from desktop.ui.pages.start.password_edit import PasswordEdit
from desktop.ui.widgets.chips import Chips
from desktop.ui.widgets.text import button, label

PASSWORD, PHONE = "password", "phone"


class CheckDialog(EntryDialog):
    """One item before its checker.

    ``checkers`` are the people who may sign it at this screen; None where it is the operator
    himself. ``approve_wanted`` carries login ("" for the operator) and password,
    ``refuse_wanted`` login, password and reason, ``code_wanted`` the ten digits.
    """

    approve_wanted = Signal(str, str)
    refuse_wanted = Signal(str, str, str)
    code_wanted = Signal(str)

    def __init__(
        self,
        item: Item,
        checkers: Sequence[User] | None,
        names: dict[str, str],
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(language, parent)
        self.name(self.tr("Check what was proposed"), self.tr("Approve"))
        self.item, self._people = item, names
        self._build_fields(checkers)
        self._connect_fields()
        self._show_means()

    @property
    def by_phone(self) -> bool:
        return self.means.value() == PHONE

    def login(self) -> str:
        """Return whose password it is, "" for the operator's."""
        return self.checker.login()

    def is_whole(self) -> bool:
        if self.by_phone:
            return len(_digits(self.code.text())) == CODE_DIGITS
        return bool(self.password.text()) and (self._is_own or bool(self.login()))

    def confirm(self) -> None:
        if not self.is_whole():
            return
        if self.by_phone:
            self.code_wanted.emit(_digits(self.code.text()))
        else:
            self.approve_wanted.emit(self.login(), self.password.text())

    def _build_fields(self, checkers: Sequence[User] | None) -> None:
        self._is_own = checkers is None
        ways = [(PASSWORD, self.tr("Password"))] if checkers or self._is_own else []
        if may_be_phoned(self.item):
            ways.append((PHONE, self.tr("Code by phone")))
        by_head_office = Role.HEAD_OFFICE in self.item.waits_for and not self._is_own
        self.means, self._ways = Chips(ways), len(ways)
        self.means.set_value(ways[-1 if by_head_office else 0][0] if ways else None)
        self.checker = CheckerBox(checkers or (), self._language)
        self.password, self.reason, self.code = PasswordEdit(), QLineEdit(), QLineEdit()
        self.reason.setPlaceholderText(self.tr("needed to refuse"))
        self.code.setMaxLength(CODE_DIGITS + 2)
        self.code.setPlaceholderText(self.tr("ten digits"))
        for field in (self.password, self.code):
            field.setFixedWidth(FIELD_WIDTH)
        self.refuse_button = button(self.tr("Refuse"), key="F8")
        self._means_line = side_by_side(self.means)
        self._checker_line, self._code_line = side_by_side(self.checker), side_by_side(self.code)
        self._caps = label("", "danger")
        self._password_line = side_by_side(self.password, "", self._caps)
        self._challenge = self._challenge_line()
        self.summary = SummaryView()
        self.summary.show_summary(summary_of(self.item.proposal.body, self._language))
        self.summary.setMinimumHeight(260)
        self.lay_out(
            heading(self.item, self._language),
            [
                (self.tr("Proposed"), label(made_words(self.item), "", wrap=True)),
                (self.tr("What"), self.summary),
                (self.tr("Changed since"), self._changed()),
                (self.tr("So far"), self._steps()),
                (self.tr("Signed by"), self._means_line),
                (self.tr("Checker"), self._checker_line),
                (self.tr("Password"), self._password_line),
                (self.tr("Read out"), self._challenge),
                (self.tr("Code"), self._code_line),
                (self.tr("Reason"), self.reason),
            ],
        )

    def _changed(self) -> QWidget:
        """Return what the proposal rests on that is different now."""
        lines = changed_lines(self.item, self._language)
        if not lines:
            return label(self.tr("nothing"), "muted")
        return label("\n".join(lines), "danger", wrap=True)

    def _steps(self) -> QLabel:
        steps_so_far = self.item.proposal.steps
        lines = [step_words(each, self._people, self._language) for each in steps_so_far]
        roles = role_words(self.item.waits_for, self._language)
        lines.append(self.tr("now waits for {roles}").format(roles=roles))
        return label("\n".join(lines), "", wrap=True)

    def _challenge_line(self) -> QWidget:
        """Return the digits that are read to head office, in groups that can be read aloud."""
        digits = self.item.challenge
        groups = "  ".join(digits[at : at + 4] for at in range(0, len(digits), 4))
        shown = label(groups, "figure")
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = self.tr("Call head office, say what is proposed and read these digits out.")
        made = QWidget()
        layout = QVBoxLayout(made)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(shown)
        layout.addWidget(label(words, "muted", wrap=True))
        return made

    def _connect_fields(self) -> None:
        self.means.changed.connect(self._show_means)
        self.checker.currentIndexChanged.connect(lambda _: self.password.setFocus())
        for field in (self.password, self.reason, self.code):
            field.textChanged.connect(lambda _: self._typed())
        for field in (self.password, self.code):
            field.returnPressed.connect(self.confirm)
        self.password.caps_lock.connect(self._say_caps)
        self.refuse_button.clicked.connect(self._refuse_item)

    def _show_means(self) -> None:
        """Show the fields of a password or of a code; a code may be all that is possible."""
        by_phone = self.by_phone
        self.show_row(self._means_line, self._ways > 1)
        self.show_row(self._checker_line, not by_phone and not self._is_own)
        self.show_row(self._password_line, not by_phone)
        self.show_row(self._challenge, by_phone)
        self.show_row(self._code_line, by_phone)
        self.show_row(self.reason, not by_phone)
        self.refuse_button.setVisible(not by_phone)
        (self.code if by_phone else self.password).setFocus()
        self._typed()

    def _typed(self) -> None:
        self.refuse(None)
        self.offer()
        signed = not self.by_phone and self.is_whole()
        self.refuse_button.setEnabled(signed and bool(self.reason.text().strip()))

    def _say_caps(self, is_on: bool) -> None:
        self._caps.setText(self.tr("Caps Lock is on") if is_on else "")

    def _refuse_item(self) -> None:
        reason = self.reason.text().strip()
        self.refuse_wanted.emit(self.login(), self.password.text(), reason)

    def _foot(self) -> QHBoxLayout:
        foot = super()._foot()
        foot.insertWidget(0, self.refuse_button)
        return foot


def may_be_phoned(item: Item) -> bool:
    """Return whether head office may sign by phone now: once an item, and where its own step comes
    last not before the others have signed.
    """
    wanted = steps(Action(item.proposal.action))
    if any(Role.HEAD_OFFICE in each for each in wanted):
        return Role.HEAD_OFFICE in item.waits_for
    return all(each.means.value != PHONE for each in item.proposal.steps)


def _digits(text: str) -> str:
    return "".join(text.split())
