"""A presenter that does one thing at a time: Enter pressed twice must not issue twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.domain.errors import CodedError
from desktop.services.progress import Progress
from desktop.ui.pages.page import PageContext

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
        )

    def _changed(self, tell: Callable[[], None]) -> None:
        """Tell what was done, then let every page ask again."""
        tell()
        self._context.bus.changed.emit()

    def _refuse(self, error: CodedError) -> None:
        """Send an error to the window; a presenter overrides it for what is shown at a field."""
        self._context.jobs.refused.emit(error)

    def _set_working(self, working: bool) -> None:
        self._is_working = working
        self.working.emit(working)
