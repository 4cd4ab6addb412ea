"""Step one: a file by drag and drop or by a button, and what was imported before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.services.records import LedgerImport
from desktop.ui.models.columns import Column
from desktop.ui.models.lines import ListModel
from desktop.ui.theme import CARD_RADIUS, SPACE_8, SPACE_12, SPACE_20, tokens_of
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button, label

PATTERNS = "*.xlsx *.xls *.xlsm *.csv *.txt *.et"


class DropArea(QWidget):
    """A place to drop one file on; ``dropped`` carries its path."""

    dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._over = False
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._mark(_file_of(event.mimeData()) is not None)
        if self._over:
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._mark(False)
        path = _file_of(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(tokens.brand if self._over else tokens.edge), 1.5)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(tokens.brand_tint if self._over else tokens.surface))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), CARD_RADIUS, CARD_RADIUS)
        painter.end()

    def _mark(self, over: bool) -> None:
        self._over = over
        self.update()


class ChooseStep(QWidget):
    """``chosen`` carries the Path of a ledger, ``opened`` an earlier LedgerImport."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()
        self._connect()

    def show_imports(self, imports: Sequence[LedgerImport]) -> None:
        """Show what was imported before, newest first."""
        self.model.set_records(imports)
        self.table.set_foot(self.tr("%n import(s); Enter shows what one changed", "", len(imports)))
        self.table.setHidden(not imports)
        self._earlier.setHidden(not imports)
        self.table.updateGeometry()

    def ask_file(self) -> None:
        """Let the person choose a file."""
        kinds = self.tr("Ledgers ({patterns})").format(patterns=PATTERNS)
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a ledger"), "", kinds)
        if name:
            self.chosen.emit(Path(name))

    def _build(self) -> None:
        self.area = DropArea()
        self.button = button(self.tr("Choose a file…"), "primary")
        inside = QVBoxLayout(self.area)
        inside.setContentsMargins(SPACE_20, 2 * SPACE_20, SPACE_20, 2 * SPACE_20)
        inside.setSpacing(SPACE_12)
        middle = Qt.AlignmentFlag.AlignHCenter
        inside.addWidget(label(self.tr("Drop the ledger here"), "title"), 0, middle)
        words = self.tr("As the core system exported it, or a clerk's own: xlsx, xls or csv.")
        inside.addWidget(label(words, "muted"), 0, middle)
        inside.addWidget(self.button, 0, middle)
        self._earlier = label(self.tr("Imported before"), "card-title")
        self.model: ListModel[LedgerImport] = ListModel(self._columns(), self)
        self.table = LineTable(self.model, "imports")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_8)
        layout.addWidget(self.area)
        layout.addSpacing(SPACE_12)
        layout.addWidget(self._earlier)
        layout.addWidget(self.table)
        layout.addStretch(1)

    def _connect(self) -> None:
        self.area.dropped.connect(self.chosen)
        self.button.clicked.connect(self.ask_file)
        self.table.opened.connect(self.opened)

    def _columns(self) -> list[Column[LedgerImport]]:
        return [
            Column("as_of", self.tr("Ledger of"), lambda each: str(each.as_of), 100),
            Column("file", self.tr("File"), lambda each: each.file_name, 240),
            Column("loans", self.tr("Loans"), lambda each: f"{each.loans:,}", 70, right=True),
            Column(
                "principal",
                self.tr("Principal"),
                amount=lambda each: each.principal_balance_fen,
                width=130,
            ),
            Column("opened", self.tr("New"), lambda each: f"{each.opened:,}", 70, right=True),
            Column("updated", self.tr("Updated"), lambda each: f"{each.updated:,}", 70, right=True),
            Column("missing", self.tr("Missing"), lambda each: f"{each.missing:,}", 70, right=True),
            Column("refused", self.tr("Refused"), lambda each: f"{each.refused:,}", 70, right=True),
            Column(
                "recorded",
                self.tr("Imported on"),
                lambda each: f"{each.recorded_at:%Y-%m-%d %H:%M}",
                140,
                muted=True,
            ),
        ]


def _file_of(data: QMimeData) -> Path | None:
    """Return the one file that is dragged, None for anything else."""
    urls = data.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    return Path(urls[0].toLocalFile())
