"""The papers of a debtor as one list: demand notices and documents, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from desktop.domain.notices import NoticeFacts
from desktop.domain.rounds import NoticeState
from desktop.services.dossier import Dossier
from desktop.services.records import Document, Notice
from desktop.ui.models.columns import Column, Pill
from desktop.ui.pages.documents.names import kind_name
from desktop.ui.widgets.paper_pill import state_pill, void_pill


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One issued paper. ``claimed_fen`` is what a notice demanded, None for a document."""

    paper: Notice | Document
    name: str
    subject: str
    claimed_fen: int | None
    served_on: date | None

    @property
    def serial(self) -> str:
        return self.paper.serial

    @property
    def state(self) -> NoticeState:
        return self.paper.state

    @property
    def is_notice(self) -> bool:
        return isinstance(self.paper, Notice)


def paper_lines(shown: Dossier) -> Sequence[PaperLine]:
    """Return notices and documents, the newest first."""
    lines = [*map(_of_notice, shown.notices), *map(_of_document, shown.documents)]
    return sorted(lines, key=lambda each: (each.paper.issued_on, each.paper.id), reverse=True)


def paper_columns() -> list[Column[PaperLine]]:
    """Return the columns of issued papers."""
    translate = QCoreApplication.translate
    return [
        Column("serial", translate("Dossier", "Serial"), lambda each: each.serial, 128),
        Column(
            "kind",
            translate("Dossier", "Paper"),
            lambda each: each.name,
            200,
            tip=lambda each: each.name,
        ),
        Column("subject", translate("Dossier", "To whom"), lambda each: each.subject, 100),
        Column("state", translate("Dossier", "State"), width=96, pill=_pill),
        Column(
            "claimed",
            translate("Dossier", "Demanded"),
            amount=lambda each: each.claimed_fen,
            width=112,
        ),
        Column(
            "issued",
            translate("Dossier", "Issued"),
            lambda each: _day(each.paper.issued_on),
            100,
        ),
        Column(
            "printed",
            translate("Dossier", "Printed"),
            lambda each: _day(each.paper.printed_on),
            100,
        ),
        Column(
            "handed_out",
            translate("Dossier", "Handed out"),
            lambda each: _day(each.paper.handed_out_on),
            100,
        ),
        Column("served", translate("Dossier", "Served"), lambda each: _day(each.served_on), 100),
        Column(
            "reprints",
            translate("Dossier", "Reprints"),
            lambda each: str(each.paper.reprints or ""),
            64,
            right=True,
        ),
    ]


def _of_notice(notice: Notice) -> PaperLine:
    facts = NoticeFacts.from_json(notice.facts)
    words = QCoreApplication.translate("Dossier", "Demand notice, round {round}")
    name = words.format(round=notice.round)
    return PaperLine(notice, name, facts.debtor, facts.total_fen, notice.served_on)


def _of_document(document: Document) -> PaperLine:
    return PaperLine(document, kind_name(document.kind), document.subject, None, None)


def _pill(line: PaperLine) -> Pill:
    if isinstance(line.paper, Document) and line.paper.voided:
        return void_pill()
    return state_pill(line.state, served_later=line.is_notice)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
