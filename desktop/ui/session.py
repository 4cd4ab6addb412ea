"""From one sign-in to the next: open a database, show the window, put both away, go on or end.

The database is open exactly as long as a window is on it. Locking, changing over to somebody else
and what needs the database closed, such as restoring a backup, all leave the window; then somebody
signs in again. Whoever locked finds his page again; anybody else gets a window of his own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox

from desktop.domain.errors import ExpectedFailure
from desktop.services import backups
from desktop.services.ports import Desk
from desktop.ui.app import Leaving, Shell, application_object
from desktop.ui.errors import explain
from desktop.ui.opener import OpenedDesk, Opener
from desktop.ui.pages.start.dialog import first_desk
from desktop.ui.pages.start.restoring import carry_out
from desktop.ui.widgets.wait_dialog import WaitDialog


def run_window(
    opener: Opener,
    database: Path | None,
    key_file: Path | None,
    fonts: Sequence[Path],
    language: str = "",
) -> int:
    """Show the window until it is closed and return the exit code.

    Without ``key_file`` the start dialog asks who signs in to ``database``, or to the one opened
    last, and sets a new one up where there is none. With both nothing is asked, and what
    ``opener`` raises is raised. ``fonts`` are the three files of the papers' faces; they also
    show Chinese where the machine has no font for it. ``language`` is ``zh`` or ``en``; empty
    means what was chosen last, at first Chinese.
    """
    application = application_object()
    shell = Shell(application, fonts, language)
    shell.locks = key_file is None  # a key file would open it again at once
    try:
        leaving: Leaving | None = None
        while True:
            opened = _open(opener, database, key_file, shell, leaving)
            if opened is None:
                return 0
            code = work(shell, opened, application.exec, leaving)
            leaving = shell.take_leaving()
            if leaving is None:
                return code
            if leaving.errand is not None:
                carry_out(leaving.errand, shell.jobs, shell.language)
    finally:
        shell.close()


def work(
    shell: Shell, opened: OpenedDesk, show: Callable[[], int], before: Leaving | None = None
) -> int:
    """Show the window on an open database until it is left; the day's copy is made last.

    ``before`` is how the window before this one was left: whoever locked it finds his page again.
    """
    try:
        shell.work_on(opened.desk, before)
        code = int(show())
        shell.put_away()
        if shell.leaving is None:
            back_up_at_closing(shell, opened.desk)
        return code
    finally:
        shell.put_away()
        opened.close()


def back_up_at_closing(shell: Shell, desk: Desk) -> None:
    """Make the day's copy where something changed; what goes wrong is said, and nothing waits."""
    if not backups.is_due(desk):
        return
    title = QCoreApplication.translate("Session", "The day's backup is being made")
    dialog = WaitDialog(shell.jobs, title, lambda progress: backups.make_if_due(desk, progress))
    dialog.exec()
    trouble = dialog.error or (dialog.outcome.trouble if dialog.outcome else None)
    if trouble is not None:
        QMessageBox.warning(None, *explain(trouble, shell.language))


def _open(
    opener: Opener,
    database: Path | None,
    key_file: Path | None,
    shell: Shell,
    leaving: Leaving | None,
) -> OpenedDesk | None:
    """Open for the first time as asked; again, a key file that has ended gives way to a name."""
    was_locked = leaving is not None and leaving.place is not None
    try:
        return first_desk(opener, database, key_file, shell.jobs, shell.language, was_locked)
    except ExpectedFailure:
        if leaving is None:
            raise
        return first_desk(opener, database, None, shell.jobs, shell.language, was_locked)
