"""Starts the jobs of the repayments page and brings what came of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter

from desktop.domain.errors import CodedError, RuleViolation
from desktop.domain.page import Page
from desktop.domain.rounds import NoticeState
from desktop.services.approvals import Submitted
from desktop.services.documents import issuing
from desktop.services.ports import Desk
from desktop.services.progress import Progress
from desktop.services.repayment_ports import OpenDifference
from desktop.services.repayments import confirming, days, quoting, receipts, requests
from desktop.services.repayments.payments import Payment
from desktop.services.repayments.quoting import Quote
from desktop.services.repayments.requests import Recorded
from desktop.ui.jobs import Job
from desktop.ui.pages.one_at_a_time import OneAtATime
from desktop.ui.pages.page import PageContext
from desktop.ui.printer import Printout


@dataclass(frozen=True, slots=True)
class Quoted:
    """A payment worked out, and the pages of the receipt it would have."""

    quote: Quote
    pages: tuple[Page, ...]


class RepaymentsPresenter(OneAtATime):
    """Jobs about repayments.

    ``found`` carries the Debts of a debtor, ``quoted`` a Quoted, ``unquoted`` why there is none,
    ``recorded`` a StoredRepayment that is booked, ``submitted`` a Submitted that needs its checker,
    ``printed`` a Printout, ``written`` the Path of a PDF, ``listed`` a DayList, ``told`` the
    differences from the ledger.
    ``refused`` carries what a person can correct.
    """

    found = Signal(object)
    quoted = Signal(object)
    unquoted = Signal(object)
    recorded = Signal(object)
    submitted = Signal(object)
    printed = Signal(object)
    written = Signal(object)
    listed = Signal(object)
    told = Signal(object)
    refused = Signal(object)

    def __init__(self, context: PageContext, parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self._quoting: Job | None = None

    def find(self, party_id: str, day: date) -> None:
        """Ask what a debtor owes."""
        self._context.jobs.run(
            self.tr("Reading"),
            lambda progress: quoting.owed(self._desk, party_id, day),
            self.found.emit,
            self.refused.emit,
        )

    def quote(self, payment: Payment) -> None:
        """Work a payment out; an older question is forgotten."""
        self.forget()
        self._quoting = self._context.jobs.run(
            self.tr("Working the payment out"),
            lambda progress: _quoted(self._desk, payment),
            self.quoted.emit,
            self.unquoted.emit,
        )

    def forget(self) -> None:
        """Want no answer to what was asked last."""
        if self._quoting is not None:
            self._quoting.abandon()
            self._quoting = None

    def record(self, quote: Quote, *, again: bool) -> None:
        """Take a payment as it was quoted: once."""
        self.forget()
        self._run(
            self.tr("Recording the repayment"),
            lambda progress: requests.record(self._desk, quote.payment, quote.token, again),
            self._tell_recorded,
        )

    def print_receipt(self, serial: str, printer: QPrinter) -> None:
        """Print a receipt, marked as a reprint where it came out before, and write that down."""
        desk = self._desk
        is_reprint = False

        def lay_out(progress: Progress) -> Iterable[Page]:
            nonlocal is_reprint
            is_reprint = receipts.was_printed(desk, serial)
            return issuing.lay_out(desk, [serial], is_reprint)

        def note(out: Printout) -> None:
            issuing.note_documents_printed(desk, out.serials, len(out.pages), is_reprint)
            if not is_reprint:
                issuing.mark_documents(desk, out.serials, NoticeState.PRINTED)

        self._print(printer, lay_out, note, self.printed.emit)

    def write_receipt(self, serial: str, path: Path) -> None:
        """Save a receipt as a PDF, to be printed elsewhere."""
        self._run(
            self.tr("Writing the papers"),
            lambda progress: receipts.write_receipt(self._desk, serial, path, progress),
            lambda _: self._changed(lambda: self.written.emit(path)),
        )

    def list_day(self, day: date) -> None:
        """Ask for what was taken on a day."""
        self._context.jobs.run(
            self.tr("Reading"),
            lambda progress: days.day_list(self._desk, day),
            self.listed.emit,
        )

    def list_differences(self) -> None:
        """Ask for what the newest ledger says otherwise."""
        self._context.jobs.run(
            self.tr("Reading"),
            lambda progress: confirming.differences(self._desk),
            self.told.emit,
        )

    def decide(self, found: OpenDifference, *, booked: bool, note: str) -> None:
        """Write down what a person found out about a difference."""
        ids = found.repayment.id, found.share.loan_id
        self._run(
            self.tr("Saving"),
            lambda progress: confirming.decide(self._desk, *ids, booked, note),
            lambda _: self._changed(self.list_differences),
        )

    def reverse(self, receipt: str, reason: str) -> None:
        """Ask for the reversal of a repayment."""
        self._submit(lambda: requests.reverse(self._desk, receipt, reason))

    def close_day(
        self, day: date, counts: Mapping[int, int], counted_fen: int, reason: str
    ) -> None:
        """Ask for the close of a day; ``counts`` are notes and coins by their fen."""
        self._submit(lambda: requests.close_day(self._desk, day, counted_fen, counts, reason))

    def reopen_day(self, day: date, reason: str) -> None:
        """Ask for a closed day to be opened again."""
        self._submit(lambda: requests.reopen_day(self._desk, day, reason))

    def _submit(self, work: Callable[[], Submitted]) -> None:
        self._run(self.tr("Submitting"), lambda progress: work(), self.submitted.emit)

    def _tell_recorded(self, recorded: Recorded) -> None:
        """Tell what is booked; what waits for a checker is followed to his signature."""
        stored = recorded.repayment
        if stored is None:
            self.submitted.emit(Submitted(recorded.item, None))
        else:
            self._changed(lambda: self.recorded.emit(stored))

    def _refuse(self, error: CodedError) -> None:
        if isinstance(error, RuleViolation) and error.field:
            self.refused.emit(error)
        else:
            super()._refuse(error)


def _quoted(desk: Desk, payment: Payment) -> Quoted:
    """Work a payment out, and lay its receipt out beside it."""
    quote, draft = receipts.preview(desk, payment)
    return Quoted(quote, tuple(desk.papers.document_pages(draft, None, {})))
