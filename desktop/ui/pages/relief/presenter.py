"""Opens the dialogs of relief and runs what they ask for; they stay open until it is stored."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop.services.relief import asking, checking, granted
from desktop.ui.pages.dossier.dialogs import ReasonDialog
from desktop.ui.pages.relief.lines import Entry, entries
from desktop.ui.pages.relief.request_dialog import RequestDialog
from desktop.ui.pages.relief.sign_dialog import SignDialog
from desktop.ui.pages.storing import Storing


class ReliefPresenter(Storing):
    """``listed`` carries the lines of the page."""

    listed = Signal(object)

    def ask(self) -> None:
        """Ask for everything that is listed."""
        desk = self._desk
        self._context.jobs.run(self.tr("Reading"), lambda progress: entries(desk), self.listed.emit)

    def request(self, party_id: str) -> RequestDialog:
        """Ask what a debtor is to be relieved of."""
        today, language = self._desk.clock.today, self._context.language
        dialog = RequestDialog(party_id, today, language, self._page)
        dialog.changed.connect(lambda: self._check(dialog))
        dialog.request_wanted.connect(
            lambda wish: self._store(lambda: asking.request(self._desk, wish), dialog)
        )
        self._check(dialog)
        self._open(dialog)
        dialog.keep_draft(self._context, f"relief:{party_id}")
        return dialog

    def sign(self, entry: Entry) -> SignDialog | None:
        """Ask for the written approval of a relief."""
        if entry.line is None:
            return None
        relief_id, head = entry.line.relief.id, f"{entry.debtor}　{entry.line.relief.waived}"
        today, language = self._desk.clock.today, self._context.language
        dialog = SignDialog(head, today, language, self._page)
        dialog.sign_wanted.connect(
            lambda number, day, files: self._store(
                lambda: granted.sign(self._desk, relief_id, number, day, files), dialog
            )
        )
        self._open(dialog)
        return dialog

    def withdraw(self, entry: Entry) -> ReasonDialog:
        """Ask why a relief is taken back, or a request of one's own."""
        title, act = self.tr("Withdraw a relief"), self.tr("Withdraw")

        def go_on(reason: str) -> None:
            if entry.item is not None:
                self._approval.withdraw(entry.item, reason)
            elif entry.line is not None:
                relief_id = entry.line.relief.id
                self._store(lambda: granted.withdraw(self._desk, relief_id, reason))

        return self._ask_reason(title, f"{entry.debtor}　{entry.pill.text}", act, go_on)

    def check_here(self, entry: Entry) -> None:
        """Let a second person sign a request at this screen."""
        if entry.item is not None:
            self._approval.check_here(entry.item)

    def _check(self, dialog: RequestDialog) -> None:
        """Ask what a wish comes to; an older question is forgotten."""
        self._forget()
        wish = dialog.wish()
        self._asking = self._context.jobs.run(
            self.tr("Computing"),
            lambda progress: checking.check(self._desk, wish),
            dialog.show_check,
            dialog.refuse,
        )
