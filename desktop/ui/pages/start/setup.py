"""The set-up assistant: who the branch is, where debtors pay and complain, and the password."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.notices import SAMPLE_HEAD
from desktop.domain.passwords import is_strong
from desktop.ui.pages.start.password_edit import PasswordEdit
from desktop.ui.theme import SPACE_8, SPACE_12
from desktop.ui.widgets.bank_form import PAPER_STEPS, BankEdits, form
from desktop.ui.widgets.steps import StepBar
from desktop.ui.widgets.text import button, label, refresh_style

_PASSWORD = len(PAPER_STEPS)


class SetupPane(QWidget):
    """Three steps; ``finished`` carries the Path, the BankHead and the password."""

    finished = Signal(object, object, str)
    open_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = Path()
        self._build()
        self._connect()
        self._go(0)

    def show_path(self, path: Path) -> None:
        """Make the database here."""
        self._path = path
        self._place.setText(self.tr("The database will be {path}").format(path=path))
        self._go(0)

    def _build(self) -> None:
        self.bank = BankEdits()
        self.steps = StepBar(
            [self.tr("Branch"), self.tr("Account and phones"), self.tr("Password")]
        )
        self.pages = QStackedWidget()
        for step in PAPER_STEPS:
            self.pages.addWidget(self.bank.form(step))
        self.pages.addWidget(self._build_password())
        self._place = label("", "muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_12)
        layout.addWidget(self.steps)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self._place)
        layout.addLayout(self._build_buttons())

    def _build_password(self) -> QWidget:
        self.password, self.repeated = PasswordEdit(), PasswordEdit()
        self._rule = label(self.tr("At least 8 characters: letters, digits, signs, two of them"))
        self._same = label(self.tr("Both are the same"))
        self._caps = label(self.tr("Caps Lock is on"), "danger")
        self._caps.hide()
        lost = self.tr("Without it nobody can read the data: keep it where it is safe.")
        return form(
            [(self.tr("Password"), self.password), (self.tr("Once more"), self.repeated)],
            [self._rule, self._same, self._caps, label(lost, "muted", wrap=True)],
        )

    def _build_buttons(self) -> QHBoxLayout:
        self.sample = button(self.tr("Fill in a sample to try"), "link")
        self.existing = button(self.tr("Open a database…"), "link")
        self.back, self.following = button(self.tr("Back")), button("", "primary")
        self.following.setDefault(True)
        line = QHBoxLayout()
        line.setSpacing(SPACE_8)
        line.addWidget(self.sample)
        line.addWidget(self.existing)
        line.addStretch(1)
        line.addWidget(self.back)
        line.addWidget(self.following)
        return line

    def _connect(self) -> None:
        for edit in (*self.bank.edits.values(), self.password, self.repeated):
            edit.textChanged.connect(lambda _: self._check())
            edit.returnPressed.connect(self._next)
        for password in (self.password, self.repeated):
            password.caps_lock.connect(self._caps.setVisible)
        self.sample.clicked.connect(self._fill_sample)
        self.existing.clicked.connect(self.open_wanted)
        self.back.clicked.connect(lambda: self._go(self.steps.current - 1))
        self.following.clicked.connect(self._next)
        self.steps.clicked.connect(self._go)

    def _go(self, step: int) -> None:
        self.steps.set_current(step)
        self.pages.setCurrentIndex(step)
        self.back.setVisible(step > 0)
        self.sample.setVisible(step == 0)
        self.existing.setVisible(step == 0)
        last = step == _PASSWORD
        self.following.setText(self.tr("Make the database") if last else self.tr("Next"))
        first = self.password if last else self.bank.edits[PAPER_STEPS[step][0]]
        first.setFocus()
        self._check()

    def _next(self) -> None:
        if not self.following.isEnabled():
            return
        if self.steps.current < _PASSWORD:
            self._go(self.steps.current + 1)
        else:
            self.finished.emit(self._path, self.bank.head(), self.password.text())

    def _check(self) -> None:
        """Allow the next step when nothing is blank and the password will do."""
        step = self.steps.current
        if step < _PASSWORD:
            self.following.setEnabled(self.bank.is_filled(PAPER_STEPS[step]))
            return
        strong = is_strong(self.password.text())
        same = bool(self.password.text()) and self.password.text() == self.repeated.text()
        refresh_style(self._rule, role="good" if strong else "muted")
        refresh_style(self._same, role="good" if same else "muted")
        self.following.setEnabled(strong and same)

    def _fill_sample(self) -> None:
        self.bank.set_head(SAMPLE_HEAD)
