"""The right side: what was recorded today, and what still waits to be served."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.rounds import NoticeState
from desktop.services.delivery_day import DeliveryDay, RecordedDelivery, WaitingNotice
from desktop.ui.models.columns import Column, Pill
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.deliveries.evidence import ask_evidence
from desktop.ui.pages.deliveries.words import (
    evidence_pill,
    evidence_text,
    last_day_text,
    place_text,
    result_pill,
)
from desktop.ui.theme import SPACE_12, Tone
from desktop.ui.widgets.chips import Chips
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button

RECORDED, WAITING = range(2)


class DayLists(QWidget):
    """Two lists behind two chips.

    ``turned`` says that a person chose another list; ``serial_wanted`` carries a waiting notice's
    serial, ``evidence_added`` the id of a record and the files that prove it.
    """

    turned = Signal()
    serial_wanted = Signal(str)
    evidence_added = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day = DeliveryDay((), (), 0)
        self._build()
        self._connect()
        self._turn()

    @property
    def last(self) -> RecordedDelivery | None:
        """The record made last today."""
        return self.day.recorded[0] if self.day.recorded else None

    def show_day(self, day: DeliveryDay) -> None:
        """Show these lists."""
        self.day = day
        self.recorded.set_records(day.recorded)
        self.waiting.set_records(day.waiting)
        self._recorded_table.set_foot("      ".join(self._sums(day)))
        self._waiting_table.set_foot(self.tr("%n notice(s) to serve", "", len(day.waiting)))
        today, waiting = self.tr("Today {count}"), self.tr("Waiting {count}")
        self._chips.set_label(RECORDED, today.format(count=len(day.recorded)))
        self._chips.set_label(WAITING, waiting.format(count=len(day.waiting)))
        self._offer()

    def turn_to(self, which: int) -> None:
        """Show one of the two lists."""
        self._chips.set_value(which)
        self._turn()

    def open_current(self) -> bool:
        """Take the waiting notice the focus stands on; return whether there was one."""
        record: WaitingNotice | None = self._waiting_table.current_record()
        if record is None or not self._waiting_table.view.hasFocus():
            return False
        self.serial_wanted.emit(record.facts.serial)
        return True

    def _build(self) -> None:
        options = [(RECORDED, self.tr("Today")), (WAITING, self.tr("Waiting"))]
        self._chips = Chips(options)
        self._chips.set_value(RECORDED)
        self._prove = button(self.tr("Add evidence…"))
        line = QHBoxLayout()
        line.addWidget(self._chips, 1)
        line.addWidget(self._prove)
        self.recorded: ListModel[RecordedDelivery] = ListModel(recorded_columns(), self)
        self.waiting: ListModel[WaitingNotice] = ListModel(waiting_columns(), self)
        self._recorded_table = LineTable(self.recorded, "deliveries_recorded")
        self._waiting_table = LineTable(self.waiting, "deliveries_waiting")
        self._tables = QStackedWidget()
        self._tables.addWidget(self._recorded_table)
        self._tables.addWidget(self._waiting_table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_12)
        layout.addLayout(line)
        layout.addWidget(self._tables, 1)

    def _connect(self) -> None:
        self._chips.changed.connect(self._turn)
        self._chips.changed.connect(self.turned)
        self._waiting_table.opened.connect(lambda each: self.serial_wanted.emit(each.facts.serial))
        self._recorded_table.current_changed.connect(lambda: self._offer())
        self._prove.clicked.connect(self._ask_evidence)

    def _turn(self) -> None:
        which = self._chips.value()
        self._tables.setCurrentIndex(WAITING if which == WAITING else RECORDED)
        self._prove.setVisible(which == RECORDED)
        self._offer()

    def _offer(self) -> None:
        self._prove.setEnabled(self._recorded_table.current_record() is not None)

    def _ask_evidence(self) -> None:
        record: RecordedDelivery | None = self._recorded_table.current_record()
        paths = ask_evidence(self) if record else []
        if record and paths:
            self.evidence_added.emit(record.delivery.id, paths)

    def _sums(self, day: DeliveryDay) -> list[str]:
        served = sum(each.counts for each in day.recorded)
        bare = sum(evidence_pill(each) is not None for each in day.recorded)
        return [
            self.tr("%n recorded", "", len(day.recorded)),
            self.tr("%n served", "", served),
            self.tr("%n without evidence", "", bare),
        ]


def recorded_columns() -> list[Column[RecordedDelivery]]:
    """Return the columns of today's records."""
    translate = QCoreApplication.translate
    return [
        Column(
            "serial", translate("Deliveries", "Serial"), lambda each: each.delivery.serial, width=92
        ),
        Column(
            "debtor", translate("Deliveries", "Debtor"), lambda each: each.delivery.debtor, width=74
        ),
        Column(
            "place",
            translate("Deliveries", "Village"),
            lambda each: place_text(each.delivery.village, each.delivery.group),
            width=112,
        ),
        Column(
            "result",
            translate("Deliveries", "Result"),
            pill=result_pill,
            tip=lambda each: each.delivery.result,
            width=96,
        ),
        Column("last_day", translate("Deliveries", "Limitation"), last_day_text, width=96),
        Column(
            "evidence",
            translate("Deliveries", "Evidence"),
            evidence_text,
            pill=evidence_pill,
            width=84,
        ),
    ]


def waiting_columns() -> list[Column[WaitingNotice]]:
    """Return the columns of the notices that wait."""
    translate = QCoreApplication.translate
    return [
        Column(
            "serial", translate("Deliveries", "Serial"), lambda each: each.facts.serial, width=92
        ),
        Column(
            "debtor", translate("Deliveries", "Debtor"), lambda each: each.facts.debtor, width=74
        ),
        Column(
            "place",
            translate("Deliveries", "Village"),
            lambda each: place_text(each.facts.village, each.facts.group),
            width=112,
        ),
        Column(
            "issued_on",
            translate("Deliveries", "Dated"),
            lambda each: each.facts.issued_on.isoformat(),
            width=92,
        ),
        Column("state", translate("Deliveries", "State"), pill=state_pill, width=88),
        Column(
            "total",
            translate("Deliveries", "Total owed"),
            amount=lambda each: each.facts.total_fen,
            width=100,
        ),
    ]


def state_pill(waiting: WaitingNotice) -> Pill:
    """Return how far a notice has come."""
    translate = QCoreApplication.translate
    return {
        NoticeState.GENERATED: Pill(translate("Deliveries", "not printed"), Tone.MUTED),
        NoticeState.PRINTED: Pill(translate("Deliveries", "printed"), Tone.INFO),
        NoticeState.HANDED_OUT: Pill(translate("Deliveries", "handed out"), Tone.WARNING),
    }[waiting.notice.state]
