"""What the newest ledger tells otherwise: a button that says how much, and the dialog behind it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from desktop.services.repayment_ports import OpenDifference
from desktop.ui.pages.repayments.differences_dialog import DifferencesDialog
from desktop.ui.pages.repayments.presenter import RepaymentsPresenter
from desktop.ui.widgets.text import button


class Differing(QObject):
    """Has a ``button`` that is hidden where nothing differs."""

    def __init__(self, presenter: RepaymentsPresenter, language: str, page: QWidget) -> None:
        super().__init__(page)
        self._presenter, self._language, self._page = presenter, language, page
        self._found: Sequence[OpenDifference] = ()
        self._is_wanted = False
        self.button = button("", "link")
        self.button.hide()
        self.button.clicked.connect(self._open)
        presenter.told.connect(self._show)

    def want(self) -> None:
        """Open the dialog as soon as it is known what differs."""
        self._is_wanted = True
        self._presenter.list_differences()

    def _show(self, found: Sequence[OpenDifference]) -> None:
        self._found = found
        self.button.setVisible(bool(found))
        self.button.setText(self.tr("The ledger tells %n otherwise…", "", len(found)))
        dialogs = self._page.findChildren(DifferencesDialog)
        for dialog in dialogs:
            dialog.show_differences(found)
        if self._is_wanted and found and not dialogs:
            self._open()
        self._is_wanted = False

    def _open(self) -> None:
        dialog = DifferencesDialog(self._language, self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.decided.connect(
            lambda found, booked, note: self._presenter.decide(found, booked=booked, note=note)
        )
        self._presenter.refused.connect(dialog.refuse)
        dialog.show_differences(self._found)
        dialog.open()
