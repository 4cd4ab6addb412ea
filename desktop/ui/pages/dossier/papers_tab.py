"""The papers of a debtor: notices and how far they came, deliveries and their evidence."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.notices import NoticeFacts
from desktop.domain.rounds import NoticeState
from desktop.services.dossier import Dossier
from desktop.services.records import Delivery, Notice
from desktop.ui.models.columns import Column, Pill
from desktop.ui.models.lines import ListModel
from desktop.ui.theme import SPACE_8, SPACE_12, Tone
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button, label


class PapersTab(QWidget):
    """``reprint_wanted`` carries a Notice, ``evidence_wanted`` a Delivery with evidence."""

    reprint_wanted = Signal(object)
    evidence_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()
        self._connect()

    def show_dossier(self, shown: Dossier) -> int:
        """Show notices and deliveries and return how many papers there are."""
        self.notices.set_records(shown.notices)
        self.deliveries.set_records(shown.deliveries)
        self.notice_table.set_foot(self.tr("%n notice(s)", "", len(shown.notices)))
        self.delivery_table.set_foot(self.tr("%n delivery record(s)", "", len(shown.deliveries)))
        if shown.notices:
            self.notice_table.select_row(0)
        if shown.deliveries:
            self.delivery_table.select_row(0)
        self._offer()
        return len(shown.notices) + sum(each.evidence for each in shown.deliveries)

    def _build(self) -> None:
        self.notices: ListModel[Notice] = ListModel(notice_columns(), self)
        self.deliveries: ListModel[Delivery] = ListModel(delivery_columns(), self)
        self.notice_table = LineTable(self.notices, "dossier-notices")
        self.delivery_table = LineTable(self.deliveries, "dossier-deliveries")
        self.reprint = button(self.tr("Print again"))
        self.evidence = button(self.tr("Open the evidence"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE_12, 0, 0)
        layout.setSpacing(SPACE_8)
        layout.addLayout(_headed(self.tr("Notices"), self.reprint))
        layout.addWidget(self.notice_table, 1)
        layout.addLayout(_headed(self.tr("Deliveries"), self.evidence))
        layout.addWidget(self.delivery_table, 1)

    def _connect(self) -> None:
        self.notice_table.current_changed.connect(lambda _: self._offer())
        self.delivery_table.current_changed.connect(lambda _: self._offer())
        self.notice_table.opened.connect(self.reprint_wanted)
        self.delivery_table.opened.connect(self._open)
        self.reprint.clicked.connect(
            lambda: self.reprint_wanted.emit(self.notice_table.current_record())
        )
        self.evidence.clicked.connect(lambda: self._open(self.delivery_table.current_record()))

    def _offer(self) -> None:
        self.reprint.setEnabled(self.notice_table.current_record() is not None)
        delivery = self.delivery_table.current_record()
        self.evidence.setEnabled(delivery is not None and delivery.evidence > 0)

    def _open(self, delivery: Delivery | None) -> None:
        if delivery is not None and delivery.evidence:
            self.evidence_wanted.emit(delivery)


def notice_columns() -> list[Column[Notice]]:
    """Return the columns of the notices."""
    translate = QCoreApplication.translate
    return [
        Column("serial", translate("Dossier", "Serial"), lambda each: each.serial, 130),
        Column("round", translate("Dossier", "Round"), lambda each: str(each.round), 60),
        Column("state", translate("Dossier", "State"), width=120, pill=notice_pill),
        Column(
            "claimed",
            translate("Dossier", "Demanded"),
            amount=lambda each: NoticeFacts.from_json(each.facts).total_fen,
            width=120,
        ),
        Column("issued", translate("Dossier", "Issued"), lambda each: _day(each.issued_on), 100),
        Column("printed", translate("Dossier", "Printed"), lambda each: _day(each.printed_on), 100),
        Column(
            "handed_out",
            translate("Dossier", "Handed out"),
            lambda each: _day(each.handed_out_on),
            100,
        ),
        Column("served", translate("Dossier", "Served"), lambda each: _day(each.served_on), 100),
        Column(
            "reprints",
            translate("Dossier", "Reprints"),
            lambda each: str(each.reprints or ""),
            70,
            right=True,
        ),
    ]


def delivery_columns() -> list[Column[Delivery]]:
    """Return the columns of the deliveries."""
    translate = QCoreApplication.translate
    return [
        Column("day", translate("Dossier", "Day"), lambda each: _day(each.occurred_on), 100),
        Column("serial", translate("Dossier", "Serial"), lambda each: each.serial, 130),
        Column("result", translate("Dossier", "Result"), lambda each: each.result, 300),
        Column("servers", translate("Dossier", "Served by"), _servers, 140),
        Column("note", translate("Dossier", "Note"), lambda each: each.note, 160),
        Column("evidence", translate("Dossier", "Evidence"), width=100, pill=evidence_pill),
    ]


def notice_pill(notice: Notice) -> Pill:
    """Return how far a notice has come."""
    translate = QCoreApplication.translate
    pills = {
        NoticeState.GENERATED: Pill(translate("Dossier", "not printed"), Tone.WARNING),
        NoticeState.PRINTED: Pill(translate("Dossier", "printed"), Tone.MUTED),
        NoticeState.HANDED_OUT: Pill(translate("Dossier", "on the way"), Tone.INFO),
        NoticeState.SERVED: Pill(translate("Dossier", "served"), Tone.GOOD),
        NoticeState.FAILED: Pill(translate("Dossier", "failed"), Tone.DANGER),
    }
    return pills[notice.state]


def evidence_pill(delivery: Delivery) -> Pill:
    """Return whether a delivery is proved, or withdrawn."""
    translate = QCoreApplication.translate
    if delivery.withdrawn:
        return Pill(translate("Dossier", "withdrawn"), Tone.MUTED)
    if not delivery.evidence:
        return Pill(translate("Dossier", "none"), Tone.WARNING)
    files = delivery.evidence
    return Pill(translate("Dossier", "%n file(s)", "", files), Tone.GOOD)


def _headed(title: str, action: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.addWidget(label(title, "card-title"))
    line.addStretch(1)
    line.addWidget(action)
    return line


def _servers(delivery: Delivery) -> str:
    return "、".join(delivery.servers)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
