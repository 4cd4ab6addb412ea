"""The columns of the list of things to do."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from desktop.services.today import TodayLine
from desktop.ui.models.columns import Column, Pill
from desktop.ui.pages.documents.names import kind_name
from desktop.ui.theme import Tone
from desktop.ui.widgets.clock_pill import NEAR_DAYS, SOON_DAYS


def today_columns(today: date) -> list[Column[TodayLine]]:
    """Return the columns; days of ``today``'s year are shown without the year."""
    translate = QCoreApplication.translate
    return [
        Column("what", translate("Today", "To do"), what, width=200, pill=span),
        Column(
            "count",
            translate("Today", "Number"),
            lambda line: f"{line.count:,}",
            width=68,
            right=True,
            order=lambda line: line.count,
        ),
        Column("principal", translate("Today", "Principal (yuan)"), amount=principal, width=126),
        Column(
            "nearest",
            translate("Today", "Most pressing"),
            lambda line: nearest(line, today),
            width=196,
        ),
        Column("door", "", lambda line: "›", width=34, right=True, muted=True),
    ]


def what(line: TodayLine) -> str:
    """Return what is to be done, in words."""
    translate = QCoreApplication.translate
    if line.kind == "clock":
        return translate("Today", "claims expire")
    if line.kind == "missing":
        return translate("Today", "loans the ledger lost")
    if line.kind == "documents_generated":
        return translate("Today", "papers")
    if line.kind in ("instalments_missed", "instalments_due", "agreements_unsigned"):
        return translate("Today", "agreements")
    if line.kind in ("promises_broken", "promises_due"):
        return translate("Today", "promises")
    if line.kind == "approvals":
        return translate("Today", "approvals")
    if line.kind == "open_days":
        return translate("Today", "days with repayments")
    if line.kind == "differences":
        return translate("Today", "repayments")
    return translate("Today", "notices")


def span(line: TodayLine) -> Pill:
    """Return how urgent a line is, or how far its notices have come."""
    translate = QCoreApplication.translate
    if line.kind == "clock":
        words = translate("Today", "in {days} days").format(days=line.days)
        return Pill(words, _tone(line.days))
    pills = {
        "notices_generated": Pill(translate("Today", "not printed"), Tone.WARNING),
        "notices_printed": Pill(translate("Today", "printed, not served"), Tone.MUTED),
        "notices_handed_out": Pill(translate("Today", "on the way"), Tone.MUTED),
        "documents_generated": Pill(translate("Today", "not printed"), Tone.WARNING),
        "instalments_missed": Pill(translate("Today", "instalment missed"), Tone.DANGER),
        "instalments_due": Pill(translate("Today", "instalment due"), Tone.WARNING),
        "agreements_unsigned": Pill(translate("Today", "not signed"), Tone.MUTED),
        "promises_broken": Pill(translate("Today", "not kept"), Tone.DANGER),
        "promises_due": Pill(translate("Today", "due soon"), Tone.WARNING),
        "open_days": Pill(translate("Today", "not closed"), Tone.WARNING),
        "differences": Pill(translate("Today", "not as in the ledger"), Tone.WARNING),
        "approvals": Pill(translate("Today", "waiting for me"), Tone.WARNING),
        "missing": Pill(translate("Today", "to find out"), Tone.INFO),
    }
    return pills[line.kind]


def principal(line: TodayLine) -> int | None:
    """Return the principal at stake in fen, None for papers."""
    return line.principal_fen if line.kind in ("clock", "missing") else None


def nearest(line: TodayLine, today: date) -> str:
    """Return the most pressing one: its day, its debtor, where."""
    if line.nearest_notice is not None:
        facts = line.nearest_notice
        return f"{_day(facts.issued_on, today)}  {facts.debtor}  {facts.village}"
    if line.nearest_document is not None:
        document = line.nearest_document
        return f"{_day(document.issued_on, today)}  {kind_name(document.kind)}  {document.subject}"
    if line.nearest is None:
        return line.nearest_title
    loan = line.nearest
    day = _day(loan.last_day, today) if line.kind == "clock" and loan.last_day else ""
    return "  ".join(part for part in (day, loan.borrower, loan.village) if part)


def _tone(days: int) -> Tone:
    if days <= NEAR_DAYS:
        return Tone.DANGER
    return Tone.WARNING if days <= SOON_DAYS else Tone.INFO


def _day(day: date, today: date) -> str:
    return f"{day:%m-%d}" if day.year == today.year else day.isoformat()
