"""What the program shows first: a password prompt, or the set-up assistant where nothing exists."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from platformdirs import user_data_dir
from PySide6.QtWidgets import QDialog, QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.errors import CodedError
from desktop.domain.notices import BankHead
from desktop.ui.errors import explain
from desktop.ui.jobs import Jobs
from desktop.ui.opener import OpenedDesk, Opener
from desktop.ui.pages.start.setup import SetupPane
from desktop.ui.pages.start.unlock import DATABASES, UnlockPane
from desktop.ui.settings import window_settings
from desktop.ui.theme import SPACE_12, SPACE_16, SPACE_20
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.text import label

_LAST_DATABASE = "database"
_SIZE = (560, 470)


def default_database() -> Path:
    """Return the database opened last, else where this user's data is kept."""
    last = str(window_settings().value(_LAST_DATABASE, ""))
    if last and Path(last).exists():
        return Path(last)
    return Path(user_data_dir("qingshou", appauthor=False)) / "qingshou.db"


def first_desk(
    opener: Opener, database: Path | None, key_file: Path | None, jobs: Jobs, language: str
) -> OpenedDesk | None:
    """Return the database the window is to work on; None when the person gives up.

    With a key file no question is asked, and its errors are raised.
    """
    if database is not None and key_file is not None:
        return opener.open_with_key_file(database, key_file)
    dialog = StartDialog(opener, jobs, database or default_database(), language)
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
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._opener = opener
        self._jobs = jobs
        self._language = language
        self.opened: OpenedDesk | None = None
        self._build()
        self._connect()
        self.show_database(database)

    def show_database(self, path: Path) -> None:
        """Ask for the password of a database, or set a new one up where there is none."""
        if path.exists():
            self.unlock.show_database(path)
            self._show(self.unlock, self.tr("Sign in"))
        else:
            self.setup.show_path(path)
            self._show(self.setup, self.tr("Set up this branch"))

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Qingshou"))
        self.setMinimumSize(*_SIZE)
        self._heading = label("", "title")
        self.trouble = Card(role="warning")
        self.trouble_words = label("", wrap=True)
        self.trouble.body.addWidget(self.trouble_words)
        self.trouble.hide()
        self.unlock, self.setup = UnlockPane(), SetupPane()
        self.panes = QStackedWidget()
        self.panes.addWidget(self.unlock)
        self.panes.addWidget(self.setup)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_20, SPACE_16, SPACE_20, SPACE_16)
        layout.setSpacing(SPACE_12)
        layout.addWidget(label(self.tr("Qingshou"), "brand"))
        layout.addWidget(self._heading)
        layout.addWidget(self.trouble)
        layout.addWidget(self.panes, 1)

    def _connect(self) -> None:
        self.unlock.password_given.connect(self._open_with_password)
        self.unlock.key_file_given.connect(self._open_with_key_file)
        self.unlock.new_wanted.connect(self.show_database)
        self.setup.finished.connect(self._create)
        self.setup.open_wanted.connect(self._ask_database)

    def _show(self, pane: QWidget, heading: str) -> None:
        self.trouble.hide()
        self._heading.setText(heading)
        self.panes.setCurrentWidget(pane)

    def _ask_database(self) -> None:
        kinds = self.tr("Databases ({patterns})").format(patterns=DATABASES)
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a database"), "", kinds)
        if name:
            self.show_database(Path(name))

    def _create(self, path: Path, head: BankHead, password: str) -> None:
        self._try(path, lambda: self._opener.create(path, head, password))

    def _open_with_password(self, path: Path, password: str) -> None:
        self._try(path, lambda: self._opener.open_with_password(path, password))

    def _open_with_key_file(self, path: Path, key_file: Path) -> None:
        self._try(path, lambda: self._opener.open_with_key_file(path, key_file))

    def _try(self, path: Path, way: Callable[[], OpenedDesk]) -> None:
        """Open in the background: stretching a password takes most of a second."""
        self.trouble.hide()
        self.panes.setEnabled(False)
        self._jobs.run(
            self.tr("Opening the database"),
            lambda progress: way(),
            lambda opened: self._succeed(path, opened),
            self._fail,
            lambda: self.panes.setEnabled(True),
        )

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
        if self.panes.currentWidget() is self.unlock:
            self.unlock.refuse()
