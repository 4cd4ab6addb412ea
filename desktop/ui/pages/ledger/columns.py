"""The columns of the ledger."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from desktop.domain.limitation import FIRST_DAY
from desktop.services.list_records import LedgerLine, SortKey
from desktop.ui.models.columns import Column, Pill
from desktop.ui.theme import Tone
from desktop.ui.widgets.clock_pill import clock_pill

_LONGEST_PERIOD = 3
"""Years of the longest limitation period: a later last day needs an event."""


def ledger_columns(today: date) -> list[Column[LedgerLine]]:
    """Return the columns; the clocks are judged by ``today``."""
    translate = QCoreApplication.translate
    return [
        Column(
            "borrower",
            translate("Ledger", "Borrower"),
            lambda line: line.borrower,
            width=96,
            sort=SortKey.BORROWER,
        ),
        Column("place", translate("Ledger", "Village"), place, width=136, sort=SortKey.ROUTE),
        Column(
            "loan_no",
            translate("Ledger", "Loan number"),
            lambda line: line.loan_no,
            width=150,
            sort=SortKey.LOAN_NO,
        ),
        Column(
            "disbursed_on",
            translate("Ledger", "Lent"),
            lambda line: _day(line.disbursed_on),
            width=96,
            shown=False,
        ),
        Column(
            "due_on",
            translate("Ledger", "Due"),
            lambda line: _day(line.due_on),
            width=96,
            sort=SortKey.DUE_ON,
        ),
        Column(
            "balance",
            translate("Ledger", "Principal"),
            amount=lambda line: line.balance_fen,
            width=112,
            sort=SortKey.BALANCE,
        ),
        Column(
            "interest",
            translate("Ledger", "Interest owed"),
            amount=lambda line: line.on_balance_interest_fen + line.off_balance_interest_fen,
            width=112,
            sort=SortKey.INTEREST,
        ),
        Column(
            "five_class",
            translate("Ledger", "Class"),
            lambda line: line.five_class,
            width=64,
            sort=SortKey.FIVE_CLASS,
        ),
        Column(
            "last_day",
            translate("Ledger", "Limitation"),
            pill=lambda line: clock_pill(line.clock_state, line.last_day, today),
            width=140,
            sort=SortKey.LAST_DAY,
        ),
        Column("proved", translate("Ledger", "Proved"), proved_text, width=142, pill=unproved_pill),
        Column(
            "officer",
            translate("Ledger", "Officer"),
            lambda line: line.officer,
            width=84,
            sort=SortKey.OFFICER,
        ),
        Column("status", translate("Ledger", "Status"), pill=status_pill, width=96, shown=False),
    ]


def place(line: LedgerLine) -> str:
    """Return village and group as one reads them: ``常家湖村 3 组``."""
    return " ".join(part for part in (line.village or line.township, line.group) if part)


def proved_text(line: LedgerLine) -> str:
    """Say what the last day stands on: the due date alone, or evidence; nothing if neither."""
    last, due = line.last_day, line.due_on
    if last is None or due is None or line.proved_last_day != last:
        return ""
    if last.year - max(due, FIRST_DAY).year <= _LONGEST_PERIOD:
        return QCoreApplication.translate("Ledger", "from the due date")
    return QCoreApplication.translate("Ledger", "proved")


def unproved_pill(line: LedgerLine) -> Pill | None:
    """Warn that the last day is only claimed, and name the earlier day that is proved."""
    if line.proved_last_day == line.last_day:
        return None
    if line.proved_last_day is None:
        return Pill(QCoreApplication.translate("Ledger", "no evidence"), Tone.WARNING)
    words = QCoreApplication.translate("Ledger", "only to {day}")
    return Pill(words.format(day=line.proved_last_day.isoformat()), Tone.WARNING)


def status_pill(line: LedgerLine) -> Pill | None:
    """Return whether a loan still stands in the newest ledger; nothing for an ordinary one."""
    translate = QCoreApplication.translate
    words = {
        "missing": Pill(translate("Ledger", "missing"), Tone.WARNING),
        "settled": Pill(translate("Ledger", "settled"), Tone.GOOD),
        "moved": Pill(translate("Ledger", "moved"), Tone.MUTED),
    }
    return words.get(line.status)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
