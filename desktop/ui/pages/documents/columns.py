"""The columns of the list of issued documents."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from desktop.services.records import DocumentHead
from desktop.ui.models.columns import Column
from desktop.ui.pages.documents.names import kind_name
from desktop.ui.widgets.paper_pill import state_pill, void_pill


def document_columns() -> list[Column[DocumentHead]]:
    """Return the columns of issued documents."""
    translate = QCoreApplication.translate
    return [
        Column("serial", translate("Documents", "Serial"), lambda each: each.serial, 130),
        Column(
            "kind",
            translate("Documents", "Paper"),
            lambda each: kind_name(each.kind),
            230,
            tip=lambda each: kind_name(each.kind),
        ),
        Column("subject", translate("Documents", "About"), lambda each: each.subject, 190),
        Column("issued", translate("Documents", "Date"), lambda each: _day(each.issued_on), 100),
        Column(
            "state",
            translate("Documents", "State"),
            pill=lambda each: (
                void_pill() if each.voided else state_pill(each.state, served_later=False)
            ),
            width=92,
        ),
        Column(
            "printed", translate("Documents", "Printed"), lambda each: _day(each.printed_on), 100
        ),
        Column(
            "handed_out",
            translate("Documents", "Handed out"),
            lambda each: _day(each.handed_out_on),
            100,
        ),
        Column(
            "reprints",
            translate("Documents", "Reprints"),
            lambda each: str(each.reprints or ""),
            70,
            right=True,
            order=lambda each: each.reprints,
        ),
    ]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
