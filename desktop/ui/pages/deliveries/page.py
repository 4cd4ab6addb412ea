"""The deliveries page: slip after slip, and at once what each does to the clocks."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout

from desktop.domain.errors import CodedError, RuleViolation
from desktop.domain.rounds import NoticeState
from desktop.services.delivery import DeliveryResult, NoticeToServe
from desktop.services.delivery_day import DeliveryDay
from desktop.ui.drafts import DraftKeeper, fields_of
from desktop.ui.pages.deliveries.day_lists import RECORDED, WAITING, DayLists
from desktop.ui.pages.deliveries.dialogs import WithdrawDialog
from desktop.ui.pages.deliveries.presenter import DeliveriesPresenter, Foreseen
from desktop.ui.pages.deliveries.slip import SlipCard
from desktop.ui.pages.page import Page
from desktop.ui.theme import SPACE_16


class DeliveriesPage(Page):
    """Scan, choose who signed, Enter.

    ``open(serial=...)`` shows a notice, ``open(serials=...)`` lists those that wait.
    """

    _presenter: DeliveriesPresenter
    _wanted: frozenset[str] = frozenset()

    def open(self, **arguments: Any) -> None:
        if arguments.get("serial"):
            self._presenter.find(str(arguments["serial"]))
        elif arguments.get("serials"):
            self._wanted = frozenset(arguments["serials"])
            self.lists.turn_to(WAITING)
            self.refresh()

    def arrive(self) -> None:
        """A slip that is begun goes on; else the next is scanned."""
        if self.slip.serial:
            self.slip.form.signers.setFocus()
        else:
            self.slip.scan.setFocus()

    def refresh(self) -> None:
        self._presenter.list_day(self._wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter that no field took is the start of a scan: it goes to the scan line."""
        text = event.text()
        if text.isalpha() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.slip.scan.setText(text)
            self.slip.scan.setFocus()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._presenter = DeliveriesPresenter(self.context, self)
        self.set_title(self.tr("Deliveries"), self.tr("One slip, one record."))
        self.slip = SlipCard(self.context.desk.clock.today, self.context.language)
        self.lists = DayLists()
        self._draft: DraftKeeper | None = None
        line = QHBoxLayout()
        line.setSpacing(SPACE_16)
        line.addWidget(self.slip, 1)
        line.addWidget(self.lists, 1)
        self.body.addLayout(line, 1)
        self._offer()

    def _connect(self) -> None:
        presenter, slip = self._presenter, self.slip
        presenter.found.connect(self._show_notice)
        presenter.foreseen.connect(self._show_foreseen)
        presenter.recorded.connect(self._show_recorded)
        presenter.proved.connect(self._show_proved)
        presenter.withdrawn.connect(self._show_withdrawn)
        presenter.listed.connect(self._show_day)
        presenter.refused.connect(self._refuse)
        slip.form.changed.connect(self._foresee)
        slip.scan.textEdited.connect(lambda: slip.refuse_serial(None))
        slip.scan.undo_wanted.connect(self._ask_withdraw)
        slip.record.clicked.connect(self._record)
        slip.undo.clicked.connect(self._ask_withdraw)
        self.lists.turned.connect(self._show_all)
        self.lists.serial_wanted.connect(presenter.find)
        self.lists.evidence_added.connect(presenter.add_evidence)
        for key, act in (
            ("Return", self._go_on),
            ("Enter", self._go_on),
            ("Ctrl+Z", self._ask_withdraw),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _load(self) -> None:
        self.refresh()
        self.slip.scan.setFocus()

    def _go_on(self) -> None:
        """Enter: look the scanned serial up, open the waiting one, or record the slip in hand."""
        scan = self.slip.scan
        if scan.hasFocus():
            self._find(scan.serial)
        elif not self.lists.open_current():
            self._record()

    def _find(self, serial: str) -> None:
        if serial and serial == self.slip.serial:
            self.slip.form.signers.setFocus()
        elif serial:
            self._presenter.find(serial)

    def _show_notice(self, found: NoticeToServe) -> None:
        left = self.slip.serial if self.slip.form.is_begun else ""
        self._presenter.forget()
        if self._draft is not None:
            self._draft.leave()  # it is there again when that slip comes back
        self.slip.show_notice(found)
        self._keep_draft(found.notice.serial)
        self.slip.scan.setText(found.notice.serial)
        self.slip.refuse_serial(None)
        if left and left != found.notice.serial:
            self.slip.say(self.tr("{serial} was not recorded").format(serial=left), "danger")
        self.slip.form.signers.setFocus()
        self._offer()
        self._foresee()
        if found.notice.state is NoticeState.SERVED:
            serial = found.notice.serial
            self._refuse(RuleViolation("notice_already_served", field="serial", serial=serial))

    def _keep_draft(self, serial: str) -> None:
        form = self.slip.form
        self._draft = DraftKeeper(self.context, f"delivery:{serial}", fields_of(form), form)
        self.slip.show_draft(self._draft.line)
        self._draft.start()

    def _foresee(self) -> None:
        """Show what would follow as soon as enough is said."""
        act = self.slip.form.act()
        self.slip.form.refuse(None)
        self._offer()
        if act is None or not self.slip.serial:
            self._presenter.forget()
            self.slip.effects.show_nothing()
        else:
            has_evidence = bool(self.slip.form.evidence.paths)
            self._presenter.foresee(self.slip.serial, act, has_evidence)

    def _show_foreseen(self, foreseen: Foreseen) -> None:
        self.slip.effects.show_foreseen(foreseen)

    def _record(self) -> None:
        act = self.slip.form.act()
        if act is not None and self.slip.serial:
            self._presenter.record(self.slip.serial, act, self.slip.form.evidence.paths)

    def _show_recorded(self, result: DeliveryResult) -> None:
        self.slip.form.remember()
        if self._draft is not None:
            self._draft.finish()
        self.slip.show_notice(None)
        self.slip.scan.clear()
        self.slip.refuse_serial(None)
        words = self.tr("{serial} recorded: {result}")
        self.slip.say(words.format(serial=result.serial, result=result.outcome.words))
        self.lists.turn_to(RECORDED)
        self.slip.scan.setFocus()
        self._offer()

    def _show_proved(self, result: DeliveryResult) -> None:
        words = self.tr("{serial}: evidence added")
        self.slip.say(words.format(serial=result.serial))

    def _show_withdrawn(self, serial: str) -> None:
        self.slip.say(self.tr("{serial} withdrawn").format(serial=serial))
        self.slip.scan.setFocus()

    def _show_day(self, day: DeliveryDay) -> None:
        self.lists.show_day(day)
        words = self.tr(
            "One slip, one record. {waiting} printed and not served, {recorded} recorded today."
        )
        counts = {"waiting": day.printed, "recorded": len(day.recorded)}
        self.set_title(self.tr("Deliveries"), words.format(**counts))
        self._offer()

    def _show_all(self) -> None:
        """List everything again, whatever another page had asked for."""
        if self._wanted:
            self._wanted = frozenset()
            self.refresh()

    def _ask_withdraw(self) -> None:
        """Ask why the last record is taken back."""
        last = self.lists.last
        if last is None:
            return
        dialog = WithdrawDialog(last.delivery, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._presenter.withdraw(last.delivery.id, dialog.reason))
        dialog.open()

    def _offer(self) -> None:
        ready = bool(self.slip.serial) and self.slip.form.act() is not None
        self.slip.record.setEnabled(ready)
        self.slip.undo.setEnabled(self.lists.last is not None)

    def _refuse(self, error: CodedError) -> None:
        """Show at its field what is wrong."""
        self.slip.effects.show_nothing()
        if not self.slip.form.refuse(error):
            self.slip.refuse_serial(error)
            self.slip.scan.setFocus()
            self.slip.scan.selectAll()
