"""Choosing a stick: those plugged in, or a folder; one that is plugged in now is found by F5."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.services.package_ports import Stick, Sticks
from desktop.ui.jobs import Jobs
from desktop.ui.theme import SPACE_8
from desktop.ui.widgets.text import button, label

_ROWS = 3
_GIB, _MIB = 1024**3, 1024**2


class StickPicker(QWidget):
    """``changed`` tells that another place is chosen, ``wanted`` that Enter was pressed on it.

    ``writes`` says that something is to be written: a stick that is write-protected is shown, but
    not chosen.
    """

    changed = Signal()
    wanted = Signal()

    def __init__(
        self, sticks: Sticks, jobs: Jobs, parent: QWidget | None = None, *, writes: bool = True
    ) -> None:
        super().__init__(parent)
        self._sticks, self._jobs, self._writes = sticks, jobs, writes
        self._found: list[Stick] = []
        self._folder: Path | None = None
        self._build()
        self._connect()
        self.look()

    @property
    def place(self) -> Path | None:
        """The folder or the stick that is chosen, None while there is none."""
        if self._folder is not None:
            return self._folder
        row = self.list.currentRow()
        stick = self._found[row] if 0 <= row < len(self._found) else None
        return stick.path if stick and self._may_take(stick) else None

    def look(self) -> None:
        """Look for sticks that are plugged in."""
        sticks = self._sticks
        self.again.setEnabled(False)
        self._jobs.run(
            self.tr("Looking for sticks"),
            lambda progress: sticks.found(),
            self._show,
            on_end=lambda: self.again.setEnabled(True),
            database=False,  # a dying stick keeps its reader waiting
        )

    def _build(self) -> None:
        self.list = QListWidget()
        self.list.setObjectName("people")
        self.list.setAccessibleName(self.tr("Sticks"))
        self.list.setFixedHeight(_ROWS * (self.fontMetrics().height() + 14) + 4)
        self.none = label("", "muted", wrap=True)
        self.again = button(self.tr("Look again"), "", "F5")
        self.choose = button(self.tr("Choose a folder…"), "link")
        line = QHBoxLayout()
        line.setSpacing(SPACE_8)
        line.addWidget(self.again)
        line.addWidget(self.choose)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_8)
        layout.addWidget(self.none)
        layout.addWidget(self.list)
        layout.addLayout(line)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(lambda _: self._choose_stick())
        self.list.itemClicked.connect(lambda _: self._choose_stick())
        self.list.itemActivated.connect(lambda _: self.wanted.emit())
        self.again.clicked.connect(self.look)
        self.choose.clicked.connect(self._choose_folder)

    def _may_take(self, stick: Stick) -> bool:
        return stick.writable or not self._writes

    def _show(self, found: Sequence[Stick]) -> None:
        """List what was found; the one chosen stays so while it is plugged in."""
        before = self.place
        self._found = list(found)
        with QSignalBlocker(self.list):
            self.list.clear()
            for stick in found:
                self.list.addItem(QListWidgetItem(self._words(stick)))
            takes = [row for row, each in enumerate(found) if self._may_take(each)]
            kept = [row for row in takes if found[row].path == before]
            self.list.setCurrentRow(next(iter(kept or takes), -1))
        self._say()
        self.changed.emit()

    def _words(self, stick: Stick) -> str:
        label_ = stick.label or self.tr("Stick")
        name = f"{label_}　{stick.path}"
        if not stick.writable and self._writes:
            return self.tr("{name}　write-protected: move its little switch").format(name=name)
        return self.tr("{name}　{free} free").format(name=name, free=_size(stick.free))

    def _say(self) -> None:
        """Say what is chosen where the list cannot show it."""
        words = ""
        if self._folder is not None:
            words = self.tr("Folder: {folder}").format(folder=self._folder)
        elif not self._found:
            words = self.tr("No stick is plugged in. Plug it in, wait a moment, and press F5.")
        self.none.setText(words)
        self.none.setVisible(bool(words))
        self.list.setVisible(bool(self._found))

    def _choose_stick(self) -> None:
        self._folder = None
        self._say()
        self.changed.emit()

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("A stick, or a folder"))
        if name:
            self._folder = Path(name)
            self._say()
            self.changed.emit()


def _size(count: int) -> str:
    """Return bytes as a person reads them: ``12.3 GB``."""
    if count >= _GIB:
        return f"{count / _GIB:.1f} GB"
    return f"{count // _MIB} MB"
