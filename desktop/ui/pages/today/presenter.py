"""Asks what must be done today, and knows where each line leads."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.services.list_records import LedgerFilter
from desktop.services.lists import sums_of
from desktop.services.ports import Desk
from desktop.services.today import TodayLine, today_board
from desktop.ui.pages.page import Badge, PageContext
from desktop.ui.theme import Tone

URGENT_DAYS = 30


class TodayPresenter(QObject):
    """``shown`` carries a TodayBoard."""

    shown = Signal(object)

    def __init__(self, context: PageContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context

    def ask(self) -> None:
        """Ask for the board of today."""
        desk = self._context.desk
        label = self.tr("Looking what is to be done")
        self._context.jobs.run(label, lambda progress: today_board(desk), self.shown.emit)

    def go(self, line: TodayLine) -> None:
        """Open the list behind a line, filtered."""
        key, arguments = destination(line)
        self._context.navigate(key, **arguments)

    def show_loans(self, wanted: LedgerFilter) -> None:
        """Open the ledger on a filter."""
        self._context.navigate("ledger", wanted=wanted)

    def show_import(self) -> None:
        """Open the page that takes a ledger in."""
        self._context.navigate("import")


def destination(line: TodayLine) -> tuple[str, dict[str, Any]]:
    """Return the page a line leads to, and what that page is to show."""
    if line.kind == "clock":
        return "ledger", {"wanted": line.wanted}
    if line.kind == "missing":
        return "import", {"missing": True}
    if line.kind == "notices_generated":
        return "notices", {"confirm": True}
    if line.kind == "documents_generated":
        return "documents", {"serial": line.serials[-1]}
    if line.kind in ("instalments_missed", "instalments_due", "agreements_unsigned"):
        return "agreements", {}
    if line.kind in ("promises_broken", "promises_due"):
        return "agreements", {"tab": "promises"}
    if line.kind == "open_days":
        return "repayments", {"day": date.fromisoformat(line.nearest_title)}
    if line.kind == "differences":
        return "repayments", {"differences": True}
    if line.kind == "approvals":
        return "approvals", {"mine": True}
    return "deliveries", {"serials": line.serials}


def today_badge(desk: Desk) -> Badge | None:
    """Return how many claims run out within thirty days, for the rail."""
    today = desk.clock.today()
    last = today + timedelta(days=URGENT_DAYS)
    wanted = LedgerFilter(last_day_from=today, last_day_to=last, status="active")
    loans = sums_of(desk, wanted).loans
    return Badge(loans, Tone.DANGER) if loans else None
