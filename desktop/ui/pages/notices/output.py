"""Step 4: serials are taken, once; then papers go to files or a printer as often as need be."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton

from desktop.domain.money import yuan_text
from desktop.services.notices import IssuedBatch, PaperKind
from desktop.services.paper_ports import PrintedFile
from desktop.ui.models.columns import Pill
from desktop.ui.pages.notices.selection import Sums
from desktop.ui.pages.notices.step import Step
from desktop.ui.pages.notices.words import paper_name, problem_name
from desktop.ui.theme import SPACE_8, SPACE_12, Tone
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.pill import PillLabel
from desktop.ui.widgets.text import button, label


class PrintNotices(Step):
    """Before: what will be issued. After: the serials, and where the papers can go.

    ``paper_wanted`` carries a PaperKind. ``to_print`` are the serials that go to a printer next:
    all of the batch, or what was left when one stopped.
    """

    paper_wanted = Signal(object)
    batch: IssuedBatch | None = None
    to_print: Sequence[str] = ()

    def primary(self) -> tuple[str, bool]:
        if self.batch is None:
            return self.tr("Issue %n notice(s)", "", self._sums.debtors), self._sums.debtors > 0
        return self.tr("Did it print?"), True

    def hint(self) -> str:
        if self.batch is None:
            return self.tr("Serials are taken now, amounts stay frozen")
        return self.tr("Keys 1 to 4 choose where the papers go")

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

    def show_batch(self, batch: IssuedBatch) -> None:
        """Show the serials that were taken, and offer the papers."""
        self.batch = batch
        self.to_print = self._serials()
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
        self._results[kind].setText(words.format(file=printed.path.name))
        self._results[kind].setToolTip(str(printed.path))
        self._files[kind] = QUrl.fromLocalFile(str(printed.path))
        self._openers[kind].show()

    def show_printed(self, serials: Sequence[str]) -> None:
        """Say what went to the printer; the next time it is all of them again."""
        words = self.tr("%n notice(s) sent, up to {last}", "", len(serials))
        self._results[PaperKind.PRINTER].setText(words.format(last=serials[-1]))
        self.to_print = self._serials()

    def show_stopped(self, serials: Sequence[str]) -> None:
        """Say what came out before the printer stopped; the next time it is only the rest."""
        self.to_print = [each for each in self.to_print if each not in serials]
        words = self.tr(
            "stopped after {last}; %n notice(s) left, printed next", "", len(self.to_print)
        )
        self._results[PaperKind.PRINTER].setText(words.format(last=serials[-1]))

    def _serials(self) -> list[str]:
        return [each.serial for each in self.batch.facts] if self.batch else []

    def _build(self) -> None:
        self._sums = Sums(0, 0, 0)
        self._files: dict[PaperKind, QUrl] = {}
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
        self.body.addWidget(self._build_outputs())
        self.body.addStretch(1)

    def _build_outputs(self) -> Card:
        """Make a line for each way out: its button, what came of it, and a button to open it."""
        card = Card(self.tr("Print"))
        self._buttons: dict[PaperKind, QPushButton] = {}
        self._results: dict[PaperKind, QLabel] = {}
        self._openers: dict[PaperKind, QPushButton] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_12)
        grid.setVerticalSpacing(SPACE_8)
        grid.setColumnStretch(3, 1)
        for row, (way, name, text) in enumerate(self._ways()):
            made = button(f"{row + 1}  {name}")
            made.setProperty("align", "left")
            made.clicked.connect(lambda _=False, each=way: self._want(each))
            self._buttons[way], self._results[way] = made, label(text, "muted")
            opener = button(self.tr("Open"), "link")
            opener.clicked.connect(lambda _=False, each=way: self._open(each))
            opener.hide()
            self._openers[way] = opener
            grid.addWidget(made, row, 0)
            grid.addWidget(self._results[way], row, 1)
            grid.addWidget(opener, row, 2)
        card.body.addLayout(grid)
        self._outputs = card
        return card

    def _ways(self) -> list[tuple[PaperKind, str, str]]:
        return [
            (PaperKind.PRINTER, paper_name(PaperKind.PRINTER), self.tr("A4, unscaled, one side")),
            (PaperKind.PDF, paper_name(PaperKind.PDF), self.tr("for printing later, or elsewhere")),
            (PaperKind.DOCX, paper_name(PaperKind.DOCX), self.tr("for changes in Word or WPS")),
            (
                PaperKind.DELIVERY_LIST,
                paper_name(PaperKind.DELIVERY_LIST),
                self.tr("one a village, without amounts and identity numbers"),
            ),
        ]

    def _connect(self) -> None:
        for number, way in enumerate(self._buttons, start=1):
            shortcut = QShortcut(QKeySequence(str(number)), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda each=way: self._want(each))

    def _want(self, way: PaperKind) -> None:
        if self.batch is not None:
            self.paper_wanted.emit(way)

    def _open(self, way: PaperKind) -> None:
        QDesktopServices.openUrl(self._files[way])

    def _say(self, title: str, pill: Pill, facts: str) -> None:
        self._title.setText(title)
        self._pill.set_pill(pill)
        self._facts.setText(facts)

    def _offer(self) -> None:
        """Offer the ways out once there are serials, with nothing written yet."""
        for way, _, text in self._ways():
            self._results[way].setText(text)
            self._results[way].setToolTip("")
            self._openers[way].hide()
        self._outputs.setEnabled(self.batch is not None)
        self.changed.emit()

    def _show_skipped(self, batch: IssuedBatch) -> None:
        words = "、".join(sorted({problem_name(each) for each in batch.skipped}))
        text = self.tr("%n notice(s) left out: {reasons}", "", len(batch.skipped))
        self._skipped.setText(text.format(reasons=words))
        self._skipped.setVisible(bool(batch.skipped))
