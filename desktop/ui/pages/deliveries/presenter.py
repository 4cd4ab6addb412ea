"""Starts the deliveries page's jobs and brings what came of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.domain.delivery import DeliveryAct, DeliveryOutcome
from desktop.domain.errors import CodedError
from desktop.services import delivery
from desktop.services.clock_effects import ClockEffect
from desktop.services.delivery_day import delivery_day
from desktop.services.progress import Progress
from desktop.ui.jobs import Job
from desktop.ui.pages.page import PageContext

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a delivery on a day would do if it were recorded."""

    occurred_on: date
    outcome: DeliveryOutcome
    effects: tuple[ClockEffect, ...]


class DeliveriesPresenter(QObject):
    """Jobs of the deliveries page.

    ``found`` carries a NoticeToServe, ``foreseen`` a Foreseen, ``recorded`` a DeliveryResult,
    ``proved`` one whose evidence was added, ``withdrawn`` a serial, ``listed`` a DeliveryDay.
    ``refused`` carries an error that belongs to a field; others go to the window.
    """

    found = Signal(object)
    foreseen = Signal(object)
    recorded = Signal(object)
    proved = Signal(object)
    withdrawn = Signal(str)
    listed = Signal(object)
    refused = Signal(object)

    def __init__(self, context: PageContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._desk = context.desk
        self._asking: Job | None = None
        self._is_working = False

    def find(self, serial: str) -> None:
        """Ask for the notice with this serial."""
        self._context.jobs.run(
            self.tr("Looking for the notice"),
            lambda progress: delivery.find_notice(self._desk, serial),
            self.found.emit,
            self._refuse,
        )

    def foresee(self, serial: str, act: DeliveryAct, has_evidence: bool) -> None:
        """Ask what a delivery would do; an older question is forgotten."""
        self.forget()

        def work(progress: Progress) -> Foreseen:
            outcome, effects = delivery.preview(self._desk, serial, act, has_evidence)
            return Foreseen(act.occurred_on, outcome, effects)

        label = self.tr("Computing the clocks")
        self._asking = self._context.jobs.run(label, work, self.foreseen.emit, self._refuse)

    def forget(self) -> None:
        """Want no answer to what was asked last."""
        if self._asking:
            self._asking.abandon()
            self._asking = None

    def record(self, serial: str, act: DeliveryAct, evidence: Sequence[Path]) -> None:
        """Record a delivery."""
        self.forget()
        self._change(
            self.tr("Recording the delivery"),
            lambda: delivery.record(self._desk, serial, act, evidence),
            self.recorded.emit,
        )

    def add_evidence(self, delivery_id: str, paths: Sequence[Path]) -> None:
        """Attach files to a recorded delivery."""
        self._change(
            self.tr("Storing the evidence"),
            lambda: delivery.add_evidence(self._desk, delivery_id, paths),
            self.proved.emit,
        )

    def withdraw(self, delivery_id: str, reason: str) -> None:
        """Take a recorded delivery back."""
        self._change(
            self.tr("Withdrawing the record"),
            lambda: delivery.withdraw(self._desk, delivery_id, reason),
            self.withdrawn.emit,
        )

    def list_day(self, serials: Collection[str]) -> None:
        """Ask for today's records and for what waits; ``serials`` restrict what waits."""
        self._context.jobs.run(
            self.tr("Reading"),
            lambda progress: delivery_day(self._desk, serials),
            self.listed.emit,
        )

    def _change(self, label: str, work: Callable[[], T], tell: Callable[[T], None]) -> None:
        """Start a job that writes, unless one runs: Enter pressed twice records once."""
        if self._is_working:
            return
        self._is_working = True

        def done(result: T) -> None:
            tell(result)
            self._context.bus.changed.emit()

        self._context.jobs.run(label, lambda progress: work(), done, self._refuse, self._ended)

    def _ended(self) -> None:
        self._is_working = False

    def _refuse(self, error: CodedError) -> None:
        if getattr(error, "field", ""):
            self.refused.emit(error)
        else:
            self._context.jobs.refused.emit(error)
