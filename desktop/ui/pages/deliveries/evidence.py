"""Evidence files: added by a button or dropped from the file manager, counted, taken out again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from desktop.ui.settings import window_settings
from desktop.ui.theme import SPACE_8
from desktop.ui.widgets.text import button, label

_FOLDER = "deliveries/evidence_folder"


def ask_evidence(parent: QWidget) -> list[Path]:
    """Ask for evidence files, starting in the folder used last."""
    title = QCoreApplication.translate("Deliveries", "Evidence: photo of the slip, receipt, video")
    folder = str(window_settings().value(_FOLDER, ""))
    names, _ = QFileDialog.getOpenFileNames(parent, title, folder)
    if names:
        window_settings().setValue(_FOLDER, str(Path(names[0]).parent))
    return [Path(name) for name in names]


def dropped_files(data: QMimeData) -> list[Path]:
    """Return the files that are dragged, no folders."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.is_file()]


class EvidenceLine(QWidget):
    """The evidence of the slip in hand; ``changed`` when a file is added or taken out."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paths: list[Path] = []
        self._build()
        self._connect()
        self._say()

    @property
    def paths(self) -> tuple[Path, ...]:
        return tuple(self._paths)

    def add(self, paths: Iterable[Path]) -> None:
        """Add files, each once."""
        new = [path for path in paths if path not in self._paths]
        if new:
            self._paths += new
            self._say()
            self.changed.emit()

    def clear(self) -> None:
        """Take all files out."""
        if self._paths:
            self._paths.clear()
            self._say()
            self.changed.emit()

    def _build(self) -> None:
        self._add = button(self.tr("Add…"))
        self._count = label("", "muted")
        self._clear = button(self.tr("Take out"), "link")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_8)
        line.addWidget(self._add)
        line.addWidget(self._count)
        line.addWidget(self._clear)
        line.addStretch(1)

    def _connect(self) -> None:
        self._add.clicked.connect(lambda: self.add(ask_evidence(self)))
        self._clear.clicked.connect(self.clear)

    def _say(self) -> None:
        count = len(self._paths)
        words = self.tr("%n file(s)", "", count) if count else self.tr("none; drop photos here")
        self._count.setText(words)
        self._count.setToolTip("\n".join(path.name for path in self._paths))
        self._clear.setVisible(count > 0)
