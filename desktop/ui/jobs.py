"""Background work: one worker for everything that touches the database, two for rendering.

A job is a plain function that gets a :class:`Progress`. It runs on a worker thread; its result
comes back on the window's thread::

    context.jobs.run(
        self.tr("Importing the ledger"),
        lambda progress: import_reading(desk, reading, progress),
        on_done=self._imported,
    )

While a job runs longer than 300 ms the window shows its bar, with a button to cancel.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop.domain.errors import Cancelled, CodedError
from desktop.services.progress import CancellableProgress, Progress

T = TypeVar("T")

BUSY_AFTER_MS = 300
_REPORT_EVERY_S = 0.05


def _nothing() -> None:
    """Do nothing, for a callback that is not wanted."""


@dataclass(eq=False, slots=True)
class Job:
    """Work under way: what it is called, how far it is, and how to stop it."""

    label: str
    on_done: Callable[[Any], None]
    on_error: Callable[[CodedError], None] | None
    on_end: Callable[[], None]
    must_end: bool = False
    stage: str = ""
    done: int = 0
    total: int = 0
    _cancelled: threading.Event = field(default_factory=threading.Event)
    _abandoned: bool = False

    def cancel(self) -> None:
        """Ask the job to stop; it stops at its next report, and nothing is shown."""
        self._cancelled.set()

    def abandon(self) -> None:
        """Stop the job, and do not deliver even a finished result: a newer question is asked."""
        self._abandoned = True
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()

    @property
    def is_abandoned(self) -> bool:
        return self._abandoned


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a job came to: a result, or what it raised."""

    job: Job
    result: object = None
    error: BaseException | None = None


class Jobs(QObject):
    """Runs jobs and brings their results back to the window's thread.

    ``busy`` carries the job to show in the bar, or None when there is none; ``reported`` says
    that its stage moved on; ``refused`` carries a CodedError nobody else handles; ``crashed``
    any other exception, which is a bug of ours.
    """

    busy = Signal(object)
    reported = Signal(object)
    refused = Signal(object)
    crashed = Signal(object)
    _came_out = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_pools()
        self._running: list[Job] = []
        self._put_off: list[Callable[[], None]] = []
        self._shown: Job | None = None
        self._closed = False
        self._timer = QTimer(self, singleShot=True, interval=BUSY_AFTER_MS)
        self._timer.timeout.connect(self._show_busy)
        self._came_out.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        label: str,
        function: Callable[[Progress], T],
        on_done: Callable[[T], None],
        on_error: Callable[[CodedError], None] | None = None,
        on_end: Callable[[], None] = _nothing,
        database: bool = True,
        must_end: bool = False,
    ) -> Job:
        """Start ``function`` on a worker and return its job.

        ``on_done`` gets the result. ``on_error`` gets a RuleViolation or ExpectedFailure; without
        it the window shows the words. ``on_end`` is called after either, and after a cancel: the
        place to enable a button again. ``database=False`` is for work that only renders,
        or reads for seconds on a connection of its own. ``must_end`` is for work that changes
        something: see :meth:`when_free`.
        """
        job = Job(label, on_done, on_error, on_end, must_end)
        self._running.append(job)
        if not self._timer.isActive():
            self._timer.start()
        pool = self._database if database else self._rendering
        pool.submit(self._work, job, function)
        return job

    @property
    def is_busy(self) -> bool:
        return bool(self._running)

    def when_free(self, act: Callable[[], None]) -> None:
        """Call ``act`` now, or as soon as no work runs that must end and be told of."""
        self._put_off.append(act)
        self._act_if_free()

    def abandon_all(self) -> None:
        """Stop what runs and forget what waits: the window that asked is going away."""
        for job in self._running:
            job.abandon()

    def empty(self) -> None:
        """Cancel everything and wait until nothing runs; what comes out late reaches nobody."""
        self._end_all()
        self._put_off.clear()
        self._show(None)
        self._make_pools()

    def close(self) -> None:
        """Cancel everything and wait until no worker is left."""
        self._closed = True
        self._end_all()

    def _make_pools(self) -> None:
        self._database = ThreadPoolExecutor(1, thread_name_prefix="database")
        self._rendering = ThreadPoolExecutor(2, thread_name_prefix="rendering")

    def _end_all(self) -> None:
        self.abandon_all()
        for pool in (self._database, self._rendering):
            pool.shutdown(wait=True, cancel_futures=True)
        self._running.clear()

    def _work(self, job: Job, function: Callable[[Progress], T]) -> None:
        """Run on a worker thread."""
        progress = CancellableProgress(self._listener(job), lambda: job.is_cancelled)
        try:
            if job.is_cancelled:
                raise Cancelled
            outcome = _Outcome(job, result=function(progress))
        except BaseException as error:  # every end of a job must reach the window
            outcome = _Outcome(job, error=error)
        if not self._closed:
            self._came_out.emit(outcome)

    def _listener(self, job: Job) -> Callable[[str, int, int], None]:
        """Return what notes a job's reports and passes on at most twenty a second."""
        last = 0.0

        def listen(stage: str, done: int, total: int) -> None:
            nonlocal last
            job.stage, job.done, job.total = stage, done, total
            now = time.monotonic()
            if now - last > _REPORT_EVERY_S and not self._closed:
                last = now
                self.reported.emit(job)

        return listen

    def _deliver(self, outcome: _Outcome) -> None:
        """Hand the outcome to whoever asked, on the window's thread."""
        job = outcome.job
        if self._closed or job not in self._running:
            return
        self._running.remove(job)
        self._show_next()
        try:
            if not job.is_abandoned:
                self._conclude(outcome)
        finally:
            self._act_if_free()

    def _conclude(self, outcome: _Outcome) -> None:
        try:
            self._hand_over(outcome)
        finally:
            outcome.job.on_end()

    def _act_if_free(self) -> None:
        while self._put_off and not any(job.must_end for job in self._running):
            self._put_off.pop(0)()

    def _hand_over(self, outcome: _Outcome) -> None:
        job, error = outcome.job, outcome.error
        if error is None:
            job.on_done(outcome.result)
        elif isinstance(error, CodedError):
            (job.on_error or self.refused.emit)(error)
        elif not isinstance(error, Cancelled):
            self.crashed.emit(error)

    def _show_busy(self) -> None:
        waiting = [job for job in self._running if not job.is_abandoned]
        self._show(waiting[0] if waiting else None)

    def _show_next(self) -> None:
        """Take a bar away that has nothing to show; jobs that remain get another 300 ms."""
        if self._shown not in self._running:
            self._show(None)
        if not self._running:
            self._timer.stop()
        elif self._shown is None and not self._timer.isActive():
            self._timer.start()

    def _show(self, job: Job | None) -> None:
        if job is not self._shown:
            self._shown = job
            self.busy.emit(job)
