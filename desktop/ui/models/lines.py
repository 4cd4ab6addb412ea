"""Two models behind every table: :class:`PagedModel` for long lists, :class:`ListModel` for short.

A paged model knows only the ids of its rows, in order, and fetches records a hundred at a time
as they are looked at: 100,000 rows paint at once. Sorting them is SQL's work, so the model asks
for it. QSortFilterProxyModel would take half a minute.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtCore import Signal as QtSignal

from desktop.ui.models.columns import Column

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

PILL_ROLE = Qt.ItemDataRole.UserRole + 1
MUTED_ROLE = Qt.ItemDataRole.UserRole + 2
PAGE_ROWS = 100
_PAGES_KEPT = 40
_NO_PARENT = QModelIndex()


class LineModel(QAbstractTableModel, Generic[R]):
    """What both models share: cells out of columns and records.

    ``toggled`` carries a record and the wish of who clicked its check box; the page answers with
    new records.
    """

    toggled = QtSignal(object, bool)

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[Column[R], ...] = tuple(columns)

    def record(self, row: int) -> R | None:
        """Return the record of a row, or None when it is gone."""
        raise NotImplementedError

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self.columns[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        answer = _CELL.get(role)
        record = self.record(index.row()) if answer else None
        if answer is None or record is None:
            return None
        return answer(self.columns[index.column()], record)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and self.columns[index.column()].check:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        record = self.record(index.row())
        if role != Qt.ItemDataRole.CheckStateRole or record is None:
            return False
        self.toggled.emit(record, Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def copy_rows(self, rows: Iterable[int], columns: Sequence[int]) -> str:
        """Return rows as text with tabs, the headings first."""
        chosen = [self.columns[column] for column in columns]
        lines = ["\t".join(column.heading for column in chosen)]
        for row in rows:
            record = self.record(row)
            if record is not None:
                lines.append("\t".join(column.copy_of(record) for column in chosen))
        return "\n".join(lines)


class PagedModel(LineModel[R]):
    """Rows by id, fetched a page at a time through ``loader``.

    ``loader`` returns the records of some ids in their order, in well under 50 ms: it is called
    while painting. ``sort_requested`` carries a column's ``sort`` and whether descending.
    """

    sort_requested = QtSignal(object, bool)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        loader: Callable[[Sequence[str]], Sequence[R]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, parent)
        self._loader = loader
        self._ids: Sequence[str] = ()
        self._pages: OrderedDict[int, Sequence[R]] = OrderedDict()

    @property
    def ids(self) -> Sequence[str]:
        return self._ids

    def set_ids(self, ids: Sequence[str]) -> None:
        """Show these rows from now on."""
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def record(self, row: int) -> R | None:
        number, offset = divmod(row, PAGE_ROWS)
        page = self._pages.get(number)
        if page is None:
            page = self._fetch(number)
        else:
            self._pages.move_to_end(number)
        return page[offset] if offset < len(page) else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        wanted = self.columns[column].sort if 0 <= column < len(self.columns) else None
        if wanted is not None:
            self.sort_requested.emit(wanted, order is Qt.SortOrder.DescendingOrder)

    def _fetch(self, number: int) -> Sequence[R]:
        start = number * PAGE_ROWS
        page = self._loader(self._ids[start : start + PAGE_ROWS])
        self._pages[number] = page
        if len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        return page


class ListModel(LineModel[R]):
    """Some hundred records in memory, sorted here; keeps its order when records are replaced."""

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._records: list[R] = []
        self._order: tuple[int, bool] | None = None

    @property
    def records(self) -> Sequence[R]:
        """The records in the order they are shown."""
        return self._records

    def set_records(self, records: Iterable[R]) -> None:
        """Show these records from now on."""
        self.beginResetModel()
        self._records = list(records)
        self._sort()
        self.endResetModel()

    def replace(self, row: int, record: R) -> None:
        """Show another record in a row, where it stands."""
        self._records[row] = record
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def replace_all(self, records: Iterable[R]) -> None:
        """Show other records in the same rows: order, selection and place stay."""
        self._records = list(records)
        last = self.index(len(self._records) - 1, len(self.columns) - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._records)

    def record(self, row: int) -> R | None:
        return self._records[row] if 0 <= row < len(self._records) else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self.columns):
            return
        self._order = (column, order is Qt.SortOrder.DescendingOrder)
        self.layoutAboutToBeChanged.emit()
        self._sort()
        self.layoutChanged.emit()

    def _sort(self) -> None:
        if self._order:
            column, descending = self._order
            self._records.sort(key=self.columns[column].order_of, reverse=descending)


def _alignment(column: Column[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.is_right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _check_state(column: Column[Any], record: object) -> Qt.CheckState | None:
    checked = column.check(record) if column.check else None
    if checked is None:
        return None
    return Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked


_CELL: dict[int, Callable[[Column[Any], Any], Any]] = {
    Qt.ItemDataRole.DisplayRole: lambda column, record: column.text_of(record),
    Qt.ItemDataRole.TextAlignmentRole: lambda column, record: _alignment(column),
    Qt.ItemDataRole.ToolTipRole: lambda column, record: column.tip(record) if column.tip else None,
    Qt.ItemDataRole.CheckStateRole: _check_state,
    Qt.ItemDataRole.AccessibleTextRole: lambda column, record: column.copy_of(record),
    PILL_ROLE: lambda column, record: column.pill_of(record),
    MUTED_ROLE: lambda column, record: column.is_muted(record),
}
