"""Papers that have their serials: where they can go, again and again, and whether they printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.documents import SHAPES, DocumentFacts, DocumentKind, Sheets
from desktop.services.paper_archive import PaperKind
from desktop.services.paper_ports import PrintedFile
from desktop.ui.models.columns import Pill
from desktop.ui.pages.documents.names import kind_name, language
from desktop.ui.pages.documents.presenter import DocumentsPresenter
from desktop.ui.pages.notices.files import ask_path, ask_printer
from desktop.ui.printer import Printout
from desktop.ui.theme import SPACE_12, Tone
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.pill import PillLabel
from desktop.ui.widgets.text import label
from desktop.ui.widgets.ways_out import Way, WaysOut

SUFFIX = {PaperKind.PDF: (".pdf", "PDF (*.pdf)"), PaperKind.DOCX: (".docx", "Word (*.docx)")}

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|]')
"""What Windows takes in no name of a file."""


class OutputPanel(QWidget):
    """The serials, the ways out, and what came of them; ``came_out`` tells when something did."""

    came_out = Signal()

    def __init__(self, presenter: DocumentsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._facts: Sequence[DocumentFacts] = ()
        self._batch_id = ""
        self._to_print: Sequence[str] = ()
        self.has_come_out = False
        self._build()
        self._connect()

    @property
    def serials(self) -> list[str]:
        """The serials of the papers shown."""
        return [each.serial for each in self._facts]

    @property
    def is_reprint(self) -> bool:
        return not self._batch_id

    @property
    def left_out(self) -> str:
        """Who got no paper, and why: a line each."""
        return self._left_out.text()

    def show_papers(
        self, facts: Sequence[DocumentFacts], batch_id: str, left_out: Sequence[str] = ()
    ) -> None:
        """Offer papers to be printed; without ``batch_id`` each copy is marked as a reprint."""
        self._facts, self._batch_id = facts, batch_id
        self.has_come_out = False
        self._to_print = self.serials
        self._title.setText(serial_span(self.serials))
        self._pill.set_pill(self._state())
        kinds = dict.fromkeys(each.kind for each in facts)
        comma = "、" if language() == "zh" else ", "
        names = comma.join(kind_name(each) for each in kinds)
        words = self.tr("{kinds}: %n paper(s)", "", len(facts)).format(kinds=names)
        self._about.setText(words)
        self._left_out.setText("\n".join(left_out))
        self._left_out.setVisible(bool(left_out))
        self.ways.start(enabled=True)
        self.ways.offer(ways_of(kinds))

    def arrive(self) -> None:
        """Put the cursor on the printer."""
        self.ways.button(PaperKind.PRINTER).setFocus()

    def press(self, number: int) -> None:
        """Choose a way out by its number."""
        self.ways.press(number)

    def _build(self) -> None:
        self._title, self._pill = label("", "title"), PillLabel()
        self._about = label("", "muted", wrap=True)
        self._left_out = label("", "danger", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(SPACE_12)
        head.addWidget(self._title)
        head.addWidget(self._pill)
        head.addStretch(1)
        summary = Card()
        summary.body.addLayout(head)
        summary.body.addWidget(self._about)
        summary.body.addWidget(self._left_out)
        self.ways = WaysOut(
            self.tr("Print"),
            [
                Way(PaperKind.PRINTER, self.tr("Printer…"), self.tr("A4, unscaled")),
                Way(PaperKind.PDF, self.tr("PDF…"), self.tr("for printing later, or elsewhere")),
                Way(PaperKind.DOCX, self.tr("Word…"), self.tr("for changes in Word or WPS")),
            ],
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_12)
        layout.addWidget(summary)
        layout.addWidget(self.ways)
        layout.addStretch(1)

    def _connect(self) -> None:
        self.ways.wanted.connect(self._want)
        self._presenter.written.connect(self._show_written)
        self._presenter.printed.connect(self._show_printed)

    def _state(self) -> Pill:
        if self.is_reprint:
            return Pill(self.tr("marked as a reprint"), Tone.INFO)
        return Pill(self.tr("issued"), Tone.GOOD)

    def _want(self, way: PaperKind) -> None:
        if not self._facts or self._presenter.is_working:
            return
        if way is PaperKind.PRINTER:
            printer = ask_printer(self, sides_of(each.kind for each in self._facts))
            if printer:
                self._presenter.print_out(self._to_print, printer, is_reprint=self.is_reprint)
            return
        path = self._ask_file(way)
        if path:
            self._presenter.write(self.serials, way, path, batch_id=self._batch_id)

    def _ask_file(self, way: PaperKind) -> Path | None:
        suffix, kinds = SUFFIX[way]
        return ask_path(self, self.tr("Save the papers"), file_name(self._facts), suffix, kinds)

    def _show_written(self, kind: PaperKind, printed: PrintedFile) -> None:
        words = self.tr("{file}, %n page(s)", "", printed.pages)
        self.ways.show_result(kind, words.format(file=printed.path.name), printed.path)
        self._note_out()

    def _show_printed(self, out: Printout) -> None:
        """Say what came out; after a stop the printer gets only the rest the next time."""
        done = set(out.serials)
        rest = [each for each in self._to_print if each not in done] if out.stopped else []
        self._to_print = rest or self.serials
        words = self.tr("%n page(s) sent", "", len(out.pages))
        if rest:
            words = self.tr("stopped; %n paper(s) left, printed next", "", len(rest))
        self.ways.show_result(PaperKind.PRINTER, words)
        if out.serials:
            self._note_out()

    def _note_out(self) -> None:
        self.has_come_out = True
        self.came_out.emit()


def ways_of(kinds: Iterable[DocumentKind]) -> list[PaperKind]:
    """Return the ways out of papers of these kinds: Word where all of them come in it."""
    ways = [PaperKind.PRINTER, PaperKind.PDF]
    return [*ways, PaperKind.DOCX] if all(SHAPES[each].word for each in kinds) else ways


def sides_of(kinds: Iterable[DocumentKind]) -> Sheets:
    """Return how papers leave the printer: on both sides where every kind of them is meant to."""
    both = all(SHAPES[each].sheets is Sheets.DUPLEX for each in kinds)
    return Sheets.DUPLEX if both else Sheets.SIMPLEX


def serial_span(serials: Sequence[str]) -> str:
    """Return the first and the last serial; papers that carry none are only counted."""
    known = [each for each in serials if each]
    return known[0] if len(known) == 1 else f"{known[0]} – {known[-1]}"


def file_name(facts: Sequence[DocumentFacts]) -> str:
    """Return the proposed name of a file, kind and serials: a person's name stays out of it."""
    first, last = facts[0], facts[-1]
    translate = QCoreApplication.translate
    kinds = {each.kind for each in facts}
    name = kind_name(first.kind) if len(kinds) == 1 else translate("Documents", "papers")
    span = first.serial if first is last else f"{first.serial}_{last.serial.rpartition('-')[2]}"
    return _NOT_IN_NAMES.sub("-", f"{name}_{span}")
