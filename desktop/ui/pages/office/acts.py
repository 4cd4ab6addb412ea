"""Runs what head office's pages ask for: one thing at a time, refused at its dialog, then told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from desktop.domain.errors import CodedError
from desktop.domain.permissions import Action
from desktop.services.progress import Progress
from desktop.services.two_people import SecondPerson
from desktop.ui.approval.second_dialog import with_second
from desktop.ui.jobs import Jobs
from desktop.ui.pages.dossier.entry_dialog import EntryDialog
from desktop.ui.pages.one_at_a_time import OneAtATime
from desktop.ui.pages.page import PageContext

T = TypeVar("T")


class OfficeActs(OneAtATime):
    """What a page of head office can have done; every page asks again afterwards."""

    def __init__(self, context: PageContext, page: QWidget) -> None:
        super().__init__(context, page)
        self._page = page
        self._dialog: EntryDialog | None = None

    def run(
        self,
        label: str,
        work: Callable[[Progress], T],
        done: Callable[[T], None] | None = None,
        dialog: EntryDialog | None = None,
    ) -> None:
        """Do it in the background; a dialog stays open until it is done, and shows a refusal."""
        self._dialog = dialog

        def finish(result: T) -> None:
            self._dialog = None
            if dialog is not None:
                dialog.accept()
            self._changed(lambda: done(result) if done else None)

        self._run(label, work, finish)

    def signed(
        self, what: str, act: Callable[[SecondPerson | None], None], over: QWidget | None = None
    ) -> None:
        """Let a second person of head office sign, then act."""
        with_second(self._context, Action.OFFICE, what, act, over or self._page)

    def open(self, dialog: QDialog) -> None:
        """Open a dialog once, however often its key was pressed."""
        kind = type(dialog)
        if any(each.isVisible() for each in self._page.findChildren(kind)):
            dialog.deleteLater()
            return
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def say(self, title: str, text: str) -> None:
        """Say something that must be read before going on, without waiting for it."""
        box = QMessageBox(QMessageBox.Icon.Information, title, text)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setParent(self._page, box.windowFlags())
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        box.open()

    def _refuse(self, error: CodedError) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is None:
            super()._refuse(error)
        else:
            dialog.refuse(error)
            dialog.offer()

    def _set_working(self, working: bool) -> None:
        """A dialog whose work was cancelled may ask for it again."""
        super()._set_working(working)
        if not working and self._dialog is not None:
            self._dialog.offer()
            self._dialog = None

    @property
    def language(self) -> str:
        return self._context.language

    @property
    def jobs(self) -> Jobs:
        return self._context.jobs

    @property
    def desk(self) -> Any:
        return self._desk
