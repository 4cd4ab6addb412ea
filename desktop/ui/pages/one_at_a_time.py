"""A presenter that does one thing at a time: Enter pressed twice must not issue twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter

from desktop.domain.errors import CodedError
from desktop.domain.page import Page
from desktop.services.progress import Progress
from desktop.ui.pages.page import PageContext
from desktop.ui.printer import Printout, print_out

T = TypeVar("T")


class OneAtATime(QObject):
    """``working`` says whether a job that changes something runs: no other is started then."""

    working = Signal(bool)

    def __init__(self, context: PageContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._desk = context.desk
        self._is_working = False

    @property
    def is_working(self) -> bool:
        return self._is_working

    def _run(
        self,
        label: str,
        work: Callable[[Progress], T],
        on_done: Callable[[T], None],
        *,
        database: bool = True,
    ) -> None:
        """Start a job unless one runs."""
        if self._is_working:
            return
        self._set_working(True)
        self._context.jobs.run(
            label,
            work,
            on_done,
            self._refuse,
            lambda: self._set_working(False),
            database=database,
            must_end=True,
        )

    def _print(
        self,
        printer: QPrinter,
        lay_out: Callable[[Progress], Iterable[Page]],
        note: Callable[[Printout], None],
        tell: Callable[[Printout], None],
    ) -> None:
        """Print, and write down what came out in the same job: not even a window that closes
        meanwhile keeps what was printed from being recorded.
        """

        def work(progress: Progress) -> Printout:
            out = print_out(printer, lay_out(progress), self._context.fonts, progress)
            if out.serials:
                note(out)
            return out

        def done(out: Printout) -> None:
            self._changed(lambda: tell(out))
            if out.stopped:
                self._refuse(out.stopped)

        self._run(self.tr("Printing"), work, done, database=False)

    def _changed(self, tell: Callable[[], None]) -> None:
        """Tell what was done, then let every page ask again, even where nobody could be told."""
        try:
            tell()
        finally:
            self._context.bus.changed.emit()

    def _refuse(self, error: CodedError) -> None:
        """Send an error to the window; a presenter overrides it for what is shown at a field."""
        self._context.jobs.refused.emit(error)

    def _set_working(self, working: bool) -> None:
        self._is_working = working
        self.working.emit(working)
