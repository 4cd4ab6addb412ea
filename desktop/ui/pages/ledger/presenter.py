"""Starts the ledger page's questions and brings the answers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.services import lists
from desktop.services.export import export_ledger
from desktop.services.list_records import LedgerFilter, LedgerLine, LedgerSums, SortKey
from desktop.services.lists import LedgerView
from desktop.services.progress import Progress
from desktop.ui.jobs import Job
from desktop.ui.pages.page import PageContext


class LedgerPresenter(QObject):
    """``shown`` carries a LedgerView; ``selected`` the LedgerSums of a selection."""

    shown = Signal(object)
    selected = Signal(object)
    exported = Signal(object, int)

    def __init__(self, context: PageContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._asking: Job | None = None
        self._owes_values = False
        self._summing: Job | None = None

    def ask(
        self, wanted: LedgerFilter, sort: SortKey, descending: bool, with_values: bool = False
    ) -> None:
        """Ask for the loans of a filter; an older question is forgotten."""
        if self._asking:
            self._asking.abandon()
        with_values = with_values or self._owes_values
        self._owes_values = with_values
        desk = self._context.desk

        def work(progress: Progress) -> LedgerView:
            return lists.ledger_view(desk, wanted, sort, descending, with_values)

        self._asking = self._context.jobs.run(self.tr("Reading the ledger"), work, self._show)

    def _show(self, view: LedgerView) -> None:
        self._owes_values = False
        self.shown.emit(view)

    def lines(self, ids: Sequence[str]) -> Sequence[LedgerLine]:
        """Return a page of lines at once: a hundred rows by key take a few milliseconds."""
        return lists.ledger_lines(self._context.desk, ids)

    def sum_up(self, ids: Sequence[str]) -> None:
        """Sum up a selection too large to be fetched while the window waits."""
        if self._summing:
            self._summing.abandon()
        desk = self._context.desk

        def work(progress: Progress) -> LedgerSums:
            return lists.sum_up(desk, ids, progress)

        label = self.tr("Summing up the selection")
        self._summing = self._context.jobs.run(label, work, self.selected.emit)

    def export(self, wanted: LedgerFilter, sort: SortKey, descending: bool, path: Path) -> None:
        """Write the loans of a filter to an Excel file."""
        desk = self._context.desk
        self._context.jobs.run(
            self.tr("Exporting to Excel"),
            lambda progress: export_ledger(desk, wanted, sort, descending, path, progress),
            lambda count: self.exported.emit(path, count),
        )
