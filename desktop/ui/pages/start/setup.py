"""The set-up assistant: who the branch is, where debtors pay, who signs in, the recovery code."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.notices import SAMPLE_HEAD
from desktop.domain.recovery_code import Slip
from desktop.ui.opener import NewBranch
from desktop.ui.pages.dossier.entry_dialog import side_by_side
from desktop.ui.pages.start.people import PeopleEdits
from desktop.ui.pages.start.recovery_slip import RecoverySlip
from desktop.ui.theme import SPACE_8, SPACE_12
from desktop.ui.widgets.bank_form import PAPER_STEPS, BankEdits
from desktop.ui.widgets.chips import Chips
from desktop.ui.widgets.steps import StepBar
from desktop.ui.widgets.text import button, label

_PEOPLE = len(PAPER_STEPS)
_CODE = _PEOPLE + 1
_BRANCH, _OFFICE = "branch", "head_office"
_ESCROW = "qingshou-escrow.key"


class SetupPane(QWidget):
    """Four steps; ``finished`` carries a NewBranch, ``put_away`` the Path of the one that was made
    when its recovery code is where it is safe.
    """

    finished = Signal(object)
    put_away = Signal(object)
    open_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._path = Path()
        self._escrow: Path | None = None
        self._build()
        self._connect()
        self._go(0)

    def show_path(self, path: Path) -> None:
        """Make the database here."""
        self._path, self._escrow = path, None
        self._place.setText(self.tr("The database will be {path}").format(path=path))
        self._go(0)

    def show_slip(self, slip: Slip) -> None:
        """Show the recovery code of the database that was made."""
        self.slip.show_slip(slip)
        self._go(_CODE)

    def _build(self) -> None:
        self.bank, self.people, self.slip = BankEdits(), PeopleEdits(self._language), RecoverySlip()
        self.steps = StepBar(
            [
                self.tr("Branch"),
                self.tr("Account and phones"),
                self.tr("Users"),
                self.tr("Recovery code"),
            ]
        )
        self.demo = QCheckBox(self.tr("With invented debtors, to try everything out"))
        self.kind = Chips([(_BRANCH, self.tr("A branch")), (_OFFICE, self.tr("Head office"))])
        self.kind.set_value(_BRANCH)
        hint = self.tr("Head office takes in what branches send; PostgreSQL: head-office init")
        self._kind_line = side_by_side(self.kind, "", label(hint, "muted"))
        self.pages = QStackedWidget()
        for step in PAPER_STEPS:
            self.pages.addWidget(self.bank.form(step))
        self.pages.addWidget(self._build_people())
        self.pages.addWidget(self.slip)
        self._place = label("", "muted", wrap=True)
        self._missing = label(self.tr("Fill in every field, then go on"), "danger", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_12)
        layout.addWidget(self.steps)
        layout.addWidget(self._kind_line)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self._missing)
        layout.addWidget(self._place)
        layout.addLayout(self._build_buttons())

    def _build_people(self) -> QWidget:
        page = QWidget()
        self._trouble = label("", "muted", wrap=True)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_12)
        layout.addWidget(self.people)
        layout.addWidget(self._trouble)
        layout.addWidget(self._build_escrow())
        layout.addStretch(1)
        layout.addWidget(self.demo)
        return page

    def _build_escrow(self) -> QWidget:
        """Return where head office's second key goes: shown to head office only."""
        self.escrow = button(self.tr("Escrow key…"))
        self._escrow_words = label("", "muted", wrap=True)
        self._escrow_words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._escrow_line = QWidget()
        line = QHBoxLayout(self._escrow_line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_12)
        line.addWidget(self.escrow)
        line.addWidget(self._escrow_words, 1)
        self._escrow_line.hide()
        return self._escrow_line

    def _build_buttons(self) -> QHBoxLayout:
        self.sample = button(self.tr("Fill in a sample to try"), "link")
        self.existing = button(self.tr("Open a database…"), "link")
        self.restore = button(self.tr("Restore a backup…"), "link")
        self.back, self.following = button(self.tr("Back")), button("", "primary")
        self.following.setDefault(True)
        line = QHBoxLayout()
        line.setSpacing(SPACE_8)
        for each in (self.sample, self.existing, self.restore):
            line.addWidget(each)
        line.addStretch(1)
        line.addWidget(self.back)
        line.addWidget(self.following)
        return line

    def _connect(self) -> None:
        for edit in self.bank.edits.values():
            edit.textChanged.connect(lambda _: self._check())
            edit.returnPressed.connect(self._next)
        self.people.changed.connect(self._check)
        self.kind.changed.connect(self._change_kind)
        self.escrow.clicked.connect(self._choose_escrow)
        self.slip.put_away.connect(lambda _: self._check())
        self.sample.clicked.connect(self._fill_sample)
        self.existing.clicked.connect(self.open_wanted)
        self.restore.clicked.connect(self.restore_wanted)
        self.back.clicked.connect(lambda: self._go(self.steps.current - 1))
        self.following.clicked.connect(self._next)
        self.steps.clicked.connect(self._go_back)

    def _go(self, step: int) -> None:
        self.steps.set_current(step)
        self.pages.setCurrentIndex(step)
        self.back.setVisible(0 < step < _CODE)
        for each in (self.sample, self.existing, self.restore):
            each.setVisible(step == 0)
        self._place.setVisible(step < _CODE)
        self._kind_line.setVisible(step == 0)
        words = {_PEOPLE: self.tr("Make the database"), _CODE: self.tr("Sign in")}
        self.following.setText(words.get(step, self.tr("Next")))
        if step < _PEOPLE:
            self.bank.edits[PAPER_STEPS[step][0]].setFocus()
        elif step == _PEOPLE:
            self.people.start()
        self._check()

    def _go_back(self, step: int) -> None:
        """Go back to a step that is done; what is made cannot be undone."""
        if self.steps.current < _CODE:
            self._go(step)

    def _next(self) -> None:
        step = self.steps.current
        if not self.following.isEnabled():
            self._say_what_is_missing()
            return
        if step < _PEOPLE:
            self._go(step + 1)
        elif step == _PEOPLE:
            self.finished.emit(self._branch())
        else:
            self.put_away.emit(self._path)

    def _say_what_is_missing(self) -> None:
        """Stand in the first field of the step that is blank, and say so."""
        step = self.steps.current
        if step < _PEOPLE:
            edits = [self.bank.edits[name] for name in PAPER_STEPS[step]]
            next(each for each in edits if not each.text().strip()).setFocus()
            self._missing.show()

    @property
    def holds_code(self) -> bool:
        """Whether the recovery code is on the screen and nobody says that it is safe."""
        return self.steps.current == _CODE and not self.slip.is_safe.isChecked()

    @property
    def is_office(self) -> bool:
        """Whether head office's database is to be made."""
        return self.kind.value() == _OFFICE

    def _branch(self) -> NewBranch:
        people, head = tuple(self.people.people()), self.bank.head()
        if self.is_office:
            return NewBranch(self._path, head, people, escrow_file=self._escrow)
        return NewBranch(self._path, head, people, self.demo.isChecked())

    def _change_kind(self) -> None:
        """Ask for the people of a branch, or for those and the second key of head office."""
        self.people.ask_for(self.is_office)
        self.demo.setHidden(self.is_office)
        self._escrow_line.setVisible(self.is_office)
        self._say_escrow()
        self._check()

    def _choose_escrow(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Escrow key, onto a stick that goes into a safe"), _ESCROW
        )
        if name:
            self._escrow = Path(name)
            self._say_escrow()
            self._check()

    def _say_escrow(self) -> None:
        words = self.tr(
            "Opens every branch's packages when this database is lost. Write it onto a stick and "
            "lock the stick into a safe; no copy stays here."
        )
        if self._escrow is not None:
            words = self.tr("It is written to {file}").format(file=self._escrow)
        self._escrow_words.setText(words)

    def _check(self) -> None:
        """Allow the next step when nothing is missing in this one."""
        step = self.steps.current
        self._missing.hide()
        if step < _PEOPLE:
            self.following.setEnabled(self.bank.is_filled(PAPER_STEPS[step]))
        elif step == _PEOPLE:
            self._trouble.setText(self.people.trouble())
            keyed = self._escrow is not None or not self.is_office
            self.following.setEnabled(self.people.is_whole and keyed)
        else:
            self.following.setEnabled(self.slip.is_safe.isChecked())

    def _fill_sample(self) -> None:
        self.bank.set_head(SAMPLE_HEAD)
        self.demo.setChecked(True)
