"""What two people lay in beside the users: a new recovery code, head office's key for the phone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from desktop.domain.permissions import Action, Part, allows
from desktop.domain.recovery_code import Slip
from desktop.services.phone_keys import install_phone_key
from desktop.services.recovery import new_recovery_code
from desktop.services.two_people import SecondPerson
from desktop.ui.approval.second_dialog import with_both
from desktop.ui.pages.page import PageContext
from desktop.ui.pages.start.recovery_slip import RecoverySlip
from desktop.ui.theme import SPACE_8, SPACE_12, SPACE_16
from desktop.ui.widgets.text import button, label, refresh_style

_WIDTH = 560


class SlipDialog(QDialog):
    """Shows a new code until the person says that the slip is where it is safe."""

    def __init__(self, slip: Slip, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Recovery code"))
        self.setMinimumWidth(_WIDTH)
        self.slip, self.leave = RecoverySlip(), button(self.tr("Close"), "primary")
        self.slip.show_slip(slip)
        self.leave.setEnabled(False)
        self.slip.put_away.connect(self.leave.setEnabled)
        self.leave.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_16, SPACE_16, SPACE_16, SPACE_12)
        layout.setSpacing(SPACE_12)
        layout.addWidget(self.slip)
        layout.addWidget(self.leave, alignment=Qt.AlignmentFlag.AlignRight)

    def reject(self) -> None:
        """The code is shown only once: Esc must not lose it."""
        if self.leave.isEnabled():
            super().reject()


class KeyLine(QWidget):
    """A line below the users, for the manager, each of its acts signed by the accountant."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.code = button(self.tr("New recovery code…"))
        self.phone = button(self.tr("Head office's phone key…"))
        self._state = label("", "muted", wrap=True)
        makes = allows(context.desk.operator.role, Action.USERS, Part.MAKE)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_8)
        for each in (self.code, self.phone):
            each.setEnabled(makes)
            line.addWidget(each)
        line.addWidget(self._state, 1)
        self.code.clicked.connect(self._ask_code)
        self.phone.clicked.connect(self._ask_phone)

    def show_code(self, has_code: bool) -> None:
        """Say whether there is a code that lets a manager back in."""
        self._state.setText(
            self.tr("A recovery code lies in its envelope")
            if has_code
            else self.tr("There is no recovery code: have a new one made")
        )
        refresh_style(self._state, role="muted" if has_code else "danger")

    def _ask_code(self) -> None:
        what = self.tr("A new recovery code is made; the old slip opens nothing any more.")
        with_both(self._context, Action.USERS, what, self._make_code, self)

    def _make_code(self, password: str, second: SecondPerson) -> None:
        desk = self._context.desk
        self._context.jobs.run(
            self.tr("Making the recovery code"),
            lambda progress: new_recovery_code(desk, password, second),
            self._show_slip,
            must_end=True,
        )

    def _show_slip(self, slip: Slip) -> None:
        dialog = SlipDialog(slip, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        self._context.bus.changed.emit()

    def _ask_phone(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Head office's key file"))
        if not name:
            return
        what = self.tr(
            "The key in {file} is laid in: by it head office's codes over the phone are known."
        ).format(file=Path(name).name)
        with_both(
            self._context,
            Action.USERS,
            what,
            lambda password, second: self._install(Path(name), password, second),
            self,
        )

    def _install(self, path: Path, password: str, second: SecondPerson) -> None:
        desk = self._context.desk
        self._context.jobs.run(
            self.tr("Laying in the key"),
            lambda progress: install_phone_key(desk, path, password, second),
            self._show_fingerprint,
            must_end=True,
        )

    def _show_fingerprint(self, mark: str) -> None:
        """Have it compared: a key that somebody else handed in would have another."""
        words = self.tr(
            "Its fingerprint is {mark}. Call head office and compare it; then delete the key file."
        ).format(mark=f"{mark[:4]} {mark[4:]}")
        title = self.tr("Head office's phone key is laid in")
        said = QMessageBox(QMessageBox.Icon.Information, title, words, parent=self)
        said.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        said.open()
