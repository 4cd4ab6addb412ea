"""A table's columns: shared-out widths, which are hidden, and both remembered."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from desktop.ui.models.columns import Column
from desktop.ui.settings import window_settings
from desktop.ui.theme import TEXT_POINTS

_NARROWEST = 24
_AROUND_HEADING = 22
_TIGHTEST = 0.85


class ColumnWidths(QObject):
    """Gives every column its wish and shares the spare room; keeps what the person changed.

    Hidden columns come back through the header's context menu.
    """

    def __init__(self, view: QTableView, columns: Sequence[Column[Any]], name: str) -> None:
        super().__init__(view)
        self._view = view
        self._columns = columns
        self._setting = f"tables/{name}"
        self._wishes = [column.width for column in columns]
        self._sharing = False
        self._load()
        header = view.horizontalHeader()
        header.sectionResized.connect(self._resized)
        header.customContextMenuRequested.connect(self._choose)

    def share(self) -> None:
        """Lay the columns out over the room there is now."""
        header = self._view.horizontalHeader()
        shown = self.visible()
        wishes = [self._wish(each) for each in shown]
        least = [self._heading(each) for each in shown]
        widths = _shared(wishes, least, self._view.viewport().width())
        self._sharing = True
        for section, width in zip(shown, widths, strict=True):
            header.resizeSection(section, width)
        self._sharing = False

    def _wish(self, section: int) -> float:
        """Return a column's wish at this text size, at least as wide as its heading."""
        zoom = self._view.font().pointSizeF() / TEXT_POINTS
        return max(self._wishes[section] * zoom, self._heading(section))

    def _heading(self, section: int) -> int:
        """Return how wide a column must be for its heading to be read."""
        metrics = self._view.horizontalHeader().fontMetrics()
        return metrics.horizontalAdvance(self._columns[section].heading) + _AROUND_HEADING

    def visible(self) -> list[int]:
        """Return the columns that are shown, in their order."""
        header = self._view.horizontalHeader()
        return [each for each in range(len(self._columns)) if not header.isSectionHidden(each)]

    def _resized(self, section: int, old: int, new: int) -> None:
        if self._sharing or new < _NARROWEST:
            return
        zoom = self._view.font().pointSizeF() / TEXT_POINTS
        header = self._view.horizontalHeader()
        for each in self.visible():
            self._wishes[each] = round(header.sectionSize(each) / zoom)
        self._save()

    def _choose(self, position: QPoint) -> None:
        """Offer the column chooser where the header was clicked."""
        header = self._view.horizontalHeader()
        menu = QMenu(self._view)
        for section, column in enumerate(self._columns):
            action = menu.addAction(column.heading or column.key)
            action.setCheckable(True)
            action.setChecked(not header.isSectionHidden(section))
            action.setEnabled(header.isSectionHidden(section) or len(self.visible()) > 1)
            action.toggled.connect(lambda shown, each=section: self.set_shown(each, shown))
        menu.exec(header.mapToGlobal(position))
        menu.deleteLater()

    def set_shown(self, section: int, shown: bool) -> None:
        """Show or hide a column and remember it."""
        self._view.horizontalHeader().setSectionHidden(section, not shown)
        self._save()
        self.share()

    def _save(self) -> None:
        header = self._view.horizontalHeader()
        state = {
            column.key: [self._wishes[section], header.isSectionHidden(section)]
            for section, column in enumerate(self._columns)
        }
        window_settings().setValue(self._setting, json.dumps(state))

    def _load(self) -> None:
        stored = window_settings().value(self._setting, "")
        state = json.loads(stored) if isinstance(stored, str) and stored else {}
        header: QHeaderView = self._view.horizontalHeader()
        for section, column in enumerate(self._columns):
            width, hidden = state.get(column.key, [column.width, not column.shown])
            self._wishes[section] = max(int(width), _NARROWEST)
            header.setSectionHidden(section, bool(hidden))


def _shared(wishes: Sequence[float], least: Sequence[int], room: int) -> list[int]:
    """Return widths that fill the room: more for all, or a little less but for their headings.

    Where that is too tight the wishes are kept, and the table scrolls.
    """
    wanted, lacking = sum(wishes), sum(wishes) - room
    if lacking <= 0:
        widths = [round(wish * room / wanted) for wish in wishes]
    elif room >= wanted * _TIGHTEST and lacking <= wanted - sum(least):
        part = lacking / (wanted - sum(least))
        widths = [
            round(wish - part * (wish - own)) for wish, own in zip(wishes, least, strict=True)
        ]
    else:
        return [round(wish) for wish in wishes]
    widths[widths.index(max(widths))] += room - sum(widths)
    return widths
