"""The restore assistant: which copy, what would be lost, who signs; then the program reopens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.errors import CodedError
from desktop.services.backup_ports import BackupCopy, CopyState
from desktop.services.backups import Checked
from desktop.services.progress import Progress
from desktop.services.restoring import RestoreOrder
from desktop.ui.errors import explain
from desktop.ui.jobs import Job, Jobs
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.backup.restore_source import RestoreSource
from desktop.ui.pages.backup.signing_form import SigningForm
from desktop.ui.pages.backup.words import check_words, copy_columns, loss_words
from desktop.ui.theme import SPACE_8, SPACE_12, SPACE_16, SPACE_20
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.job_bar import JobBar
from desktop.ui.widgets.steps import StepBar
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button, label, refresh_style

T = TypeVar("T")

_CHOOSE, _LOSS, _SIGN = range(3)
_SIZE = (980, 540)


class RestoreDialog(QDialog):
    """``ordered`` carries a RestoreOrder when those who may have signed for it."""

    ordered = Signal(object)

    def __init__(
        self, source: RestoreSource, jobs: Jobs, language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._source, self._jobs, self._language = source, jobs, language
        self._copy: Path | None = None
        self._job: Job | None = None
        self._build()
        self._connect()
        self._go(_CHOOSE)

    def show_copies(self, copies: Sequence[BackupCopy], chosen: BackupCopy | None = None) -> None:
        """Offer these copies, and stand at one of them."""
        self.model.set_records(copies)
        row = next((row for row, each in enumerate(copies) if each == chosen), 0)
        if copies:
            self.table.select_row(row)
        self._allow()

    def done(self, result: int) -> None:
        if self._job is not None:
            self._job.abandon()
        super().done(result)

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Restore a backup"))
        self.resize(*_SIZE)
        self.steps = StepBar(
            [self.tr("Choose a copy"), self.tr("What will be lost"), self.tr("Two people sign")]
        )
        self.trouble, self._trouble_words = Card(role="warning"), label("", wrap=True)
        self.trouble.body.addWidget(self._trouble_words)
        self.trouble.hide()
        self.pages = QStackedWidget()
        for page in (self._build_choice(), self._build_loss(), self._build_signing()):
            self.pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_20, SPACE_16, SPACE_20, SPACE_16)
        layout.setSpacing(SPACE_12)
        layout.addWidget(self.steps)
        layout.addWidget(self.trouble)
        layout.addWidget(self.pages, 1)
        layout.addWidget(JobBar(self._jobs))
        layout.addLayout(self._build_buttons())

    def _build_choice(self) -> QWidget:
        self.model: ListModel[BackupCopy] = ListModel(
            [each for each in copy_columns() if each.key != "entries"], self
        )
        self.table = LineTable(self.model, "restore", foot=False, exports=False)
        self.other = button(self.tr("Another file…"), "link")
        return _page(self.table, self.other)

    def _build_loss(self) -> QWidget:
        self.verdict, self._verdict_words = Card(role="notice"), label("", wrap=True)
        self.verdict.body.addWidget(self._verdict_words)
        self.loss, self._loss_words = (
            Card(self.tr("What will be lost"), role="warning"),
            label("", wrap=True),
        )
        self.loss.body.addWidget(self._loss_words)
        kept = self.tr(
            "The file of now is not deleted: it is kept beside the database under another name. "
            "Users and passwords will be those of the copy's day; whoever was disabled since must "
            "be disabled again."
        )
        return _page(self.verdict, self.loss, label(kept, "muted", wrap=True), stretch=True)

    def _build_signing(self) -> QWidget:
        self.signing = SigningForm(self._source.asks_two, self._source.asks_maker)
        return self.signing

    def _build_buttons(self) -> QHBoxLayout:
        self.back, self.following = button(self.tr("Back")), button("", "primary")
        self.leave = button(self.tr("Cancel"))
        self.following.setDefault(True)
        line = QHBoxLayout()
        line.setSpacing(SPACE_8)
        line.addStretch(1)
        for each in (self.leave, self.back, self.following):
            line.addWidget(each)
        return line

    def _connect(self) -> None:
        self.table.current_changed.connect(lambda _: self._allow())
        self.table.opened.connect(lambda _: self._next())
        self.other.clicked.connect(self._choose_file)
        self.signing.changed.connect(self._allow)
        self.steps.clicked.connect(self._go)
        self.back.clicked.connect(lambda: self._go(self.steps.current - 1))
        self.following.clicked.connect(self._next)
        self.leave.clicked.connect(self.reject)

    def _go(self, step: int) -> None:
        self.trouble.hide()
        self.steps.set_current(step)
        self.pages.setCurrentIndex(step)
        self.back.setVisible(step > _CHOOSE)
        last = self.tr("Close and restore")
        self.following.setText(last if step == _SIGN else self.tr("Next"))
        if step == _SIGN:
            self.signing.start()
        self._allow()

    def _allow(self) -> None:
        """Allow the next step where there is something to go on with."""
        step, copy = self.steps.current, self.table.current_record()
        allowed = copy is not None and copy.state not in (CopyState.OTHER_BRANCH, CopyState.NEWER)
        if step == _LOSS:
            allowed = self._copy is not None
        elif step == _SIGN:
            allowed = self.signing.is_filled
        self.following.setEnabled(allowed and self._job is None)

    def _next(self) -> None:
        if not self.following.isEnabled():
            return
        chosen = self.table.current_record()
        if self.steps.current == _CHOOSE and chosen is not None:
            self._check(chosen.path)
        elif self.steps.current == _LOSS:
            self._go(_SIGN)
        else:
            self._order()

    def _choose_file(self) -> None:
        kinds = self.tr("Databases ({patterns})").format(patterns="*.db")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a copy"), "", kinds)
        if name:
            self._check(Path(name))

    def _check(self, copy: Path) -> None:
        source, self._copy = self._source, None
        self._run(
            self.tr("Checking the copy"),
            lambda progress: source.check(copy, progress),
            self._checked,
        )

    def _checked(self, checked: Checked) -> None:
        title, text = check_words(checked, self._language)
        refresh_style(self.verdict, role="warning" if checked.findings else "notice")
        self.verdict.set_title(title)
        self._verdict_words.setText(text)
        self.loss.setVisible(checked.loss is not None)
        if checked.loss is not None:
            self._loss_words.setText(loss_words(checked.loss))
        self._copy = None if checked.findings else checked.copy
        self._go(_LOSS)

    def _order(self) -> None:
        source, copy, people = self._source, self._copy, self.signing.people()
        assert copy is not None
        self._run(
            self.tr("Checking the passwords"),
            lambda progress: source.order(copy, people),
            self._signed,
        )

    def _signed(self, order: RestoreOrder) -> None:
        self.accept()
        self.ordered.emit(order)

    def _run(self, name: str, work: Callable[[Progress], T], on_done: Callable[[T], None]) -> None:
        self.trouble.hide()
        self._job = self._jobs.run(name, work, on_done, self._refuse, self._ended)
        self._allow()

    def _ended(self) -> None:
        self._job = None
        self._allow()

    def _refuse(self, error: CodedError) -> None:
        title, text = explain(error, self._language)
        self.trouble.set_title(title)
        self._trouble_words.setText(text)
        self.trouble.show()
        self.signing.refuse()


def _page(*widgets: QWidget, stretch: bool = False) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE_12)
    for widget in widgets:
        layout.addWidget(widget)
    if stretch:
        layout.addStretch(1)
    return page
