"""The ledger page: all loans; filter above, table in the middle, sums in the foot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QStackedWidget

from desktop.domain.money import yuan_text
from desktop.services.list_records import LedgerFilter, LedgerLine, LedgerSums, SortKey
from desktop.services.lists import LedgerView
from desktop.ui.models.lines import PagedModel
from desktop.ui.pages.ledger.columns import ledger_columns
from desktop.ui.pages.ledger.filters import LedgerFilters
from desktop.ui.pages.ledger.presenter import LedgerPresenter
from desktop.ui.pages.page import Page
from desktop.ui.table_export import ask_table_file, written_words
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.table import SUMMED_ROWS, LineTable
from desktop.ui.widgets.text import button


class LedgerPage(Page):
    """All loans. ``open(wanted=LedgerFilter(...))`` shows a filter that another page chose."""

    def open(self, **arguments: Any) -> None:
        wanted = arguments.get("wanted")
        if isinstance(wanted, LedgerFilter):
            self.filters.set_wanted(wanted)
            self._ask()

    def refresh(self) -> None:
        self._ask(with_values=True)

    def _ask(self, with_values: bool = False) -> None:
        wanted = self.filters.wanted()
        self._presenter.ask(wanted, self._sort, self._descending, with_values)

    def _build(self) -> None:
        self.set_title(self.tr("Ledger"))
        self._sort, self._descending = SortKey.ROUTE, False
        self._sums = LedgerSums(0, 0, 0, 0)
        self._presenter = LedgerPresenter(self.context, self)
        today = self.context.desk.clock.today()
        self._export = button(self.tr("Export to Excel…"))
        self._import = button(self.tr("Import a ledger"), "primary")
        self.buttons.addWidget(self._export)
        self.buttons.addWidget(self._import)
        self.filters = LedgerFilters(today)
        self.model: PagedModel[LedgerLine] = PagedModel(
            ledger_columns(today), self._presenter.lines, self
        )
        self.table = LineTable(self.model, "ledger")
        empty = EmptyState(
            self.tr("No loans yet"),
            self.tr("Import the ledger that the core system exported: xlsx, xls or csv."),
            self.tr("Import a ledger"),
            self._go_to_import,
        )
        self._views = QStackedWidget()
        self._views.addWidget(self.table)
        self._views.addWidget(empty)
        self.body.addWidget(self.filters)
        self.body.addWidget(self._views, 1)

    def _connect(self) -> None:
        self.filters.changed.connect(self._ask)
        self.model.sort_requested.connect(self._sort_by)
        self.table.opened.connect(self._open_dossier)
        self.table.selected_ranges.connect(self._select)
        self._export.clicked.connect(lambda: self.export_table(self.table))
        self._import.clicked.connect(self._go_to_import)
        self._presenter.shown.connect(self._show)
        self._presenter.selected.connect(self._show_selection)
        self._presenter.exported.connect(self._show_exported)

    def _load(self) -> None:
        self.refresh()

    def _show(self, view: LedgerView) -> None:
        self._sums = view.sums
        if view.values:
            self.filters.set_values(view.values)
        self.model.set_ids(view.ids)
        self.table.set_foot(self._words(view.sums))
        self._views.setCurrentIndex(1 if view.is_empty else 0)
        self.filters.setHidden(view.is_empty)
        self._import.setHidden(view.is_empty)
        self._export.setEnabled(bool(view.ids))

    def _words(self, sums: LedgerSums) -> str:
        interest = sums.on_balance_interest_fen + sums.off_balance_interest_fen
        parts = [
            self.tr("%n loan(s)", "", sums.loans),
            self.tr("Principal {amount}").format(amount=yuan_text(sums.balance_fen)),
            self.tr("Interest owed {amount}").format(amount=yuan_text(interest)),
        ]
        return "      ".join(parts)

    def _sort_by(self, sort: SortKey, descending: bool) -> None:
        self._sort, self._descending = sort, descending
        self._ask()

    def _open_dossier(self, line: LedgerLine) -> None:
        self.context.navigate("dossier", party_id=line.party_id, loan_id=line.loan_id)

    def _select(self, rows: list[range]) -> None:
        """Have a selection summed up that the table does not sum up by itself."""
        count = sum(map(len, rows))
        if count == len(self.model.ids):
            self._show_selection(self._sums)
        elif count > SUMMED_ROWS:
            self._presenter.sum_up([self.model.ids[row] for each in rows for row in each])

    def _show_selection(self, sums: LedgerSums) -> None:
        words = self.tr("Selected: {sums}")
        self.table.set_selection(words.format(sums=self._words(sums)))

    def export_table(self, table: LineTable) -> None:
        """Write all loans of the filter, not only those the table has fetched."""
        path = ask_table_file(self, self.title.text())
        if path:
            self._presenter.export(self.filters.wanted(), self._sort, self._descending, path)

    def _show_exported(self, path: Path, count: int) -> None:
        self.table.set_selection(written_words(path, count))

    def _go_to_import(self) -> None:
        self.context.navigate("import")
