"""Restoring where the database does not open any more: by the passwords of the copy's time."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop.services.backup_ports import Loss
from desktop.services.backups import Checked
from desktop.services.progress import Progress
from desktop.services.restoring import RestoreOrder, TwoPasswords
from desktop.ui.errors import explain
from desktop.ui.jobs import Jobs
from desktop.ui.opener import Opener
from desktop.ui.pages.backup.restore_dialog import RestoreDialog
from desktop.ui.pages.backup.words import restored_words
from desktop.ui.widgets.wait_dialog import WaitDialog


class ClosedSource:
    """Restoring over a database nobody can open: both people say who they are."""

    asks_maker = True

    def __init__(self, opener: Opener, path: Path, asks_two: bool) -> None:
        self._opener, self._path = opener, path
        self.asks_two = asks_two

    def check(self, copy: Path, progress: Progress) -> Checked:
        """Nobody has a key yet: the copy is opened and checked when both have signed."""
        return Checked(copy, (), Loss(known=False), is_opened=False)

    def order(self, copy: Path, people: TwoPasswords) -> RestoreOrder:
        return self._opener.order_by_copy(self._path, copy, people)


def restore_without_opening(
    opener: Opener, path: Path, jobs: Jobs, language: str, parent: QWidget
) -> bool:
    """Show the assistant and do what was ordered; return whether the database is another now."""
    title = QCoreApplication.translate("StartDialog", "Looking for backups")
    looking = WaitDialog(jobs, title, lambda progress: opener.copies(path, progress), parent)
    looking.exec()
    copies = looking.outcome or ()
    asks_two = any(opener.has_users(each.path) for each in copies[:1])
    orders: list[RestoreOrder] = []
    dialog = RestoreDialog(ClosedSource(opener, path, asks_two), jobs, language, parent)
    dialog.show_copies(copies)
    dialog.ordered.connect(orders.append)
    dialog.exec()
    dialog.deleteLater()
    return bool(orders) and carry_out(orders[0], jobs, language, parent)


def carry_out(
    order: RestoreOrder, jobs: Jobs, language: str, parent: QWidget | None = None
) -> bool:
    """Restore while nobody has the database open, and say what came of it."""
    title = QCoreApplication.translate("Session", "The backup is being restored")
    dialog = WaitDialog(jobs, title, order.carry_out, parent)
    dialog.exec()
    if dialog.error is not None:
        QMessageBox.warning(parent, *explain(dialog.error, language))
    elif dialog.outcome is not None:
        QMessageBox.information(parent, *restored_words(dialog.outcome))
    return dialog.outcome is not None
