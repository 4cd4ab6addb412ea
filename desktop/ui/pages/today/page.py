"""The Today page: things to do in order of danger, and the state of the ledger beside them."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.services.list_records import LedgerFilter
from desktop.services.today import ExpiringMonth, TodayBoard, TodayLine
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.branch.hint import SampleHint
from desktop.ui.pages.page import Page
from desktop.ui.pages.today.calendar import ClockCalendar
from desktop.ui.pages.today.cards import ExpiredCard, SumsCard
from desktop.ui.pages.today.lines import today_columns
from desktop.ui.pages.today.presenter import TodayPresenter
from desktop.ui.theme import SPACE_12, SPACE_16
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import label


class TodayPage(Page):
    """What must be done first. A click or Enter on a line opens its list, filtered."""

    def refresh(self) -> None:
        self._presenter.ask()
        self.hint.ask()

    def _build(self) -> None:
        self._presenter = TodayPresenter(self.context, self)
        self.views = QStackedWidget()
        self.views.addWidget(QWidget())
        self.views.addWidget(self._build_board())
        self.views.addWidget(
            EmptyState(
                self.tr("Nothing to do yet"),
                self.tr("Start with the ledger that the core system exported."),
                self.tr("Import a ledger"),
                self._presenter.show_import,
            )
        )
        self.hint = SampleHint(self.context)
        self.body.addWidget(self.hint)
        self.body.addWidget(self.views)
        self.set_title(self.tr("Today"))

    def _connect(self) -> None:
        self._presenter.shown.connect(self._show)
        self.table.opened.connect(self._presenter.go)
        self.table.view.clicked.connect(lambda index: self._go(index.row()))
        self.sums.import_wanted.connect(self._presenter.show_import)
        self.expired.wanted.connect(
            lambda: self._presenter.show_loans(LedgerFilter(status="active", clock_state="expired"))
        )
        self.calendar.chosen.connect(self._show_month)

    def _load(self) -> None:
        self.refresh()

    def _build_board(self) -> QWidget:
        board = QWidget()
        left, right = QVBoxLayout(), QVBoxLayout()
        self._build_list(left)
        self._build_cards(right)
        columns = QHBoxLayout(board)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(SPACE_16)
        columns.addLayout(left, 5)
        columns.addLayout(right, 4)
        return board

    def _build_list(self, column: QVBoxLayout) -> None:
        today = self.context.desk.clock.today()
        self.model: ListModel[TodayLine] = ListModel(today_columns(today), self)
        self.table = LineTable(self.model, "today", foot=False, exports=False)
        self._calm = label(self.tr("Nothing runs out within half a year."), "muted")
        column.addWidget(self.table)
        column.addWidget(self._calm)
        column.addStretch(1)

    def _build_cards(self, column: QVBoxLayout) -> None:
        column.setSpacing(SPACE_12)
        self.sums, self.expired = SumsCard(), ExpiredCard()
        self.calendar = ClockCalendar()
        months = Card(self.tr("Claims running out, by month"))
        months.head.addWidget(label(self.tr("bar: principal, figure: claims"), "small"))
        months.body.addWidget(self.calendar)
        column.addWidget(self.sums)
        column.addWidget(months)
        column.addWidget(self.expired)
        column.addStretch(1)

    def _show(self, board: TodayBoard) -> None:
        self.set_title(self.tr("Today"), self._subtitle(board))
        self.views.setCurrentIndex(1 if board.newest_import else 2)
        self.model.set_records(board.lines)
        self._calm.setHidden(any(line.kind == "clock" for line in board.lines))
        self.sums.show_board(board)
        self.expired.show_board(board)
        self.calendar.show_months(board.months, board.day)

    def _subtitle(self, board: TodayBoard) -> str:
        day = QLocale().toString(
            QDate(board.day.year, board.day.month, board.day.day), QLocale.FormatType.LongFormat
        )
        return f"{day}    " + self.tr("First what would be lost")

    def _go(self, row: int) -> None:
        line = self.model.record(row)
        if line is not None:
            self._presenter.go(line)

    def _show_month(self, month: ExpiringMonth) -> None:
        self._presenter.show_loans(
            LedgerFilter(status="active", last_day_from=month.first, last_day_to=month.last)
        )
