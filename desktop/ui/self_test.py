"""Opening every page once, as the installed program's self-test does, without a person."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from desktop.services.list_records import LedgerFilter, SortKey
from desktop.services.lists import ledger_lines, ledger_view
from desktop.services.ports import Desk
from desktop.ui.app import Shell, application_object
from desktop.ui.pages.registry import page_specs

_LONGEST_MS = 15_000
_LOOK_MS = 50


def open_every_page(desk: Desk, fonts: Sequence[Path]) -> list[str]:
    """Open every page on a database and return the keys of those that showed no trouble.

    A page is in trouble when it opens a dialog by itself (a crash report, an error) or does not
    come to rest in time.
    """
    application = application_object()
    shell = Shell(application, fonts, "zh")
    window = shell.work_on(desk)
    sound = []
    for spec in page_specs(desk):
        arguments = {"party_id": _first_party(desk)} if spec.key == "dossier" else {}
        window.navigate(spec.key, **arguments)
        if _comes_to_rest(shell):
            sound.append(spec.key)
    window.close()
    shell.close()
    return sound


def all_pages() -> list[str]:
    """Return the keys of all pages."""
    return [spec.key for spec in page_specs()]


def _first_party(desk: Desk) -> str:
    view = ledger_view(desk, LedgerFilter(), SortKey.ROUTE, False, False)
    return ledger_lines(desk, view.ids[:1])[0].party_id


def _comes_to_rest(shell: Shell) -> bool:
    """Wait until no job runs; close a dialog that came up and tell of it."""
    application = application_object()
    loop, undisturbed, waited = QEventLoop(), True, 0

    def look() -> None:
        nonlocal undisturbed, waited
        waited += _LOOK_MS
        dialog = application.activeModalWidget()
        if dialog is not None:
            undisturbed = False
            dialog.close()
        if waited >= _LONGEST_MS or not shell.jobs.is_busy:
            loop.quit()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(_LOOK_MS)
    loop.exec()
    timer.stop()
    return undisturbed and waited < _LONGEST_MS
