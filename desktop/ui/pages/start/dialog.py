"""What the program shows first: who signs in, or the set-up assistant where nothing exists."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from platformdirs import user_data_dir
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.errors import CodedError
from desktop.services.progress import Progress
from desktop.ui.errors import explain
from desktop.ui.jobs import Jobs
from desktop.ui.opener import NewBranch, OpenedDesk, Opener
from desktop.ui.pages.start.recovery import RecoveryPane
from desktop.ui.pages.start.restoring import restore_without_opening
from desktop.ui.pages.start.setup import SetupPane
from desktop.ui.pages.start.sign_in import SignInPane
from desktop.ui.pages.start.unlock import DATABASES, UnlockPane
from desktop.ui.settings import window_settings
from desktop.ui.theme import SPACE_12, SPACE_16, SPACE_20
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.text import label

_LAST_DATABASE = "database"
_SIZE = (800, 520)


def default_database() -> Path:
    """Return the database opened last, else where this user's data is kept."""
    last = str(window_settings().value(_LAST_DATABASE, ""))
    if last and Path(last).exists():
        return Path(last)
    return Path(user_data_dir("qingshou", appauthor=False)) / "qingshou.db"


def first_desk(
    opener: Opener,
    database: Path | None,
    key_file: Path | None,
    jobs: Jobs,
    language: str,
    was_locked: bool = False,
) -> OpenedDesk | None:
    """Return the database the window is to work on; None when the person gives up.

    With a key file no question is asked, and its errors are raised. ``was_locked`` says that
    somebody worked here and comes back, not that a day begins.
    """
    if database is not None and key_file is not None:
        return opener.open_with_key_file(database, key_file)
    dialog = StartDialog(opener, jobs, database or default_database(), language, was_locked)
    dialog.exec()
    opened = dialog.opened
    dialog.deleteLater()
    return opened


