"""Who gets what of a payment, in which order by which article, and what it does to the clocks."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.repayment.set_off import Share
from desktop.services.clock_effects import ClockEffect
from desktop.services.repayments.quoting import BACK_DATED, OVER_LIMIT, Quote
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.repayments.columns import share_columns
from desktop.ui.theme import SPACE_8
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button, label

_ROWS = 4


class QuoteCard(QWidget):
    """``designated`` carries the id of the loan that the debtor wants paid first, "" for none."""

    designated = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()
        self._connect()
        self.show_quote(None)

    def show_quote(self, quote: Quote | None, first: tuple[str, ...] = ()) -> None:
        """Show what a payment would do; None for nothing. ``first`` are loans the debtor named."""
        self.model.set_records(quote.shares if quote else ())
        self._order.setText(_order_words(quote) if quote else "")
        self._clocks.setText(self._clock_words(quote) if quote else "")
        self._relief.setText(self._relief_words(quote) if quote and quote.owed.reliefs else "")
        self._relief.setVisible(bool(quote and quote.owed.reliefs))
        self._check.setText(self._check_words(quote) if quote else "")
        self._check.setVisible(bool(quote and quote.needs_check))
        several = bool(quote and len(quote.shares) > 1)
        self.first.setVisible(several)
        self.lawful.setVisible(several and bool(first))

    def _build(self) -> None:
        self.model: ListModel[Share] = ListModel(share_columns(), self)
        self.table = LineTable(
            self.model, "repayment_shares", foot=False, exports=False, most_rows=_ROWS
        )
        self._order = label("", "muted", wrap=True)
        self._clocks = label("", "muted", wrap=True)
        self._check = label("", "danger", wrap=True)
        self._relief = label("", "good", wrap=True)
        self.first = button(self.tr("The debtor wants this loan paid first"), "link")
        self.lawful = button(self.tr("Back to the order of the law"), "link")
        links = QHBoxLayout()
        links.addWidget(self.first)
        links.addWidget(self.lawful)
        links.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_8)
        layout.addWidget(self.table)
        layout.addLayout(links)
        for each in (self._order, self._relief, self._clocks, self._check):
            layout.addWidget(each)

    def _connect(self) -> None:
        self.first.clicked.connect(self._designate)
        self.lawful.clicked.connect(lambda: self.designated.emit(""))

    def _designate(self) -> None:
        share: Share | None = self.table.current_record()
        if share is not None:
            self.designated.emit(share.loan_id)

    def _clock_words(self, quote: Quote) -> str:
        if not quote.effects:
            return self.tr("It interrupts no limitation period: the debtor does not pay himself.")
        return "\n".join(map(self._clock_line, quote.effects))

    def _clock_line(self, effect: ClockEffect) -> str:
        before, after = effect.before or "—", effect.after or "—"
        if effect.before == effect.after:
            words = self.tr("{loan_no}: limitation {before} unchanged. {reason}")
        else:
            words = self.tr("{loan_no}: limitation {before} → {after}")
        return words.format(
            loan_no=effect.loan_no, before=before, after=after, reason=effect.reason
        )

    def _relief_words(self, quote: Quote) -> str:
        """Say what must still be paid for a relief, or that this payment brings it about."""
        if quote.waived.fen:
            words = self.tr("This payment books the relief: {waived} of interest is waived.")
            return words.format(waived=quote.waived)
        words = self.tr("A relief is granted: it is booked once {most} in all is paid.")
        return words.format(most=quote.owed.most)

    def _check_words(self, quote: Quote) -> str:
        reasons = {
            OVER_LIMIT: self.tr("Above what a teller may take alone: a second person must check."),
            BACK_DATED: self.tr("Of an earlier day: a second person must check."),
        }
        return " ".join(reasons[code] for code in quote.needs_check)


def _order_words(quote: Quote) -> str:
    """Return the order and its article, once where all loans have the same."""
    lines = [f"{share.order.order.label}（{share.order.article}）" for share in quote.paid]
    return "；".join(dict.fromkeys(lines))
