"""The one table of the program: rows, header, and a foot with counts and sums.

Usage::

    model = ListModel([Column("name", self.tr("Debtor"), lambda each: each.name), ...])
    table = LineTable(model, "deliveries")     # the name its widths are remembered by
    table.opened.connect(self._open)           # Enter or double click: the record
    model.set_records(records)
    table.set_foot(self.tr("%n delivery(s)", "", len(records)))
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.money import yuan_text
from desktop.ui.models.lines import LineModel
from desktop.ui.theme import ROW_HEIGHT, SPACE_8, TEXT_POINTS
from desktop.ui.widgets.cells import MARGIN, CellDelegate
from desktop.ui.widgets.column_widths import ColumnWidths

SUMMED_ROWS = 500
COPIED_ROWS = 5000


@runtime_checkable
class Exporter(Protocol):
    """Who can write a table to a file: a page."""

    def export_table(self, table: LineTable) -> None: ...


class LineTable(QFrame):
    """A table over a :class:`LineModel` with the look, keys and foot that every list has.

    ``opened`` carries the record of Enter or a double click, ``current_changed`` the record the
    selection moved to (or None). ``selected_ranges`` carries the selected rows as ranges: sums of
    up to 500 selected rows appear in the foot by themselves, a page that can ask SQL answers a
    larger selection with :meth:`set_selection`. The page it stands on writes it to a file; a list
    that only leads to others (``exports=False``) offers none. ``most_rows`` keeps a long list low
    among other things: it scrolls inside.
    """

    opened = Signal(object)
    current_changed = Signal(object)
    selected_ranges = Signal(object)

    def __init__(
        self,
        model: LineModel[Any],
        name: str,
        parent: QWidget | None = None,
        *,
        foot: bool = True,
        exports: bool = True,
        most_rows: int | None = None,
    ) -> None:
        super().__init__(parent)
        self.model = model
        self.name = name
        self._exports = exports
        self._most_rows = most_rows
        self._build(foot)
        self._connect()

    def set_foot(self, text: str) -> None:
        """Say how many rows there are and what they sum up to."""
        self._foot.setText(text)

    def set_selection(self, text: str) -> None:
        """Say what the selection sums up to."""
        self._selection.setText(text)

    def selected_rows(self) -> list[range]:
        """Return the selected rows as ranges, ascending."""
        selection = self.view.selectionModel().selection()
        ranges = (selection.at(each) for each in range(selection.count()))
        bounds = sorted({(each.top(), each.bottom()) for each in ranges})
        return [range(top, bottom + 1) for top, bottom in bounds]

    def selected_records(self) -> list[Any]:
        """Return the selected records; fetches them, so not for a very large selection."""
        rows = (row for each in self.selected_rows() for row in each)
        return [record for row in rows if (record := self.model.record(row)) is not None]

    def current_record(self) -> Any | None:
        index = self.view.currentIndex()
        return self.model.record(index.row()) if index.isValid() else None

    def select_row(self, row: int) -> None:
        """Select one row and make it visible."""
        index = self.model.index(row, 0)
        flag = QItemSelectionModel.SelectionFlag
        self.view.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
        self.view.scrollTo(index)

    def set_row_height(self, height: int) -> None:
        """Give rows another height than 32, in pixels at the default text size."""
        self._row_height = height
        self._fit_rows()

    def copy(self) -> None:
        """Put the selected rows on the clipboard, with tabs between the columns."""
        rows = [row for each in self.selected_rows() for row in each]
        if len(rows) > COPIED_ROWS:
            self.set_selection(self.tr("Too many rows to copy: export them instead"))
            return
        text = self.model.copy_rows(rows, self.widths.visible())
        QGuiApplication.clipboard().setText(text)

    def sizeHint(self) -> QSize:
        """Return the height of all rows, so that a short list is no taller than it is long."""
        count = self.model.rowCount()
        if self._most_rows is not None:
            count = min(count, self._most_rows)
        rows = count * self.view.verticalHeader().defaultSectionSize()
        head = self.view.horizontalHeader().sizeHint().height()
        foot = self._foot_line.sizeHint().height() if not self._foot_line.isHidden() else 0
        return QSize(480, rows + head + foot + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 100)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.FontChange and hasattr(self, "widths"):
            self._fit_rows()
            self.widths.share()
        super().changeEvent(event)

    def _build(self, foot: bool) -> None:
        self.setProperty("role", "table")
        self.view = _View(self)
        self.view.setModel(self.model)
        # To paint a heading, Qt looks through all selected rows of its column: 9 s at 100,000.
        header = self.view.horizontalHeader()
        header.setSelectionModel(QItemSelectionModel(self.model, header))
        self._row_height = ROW_HEIGHT
        self.widths = ColumnWidths(self.view, self.model.columns, self.name)
        self._fit_rows()
        self._foot, self._selection = QLabel(), QLabel()
        self._foot_line = QWidget()
        self._foot_line.setProperty("role", "foot")
        self._foot_line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(self._foot_line)
        line.setContentsMargins(MARGIN, SPACE_8, MARGIN, SPACE_8)
        line.addWidget(self._foot)
        line.addStretch(1)
        line.addWidget(self._selection)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._foot_line)
        self._foot_line.setHidden(not foot)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.view.activated_row.connect(self._open)
        self.view.copy_requested.connect(self.copy)
        self.view.customContextMenuRequested.connect(self._offer)
        selection = self.view.selectionModel()
        selection.selectionChanged.connect(self._select)
        selection.currentRowChanged.connect(lambda: self._move())
        self.model.modelReset.connect(self._reset)

    def _fit_rows(self) -> None:
        zoom = self.font().pointSizeF() / TEXT_POINTS
        self.view.verticalHeader().setDefaultSectionSize(round(self._row_height * max(zoom, 0.9)))

    def _open(self, row: int) -> None:
        record = self.model.record(row)
        if record is not None:
            self.opened.emit(record)

    def _move(self) -> None:
        self.current_changed.emit(self.current_record())

    def _reset(self) -> None:
        self.set_selection("")
        self.updateGeometry()

    def _select(self) -> None:
        rows = self.selected_rows()
        count = sum(map(len, rows))
        self.set_selection(self._summed(rows, count) if count > 1 else "")
        self.selected_ranges.emit(rows)

    def _summed(self, rows: Sequence[range], count: int) -> str:
        """Return the count of the selection and the sums of its amounts."""
        parts = [self.tr("%n row(s) selected", "", count)]
        if count <= SUMMED_ROWS:
            records = self.selected_records()
            for column in self.model.columns:
                if column.amount:
                    total = sum(column.amount(record) or 0 for record in records)
                    parts.append(f"{column.heading} {yuan_text(total)}")
        return "    ".join(parts)

    def _offer(self, position: QPoint) -> None:
        menu = self.menu()
        menu.exec(self.view.viewport().mapToGlobal(position))
        menu.deleteLater()

    def menu(self) -> QMenu:
        """Return what the right button offers."""
        menu = QMenu(self)
        menu.addAction(self.tr("Copy"), QKeySequence("Ctrl+C"), self.copy)
        if self._exports:
            menu.addAction(self.tr("Export to Excel…"), self.export)
        return menu

    def export(self) -> None:
        """Have the page this table stands on write it to a file."""
        around: QWidget | None = self
        while around is not None and not isinstance(around, Exporter):
            around = around.parentWidget()
        if around is not None:
            around.export_table(self)


class _View(QTableView):
    """The grid itself: one row at a time under the mouse, Enter opens, Ctrl+C copies."""

    activated_row = Signal(int)
    copy_requested = Signal()

    def __init__(self, table: LineTable) -> None:
        super().__init__(table)
        self._table = table
        self._cells = CellDelegate(self)
        self._build()

    def _build(self) -> None:
        self.setItemDelegate(self._cells)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(24)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.activated_row.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.activated_row.emit(index.row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(QModelIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if hasattr(self._table, "widths"):
            self._table.widths.share()

    def _hover(self, index: QModelIndex) -> None:
        row = index.row() if index.isValid() else -1
        if row != self._cells.hovered_row:
            self._cells.hovered_row = row
            self.viewport().update()
