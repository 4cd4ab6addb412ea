"""Opens the dialogs of relief and runs what they ask for; they stay open until it is stored."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from desktop.domain.errors import CodedError
from desktop.services.approvals import Submitted
from desktop.services.relief import asking, checking, granted
from desktop.ui.approval.flow import Approval
from desktop.ui.jobs import Job
from desktop.ui.pages.dossier.dialogs import ReasonDialog
from desktop.ui.pages.dossier.entry_dialog import EntryDialog
from desktop.ui.pages.page import PageContext
from desktop.ui.pages.relief.lines import Entry, entries
from desktop.ui.pages.relief.request_dialog import RequestDialog
from desktop.ui.pages.relief.sign_dialog import SignDialog


class ReliefPresenter(QObject):
    """``listed`` carries the lines of the page."""

    listed = Signal(object)

    def __init__(self, context: PageContext, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._desk = context.desk
        self._approval = Approval(context, page)
        self._asking: Job | None = None
        self._is_working = False

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
            lambda wish: self._store(
                lambda: asking.request(self._desk, wish), dialog, self._approval.follow
            )
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

    def withdraw(self, entry: Entry) -> ReasonDialog | None:
        """Ask why a relief is taken back, or a request of one's own."""
        title, act = self.tr("Withdraw a relief"), self.tr("Withdraw")
        dialog = ReasonDialog(title, f"{entry.debtor}　{entry.pill.text}", act, self._page)

        def confirmed() -> None:
            reason = dialog.reason()  # read here: the worker may run when the dialog is gone
            if entry.item is not None:
                self._approval.withdraw(entry.item, reason)
            elif entry.line is not None:
                relief_id = entry.line.relief.id
                self._store(lambda: granted.withdraw(self._desk, relief_id, reason))

        dialog.accepted.connect(confirmed)
        self._open(dialog)
        return dialog

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

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda _: self._forget())
        dialog.open()

    def _forget(self) -> None:
        if self._asking:
            self._asking.abandon()
            self._asking = None

    def _store(
        self,
        work: Callable[[], object],
        dialog: EntryDialog | None = None,
        then: Callable[[Submitted], None] | None = None,
    ) -> None:
        """Store in the background, unless that is under way: Enter pressed twice stores once."""
        if self._is_working:
            return
        self._is_working = True
        self._forget()

        def done(result: object) -> None:
            if dialog is not None:
                dialog.accept()
            if then is not None and isinstance(result, Submitted):
                then(result)
            else:
                self._context.bus.changed.emit()

        def refuse(error: CodedError) -> None:
            if dialog is not None:
                dialog.refuse(error)
            else:
                self._context.jobs.refused.emit(error)

        self._context.jobs.run(
            self.tr("Saving"), lambda progress: work(), done, refuse, self._end, must_end=True
        )

    def _end(self) -> None:
        self._is_working = False