class StartDialog(QDialog):
    """Asks until a database is open: then ``opened`` holds it."""

    def __init__(
        self,
        opener: Opener,
        jobs: Jobs,
        database: Path,
        language: str,
        was_locked: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._opener = opener
        self._asks = self.tr("Locked. Sign in to go on where you were.")
        if not was_locked:
            self._asks = self.tr("Sign in")
        self._jobs = jobs
        self._language = language
        self._path = database
        self.opened: OpenedDesk | None = None
        self._build()
        self._connect()
        self.show_database(database)

    def show_database(self, path: Path) -> None:
        """Ask who signs in to a database, or set a new one up where there is none."""
        self._path = path
        if not path.exists():
            self.setup.show_path(path)
            self._show(self.setup, self.tr("Set up this branch"))
            return
        try:
            logins = self._opener.logins(path)
        except CodedError as error:
            self._show(self.unlock, self._asks)
            self._fail(error)
            return
        if logins:
            self.sign_in.show_people(path, logins)
            self._show(self.sign_in, self._asks)
        else:
            self.unlock.show_database(path)
            self._show(self.unlock, self._asks)

    def reject(self) -> None:
        """Esc and the close box: a recovery code that is not safe yet is lost only knowingly."""
        if not self.setup.holds_code or self._may_be_lost():
            super().reject()

    def _may_be_lost(self) -> bool:
        words = self.tr(
            "The recovery code is shown only now. Without it nobody gets in when all managers "
            "forgot their passwords. Close all the same?"
        )
        question = QMessageBox(QMessageBox.Icon.Warning, self.tr("Recovery code"), words)
        question.setParent(self, question.windowFlags())
        lose = question.addButton(self.tr("Close"), QMessageBox.ButtonRole.DestructiveRole)
        stay = question.addButton(self.tr("Back to the code"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(stay)
        question.exec()
        return question.clickedButton() is lose

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Qingshou"))
        self.setMinimumSize(*_SIZE)
        self._heading = label("", "title")
        self.trouble = Card(role="warning")
        self.trouble_words = label("", wrap=True)
        self.trouble.body.addWidget(self.trouble_words)
        self.trouble.hide()
        self.unlock, self.sign_in = UnlockPane(), SignInPane()
        self.setup, self.recovery = SetupPane(self._language), RecoveryPane()
        self.panes = QStackedWidget()
        for pane in (self.unlock, self.sign_in, self.setup, self.recovery):
            self.panes.addWidget(pane)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_20, SPACE_16, SPACE_20, SPACE_16)
        layout.setSpacing(SPACE_12)
        layout.addWidget(label(self.tr("Qingshou"), "brand"))
        layout.addWidget(self._heading)
        layout.addWidget(self.trouble)
        layout.addWidget(self.panes, 1)

    def _connect(self) -> None:
        opener = self._opener
        self.unlock.password_given.connect(
            lambda path, word: self._open(path, lambda: opener.open_with_password(path, word))
        )
        self.unlock.key_file_given.connect(
            lambda path, file: self._open(path, lambda: opener.open_with_key_file(path, file))
        )
        self.sign_in.given.connect(
            lambda path, login, word: self._open(path, lambda: opener.sign_in(path, login, word))
        )
        self.setup.finished.connect(self._found)
        self.setup.put_away.connect(self.show_database)
        for pane in (self.unlock, self.sign_in):
            pane.other_wanted.connect(self._ask_database)
            pane.new_wanted.connect(self._ask_new)
            pane.restore_wanted.connect(self._restore)
        self.setup.open_wanted.connect(self._ask_database)
        self.setup.restore_wanted.connect(self._restore)
        self._connect_recovery()

    def _connect_recovery(self) -> None:
        opener, pane = self._opener, self.recovery
        self.sign_in.forgotten.connect(self._recover)
        pane.back_wanted.connect(self.show_database)
        pane.code_given.connect(
            lambda path, code, login, word: self._open(
                path, lambda: opener.recover_by_code(path, code, login, word)
            )
        )
        pane.answer_given.connect(
            lambda path, answer, word: self._open(
                path, lambda: opener.recover_by_office(path, answer, word)
            )
        )
        pane.asked.connect(
            lambda path, login, word, request: self._try(
                self.tr("Writing the request"),
                lambda progress: opener.ask_office(path, login, word, request),
                lambda _: pane.show_asked(request),
            )
        )

    def _recover(self, path: Path) -> None:
        self.recovery.show_database(path, self._opener.logins(path))
        self._show(self.recovery, self.tr("Back in with a new password"))

    def _show(self, pane: QWidget, heading: str) -> None:
        self.trouble.hide()
        self._heading.setText(heading)
        self.panes.setCurrentWidget(pane)

    def _ask_database(self) -> None:
        kinds, folder = self._kinds(), str(self._path.parent)
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a database"), folder, kinds)
        if name:
            self.show_database(Path(name))

    def _ask_new(self) -> None:
        kinds, folder = self._kinds(), str(self._path.parent)
        name, _ = QFileDialog.getSaveFileName(self, self.tr("New database"), folder, kinds)
        if name:
            self.show_database(Path(name).with_suffix(".db"))

    def _kinds(self) -> str:
        return self.tr("Databases ({patterns})").format(patterns=DATABASES)

    def _restore(self) -> None:
        if restore_without_opening(self._opener, self._path, self._jobs, self._language, self):
            self.show_database(self._path)

    def _found(self, branch: NewBranch) -> None:
        self._try(
            self.tr("Making the database"),
            lambda progress: self._opener.found(branch, progress),
            self.setup.show_slip,
        )

    def _open(self, path: Path, way: Callable[[], OpenedDesk]) -> None:
        """Open in the background: stretching a password takes most of a second."""
        self._try(
            self.tr("Opening the database"),
            lambda progress: way(),
            lambda opened: self._succeed(path, opened),
        )

    def _try(
        self, name: str, work: Callable[[Progress], Any], on_done: Callable[[Any], None]
    ) -> None:
        self.trouble.hide()
        self.panes.setEnabled(False)
        self._jobs.run(name, work, on_done, self._fail, lambda: self.panes.setEnabled(True))

    def _succeed(self, path: Path, opened: OpenedDesk) -> None:
        self.opened = opened
        window_settings().setValue(_LAST_DATABASE, str(path))
        self.accept()

    def _fail(self, error: CodedError) -> None:
        title, text = explain(error, self._language)
        self.trouble.set_title(title)
        self.trouble_words.setText(text)
        self.trouble.show()
        self.panes.setEnabled(True)
        pane = self.panes.currentWidget()
        if pane is self.unlock:
            self.unlock.refuse()
        elif pane is self.sign_in:
            self.sign_in.refuse(error)
