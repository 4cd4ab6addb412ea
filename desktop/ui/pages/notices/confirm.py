"""Step 5: did it print? Then the notices go into the hands of those who carry them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from desktop.domain.errors import CodedError, RuleViolation
from desktop.domain.rounds import NoticeState
from desktop.services.batches import OpenBatch
from desktop.ui.errors import explain
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.notices.columns import batch_columns, serial_span
from desktop.ui.pages.notices.step import Step
from desktop.ui.theme import SPACE_8
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.chips import Chips
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import label, refresh_style

_ALL, _UP_TO, _AGAIN, _HAND_OUT = "all", "up_to", "again", "hand_out"
_SERIAL_WIDTH = 190


class ConfirmPrinted(Step):
    """The batches nobody confirmed, and what became of the current one.

    Nothing is chosen beforehand: whoever only goes on pressing Enter confirms nothing.
    ``marked`` carries serials and their new state, ``again_wanted`` a batch to print once more.
    """

    marked = Signal(object, object)
    again_wanted = Signal(object)

    def __init__(self, language: str) -> None:
        self._language = language
        super().__init__()

    def primary(self) -> tuple[str, bool]:
        if not self.model.rowCount():
            return self.tr("New notices"), True
        return self.tr("Confirm"), self.chips.value() is not None

    def hint(self) -> str:
        if not self.model.rowCount():
            return ""
        return self.tr("What did not print can be printed again: its serial and amounts stay")

    def arrive(self) -> None:
        self.table.setFocus()

    def show_batches(self, batches: Sequence[OpenBatch], wanted: str = "") -> None:
        """Show these batches and stand on the wanted one, else on the one before."""
        current = self.table.current_record()
        key = wanted or (current.batch_id if current else "")
        self.model.set_records(batches)
        rows = [row for row, each in enumerate(batches) if each.batch_id == key]
        self.table.set_foot(self.tr("%n batch(es) to confirm", "", len(batches)))
        self._question.setVisible(bool(batches))
        self.table.setVisible(bool(batches))
        self._done.setVisible(not batches)
        if batches:
            self.table.select_row(rows[0] if rows else 0)
        self._ask()

    def confirm(self) -> None:
        """Say what was chosen about the current batch."""
        batch: OpenBatch | None = self.table.current_record()
        if batch is None:
            return
        match self.chips.value():
            case "all":
                self.marked.emit(batch.serials(NoticeState.GENERATED), NoticeState.PRINTED)
            case "up_to":
                self._mark_up_to(batch)
            case "again":
                self.again_wanted.emit(batch)
            case "hand_out":
                self.marked.emit(batch.serials(NoticeState.PRINTED), NoticeState.HANDED_OUT)

    def refuse_serial(self, error: CodedError | None) -> None:
        """Say at the field what is wrong with the serial; None when nothing is."""
        refresh_style(self.serial, invalid=error is not None)
        self._error.setText(explain(error, self._language)[1] if error else "")
        if error:
            self.serial.setFocus()
            self.serial.selectAll()

    def _build(self) -> None:
        self.model: ListModel[OpenBatch] = ListModel(batch_columns(), self)
        self.table = LineTable(self.model, "notices_batches")
        self._question = Card()
        self.chips = Chips([], numbered=True)
        self.obey_numbers(self.chips, 4)
        self.serial = QLineEdit()
        self.serial.setFixedWidth(_SERIAL_WIDTH)
        self.serial.setPlaceholderText(self.tr("last good serial"))
        self._error = label("", "danger", wrap=True)
        line = QHBoxLayout()
        line.setSpacing(SPACE_8)
        line.addWidget(self.chips)
        line.addWidget(self.serial)
        line.addWidget(self._error, 1)
        self._advice = label("", "muted")
        self._question.body.addLayout(line)
        self._question.body.addWidget(self._advice)
        self._done = EmptyState(
            self.tr("Every notice was printed and handed out"),
            self.tr("What is not served yet waits on the page of deliveries."),
        )
        self._done.hide()
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._done, 1)
        self.body.addWidget(self._question)

    def _connect(self) -> None:
        self.table.current_changed.connect(lambda: self._ask())
        self.chips.changed.connect(self._choose)
        self.serial.textEdited.connect(lambda: self.refuse_serial(None))

    def _ask(self) -> None:
        """Ask what can be asked about the current batch."""
        batch: OpenBatch | None = self.table.current_record()
        if batch is not None:
            asks, printed = self.tr("{serials}: did it print?"), self.tr("{serials}: printed")
            title = asks if batch.awaits_print else printed
            self._question.set_title(title.format(serials=serial_span(batch)))
            self.chips.set_options(self._answers(batch))
            self.chips.set_value(None)
        self._choose()

    def _answers(self, batch: OpenBatch) -> list[tuple[str, str]]:
        answers = [
            (_ALL, self.tr("All printed")),
            (_UP_TO, self.tr("Printed up to serial…")),
            (_AGAIN, self.tr("Not yet, print again")),
        ]
        printed = batch.serials(NoticeState.PRINTED)
        hand_out = (_HAND_OUT, self.tr("Hand %n to the servers", "", len(printed)))
        if not batch.awaits_print:
            return [hand_out]
        return [*answers, hand_out] if printed else answers

    def _choose(self) -> None:
        chosen = self.chips.value()
        self.serial.setVisible(chosen == _UP_TO)
        self.refuse_serial(None)
        if chosen == _UP_TO:
            self.serial.setFocus()
        self._advice.setText(self._advice_on(chosen))
        self.changed.emit()

    def _advice_on(self, chosen: object) -> str:
        advice = {
            _ALL: self.tr("Look at the last sheet before you confirm."),
            _UP_TO: self.tr("Those after it stay in the list and can be printed again."),
            _AGAIN: self.tr("Back to printing: no new serials, the same amounts."),
            _HAND_OUT: self.tr("From now on they wait to be served."),
        }
        return advice.get(str(chosen), self.tr("Choose what became of them."))

    def _mark_up_to(self, batch: OpenBatch) -> None:
        try:
            self.marked.emit(batch.up_to(self.serial.text()), NoticeState.PRINTED)
        except RuleViolation as error:
            self.refuse_serial(error)
