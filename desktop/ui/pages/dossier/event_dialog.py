"""Enter what happened to a claim: what, when, on which paper; and what that does to its clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desktop.domain.claim_entry import NAMING_A_DAY, ClaimAct
from desktop.domain.errors import CodedError
from desktop.domain.limitation import EventKind, event_label
from desktop.services.clock_effects import ClockEffect
from desktop.services.records import Loan, StoredEvent
from desktop.ui.pages.deliveries.effects import EffectPanel
from desktop.ui.pages.deliveries.evidence import EvidenceLine, dropped_files
from desktop.ui.pages.dossier.entry_dialog import EntryDialog, side_by_side
from desktop.ui.pages.dossier.event_kinds import (
    DEMAND,
    group_names,
    kinds,
    second_day_hint,
    second_day_name,
)
from desktop.ui.widgets.chips import Chips
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.text import label


class EventDialog(EntryDialog):
    """One event of one loan.

    ``changed`` asks for what it would do, ``record_wanted`` carries a ClaimAct and the evidence.
    """

    changed = Signal()
    record_wanted = Signal(object, object)

    def __init__(
        self, loan: Loan, today: Callable[[], date], language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(language, parent)
        self.name(self.tr("Record what happened"), self.tr("Record"))
        self.loan = loan
        self._today = today
        self._kinds = kinds()
        self._build_fields()
        self._connect_fields()
        self._offer_kinds()
        self.group.setFocus()

    def act(self) -> ClaimAct | None:
        """Return what was entered, None while something is missing or no date."""
        kind, day, second = self.kind_chosen, self.day.value(), self.second.value()
        nonsense = bool(self.second.text().strip()) and second is None
        if kind is None or day is None or nonsense:
            return None
        if not second_day_name(kind):
            second = None
        if kind in NAMING_A_DAY and second is None:
            return None
        return ClaimAct(kind, day, second, self.ref.text().strip(), self.note.text().strip())

    @property
    def kind_chosen(self) -> EventKind | None:
        data = self.kind.currentData()
        return EventKind(data) if data else None

    @property
    def has_evidence(self) -> bool:
        return bool(self.evidence.paths)

    def is_whole(self) -> bool:
        return self.act() is not None

    def confirm(self) -> None:
        act = self.act()
        if act is not None:
            self.record_wanted.emit(act, self.evidence.paths)

    def show_effect(self, effect: ClockEffect) -> None:
        """Show what recording it would do."""
        self.refuse(None)
        act = self.act()
        if act is not None:
            self.effects.show_effects(event_label(act.kind), act.occurred_on, [effect])

    def refuse(self, error: CodedError | None) -> None:
        super().refuse(error)
        if error is not None:
            self.effects.show_nothing()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.evidence.add(dropped_files(event.mimeData()))
        event.acceptProposedAction()

    def _build_fields(self) -> None:
        self.setAcceptDrops(True)
        self.group = Chips(group_names(), numbered=True)
        self.group.set_value(DEMAND)
        self.kind = QComboBox()
        self.kind.setMinimumWidth(300)
        self.day = DateEdit(self._today)
        self.second = DateEdit(self._today)
        self._second_hint = label("", "muted")
        self._second_line = side_by_side(self.second, "", self._second_hint)
        self.ref, self.note = QLineEdit(), QLineEdit()
        self.ref.setPlaceholderText(self.tr("number of the paper: receipt, case, agreement"))
        self.evidence = EvidenceLine()
        self.effects = EffectPanel(
            self.tr("Say what happened and when: what it does to the clock shows here")
        )
        self.effects.setMinimumHeight(132)
        head = self.tr("Loan {loan_no}, due {due}")
        due = self.loan.due_on or self.tr("unknown")
        self.lay_out(
            head.format(loan_no=self.loan.loan_no, due=due),
            [
                (self.tr("Sort"), self.group),
                (self.tr("What happened"), side_by_side(self.kind)),
                (self.tr("Day"), side_by_side(self.day)),
                ("", self._second_line),
                (self.tr("Paper"), self.ref),
                (self.tr("Note"), self.note),
                (self.tr("Evidence"), self.evidence),
            ],
            [self.effects],
            {"date": self.day, "restart_on": self.second},
        )

    def _connect_fields(self) -> None:
        self.group.changed.connect(self._offer_kinds)
        self.kind.currentIndexChanged.connect(lambda _: self._show_second())
        self.day.value_changed.connect(lambda _: self._tell())
        self.second.value_changed.connect(lambda _: self._tell())
        self.ref.textEdited.connect(lambda _: self._tell())
        self.evidence.changed.connect(self._tell)

    def _offer_kinds(self) -> None:
        self.kind.blockSignals(True)
        self.kind.clear()
        for kind in self._kinds[str(self.group.value())]:
            self.kind.addItem(event_label(kind), kind.value)
        self.kind.blockSignals(False)
        self._show_second()

    def _show_second(self) -> None:
        """Ask for a second day only of what has one."""
        kind = self.kind_chosen
        name = second_day_name(kind) if kind else ""
        self.show_row(self._second_line, bool(name), name)
        if kind and name:
            self._second_hint.setText(second_day_hint(kind))
        else:
            self.second.clear()
        self._tell()

    def _tell(self) -> None:
        self.refuse(None)
        self.offer()
        if self.act() is None:
            self.effects.show_nothing()
        self.changed.emit()


class EndDialog(EntryDialog):
    """The day a procedure or a cause of suspension ended; ``end_wanted`` carries day and files."""

    end_wanted = Signal(object, object)

    def __init__(
        self,
        event: StoredEvent,
        today: Callable[[], date],
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(language, parent)
        self.name(self.tr("It has ended"), self.tr("Set the end"))
        self.day = DateEdit(today)
        self.evidence = EvidenceLine()
        began = self.tr("{what}, since {day}")
        self.lay_out(
            began.format(what=event_label(event.kind), day=event.occurred_on),
            [(self.tr("Ended on"), side_by_side(self.day)), (self.tr("Evidence"), self.evidence)],
            [label(self.tr("From that day the period runs again."), "muted")],
            {"restart_on": self.day},
        )
        self.day.value_changed.connect(lambda _: self.offer())
        self.offer()

    def is_whole(self) -> bool:
        return self.day.value() is not None

    def confirm(self) -> None:
        if self.is_whole():
            self.end_wanted.emit(self.day.value(), self.evidence.paths)
