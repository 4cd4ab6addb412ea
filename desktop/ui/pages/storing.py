"""Dialogs that stay open until what they ask for is stored; a second signature is followed up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from desktop.domain.errors import CodedError
from desktop.services.approvals import Submitted
from desktop.ui.approval.flow import Approval
from desktop.ui.jobs import Job
from desktop.ui.pages.dossier.dialogs import ReasonDialog
from desktop.ui.pages.one_at_a_time import OneAtATime
from desktop.ui.pages.page import PageContext

T = TypeVar("T")


class Asks(Protocol):
    """A dialog that can be told what is wrong, and that it is done."""

    def accept(self) -> None: ...

    def refuse(self, error: CodedError) -> object: ...


class Storing(OneAtATime):
    """Opens the dialogs of a page and stores what they ask for.

    ``_asking`` is what was asked last about something that is being typed.
    """

    def __init__(self, context: PageContext, page: QWidget) -> None:
        super().__init__(context, page)
        self._page = page
        self._approval = Approval(context, page)
        self._asking: Job | None = None
        self._dialog: Asks | None = None

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda _: self._forget())
        dialog.open()

    def _ask_reason(
        self, title: str, about: str, act: str, go_on: Callable[[str], object]
    ) -> ReasonDialog:
        """Ask why, then go on with the reason."""
        dialog = ReasonDialog(title, about, act, self._page)
        dialog.accepted.connect(lambda: go_on(dialog.reason()))
        self._open(dialog)
        return dialog

    def _forget(self) -> None:
        """Wait no longer for an answer that is out of date."""
        if self._asking:
            self._asking.abandon()
            self._asking = None

    def _store(
        self,
        work: Callable[[], T],
        dialog: Asks | None = None,
        then: Callable[[T], None] | None = None,
    ) -> None:
        """Store in the background; what was submitted for a signature tells of itself."""
        if self._is_working:
            return
        self._forget()
        self._dialog = dialog

        def done(result: T) -> None:
            if dialog is not None:
                dialog.accept()
            if isinstance(result, Submitted):
                self._approval.follow(result)
            else:
                self._changed(lambda: then(result) if then else None)

        self._run(self.tr("Saving"), lambda progress: work(), done)

    def _refuse(self, error: CodedError) -> None:
        if self._dialog is None:
            super()._refuse(error)
        else:
            self._dialog.refuse(error)
