"""The backup page: which copies there are and where, one made or checked now, one restored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.domain.errors import CodedError
from desktop.services import backups
from desktop.services.backup_ports import BackupCopy, CopyState, Reason
from desktop.services.ports import Desk
from desktop.services.progress import Progress
from desktop.ui.errors import explain
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.backup.restore_dialog import RestoreDialog
from desktop.ui.pages.backup.restore_source import OpenSource
from desktop.ui.pages.backup.second_folder import SecondFolderCard
from desktop.ui.pages.backup.words import check_words, copy_columns, loss_words
from desktop.ui.pages.page import Page
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button, label, refresh_style


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the page shows: the copies of both folders, and the second folder."""

    copies: Sequence[BackupCopy]
    second: Path | None
    is_second_there: bool


class BackupPage(Page):
    """Making a copy and checking one take a while: they run behind, and can be stopped."""

    def refresh(self) -> None:
        desk = self.context.desk
        self.context.jobs.run(
            self.tr("Reading the copies"), lambda progress: _look(desk, progress), self._show
        )

    def _build(self) -> None:
        self.set_title(self.tr("Backup"), self.tr("Copies under the same key, checked when made"))
        self.make = button(self.tr("Back up now"), "primary", "Ctrl+B")
        self.check = button(self.tr("Check"), "", "F6")
        self.restore = button(self.tr("Restore…"), "", "F7")
        for each in (self.restore, self.check, self.make):
            self.buttons.addWidget(each)
        self.second = SecondFolderCard()
        self.result, self.result_words = Card(), label("", wrap=True)
        self.result.body.addWidget(self.result_words)
        self.result.hide()
        self.model: ListModel[BackupCopy] = ListModel(copy_columns(), self)
        self.table = LineTable(self.model, "backups", exports=False)
        self.body.addWidget(self.second)
        self.body.addWidget(self.result)
        self.body.addWidget(self.table, 1)
        self._allow()

    def _connect(self) -> None:
        self.make.clicked.connect(self._make)
        self.check.clicked.connect(self._check)
        self.restore.clicked.connect(self._restore)
        self.table.opened.connect(lambda _: self._check())
        self.table.current_changed.connect(lambda _: self._allow())
        self.second.choose.clicked.connect(self._choose_folder)
        self.second.forget.clicked.connect(lambda: self._set_folder(None))

    def _load(self) -> None:
        self.refresh()

    def _show(self, seen: _Seen) -> None:
        self.model.set_records(seen.copies)
        good = [each for each in seen.copies if each.state is CopyState.GOOD]
        newest = good[0].made_at if good else None
        self._show_newest(newest)
        newest_there = _newest_in(good, seen.second)
        self.second.show_folder(seen.second, seen.is_second_there, newest_there)
        self.table.set_foot(
            self.tr("%n copy(s)", "", len(seen.copies))
            + "      "
            + self.tr("%n good", "", len(good))
        )
        if seen.copies:
            self.table.select_row(0)
        self._allow()

    def _show_newest(self, newest: datetime | None) -> None:
        """Say in red when the last good copy is older than two days."""
        words = self.tr("No good backup yet: make one now")
        if newest is not None:
            words = self.tr("Last good backup {when}").format(when=f"{newest:%Y-%m-%d %H:%M}")
        self.set_title(self.tr("Backup"), words)
        old = backups.is_old(newest, self.context.desk.clock.today())
        refresh_style(self.subtitle, role="danger" if old else "subtitle")

    def _allow(self) -> None:
        self.check.setEnabled(self.table.current_record() is not None)

    def _make(self) -> None:
        desk = self.context.desk
        self._busy(True)
        self.context.jobs.run(
            self.tr("Backing up"),
            lambda progress: (
                backups.make(desk, Reason.MANUAL, progress),
                backups.leaves_a_server_out(desk),
            ),
            lambda made: self._made(*made),
            self._refused,
            lambda: self._busy(False),
        )

    def _made(self, made: backups.Made, server_left_out: bool) -> None:
        title = self.tr("Backed up as {file}").format(file=made.copy.path.name)
        if made.trouble is None:
            text = self.tr("It was opened again and checked.")
            if server_left_out:
                text += "\n" + self.tr(
                    "The branches lie in PostgreSQL and are not in it: have the server backed up."
                )
            self._say(title, text, "notice")
        else:
            self._say(title, explain(made.trouble, self.context.language)[1], "warning")
        self.context.bus.changed.emit()

    def _check(self) -> None:
        copy = self.table.current_record()
        if copy is None:
            return
        desk = self.context.desk
        self._busy(True)
        self.context.jobs.run(
            self.tr("Checking the copy"),
            lambda progress: backups.check(desk, copy.path, progress),
            self._checked,
            self._refused,
            lambda: self._busy(False),
            database=False,  # it reads another file, and takes seconds
        )

    def _checked(self, checked: backups.Checked) -> None:
        title, text = check_words(checked, self.context.language)
        if checked.loss is not None:
            text = f"{text}\n{loss_words(checked.loss)}"
        self._say(title, text, "warning" if checked.findings else "notice")

    def _restore(self) -> None:
        """Let two people choose; what they ordered is done when the database is closed."""
        context = self.context
        source = OpenSource(context.desk)
        dialog = RestoreDialog(source, context.jobs, context.language, self)
        dialog.show_copies(self.model.records, self.table.current_record())
        dialog.ordered.connect(context.bus.leave_wanted)
        dialog.exec()
        dialog.deleteLater()

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("A folder on another disk"))
        if name:
            self._set_folder(Path(name))

    def _set_folder(self, folder: Path | None) -> None:
        desk = self.context.desk
        self.context.jobs.run(
            self.tr("Saving"),
            lambda progress: backups.set_second_folder(desk, folder),
            lambda _: self.context.bus.changed.emit(),
            self._refused,
        )

    def _refused(self, error: CodedError) -> None:
        self._say(*explain(error, self.context.language), "warning")

    def _say(self, title: str, text: str, role: str) -> None:
        refresh_style(self.result, role=role)
        self.result.set_title(title)
        self.result_words.setText(text)
        self.result.show()

    def _busy(self, busy: bool) -> None:
        for each in (self.make, self.check, self.restore):
            each.setDisabled(busy)
        if not busy:
            self._allow()


def _look(desk: Desk, progress: Progress) -> _Seen:
    second = backups.second_folder(desk)
    is_there = second is not None and second.is_dir()
    return _Seen(backups.copies(desk, progress), second, is_there)


def _newest_in(good: Sequence[BackupCopy], folder: Path | None) -> datetime | None:
    """Return when the newest good copy in the second folder was made."""
    inside = [each.made_at for each in good if folder is not None and folder in each.path.parents]
    return inside[0] if inside else None
