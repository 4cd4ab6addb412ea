"""Everything that happened to a debtor, newest first, from the journal."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.services.dossier import Dossier
from desktop.services.records import JournalEntry
from desktop.ui.models.columns import Column
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.dossier.journal_words import (
    CLAIM_KINDS,
    DELIVERY_KINDS,
    GUARANTEE_KINDS,
    LEDGER_KINDS,
    NOTICE_KINDS,
    PAPER_KINDS,
    kind_pill,
    sentence,
)
from desktop.ui.theme import SPACE_12
from desktop.ui.widgets.chips import Chips
from desktop.ui.widgets.table import LineTable

_GROUPS = {
    "ledger": LEDGER_KINDS,
    "papers": (*NOTICE_KINDS, *PAPER_KINDS),
    "deliveries": DELIVERY_KINDS,
    "events": CLAIM_KINDS,
    "guarantees": GUARANTEE_KINDS,
}


class TimelineTab(QWidget):
    """The journal about this debtor, filtered by chips."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[JournalEntry, ...] = ()
        self._party_id = ""
        self._names: Mapping[str, str] = {}
        self._build()
        self.chips.changed.connect(self._filter)

    def show_dossier(self, shown: Dossier) -> int:
        """Show the timeline and return how long it is."""
        self._entries, self._party_id = shown.timeline, shown.party.id
        self._names = shown.names
        self._filter()
        return len(self._entries)

    def _build(self) -> None:
        self.chips = Chips(
            [
                ("all", self.tr("All")),
                ("ledger", self.tr("Ledger")),
                ("papers", self.tr("Papers")),
                ("deliveries", self.tr("Deliveries")),
                ("events", self.tr("Events")),
                ("guarantees", self.tr("Guarantees")),
                ("notes", self.tr("Notes")),
            ]
        )
        self.chips.set_value("all")
        self.model: ListModel[JournalEntry] = ListModel(
            [
                Column("day", self.tr("Day"), lambda entry: str(entry.occurred_on), 92),
                Column("kind", self.tr("Kind"), width=76, pill=kind_pill),
                Column("what", self.tr("What happened"), self._words, 620),
                Column("by", self.tr("By"), self._operator, 80, muted=True),
                Column(
                    "recorded",
                    self.tr("Recorded"),
                    lambda entry: f"{entry.recorded_at:%Y-%m-%d %H:%M}",
                    130,
                    muted=True,
                ),
            ],
            self,
        )
        self.table = LineTable(self.model, "dossier-timeline")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE_12, 0, 0)
        layout.setSpacing(SPACE_12)
        layout.addWidget(self.chips)
        layout.addWidget(self.table, 1)

    def _words(self, entry: JournalEntry) -> str:
        return sentence(entry, self._party_id)

    def _operator(self, entry: JournalEntry) -> str:
        return self._names.get(entry.operator_id, "")

    def _filter(self) -> None:
        chosen = self.chips.value()
        shown = [entry for entry in self._entries if chosen in ("all", _group(entry))]
        self.model.set_records(shown)
        self.table.set_foot(self.tr("%n entry(s)", "", len(shown)))


def _group(entry: JournalEntry) -> str:
    return next((name for name, kinds in _GROUPS.items() if entry.kind in kinds), "notes")
