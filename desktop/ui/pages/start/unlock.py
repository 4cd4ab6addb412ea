"""Opening a database that exists: by password, or by its key file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.pages.start.password_edit import PasswordEdit
from desktop.ui.theme import SPACE_4, SPACE_8, SPACE_12
from desktop.ui.widgets.text import button, label

DATABASES = "*.db"


class UnlockPane(QWidget):
    """``password_given`` carries the database's Path and a password, ``key_file_given`` the Path
    and the key file's.
    """

    password_given = Signal(object, str)
    key_file_given = Signal(object, object)
    other_wanted = Signal()
    new_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = Path()
        self._build()
        self._connect()

    def show_database(self, path: Path) -> None:
        """Ask for the password of this database."""
        self._path = path
        self._name.setText(path.name)
        self._place.setText(str(path.parent))
        self._place.setToolTip(str(path))
        self.password.clear()
        self.password.setFocus()

    def refuse(self) -> None:
        """Let the person try again."""
        self.password.selectAll()
        self.password.setFocus()

    def _build(self) -> None:
        self._name, self._place = label("", "strong"), label("", "muted", wrap=True)
        self.password = PasswordEdit()
        self.password.setPlaceholderText(self.tr("Password"))
        self._caps = label(self.tr("Caps Lock is on"), "danger")
        self._caps.hide()
        self.go = button(self.tr("Open"), "primary")
        self.go.setDefault(True)
        self.go.setEnabled(False)
        self.by_key = button(self.tr("Open with a key file…"), "link")
        self.other = button(self.tr("Another database…"), "link")
        self.new = button(self.tr("New database…"), "link")
        self.restore = button(self.tr("Restore a backup…"), "link")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_8)
        for each in (self._name, self._place):
            layout.addWidget(each)
        layout.addSpacing(SPACE_12)
        layout.addWidget(self.password)
        layout.addWidget(self._caps)
        layout.addSpacing(SPACE_4)
        layout.addWidget(self.go)
        layout.addStretch(1)
        links = QHBoxLayout()
        for link in (self.by_key, self.other, self.new, self.restore):
            links.addWidget(link)
        links.addStretch(1)
        layout.addLayout(links)

    def _connect(self) -> None:
        self.password.textChanged.connect(lambda text: self.go.setEnabled(bool(text)))
        self.password.caps_lock.connect(self._caps.setVisible)
        self.password.returnPressed.connect(self._open)
        self.go.clicked.connect(self._open)
        self.by_key.clicked.connect(self._ask_key_file)
        self.other.clicked.connect(self.other_wanted)
        self.new.clicked.connect(self.new_wanted)
        self.restore.clicked.connect(self.restore_wanted)

    def _open(self) -> None:
        if self.password.text():
            self.password_given.emit(self._path, self.password.text())

    def _ask_key_file(self) -> None:
        folder = str(self._path.parent)
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose the key file"), folder)
        if name:
            self.key_file_given.emit(self._path, Path(name))
