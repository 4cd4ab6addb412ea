"""What happened to the claims of a debtor and moved their clocks, or was meant to."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.claim_entry import LASTING
from desktop.domain.limitation import Clock, Effect, Step, event_label
from desktop.services.dossier import Dossier, DossierLoan
from desktop.services.records import StoredEvent
from desktop.ui.models.columns import Column, Pill
from desktop.ui.models.lines import ListModel
from desktop.ui.theme import SPACE_8, SPACE_12, Tone
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button, label


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event of a loan, and the step it makes in the clock; None where it counts no more."""

    loan: DossierLoan
    event: StoredEvent
    step: Step | None

    @property
    def is_open(self) -> bool:
        """Whether it began and has no end yet."""
        event = self.event
        return self.can_change and event.kind in LASTING and event.restart_on is None

    @property
    def can_change(self) -> bool:
        """Whether it was entered by hand: what a delivery brought about goes with it."""
        return not self.event.withdrawn and not self.event.delivery_id


class EventsTab(QWidget):
    """Events of all loans, newest first. ``record_wanted`` asks for a new one; the others carry
    a StoredEvent."""

    record_wanted = Signal()
    end_wanted = Signal(object)
    proof_wanted = Signal(object)
    evidence_wanted = Signal(object)
    withdraw_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()
        self._connect()

    def show_dossier(self, shown: Dossier) -> int:
        """Show the events and return how many stand."""
        lines = event_lines(shown)
        standing = sum(not line.event.withdrawn for line in lines)
        self.model.set_records(lines)
        empty = self.tr("Nothing yet: F7 enters a suit, a consent, a payment or an old paper")
        self.table.set_foot(self.tr("%n event(s)", "", standing) if lines else empty)
        if lines:
            self.table.select_row(0)
        self._offer()
        return standing

    def _build(self) -> None:
        self.model: ListModel[EventLine] = ListModel(event_columns(), self)
        self.table = LineTable(self.model, "dossier-events")
        self.record = button(self.tr("Record what happened…"), key="F7")
        self.end = button(self.tr("It has ended…"), key="F8")
        self.proof = button(self.tr("Add evidence…"))
        self.evidence = button(self.tr("Open the evidence"))
        self.withdraw = button(self.tr("Withdraw…"))
        head = QHBoxLayout()
        head.setSpacing(SPACE_8)
        head.addWidget(label(self.tr("Entered by hand, or by a delivery"), "muted"))
        head.addStretch(1)
        for each in (self.evidence, self.proof, self.withdraw, self.end, self.record):
            head.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE_12, 0, 0)
        layout.setSpacing(SPACE_12)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)

    def _connect(self) -> None:
        self.table.current_changed.connect(lambda _: self._offer())
        self.table.opened.connect(lambda line: self.evidence_wanted.emit(line.event))
        self.record.clicked.connect(self.record_wanted)
        for each, signal in (
            (self.end, self.end_wanted),
            (self.proof, self.proof_wanted),
            (self.evidence, self.evidence_wanted),
            (self.withdraw, self.withdraw_wanted),
        ):
            each.clicked.connect(lambda _=False, wish=signal: self._wish(wish))

    def _wish(self, signal: SignalInstance) -> None:
        line = self.table.current_record()
        if line is not None:
            signal.emit(line.event)

    def _offer(self) -> None:
        line: EventLine | None = self.table.current_record()
        self.end.setEnabled(line is not None and line.is_open)
        for each in (self.proof, self.withdraw):
            each.setEnabled(line is not None and line.can_change)
        self.evidence.setEnabled(line is not None and line.can_change and line.event.proved)


def event_lines(shown: Dossier) -> list[EventLine]:
    """Return the events of all loans, the newest first."""
    lines = [
        EventLine(loan, event, step_of(loan.clock, event))
        for loan in shown.loans
        for event in loan.events
    ]
    return sorted(lines, key=lambda line: (line.event.occurred_on, line.event.id), reverse=True)


def step_of(clock: Clock, event: StoredEvent) -> Step | None:
    """Return the step an event makes in its loan's clock; None for a withdrawn one."""
    if event.withdrawn:
        return None
    facts = (event.kind, event.occurred_on, event.restart_on, event.ref)
    for step in clock.steps:
        made = step.event
        if made and (made.kind, made.occurred_on, made.restart_on, made.ref) == facts:
            return step
    return None


def effect_pill(line: EventLine) -> Pill:
    """Return what an event did to the clock, in a word."""
    translate = QCoreApplication.translate
    if line.event.withdrawn:
        return Pill(translate("Events", "withdrawn"), Tone.MUTED)
    if line.step is None:
        return Pill(translate("Events", "not counted"), Tone.MUTED)
    if line.is_open:
        return Pill(translate("Events", "lasts"), Tone.INFO)
    pills = {
        Effect.INTERRUPTED: Pill(translate("Events", "interrupts"), Tone.GOOD),
        Effect.REVIVED: Pill(translate("Events", "revives"), Tone.GOOD),
        Effect.TOO_LATE: Pill(translate("Events", "too late"), Tone.DANGER),
        Effect.SUSPENDED: Pill(translate("Events", "suspends"), Tone.GOOD),
        Effect.ADJUDGED: Pill(translate("Events", "judgment"), Tone.GOOD),
        Effect.ACCELERATED: Pill(translate("Events", "due earlier"), Tone.INFO),
        Effect.NO_EFFECT: Pill(translate("Events", "no effect"), Tone.MUTED),
    }
    if line.step.effect is None:
        return Pill(translate("Events", "counted"), Tone.INFO)
    return pills[line.step.effect]


def proof_pill(line: EventLine) -> Pill:
    """Return whether evidence is attached."""
    translate = QCoreApplication.translate
    if line.event.proved:
        return Pill(translate("Events", "proved"), Tone.GOOD)
    return Pill(translate("Events", "claimed only"), Tone.WARNING)


def event_columns() -> list[Column[EventLine]]:
    """Return the columns of the events."""
    translate = QCoreApplication.translate
    return [
        Column("day", translate("Events", "Day"), lambda line: str(line.event.occurred_on), 100),
        Column("loan", translate("Events", "Loan"), lambda line: line.loan.loan.loan_no, 150),
        Column("what", translate("Events", "What happened"), _what, 220, tip=_why),
        Column("until", translate("Events", "Second day"), _until, 110),
        Column("effect", translate("Events", "Clock"), width=100, pill=effect_pill, tip=_why),
        Column("proof", translate("Events", "Evidence"), width=100, pill=proof_pill),
        Column("ref", translate("Events", "Paper"), lambda line: line.event.ref, 130),
        Column("note", translate("Events", "Note"), lambda line: line.event.note, 160, muted=True),
    ]


def _what(line: EventLine) -> str:
    return event_label(line.event.kind)


def _until(line: EventLine) -> str:
    return line.event.restart_on.isoformat() if line.event.restart_on else ""


def _why(line: EventLine) -> str:
    return f"{line.step.words}  {line.step.article}" if line.step else ""
