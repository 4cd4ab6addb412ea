"""Dialogs of the dossier: a reason before something is set, and the evidence itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.services.records import Evidence
from desktop.ui.theme import SPACE_12, SPACE_16
from desktop.ui.widgets.text import button, label


class ReasonDialog(QDialog):
    """Asks for a reason; without one the act cannot be confirmed (Ctrl+Enter)."""

    def __init__(self, title: str, text: str, act: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build(title, text, act)

    def reason(self) -> str:
        return self.edit.toPlainText().strip()

    def _build(self, title: str, text: str, act: str) -> None:
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        self.edit = QPlainTextEdit()
        self.edit.setPlaceholderText(self.tr("Reason, and on whose word"))
        self.edit.setFixedHeight(96)
        self.edit.setTabChangesFocus(True)
        self.confirm = button(f"{act}  Ctrl+Enter", "primary")
        cancel = button(self.tr("Cancel"))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.confirm)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_16, SPACE_16, SPACE_16, SPACE_16)
        layout.setSpacing(SPACE_12)
        layout.addWidget(label(text, wrap=True))
        layout.addWidget(self.edit)
        layout.addLayout(buttons)
        self.confirm.setEnabled(False)
        self.edit.textChanged.connect(lambda: self.confirm.setEnabled(bool(self.reason())))
        self.confirm.clicked.connect(self.accept)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self.confirm.click)
        cancel.clicked.connect(self.reject)


class EvidenceDialog(QDialog):
    """Shows files of evidence one after another: pictures as they are, others by name.

    ``copy_wanted`` carries an Evidence and the Path another program shall find it at.
    """

    copy_wanted = Signal(object, object)

    def __init__(
        self, title: str, files: Sequence[Evidence], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._files = files
        self._current = 0
        self._picture = QPixmap()
        self._build(title)
        self._show(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _build(self, title: str) -> None:
        self.setWindowTitle(title)
        self.resize(QSize(760, 620))
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setMinimumSize(200, 200)
        self.caption = label("", "muted")
        self.copy = button(self.tr("Save a copy…"))
        self.previous, self.following = button(self.tr("Previous")), button(self.tr("Next"))
        close = button(self.tr("Close"), "primary")
        line = QHBoxLayout()
        line.addWidget(self.caption, 1)
        for each in (self.copy, self.previous, self.following, close):
            line.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_16, SPACE_16, SPACE_16, SPACE_16)
        layout.setSpacing(SPACE_12)
        layout.addWidget(self.picture, 1)
        layout.addLayout(line)
        self.previous.clicked.connect(lambda: self._show(self._current - 1))
        self.following.clicked.connect(lambda: self._show(self._current + 1))
        self.copy.clicked.connect(self._ask_copy)
        close.clicked.connect(self.accept)

    def _ask_copy(self) -> None:
        file = self._files[self._current]
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save a copy"), file.file_name)
        if chosen:
            self.copy_wanted.emit(file, Path(chosen))

    def _show(self, number: int) -> None:
        self._current = number
        file = self._files[number]
        self._picture = QPixmap()
        self._picture.loadFromData(file.content)
        place = f"{number + 1} / {len(self._files)}"
        size = self.tr("{size} KB").format(size=f"{-(-file.size // 1024):,}")
        self.caption.setText(
            f"{place}    {file.file_name}    {size}    SHA-256 {file.sha256[:12]}…"
        )
        self.caption.setToolTip(file.sha256)
        self.previous.setVisible(len(self._files) > 1)
        self.following.setVisible(len(self._files) > 1)
        self.previous.setEnabled(number > 0)
        self.following.setEnabled(number + 1 < len(self._files))
        self._fit()

    def _fit(self) -> None:
        """Show the picture as large as the window lets it be, but no larger than it is."""
        if self._picture.isNull():
            words = self.tr("Not a picture: save a copy and open it with its own program.")
            self.picture.setText(words)
            return
        room = self.picture.size().boundedTo(self._picture.size())
        keep = Qt.AspectRatioMode.KeepAspectRatio
        smooth = Qt.TransformationMode.SmoothTransformation
        self.picture.setPixmap(self._picture.scaled(room, keep, smooth))
