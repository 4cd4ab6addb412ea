"""From one sign-in to the next: open a database, show the window, put both away, run an errand.

The database is open exactly as long as a window is on it. What needs it closed, such as restoring a
backup, is an :class:`Errand` that is run in between; then somebody signs in again.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox

from desktop.domain.errors import RuleViolation
from desktop.services import backups
from desktop.services.backup_ports import Restored
from desktop.services.ports import Desk
from desktop.ui.app import Shell, application_object
from desktop.ui.errors import explain
from desktop.ui.opener import OpenedDesk, Opener
from desktop.ui.pages.backup.words import loss_words
from desktop.ui.pages.start.dialog import first_desk
from desktop.ui.widgets.wait_dialog import WaitDialog


def run_window(
    opener: Opener,
    database: Path | None,
    key_file: Path | None,
    fonts: Sequence[Path],
    language: str = "",
) -> int:
    """Show the window until it is closed and return the exit code.

    Without ``key_file`` the start dialog asks for the password of ``database``, or of the one
    opened last, and sets a new one up where there is none. With both nothing is asked, and what
    ``opener`` raises is raised. ``fonts`` are the three files of the papers' faces; they also
    show Chinese where the machine has no font for it. ``language`` is ``zh`` or ``en``; empty
    means what was chosen last, at first Chinese.
    """
    application = application_object()
    shell = Shell(application, fonts, language)
    try:
        while True:
            opened = first_desk(opener, database, key_file, shell.jobs, shell.language)
            if opened is None:
                return 0
            code = _work(shell, opened, application.exec)
            if shell.errand is None:
                return code
            run_errand(shell)
    finally:
        shell.close()


def _work(shell: Shell, opened: OpenedDesk, show: Any) -> int:
    """Show the window on an open database until it is left; the day's copy is made last."""
    try:
        shell.work_on(opened.desk)
        code = int(show())
        shell.put_away()
        if shell.errand is None:
            back_up_at_closing(shell, opened.desk)
        return code
    finally:
        shell.put_away()
        opened.close()


def back_up_at_closing(shell: Shell, desk: Desk) -> None:
    """Make the day's copy where something changed; what goes wrong is said, and nothing waits."""
    if not desk.store.shelf.is_due():
        return
    title = QCoreApplication.translate("Session", "The day's backup is being made")
    dialog = WaitDialog(shell.jobs, title, lambda progress: backups.make_if_due(desk, progress))
    dialog.exec()
    trouble = dialog.error or (dialog.outcome.trouble if dialog.outcome else None)
    if trouble is not None and not isinstance(trouble, RuleViolation):
        QMessageBox.warning(None, *explain(trouble, shell.language))


def run_errand(shell: Shell) -> None:
    """Do what needed the database closed, and say what came of it."""
    errand = shell.take_errand()
    title = QCoreApplication.translate("Session", "The backup is being restored")
    dialog = WaitDialog(shell.jobs, title, errand.carry_out)
    dialog.exec()
    if dialog.error is not None:
        QMessageBox.warning(None, *explain(dialog.error, shell.language))
    elif isinstance(dialog.outcome, Restored):
        QMessageBox.information(None, *restored_words(dialog.outcome))


def restored_words(restored: Restored) -> tuple[str, str]:
    """Return a title and a text for a restore that is done."""
    translate = QCoreApplication.translate
    lines = [translate("Session", "{copy} is in place now.").format(copy=restored.copy)]
    if restored.kept_as:
        kept = translate("Session", "The file before it is kept as {name}.")
        lines.append(kept.format(name=restored.kept_as))
    lines.append(loss_words(restored.lost))
    lines.append(translate("Session", "Sign in with the password of the copy's day."))
    return translate("Session", "Restored"), "\n".join(lines)
