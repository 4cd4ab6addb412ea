"""What the search box found, in a list that floats under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QVBoxLayout, QWidget

from desktop.services.list_records import SearchHit
from desktop.ui.models.columns import Column, Pill
from desktop.ui.models.lines import ListModel
from desktop.ui.theme import SPACE_8, Tone
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import label

_ROWS_SHOWN = 10
_TONES = {"party": Tone.GOOD, "loan": Tone.INFO, "notice": Tone.WARNING, "document": Tone.WARNING}


class SearchHits(QFrame):
    """The list of hits; never takes the focus. ``chosen`` carries the SearchHit clicked on."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._build()
        self.hide()

    @property
    def hits(self) -> Sequence[SearchHit]:
        return self._model.records

    def show_hits(self, hits: Sequence[SearchHit], corner: QPoint, width: int) -> None:
        """Show these under ``corner`` (in the parent's coordinates), the first one marked."""
        self._model.set_records(hits)
        self._none.setHidden(bool(hits))
        self._table.setHidden(not hits)
        if hits:
            self._table.select_row(0)
        row = self._table.view.verticalHeader().defaultSectionSize()
        height = row * min(len(hits), _ROWS_SHOWN) if hits else self._none.sizeHint().height()
        self.setGeometry(corner.x(), corner.y(), width, height + 2 * SPACE_8 + 2)
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Mark the next or the previous hit."""
        if self.hits:
            row = self._table.view.currentIndex().row() + by
            self._table.select_row(min(max(row, 0), len(self.hits) - 1))

    def marked(self) -> SearchHit | None:
        record = self._table.current_record()
        return record if isinstance(record, SearchHit) else None

    def _build(self) -> None:
        self.setObjectName("searchHits")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        names = {
            "party": self.tr("Debtor"),
            "loan": self.tr("Loan"),
            "notice": self.tr("Notice"),
            "document": self.tr("Paper"),
        }
        columns: list[Column[SearchHit]] = [
            Column(
                "kind",
                "",
                pill=lambda hit: Pill(names.get(hit.kind, ""), _TONES.get(hit.kind, Tone.MUTED)),
                width=84,
            ),
            Column("title", "", lambda hit: hit.title, width=170),
            Column("detail", "", lambda hit: hit.detail, width=290, muted=True),
        ]
        self._model = ListModel(columns, self)
        self._table = LineTable(self._model, "search", self, foot=False, exports=False)
        self._table.setProperty("role", "plain")
        self._table.view.horizontalHeader().hide()
        self._table.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._table.view.clicked.connect(lambda index: self._choose(index.row()))
        self._none = label(self.tr("Nothing found"), "muted")
        self._none.setMargin(SPACE_8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, SPACE_8, 1, SPACE_8)
        layout.addWidget(self._none)
        layout.addWidget(self._table)
        shadow = QGraphicsDropShadowEffect(self, blurRadius=24, xOffset=0, yOffset=6)
        shadow.setColor(Qt.GlobalColor.lightGray)
        self.setGraphicsEffect(shadow)

    def _choose(self, row: int) -> None:
        hit = self._model.record(row)
        if hit is not None:
            self.chosen.emit(hit)
