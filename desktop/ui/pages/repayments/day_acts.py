"""What is asked for on the list of a day: reverse, close, open again, save a receipt."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from desktop.services.repayment_ports import StoredRepayment
from desktop.services.repayments.days import DayList
from desktop.ui.pages.dossier.dialogs import ReasonDialog
from desktop.ui.pages.notices.files import ask_path
from desktop.ui.pages.repayments.close_dialog import CloseDialog
from desktop.ui.pages.repayments.day_panel import DayPanel
from desktop.ui.pages.repayments.presenter import RepaymentsPresenter


class DayActs(QObject):
    """Opens the dialogs over a page."""

    def __init__(
        self, panel: DayPanel, presenter: RepaymentsPresenter, language: str, page: QWidget
    ) -> None:
        super().__init__(page)
        self._presenter, self._language, self._page = presenter, language, page
        panel.reverse_wanted.connect(self._ask_reversal)
        panel.pdf_wanted.connect(self._save_pdf)
        panel.close_wanted.connect(self._ask_close)
        panel.reopen_wanted.connect(self._ask_reopen)

    def _ask_reversal(self, stored: StoredRepayment) -> None:
        text = self.tr("{receipt} of {debtor}: everything goes back to what it was before it.")
        text = text.format(receipt=stored.receipt, debtor=stored.debtor)
        reason = self._reason(self.tr("Reverse a repayment"), text, self.tr("Reverse"))
        if reason:
            self._presenter.reverse(stored.receipt, reason)

    def _save_pdf(self, stored: StoredRepayment) -> None:
        title = self.tr("Save as PDF")
        path = ask_path(self._page, title, stored.receipt, ".pdf", "PDF (*.pdf)")
        if path:
            self._presenter.write_receipt(stored.receipt, path)

    def _ask_close(self, day: DayList) -> None:
        dialog = CloseDialog(day, self._language, self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def close(counts: Mapping[int, int], counted_fen: int, reason: str) -> None:
            dialog.accept()
            self._presenter.close_day(day.day, counts, counted_fen, reason)

        dialog.wanted.connect(close)
        dialog.open()

    def _ask_reopen(self, day: DayList) -> None:
        text = self.tr("A closed day is opened only to put something right in it.")
        reason = self._reason(self.tr("Open a closed day"), text, self.tr("Open"))
        if reason:
            self._presenter.reopen_day(day.day, reason)

    def _reason(self, title: str, text: str, act: str) -> str:
        dialog = ReasonDialog(title, text, act, self._page)
        return dialog.reason() if dialog.exec() else ""
