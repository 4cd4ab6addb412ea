"""Which column means what: a table with a choice in every row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from desktop.domain.ledger import LedgerField, LedgerReading, MappedColumn
from desktop.ui.models.columns import Column, Pill
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.ledger_import.words import doubt_words, field_names
from desktop.ui.theme import Tone
from desktop.ui.widgets.table import LineTable

_FIELD_COLUMN = 3


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """A heading, in how many sheets it stands, and what it was taken for."""

    sheets: tuple[str, ...]
    column: MappedColumn


class MappingTable(QWidget):
    """Headings and their meaning; ``corrected`` carries a heading and the field chosen for it."""

    corrected = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: list[QComboBox] = []
        self._build()

    def show_reading(self, reading: LedgerReading) -> None:
        """Show each heading once, however many sheets it stands in."""
        lines = heading_lines(reading)
        self.model.set_records(lines)
        self.boxes = [self._box(line) for line in lines]
        for row, box in enumerate(self.boxes):
            self.table.view.setIndexWidget(self.model.index(row, _FIELD_COLUMN), box)
        doubtful = [row for row, line in enumerate(lines) if not line.column.certain]
        words = self.tr("%n column(s)", "", len(lines))
        if doubtful:
            words += "      " + self.tr("%n not certain", "", len(doubtful))
            self.table.view.scrollTo(self.model.index(doubtful[0], 0))
        self.table.set_foot(words)

    def _build(self) -> None:
        self.model: ListModel[HeadingLine] = ListModel(
            [
                Column("sheet", self.tr("Sheet"), self._sheet, 84, muted=True),
                Column("heading", self.tr("Heading"), lambda line: line.column.heading, 120),
                Column("samples", self.tr("Contents, for example"), _samples, 236, muted=True),
                Column("field", self.tr("Means"), width=164),
                Column("certain", self.tr("Certain?"), _doubt, 180, pill=self._pill),
            ],
            self,
        )
        self.table = LineTable(self.model, "import-mapping", exports=False)
        self.table.view.setSortingEnabled(False)  # rows hold boxes and stay in the file's order
        self.table.set_row_height(40)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)

    def _box(self, line: HeadingLine) -> QComboBox:
        box = QComboBox()
        for field, name in field_names().items():
            box.addItem(name, field)
        with QSignalBlocker(box):
            box.setCurrentIndex(list(field_names()).index(line.column.field))
        box.activated.connect(lambda _, each=box: self._correct(line, each))
        return box

    def _correct(self, line: HeadingLine, box: QComboBox) -> None:
        self.corrected.emit(line.column.heading, LedgerField(box.currentData()))

    def _sheet(self, line: HeadingLine) -> str:
        if len(line.sheets) == 1:
            return line.sheets[0]
        return self.tr("%n sheet(s)", "", len(line.sheets))

    def _pill(self, line: HeadingLine) -> Pill:
        if line.column.certain:
            return Pill(self.tr("certain"), Tone.GOOD)
        return Pill(self.tr("please check"), Tone.DANGER)


def heading_lines(reading: LedgerReading) -> Sequence[HeadingLine]:
    """Return the headings in the order of the first sheet that has them; a doubt anywhere counts.

    Two columns of one heading in one sheet stay two lines.
    """
    found: dict[tuple[str, int, LedgerField], HeadingLine] = {}
    for sheet in reading.sheets:
        seen: dict[str, int] = {}
        for column in sheet.columns:
            nth = seen[column.heading] = seen.get(column.heading, 0) + 1
            key = (column.heading, nth, column.field)
            known = found.get(key, HeadingLine((), column))
            shown = known.column if not known.column.certain else column
            first = known.column if known.column.certain is shown.certain else shown
            found[key] = HeadingLine((*known.sheets, sheet.name), first)
    return list(found.values())


def _samples(line: HeadingLine) -> str:
    return "   ".join(line.column.samples)


def _doubt(line: HeadingLine) -> str:
    return "" if line.column.certain else doubt_words(line.column.reason)
