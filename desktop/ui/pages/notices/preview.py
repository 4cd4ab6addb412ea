"""Step 3: the papers as they will come out, one debtor after another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.domain.notices import NoticeFacts
from desktop.services.paper_ports import Papers
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.notices.columns import preview_columns
from desktop.ui.pages.notices.step import Step
from desktop.ui.painter import PagePainter
from desktop.ui.theme import SPACE_8, SPACE_12
from desktop.ui.widgets.preview import PreviewView
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import label

_LIST_WIDTH = 420


class PreviewNotices(Step):
    """Debtors at the left, the current one's paper at the right. PgUp and PgDn turn pages."""

    def __init__(self, papers: Papers, painter: PagePainter) -> None:
        self._papers = papers
        self._painter = painter
        super().__init__()

    def primary(self) -> tuple[str, bool]:
        count = len(self.model.records)
        return self.tr("Go on to print %n notice(s)", "", count), count > 0

    def hint(self) -> str:
        return self.tr("PgUp and PgDn turn the pages, Ctrl+wheel makes them larger")

    def arrive(self) -> None:
        self.table.setFocus()

    def show_facts(self, facts: Sequence[NoticeFacts]) -> None:
        """Show these notices, the first one first."""
        self.model.set_records(facts)
        self.table.set_foot(self.tr("%n notice(s)", "", len(facts)))
        if facts:
            self.table.select_row(0)
        self.changed.emit()

    def turn(self, step: int) -> None:
        """Show the next page, or the next debtor's first one after a debtor's last."""
        number = self.view.number + step
        if 0 <= number < self.view.count:
            self.view.turn_to(number)
            self._say_where()
            return
        row = self.table.view.currentIndex().row() + step
        if 0 <= row < self.model.rowCount():
            self.table.select_row(row)
            self.view.turn_to(self.view.count - 1 if step < 0 else 0)
            self._say_where()

    def _build(self) -> None:
        self.model: ListModel[NoticeFacts] = ListModel(preview_columns(), self)
        self.table = LineTable(self.model, "notices_preview")
        self.table.setFixedWidth(_LIST_WIDTH)
        self.view = PreviewView(self._painter)
        self.where = label("", "muted")
        right = QVBoxLayout()
        right.setSpacing(SPACE_8)
        right.addWidget(self.where)
        right.addWidget(self.view, 1)
        line = QHBoxLayout()
        line.setSpacing(SPACE_12)
        line.addWidget(self.table)
        line.addLayout(right, 1)
        self.body.addLayout(line, 1)

    def _connect(self) -> None:
        self.table.current_changed.connect(self._show_notice)
        self.view.turned.connect(lambda: self._say_where())
        for key, step in (("PgDown", 1), ("PgUp", -1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda each=step: self.turn(each))

    def _show_notice(self, facts: NoticeFacts | None) -> None:
        """Lay the notice out now: it takes a few milliseconds, and only what is seen is laid."""
        if facts is None:
            return
        pages = self._papers.notice_pages(facts)
        self.view.set_pages(len(pages), lambda number: pages[number])
        self._say_where()

    def _say_where(self) -> None:
        row = self.table.view.currentIndex().row()
        facts = self.model.record(row)
        if facts is None:
            return
        words = self.tr("{debtor}    notice {row} of {rows}    page {page} of {pages}")
        self.where.setText(
            words.format(
                debtor=facts.debtor,
                row=row + 1,
                rows=self.model.rowCount(),
                page=self.view.number + 1,
                pages=self.view.count,
            )
        )
