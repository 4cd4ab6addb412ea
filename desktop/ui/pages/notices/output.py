"""Step 4: serials are taken, once; then papers go to files or a printer as often as need be."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from desktop.domain.money import yuan_text
from desktop.services.notices import IssuedBatch
from desktop.services.paper_archive import PaperKind
from desktop.services.paper_ports import PrintedFile
from desktop.ui.models.columns import Pill
from desktop.ui.pages.notices.selection import Sums
from desktop.ui.pages.notices.step import Step
from desktop.ui.pages.notices.words import paper_name, problem_name
from desktop.ui.theme import SPACE_12, Tone
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.pill import PillLabel
from desktop.ui.widgets.text import label
from desktop.ui.widgets.ways_out import Way, WaysOut

_GUARANTORS = "guarantors"


class PrintNotices(Step):
    """Before: what will be issued. After: the serials, and where the papers can go.

    ``paper_wanted`` carries a PaperKind, ``guarantors_wanted`` asks for notices to the guarantors
    of the same debtors. ``to_print`` are the serials that go to a printer next:
    all of the batch, or what was left when one stopped. Nobody is asked whether notices printed
    before some went to a printer or a file (``came_out``).
    """

    paper_wanted = Signal(object)
    guarantors_wanted = Signal()
    batch: IssuedBatch | None = None
    to_print: Sequence[str] = ()
    came_out = False

    def primary(self) -> tuple[str, bool]:
        if self.batch is None:
            return self.tr("Issue %n notice(s)", "", self._sums.debtors), self._sums.debtors > 0
        return self.tr("Did it print?"), self.came_out

    def hint(self) -> str:
        if self.batch is None:
            return self.tr("Serials are taken now, amounts stay frozen")
        return self.tr("Keys 1 to 6 choose where the papers go")

    def arrive(self) -> None:
        self.setFocus()

    def announce(self, sums: Sums, day: str) -> None:
        """Say what will be issued."""
        self.batch = None
        self._sums = sums
        amount = yuan_text(sums.total_fen)
        words = self.tr("{loans} loans, {amount} yuan, dated {day}")
        self._say(
            self.tr("%n notice(s) to issue", "", sums.debtors),
            Pill(self.tr("no serials yet"), Tone.MUTED),
            words.format(loans=sums.loans, amount=amount, day=day),
        )
        self._skipped.hide()
        self._offer()

    def show_batch(self, batch: IssuedBatch, *, came_out: bool = False) -> None:
        """Show the serials that were taken, and offer the papers."""
        self.batch, self.came_out = batch, came_out
        self.to_print = self._serials()
        self.cover.setVisible(len(batch.facts) > 1)
        first, last = batch.facts[0], batch.facts[-1]
        loans = sum(len(each.loans) for each in batch.facts)
        amount = yuan_text(sum(each.total_fen for each in batch.facts))
        words = self.tr("{count} notices, {loans} loans, {amount} yuan, dated {day}")
        count, day = len(batch.facts), first.issued_on.isoformat()
        self._say(
            first.serial if count == 1 else f"{first.serial} – {last.serial}",
            Pill(self.tr("issued"), Tone.GOOD),
            words.format(count=count, loans=loans, amount=amount, day=day),
        )
        self._show_skipped(batch)
        self._offer()

    def show_written(self, kind: PaperKind, printed: PrintedFile) -> None:
        """Say where a file lies, with a button that opens it."""
        words = self.tr("{file}, %n page(s)", "", printed.pages)
        self.ways.show_result(kind, words.format(file=printed.path.name), printed.path)
        if kind is not PaperKind.DELIVERY_LIST:
            self._note_came_out()

    def show_printed(self, serials: Sequence[str]) -> None:
        """Say what went to the printer; the next time it is all of them again."""
        words = self.tr("%n notice(s) sent, up to {last}", "", len(serials))
        self.ways.show_result(PaperKind.PRINTER, words.format(last=serials[-1]))
        self.to_print = self._serials()
        self._note_came_out()

    def show_stopped(self, serials: Sequence[str]) -> None:
        """Say what came out before the printer stopped; the next time it is only the rest."""
        self.to_print = [each for each in self.to_print if each not in serials]
        words = self.tr(
            "stopped after {last}; %n notice(s) left, printed next", "", len(self.to_print)
        )
        self.ways.show_result(PaperKind.PRINTER, words.format(last=serials[-1]))
        self._note_came_out()

    def _note_came_out(self) -> None:
        self.came_out = True
        self.changed.emit()

    def _serials(self) -> list[str]:
        return [each.serial for each in self.batch.facts] if self.batch else []

    def _build(self) -> None:
        self._sums = Sums(0, 0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title, self._pill, self._facts = label("", "title"), PillLabel(), label("", "muted")
        self._skipped = label("", "danger", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(SPACE_12)
        head.addWidget(self._title)
        head.addWidget(self._pill)
        head.addStretch(1)
        summary = Card()
        summary.body.addLayout(head)
        summary.body.addWidget(self._facts)
        summary.body.addWidget(self._skipped)
        self.body.addWidget(summary)
        self.ways = WaysOut(self.tr("Print"), self._ways())
        self.cover = QCheckBox(self.tr("With a cover to count by"))
        self.cover.setChecked(True)
        self.ways.head.addWidget(self.cover)
        self.body.addWidget(self.ways)
        self.body.addStretch(1)

    @property
    def with_cover(self) -> bool:
        """Whether a cover to count by stands before the notices."""
        return self.cover.isChecked() and not self.cover.isHidden()

    def _ways(self) -> list[Way]:
        hints = {
            PaperKind.PRINTER: self.tr("A4, unscaled, one side"),
            PaperKind.PDF: self.tr("for printing later, or elsewhere"),
            PaperKind.DOCX: self.tr("for changes in Word or WPS"),
            PaperKind.DELIVERY_LIST: self.tr("one a village, without amounts and identity numbers"),
            PaperKind.SINGLE_PDFS: self.tr("a PDF for each debtor, in a new folder"),
        }
        ways = [Way(kind, paper_name(kind), hint) for kind, hint in hints.items()]
        hint = self.tr("demand the same loans from those who guarantee them")
        return [*ways, Way(_GUARANTORS, self.tr("Guarantor notices…"), hint)]

    def _connect(self) -> None:
        self.ways.wanted.connect(self._want)
        for number in range(1, len(self._ways()) + 1):
            shortcut = QShortcut(QKeySequence(str(number)), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda each=number: self.ways.press(each))

    def _want(self, way: PaperKind | str) -> None:
        if self.batch is None:
            return
        if way == _GUARANTORS:
            self.guarantors_wanted.emit()
        else:
            self.paper_wanted.emit(way)

    def _say(self, title: str, pill: Pill, facts: str) -> None:
        self._title.setText(title)
        self._pill.set_pill(pill)
        self._facts.setText(facts)

    def _offer(self) -> None:
        """Offer the ways out once there are serials, with nothing written yet."""
        self.ways.start(enabled=self.batch is not None)
        self.changed.emit()

    def _show_skipped(self, batch: IssuedBatch) -> None:
        words = "、".join(sorted({problem_name(each) for each in batch.skipped}))
        text = self.tr("%n notice(s) left out: {reasons}", "", len(batch.skipped))
        self._skipped.setText(text.format(reasons=words))
        self._skipped.setVisible(bool(batch.skipped))
