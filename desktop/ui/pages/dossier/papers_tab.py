"""The papers of a debtor: what was issued and how far it came, deliveries and their evidence."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.dossier import Dossier
from desktop.services.records import Delivery
from desktop.ui.models.columns import Column, Pill
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.dossier.paper_lines import PaperLine, paper_columns, paper_lines
from desktop.ui.theme import SPACE_8, SPACE_12, Tone
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button, label


class PapersTab(QWidget):
    """``print_wanted`` carries a PaperLine, ``evidence_wanted`` a Delivery with evidence."""

    print_wanted = Signal(object)
    evidence_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()
        self._connect()

    def show_dossier(self, shown: Dossier) -> int:
        """Show papers and deliveries and return how many papers there are."""
        known = self.paper_table.current_record()
        lines = paper_lines(shown)
        self.papers.set_records(lines)
        self.deliveries.set_records(shown.deliveries)
        self.paper_table.set_foot(self.tr("%n paper(s)", "", len(lines)))
        self.delivery_table.set_foot(self.tr("%n delivery record(s)", "", len(shown.deliveries)))
        if lines:
            self.stand_on(known.serial if known else "")
        if shown.deliveries:
            self.delivery_table.select_row(0)
        self._offer()
        return len(lines) + sum(each.evidence for each in shown.deliveries)

    def stand_on(self, serial: str) -> None:
        """Select a paper, the newest one for a serial that is not among them."""
        serials = [each.serial for each in self.papers.records]
        self.paper_table.select_row(serials.index(serial) if serial in serials else 0)

    def _build(self) -> None:
        self.papers: ListModel[PaperLine] = ListModel(paper_columns(), self)
        self.deliveries: ListModel[Delivery] = ListModel(delivery_columns(), self)
        self.paper_table = LineTable(self.papers, "dossier-papers")
        self.delivery_table = LineTable(self.deliveries, "dossier-deliveries")
        self.reprint = button(self.tr("Print again"))
        self.evidence = button(self.tr("Open the evidence"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE_12, 0, 0)
        layout.setSpacing(SPACE_8)
        layout.addLayout(_headed(self.tr("Issued papers"), self.reprint))
        layout.addWidget(self.paper_table, 1)
        layout.addLayout(_headed(self.tr("Deliveries"), self.evidence))
        layout.addWidget(self.delivery_table, 1)

    def _connect(self) -> None:
        self.paper_table.current_changed.connect(lambda _: self._offer())
        self.delivery_table.current_changed.connect(lambda _: self._offer())
        self.paper_table.opened.connect(self.print_wanted)
        self.delivery_table.opened.connect(self._open)
        self.reprint.clicked.connect(
            lambda: self.print_wanted.emit(self.paper_table.current_record())
        )
        self.evidence.clicked.connect(lambda: self._open(self.delivery_table.current_record()))

    def _offer(self) -> None:
        self.reprint.setEnabled(self.paper_table.current_record() is not None)
        delivery = self.delivery_table.current_record()
        self.evidence.setEnabled(delivery is not None and delivery.evidence > 0)

    def _open(self, delivery: Delivery | None) -> None:
        if delivery is not None and delivery.evidence:
            self.evidence_wanted.emit(delivery)


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
