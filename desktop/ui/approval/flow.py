"""From an act that was asked for to its second signature.

Usage, in a presenter whose act needs a checker::

    self._approval = Approval(context, page)
    self._approval.applied.connect(self._show_receipt)      # an Applied, now or after the signature
    ...
    self._run(label, lambda progress: submit(desk, ...), self._approval.follow)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from desktop.domain.approvals import ItemState
from desktop.domain.errors import CodedError
from desktop.services import approval_items, approvals
from desktop.services.approval_items import Item
from desktop.services.approvals import Submitted
from desktop.services.checked_acts import Applied
from desktop.services.office_ports import User
from desktop.services.ports import Desk
from desktop.ui.approval.check_dialog import CheckDialog
from desktop.ui.approval.waiting_dialog import WaitingDialog
from desktop.ui.pages.page import PageContext


@dataclass(frozen=True, slots=True)
class Before:
    """An item as it comes before a checker: it may have moved on since it was last seen.

    ``checkers`` are who may sign it at this screen.
    """

    item: Item
    checkers: tuple[User, ...]
    names: dict[str, str]


class Approval(QObject):
    """Takes items to their signatures. ``applied`` carries the Applied of an act that took effect.

    Every signature, refusal and withdrawal makes all pages ask again.
    """

    applied = Signal(object)

    def __init__(self, context: PageContext, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self._desk = context.desk
        self._is_working = False

    def follow(self, submitted: Submitted) -> None:
        """Say what became of an act that was asked for: done, or whom it waits for."""
        self._context.bus.changed.emit()
        if submitted.item is None:
            self.applied.emit(submitted.applied)
        else:
            self._wait(submitted.item)

    def check_here(self, item: Item) -> None:
        """Let a second person sign at this screen."""
        self._read(item, lambda before: self._open_check(before, before.checkers))

    def check(self, item: Item) -> None:
        """Let the operator himself sign."""
        self._read(item, lambda before: self._open_check(before, None))

    def withdraw(self, item: Item, reason: str) -> None:
        """Take the operator's own item back."""
        self._run(
            lambda: approvals.withdraw(self._desk, item.proposal.id, reason),
            lambda _: None,
            self._context.jobs.refused.emit,
        )

    def _wait(self, item: Item) -> None:
        dialog = WaitingDialog(item, self._context.language, self._window)
        dialog.here_wanted.connect(lambda: self._here(dialog, item))
        self._open(dialog)

    def _here(self, dialog: QDialog, item: Item) -> None:
        dialog.accept()
        self.check_here(item)

    def _read(self, item: Item, on_done: Callable[[Before], None]) -> None:
        """Read the item again: what is signed is what stands now."""
        desk = self._desk
        self._context.jobs.run(
            self.tr("Reading"), lambda progress: before(desk, item.proposal.id), on_done
        )

    def _open_check(self, found: Before, checkers: tuple[User, ...] | None) -> None:
        """Open the dialog once, however often the key was pressed meanwhile."""
        if any(each.isVisible() for each in self._window.findChildren(CheckDialog)):
            return
        item, desk, language = found.item, self._desk, self._context.language
        dialog = CheckDialog(item, checkers, found.names, language, self._window)
        proposal_id, seen = item.proposal.id, item.proposal.item_hash

        def approve(login: str, password: str) -> None:
            if login:
                self._sign(
                    dialog, lambda: approvals.approve_here(desk, proposal_id, seen, login, password)
                )
            else:
                self._sign(dialog, lambda: approvals.approve(desk, proposal_id, seen, password))

        def refuse(login: str, password: str, reason: str) -> None:
            if login:
                work = lambda: approvals.refuse_here(desk, proposal_id, reason, login, password)  # noqa: E731
            else:
                work = lambda: approvals.refuse(desk, proposal_id, reason, password)  # noqa: E731
            self._run(work, lambda _: dialog.accept(), dialog.refuse)

        dialog.approve_wanted.connect(approve)
        dialog.refuse_wanted.connect(refuse)
        dialog.code_wanted.connect(
            lambda code: self._sign(
                dialog, lambda: approvals.approve_by_phone(desk, proposal_id, seen, code)
            )
        )
        self._open(dialog)

    def _sign(self, dialog: CheckDialog, work: Callable[[], Applied | None]) -> None:
        def done(applied: Applied | None) -> None:
            dialog.accept()
            if applied is not None:
                self.applied.emit(applied)
            else:
                self._read(dialog.item, self._wait_on)

        self._run(work, done, dialog.refuse)

    def _wait_on(self, found: Before) -> None:
        """Say whom an item waits for that was signed once and wants another signature."""
        if found.item.state is ItemState.WAITING:
            self._wait(found.item)

    def _run(
        self,
        work: Callable[[], object],
        on_done: Callable[..., None],
        on_error: Callable[[CodedError], None],
    ) -> None:
        """Write in the background, unless that is under way: Enter pressed twice signs once."""
        if self._is_working:
            return
        self._is_working = True

        def done(result: object) -> None:
            try:
                on_done(result)
            finally:
                self._context.bus.changed.emit()

        self._context.jobs.run(
            self.tr("Saving"),
            lambda progress: work(),
            done,
            on_error,
            self._end,
            must_end=True,
        )

    def _end(self) -> None:
        self._is_working = False

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def before(desk: Desk, proposal_id: str) -> Before:
    """Return an item as it stands, with the people who may sign it at this screen."""
    item = approval_items.item(desk, proposal_id)
    users = approval_items.people(desk)
    signed = {step.checker_id for step in item.proposal.steps}
    checkers = tuple(
        each
        for each in users
        if each.is_active
        and each.role in item.waits_for
        and each.id != item.proposal.maker_id
        and each.id not in signed
    )
    return Before(item, checkers, {each.id: each.name for each in users})
