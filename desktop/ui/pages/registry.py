"""The list of pages, in the order of the rail. Only pages that exist have a door.

Pages are imported when they are first opened, so that the window starts fast.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.ui.pages.page import Page, PageContext, PageSpec


def page_specs() -> list[PageSpec]:
    """Return the pages, with their titles in the language of the moment."""
    translate = QCoreApplication.translate
    return [
        PageSpec("ledger", translate("Pages", "Ledger"), _ledger),
    ]


def _ledger(context: PageContext) -> Page:
    from desktop.ui.pages.ledger.page import LedgerPage

    return LedgerPage(context)
