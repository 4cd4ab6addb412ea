"""Starts the jobs about documents and brings what came of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter

from desktop.domain.documents import DocumentFacts
from desktop.domain.errors import CodedError, RuleViolation
from desktop.domain.page import Page
from desktop.domain.rounds import NoticeState
from desktop.services.documents import issuing
from desktop.services.documents.builder import Refused
from desktop.services.documents.issuing import IssuedDocuments, Wish
from desktop.services.paper_archive import PaperKind
from desktop.services.paper_ports import PaperProblem, PrintedFile
from desktop.services.ports import Desk
from desktop.services.progress import Progress
from desktop.ui.jobs import Job
from desktop.ui.pages.one_at_a_time import OneAtATime
from desktop.ui.pages.page import PageContext

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Drafted:
    """Documents as they would be: drafts, who is refused, what would not print, and the pages.

    ``pages`` are those of all drafts, empty where they were not asked for.
    """

    drafts: tuple[DocumentFacts, ...]
    refused: tuple[Refused, ...]
    problems: tuple[PaperProblem, ...]
    pages: tuple[Page, ...] = ()


class DocumentsPresenter(OneAtATime):
    """Jobs about documents.

    ``drafted`` carries a Drafted, ``undrafted`` why there is none, ``issued`` an IssuedDocuments,
    ``written`` a PaperKind and its PrintedFile, ``printed`` the Printout of a printer,
    ``marked`` says that states moved on. ``refused`` carries what a person can correct where he
    typed it; every other error goes to the window. ``working`` says whether a job that changes
    something runs: nothing else may be started then.
    """

    drafted = Signal(object)
    undrafted = Signal(object)
    issued = Signal(object)
    written = Signal(object, object)
    printed = Signal(object)
    marked = Signal()
    refused = Signal(object)

    def __init__(self, context: PageContext, parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self._drafting: Job | None = None
        self._has_left = False

    def ask(self, work: Callable[[Progress], T], on_done: Callable[[T], None]) -> None:
        """Read something; what is refused goes to the window."""

        def tell(result: T) -> None:
            if not self._has_left:
                on_done(result)

        self._context.jobs.run(self.tr("Reading"), work, tell)

    def draft(
        self, wishes: Callable[[Progress], Sequence[Wish]], day: date, *, pages: bool
    ) -> None:
        """Work out documents without issuing them; an older question is forgotten."""
        self.forget()
        self._drafting = self._context.jobs.run(
            self.tr("Laying out the papers"),
            lambda progress: _drafted(self._desk, wishes(progress), day, pages, progress),
            self.drafted.emit,
            self.undrafted.emit,
        )

    def forget(self) -> None:
        """Stop working a draft out."""
        if self._drafting is not None:
            self._drafting.abandon()
            self._drafting = None

    def leave(self) -> None:
        """Forget every question: who asked is gone."""
        self.forget()
        self._has_left = True

    def issue(self, wishes: Callable[[Progress], Sequence[Wish]], day: date) -> None:
        """Give the documents their serials: once."""
        self.forget()
        self._run(
            self.tr("Issuing the papers"),
            lambda progress: issuing.issue(self._desk, wishes(progress), day, progress),
            self._tell_issued,
        )

    def write(
        self, serials: Sequence[str], kind: PaperKind, path: Path, *, batch_id: str = ""
    ) -> None:
        """Write documents to a file: those of a batch just issued, else marked as a reprint."""

        def work(progress: Progress) -> PrintedFile:
            if batch_id:
                return issuing.write_documents(self._desk, batch_id, serials, kind, path, progress)
            return issuing.reprint_documents(self._desk, serials, kind, path, progress)

        self._run(
            self.tr("Writing the papers"),
            work,
            lambda printed: self._changed(lambda: self.written.emit(kind, printed)),
        )

    def print_out(self, serials: Sequence[str], printer: QPrinter, *, is_reprint: bool) -> None:
        """Print issued documents, and write down those that came out whole.

        Where the printer stops midway, the others stay as they are and can be printed again.
        """
        desk = self._desk
        self._print(
            printer,
            lambda progress: issuing.lay_out(desk, serials, is_reprint),
            lambda out: issuing.note_documents_printed(
                desk, out.serials, len(out.pages), is_reprint
            ),
            self.printed.emit,
        )

    def mark(self, serials: Sequence[str], state: NoticeState) -> None:
        """Note that documents came out of the printer, or were handed out."""
        self._run(
            self.tr("Saving"),
            lambda progress: issuing.mark_documents(self._desk, serials, state),
            lambda _: self._changed(self.marked.emit),
        )

    def _tell_issued(self, issued: IssuedDocuments) -> None:
        self._changed(lambda: self.issued.emit(issued))

    def _refuse(self, error: CodedError) -> None:
        if isinstance(error, RuleViolation):
            self.refused.emit(error)
        else:
            super()._refuse(error)


def _drafted(
    desk: Desk, wishes: Sequence[Wish], day: date, with_pages: bool, progress: Progress
) -> Drafted:
    built = issuing.draft(desk, wishes, day, progress)
    problems = tuple(desk.papers.check_documents(built.drafts))
    pages: list[Page] = []
    for number, each in enumerate(built.drafts if with_pages else ()):
        progress.report("paint", number, len(built.drafts))
        pages += desk.papers.document_pages(each, None, issuing.pictures_of(desk, [each]))
    return Drafted(built.drafts, built.refused, problems, tuple(pages))
