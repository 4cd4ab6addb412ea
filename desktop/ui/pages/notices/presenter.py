"""Starts the notices page's jobs and brings what came of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter

from desktop.domain.errors import CodedError
from desktop.domain.notices import NoticeFacts
from desktop.domain.rounds import NoticeState
from desktop.services import notices
from desktop.services.batches import open_batches
from desktop.services.lists import frame
from desktop.services.notices import Choice, IssuedBatch
from desktop.services.paper_archive import PaperKind
from desktop.services.paper_ports import PaperProblem
from desktop.services.progress import Progress
from desktop.services.proposals import propose
from desktop.ui.jobs import Job
from desktop.ui.pages.notices.selection import Candidate, candidate_of
from desktop.ui.pages.one_at_a_time import OneAtATime
from desktop.ui.pages.page import PageContext
from desktop.ui.printer import Printout

T = TypeVar("T")

AT_FIELDS = ("as_of", "serial")


@dataclass(frozen=True, slots=True)
class Checked:
    """The notices as they would be, what of them would not print, and the ledger's date."""

    facts: tuple[NoticeFacts, ...]
    problems: tuple[PaperProblem, ...]
    ledger_day: date | None


class NoticesPresenter(OneAtATime):
    """Jobs of the notices page.

    ``proposed`` carries Candidates, ``checked`` a Checked, ``issued`` an IssuedBatch,
    ``written`` a PaperKind and its PrintedFile, ``printed`` the serials that went to a printer,
    ``stopped`` those that came out before it stopped midway, ``listed`` OpenBatches,
    ``reprinted`` where to (a file's name, "" for a printer) and how many pages. ``refused`` carries
    the name of a field
    and what is wrong with it; every other error goes to the window. ``working`` says whether a
    job that changes something runs: nothing else may be started then.
    """

    proposed = Signal(object)
    checked = Signal(object)
    issued = Signal(object)
    written = Signal(object, object)
    printed = Signal(object)
    stopped = Signal(object)
    listed = Signal(object)
    marked = Signal()
    reprinted = Signal(str, int)
    refused = Signal(str, object)

    def __init__(self, context: PageContext, parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self._proposing: Job | None = None

    def propose(self, day: date) -> None:
        """Ask who is due on a day; an older question is forgotten."""
        if self._proposing:
            self._proposing.abandon()

        def work(progress: Progress) -> list[Candidate]:
            return [candidate_of(each) for each in propose(self._desk, day, progress=progress)]

        label = self.tr("Looking who is due")
        self._proposing = self._context.jobs.run(label, work, self.proposed.emit, self._refuse)

    def check(self, choices: Sequence[Choice], day: date) -> None:
        """Work out the notices and look for what would not print."""

        def work(progress: Progress) -> Checked:
            facts = notices.preview(self._desk, choices, day, progress)
            problems = tuple(self._desk.papers.check(facts))
            return Checked(facts, problems, frame(self._desk).ledger_day)

        self._run(self.tr("Checking the notices"), work, self.checked.emit)

    def issue(self, choices: Sequence[Choice], day: date) -> None:
        """Give the notices their serials: once."""
        self._run(
            self.tr("Issuing the notices"),
            lambda progress: notices.issue(self._desk, choices, day, progress),
            lambda batch: self._changed(lambda: self.issued.emit(batch)),
        )

    def write(
        self, batch: IssuedBatch, kind: PaperKind, path: Path, *, with_cover: bool = False
    ) -> None:
        """Write the papers of a batch to a file or folder; again and again if need be."""
        self._run(
            self.tr("Writing the papers"),
            lambda progress: notices.write_paper(
                self._desk, batch.batch_id, batch.facts, kind, path, progress, with_cover
            ),
            lambda printed: self.written.emit(kind, printed),
        )

    def print_out(
        self,
        serials: Sequence[str],
        printer: QPrinter,
        is_reprint: bool,
        *,
        with_cover: bool = False,
    ) -> None:
        """Print issued notices, and write down those that came out whole.

        Where the printer stops midway, the others stay as they are and can be printed again.
        Several new notices may have a cover in front, to be counted by.
        """
        desk, cover = self._desk, with_cover and len(serials) > 1
        self._print(
            printer,
            lambda progress: notices.lay_out(desk, serials, is_reprint, progress, cover),
            lambda out: notices.note_printed(desk, out.serials, len(out.pages), is_reprint),
            lambda out: self._tell_printed(out, is_reprint),
        )

    def _tell_printed(self, out: Printout, is_reprint: bool) -> None:
        if is_reprint:
            self.reprinted.emit("", len(out.pages))
        elif out.stopped:
            self.stopped.emit(out.serials)
        elif out.serials:  # else the cover alone was wanted, by its page range
            self.printed.emit(out.serials)

    def list_batches(self) -> None:
        """Ask for the batches nobody confirmed."""
        self._context.jobs.run(
            self.tr("Reading"), lambda progress: open_batches(self._desk), self.listed.emit
        )

    def mark(self, serials: Sequence[str], state: NoticeState) -> None:
        """Note that notices were printed or handed out."""
        self._run(
            self.tr("Saving"),
            lambda progress: notices.mark(self._desk, serials, state),
            lambda _: self._changed(self.marked.emit),
        )

    def reprint(self, serials: Sequence[str], kind: PaperKind, path: Path) -> None:
        """Write issued notices again, marked as a reprint."""
        self._run(
            self.tr("Reprinting"),
            lambda progress: notices.reprint(self._desk, serials, kind, path, progress),
            lambda done: self._changed(lambda: self.reprinted.emit(done.path.name, done.pages)),
        )

    def _refuse(self, error: CodedError) -> None:
        field = getattr(error, "field", "")
        if field in AT_FIELDS:
            self.refused.emit(field, error)
        else:
            super()._refuse(error)
