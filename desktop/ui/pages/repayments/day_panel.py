"""The list of a day: what came in, cash and conversion apart, who took it, and the day's close."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.money import yuan_text
from desktop.domain.repayment.kinds import RecoveryKind
from desktop.services.repayment_ports import StoredRepayment
from desktop.services.repayments.days import DayLine, DayList
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.repayments.columns import day_columns
from desktop.ui.pages.repayments.form import cash_words, difference_words, kind_words
from desktop.ui.theme import SPACE_8, SPACE_12
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button, label


class DayPanel(QWidget):
    """``day_wanted`` carries another day; ``reverse_wanted``, ``reprint_wanted`` and
    ``pdf_wanted`` a StoredRepayment; ``close_wanted`` and ``reopen_wanted`` the DayList.
    """

    day_wanted = Signal(object)
    reverse_wanted = Signal(object)
    reprint_wanted = Signal(object)
    pdf_wanted = Signal(object)
    close_wanted = Signal(object)
    reopen_wanted = Signal(object)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.shown: DayList | None = None
        self._build()
        self._connect()

    @property
    def wanted(self) -> date:
        """The day that is looked at."""
        return self.day.value() or self._today()

    def show_day(self, found: DayList) -> None:
        """Show what came in on a day."""
        self.shown = found
        row = max(self.table.view.currentIndex().row(), 0)
        self.model.set_records(found.lines)
        if found.lines:
            self.table.select_row(min(row, len(found.lines) - 1))
        self.table.set_foot("      ".join(self._sums(found)))
        self._state.setText(self._state_words(found))
        self.by_pc.setText(cash_words(found))
        self.by_pc.setVisible(bool(self.by_pc.text()))
        self._before.setText(self._before_words(found))
        self._before.setVisible(bool(found.open_before or found.waiting))
        is_closed = found.close is not None
        self.close_button.setVisible(not is_closed)
        self.close_button.setEnabled(bool(found.lines))
        self.reopen.setVisible(is_closed)
        self._offer()

    def _build(self) -> None:
        self.day = DateEdit(self._today, self._today())
        self._state = label("", "muted")
        self.reprint = button(self.tr("Print the receipt"), key="F7")
        self.pdf = button(self.tr("PDF…"))
        self.reverse = button(self.tr("Reverse…"), key="F8")
        self.close_button = button(self.tr("Close the day…"), key="F9")
        self.reopen = button(self.tr("Open the day again…"))
        self.reopen.hide()
        head = QHBoxLayout()
        head.setSpacing(SPACE_12)
        head.addWidget(self.day)
        head.addWidget(self._state, 1)
        self.model: ListModel[DayLine] = ListModel(day_columns(), self)
        self.table = LineTable(self.model, "repayments_day")
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_8)
        foot.addWidget(self.reprint)
        foot.addWidget(self.pdf)
        foot.addWidget(self.reverse)
        foot.addStretch(1)
        foot.addWidget(self.reopen)
        foot.addWidget(self.close_button)
        self.by_pc = label("", "muted", wrap=True)
        self._before = label("", "danger", wrap=True)
        for each in (self.by_pc, self._before):
            each.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_12)
        layout.addLayout(head)
        layout.addWidget(self.by_pc)
        layout.addWidget(self._before)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
        self._offer()

    def _connect(self) -> None:
        self.day.value_changed.connect(self._want_day)
        self.table.current_changed.connect(lambda _: self._offer())
        self.reverse.clicked.connect(lambda: self._hand_on(self.reverse_wanted.emit))
        self.pdf.clicked.connect(lambda: self._hand_on(self.pdf_wanted.emit))
        self.reprint.clicked.connect(lambda: self._hand_on(self.reprint_wanted.emit))
        self.close_button.clicked.connect(lambda: self.close_wanted.emit(self.shown))
        self.reopen.clicked.connect(lambda: self.reopen_wanted.emit(self.shown))

    def _want_day(self, day: date | None) -> None:
        if day is not None:
            self.day_wanted.emit(day)

    def _hand_on(self, tell: Callable[[StoredRepayment], None]) -> None:
        line: DayLine | None = self.table.current_record()
        if line is not None:
            tell(line.repayment)

    def _offer(self) -> None:
        line: DayLine | None = self.table.current_record()
        self.reprint.setEnabled(line is not None)
        self.pdf.setEnabled(line is not None)
        self.reverse.setEnabled(line is not None and line.repayment.reversal is None)

    def _sums(self, found: DayList) -> list[str]:
        """Say what came in by kind; cash recovery and conversion are never added together."""
        words = [f"{kind_words(kind)} {yuan_text(fen)}" for kind, fen in found.by_kind.items()]
        recovered = found.by_recovery
        cash = recovered.get(RecoveryKind.CASH_RECOVERY, 0)
        words.append(self.tr("recovered in cash {amount}").format(amount=yuan_text(cash)))
        conversion = recovered.get(RecoveryKind.CONVERSION, 0)
        if conversion:
            words.append(self.tr("converted {amount}").format(amount=yuan_text(conversion)))
        return words

    def _state_words(self, found: DayList) -> str:
        if found.close is None:
            drawer = yuan_text(found.cash_fen)
            return self.tr("open; {amount} should lie in the drawer").format(amount=drawer)
        counted = yuan_text(found.close.counted_fen)
        words = self.tr("closed; {amount} counted").format(amount=counted)
        difference = found.close.counted_fen - found.close.expected_fen
        return f"{words}  {difference_words(difference)}".rstrip()

    def _before_words(self, found: DayList) -> str:
        lines = []
        if found.open_before:
            days = "、".join(day.isoformat() for day in found.open_before)
            lines.append(self.tr("Not closed yet: {days}").format(days=days))
        if found.waiting:
            titles = "；".join(found.waiting)
            lines.append(self.tr("Waiting for a second person: {titles}").format(titles=titles))
        return "\n".join(lines)
