"""Asks for a dossier, and writes down what a person found out about a debtor."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter

from desktop.domain.derivation import DerivationSheet
from desktop.domain.errors import CodedError
from desktop.domain.page import Page
from desktop.domain.rounds import NoticeState
from desktop.services.derivation import derive, sheet
from desktop.services.dossier import Dossier, dossier, evidence_of
from desktop.services.export import save_evidence
from desktop.services.progress import Progress
from desktop.services.records import Delivery, Evidence
from desktop.services.reveals import Masked, reveal
from desktop.ui.jobs import Job
from desktop.ui.pages.dossier.derived import derived
from desktop.ui.pages.page import PageContext
from desktop.ui.printer import print_pages


class DossierPresenter(QObject):
    """``shown`` carries a Dossier, ``derived`` how its answers came about.

    ``explained`` carries the DerivationSheet of one loan, ``printed`` and ``written`` what became
    of it on paper (pages, the file's name), ``evidence_read`` a delivery and its files.
    """

    shown = Signal(object)
    derived = Signal(object)
    explained = Signal(object)
    printed = Signal(int)
    written = Signal(str)
    evidence_read = Signal(object, object)

    def __init__(self, context: PageContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._asking: Job | None = None

    def ask(self, party_id: str) -> None:
        """Ask for a debtor's dossier; an older question is forgotten."""
        if self._asking:
            self._asking.abandon()
        desk = self._context.desk
        self._asking = self._context.jobs.run(
            self.tr("Opening the dossier"),
            lambda progress: dossier(desk, party_id),
            self._show,
        )

    def explain(self, loan_id: str) -> None:
        """Ask how everything about a loan was computed."""
        desk = self._context.desk
        self._context.jobs.run(
            self.tr("Computing"),
            lambda progress: sheet(derive(desk, loan_id)),
            self.explained.emit,
        )

    def print_sheet(self, shown: DerivationSheet, printer: QPrinter) -> None:
        """Print how a loan's answers were computed."""
        papers, fonts = self._context.desk.papers, self._context.fonts

        def work(progress: Progress) -> list[Page]:
            return print_pages(printer, papers.derivation_pages(shown), fonts, progress)

        self._context.jobs.run(
            self.tr("Printing"),
            work,
            lambda pages: self.printed.emit(len(pages)),
            database=False,
        )

    def write_sheet(self, shown: DerivationSheet, path: Path) -> None:
        """Write how a loan's answers were computed to a PDF."""
        papers = self._context.desk.papers
        self._context.jobs.run(
            self.tr("Writing the papers"),
            lambda progress: papers.derivation_pdf(shown, path, progress),
            lambda done: self.written.emit(path.name),
            database=False,
        )

    def _show(self, shown: Dossier) -> None:
        """Show the dossier at once; how its answers came about follows."""
        self.shown.emit(shown)
        desk, party_id = self._context.desk, shown.party.id
        self._asking = self._context.jobs.run(
            self.tr("Computing"),
            lambda progress: derived(desk, party_id),
            self.derived.emit,
        )

    def read_evidence(self, delivery: Delivery) -> None:
        """Ask for the files that prove a delivery."""
        desk = self._context.desk
        self._context.jobs.run(
            self.tr("Reading the evidence"),
            lambda progress: evidence_of(desk, delivery.id),
            lambda files: self.evidence_read.emit(delivery, files),
        )

    def save_evidence(self, delivery: Delivery, evidence: Evidence, path: Path) -> None:
        """Write a copy of an evidence file where another program can open it."""
        desk = self._context.desk
        self._write(lambda: save_evidence(desk, delivery, evidence, path))

    def reveal(
        self,
        party_id: str,
        field: Masked,
        reason: str,
        password: str,
        on_done: Callable[[str], None],
        on_error: Callable[[CodedError], None],
    ) -> None:
        """Ask for a masked field in full."""
        desk = self._context.desk
        self._context.jobs.run(
            self.tr("Reading"),
            lambda progress: reveal(desk, party_id, field, reason, password),
            on_done,
            on_error,
        )

    def print_notice(self, party_id: str) -> None:
        """Go to the notices with this debtor chosen."""
        self._context.navigate("notices", party_id=party_id)

    def reprint(self, serial: str) -> None:
        """Go to where an issued notice is printed again."""
        self._context.navigate("notices", reprint=serial)

    def record_delivery(self, serial: str) -> None:
        """Go to the deliveries with a notice in hand."""
        self._context.navigate("deliveries", serial=serial)

    def _write(self, change: Callable[[], object]) -> None:
        self._context.jobs.run(
            self.tr("Saving"),
            lambda progress: change(),
            lambda result: self._context.bus.changed.emit(),
        )


def serial_to_serve(shown: Dossier) -> str:
    """Return the newest notice that still waits to be served, "" where there is none."""
    open_states = (NoticeState.GENERATED, NoticeState.PRINTED, NoticeState.HANDED_OUT)
    waiting = [notice for notice in shown.notices if notice.state in open_states]
    newest = max(waiting, key=lambda notice: (notice.issued_on, notice.serial), default=None)
    return newest.serial if newest else ""
