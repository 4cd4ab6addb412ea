"""A proposal to be read: names and values in two columns, then its lists."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QStyle, QVBoxLayout, QWidget

from desktop.ui.approval.summary import Summary, SummaryLine, SummaryList
from desktop.ui.models.columns import Column
from desktop.ui.models.lines import ListModel
from desktop.ui.theme import SPACE_4, SPACE_8, SPACE_12
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import label

_MOST_ROWS = 5


class SummaryView(QScrollArea):
    """Shows one proposal; a long one scrolls inside."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.shown = Summary((), ())

    def show_summary(self, summary: Summary) -> None:
        """Show this one from now on."""
        self.shown = summary
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, SPACE_8, 0)
        layout.setSpacing(SPACE_12)
        layout.addLayout(_grid(summary.lines))
        for each in summary.lists:
            layout.addWidget(label(each.name, "strong"))
            if len(each.rows) == 1:
                layout.addLayout(_grid(each.as_lines()))
            else:
                layout.addWidget(_table(each))
        layout.addStretch(1)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)  # Qt fills it when it is put in: a card stays white
        self.viewport().setAutoFillBackground(False)


def _grid(lines: tuple[SummaryLine, ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(SPACE_12)
    grid.setVerticalSpacing(SPACE_4)
    grid.setColumnStretch(1, 1)
    for row, line in enumerate(lines):
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(label(line.name, "muted"), row, 0, top)
        value = label(line.value, "strong" if line.is_money else "", wrap=True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(value, row, 1, top)
    return grid


def _table(shown: SummaryList) -> LineTable:
    columns: list[Column[Any]] = [
        Column(str(number), heading, itemgetter(number), 92, right=is_money)
        for number, (heading, is_money) in enumerate(zip(shown.headings, shown.money, strict=True))
    ]
    model: ListModel[Any] = ListModel(columns)
    table = LineTable(
        model, f"proposal_{shown.key}", foot=False, exports=False, most_rows=_MOST_ROWS
    )
    model.setParent(table)
    model.set_records(shown.rows)
    bar = table.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
    table.setFixedHeight(table.sizeHint().height() + bar)  # a narrow card scrolls it sideways
    return table
