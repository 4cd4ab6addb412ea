"""How was this computed: every answer about a loan with its steps, to read, copy and print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.derivation import Derivation, DerivationSheet
from desktop.domain.page import Page
from desktop.ui.models.columns import Column, Pill
from desktop.ui.models.lines import ListModel
from desktop.ui.painter import PagePainter
from desktop.ui.theme import SPACE_8, SPACE_12, SPACE_16, Tone, tokens_of
from desktop.ui.widgets.derivation_text import anchor, sheet_html
from desktop.ui.widgets.preview import PreviewView
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button, label

_WIDTH, _HEIGHT = 1080, 660
_LIST_WIDTH = 248


class DerivationDialog(QDialog):
    """The questions at the left, the answers at the right, as text or as they will print.

    ``print_wanted`` and ``pdf_wanted`` carry the sheet. ``pages_of`` lays it out, which takes some
    milliseconds, when its paper is looked at.
    """

    print_wanted = Signal(object)
    pdf_wanted = Signal(object)

    def __init__(
        self,
        sheet: DerivationSheet,
        pages_of: Callable[[DerivationSheet], Sequence[Page]],
        fonts: Sequence[Path],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._pages_of = pages_of
        self._fonts = fonts
        self._preview: PreviewView | None = None
        self._build()
        self._connect()
        self._show_text()
        self.questions.set_records(sheet.derivations)
        if sheet.derivations:
            self.question_table.select_row(0)
        self.text.setFocus()

    @property
    def sheet(self) -> DerivationSheet:
        return self._sheet

    def show_printed(self, pages: int) -> None:
        """Say that it went to the printer."""
        self._say(self.tr("%n page(s) printed", "", pages))

    def show_written(self, name: str) -> None:
        """Say under which name it was saved."""
        self._say(self.tr("Saved: {file}").format(file=name))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "text"):
            self._show_text()  # the colours stand inside the text
        super().changeEvent(event)

    def _build(self) -> None:
        self.setWindowTitle(self.tr("How was this computed?"))
        self.resize(_WIDTH, _HEIGHT)
        self.setSizeGripEnabled(True)
        self.questions: ListModel[Derivation] = ListModel(question_columns(), self)
        self.question_table = LineTable(
            self.questions, "derivation-questions", foot=False, exports=False
        )
        self.question_table.setFixedWidth(_LIST_WIDTH)
        self.text = QTextBrowser()
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.paper = QWidget()
        self._paper_layout = QVBoxLayout(self.paper)
        self._paper_layout.setContentsMargins(0, 0, 0, 0)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.text, self.tr("As text"))
        self.tabs.addTab(self.paper, self.tr("As printed"))
        middle = QHBoxLayout()
        middle.setSpacing(SPACE_12)
        middle.addWidget(self.question_table)
        middle.addWidget(self.tabs, 1)
        title = self.tr("{debtor}    loan {loan_no}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_16, SPACE_16, SPACE_16, SPACE_16)
        layout.setSpacing(SPACE_12)
        layout.addWidget(
            label(title.format(debtor=self._sheet.debtor, loan_no=self._sheet.loan_no), "title")
        )
        layout.addLayout(middle, 1)
        layout.addLayout(self._build_foot())

    def _build_foot(self) -> QHBoxLayout:
        self.print = button(self.tr("Print…"), "primary", "Ctrl+P")
        self.pdf = button(self.tr("Save as PDF…"), key="Ctrl+S")
        self.copy = button(self.tr("Copy all"), key="Ctrl+Shift+C")
        self.close_button = button(self.tr("Close"), key="Esc")
        self._message = label("", "good")
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_8)
        for each in (self.print, self.pdf, self.copy):
            foot.addWidget(each)
        foot.addWidget(self._message, 1)
        foot.addWidget(self.close_button)
        return foot

    def _connect(self) -> None:
        self.question_table.current_changed.connect(lambda _: self._go_to_question())
        self.tabs.currentChanged.connect(lambda _: self._show_paper())
        self.print.clicked.connect(lambda: self.print_wanted.emit(self._sheet))
        self.pdf.clicked.connect(lambda: self.pdf_wanted.emit(self._sheet))
        self.copy.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.reject)
        turn = QShortcut(QKeySequence("Ctrl+Tab"), self)
        turn.activated.connect(lambda: self.tabs.setCurrentIndex(1 - self.tabs.currentIndex()))

    def _show_text(self) -> None:
        self.text.setHtml(sheet_html(self._sheet, tokens_of(self.palette())))

    def _go_to_question(self) -> None:
        number = self.question_table.view.currentIndex().row()
        if number == 0:
            self.text.verticalScrollBar().setValue(0)  # what a person must look at stands there
        elif number > 0:
            self.text.scrollToAnchor(anchor(number))
        self.tabs.setCurrentIndex(0)

    def _show_paper(self) -> None:
        """Lay the paper out when it is looked at for the first time."""
        if self.tabs.currentWidget() is not self.paper or self._preview is not None:
            return
        pages = self._pages_of(self._sheet)
        self._preview = PreviewView(PagePainter(self._fonts))
        self._paper_layout.addWidget(self._preview)
        self._preview.set_pages(len(pages), lambda number: pages[number])
        self._preview.setFocus()

    def _copy(self) -> None:
        document = QTextDocument()
        document.setHtml(self.text.toHtml())
        QGuiApplication.clipboard().setText(document.toPlainText())
        self._say(self.tr("Copied"))

    def _say(self, text: str) -> None:
        self._message.setText(text)


def question_columns() -> list[Column[Derivation]]:
    """Return the one column of the questions: what was asked, marked where a person must look."""
    translate = QCoreApplication.translate
    return [
        Column(
            "title",
            translate("Derivation", "What was computed"),
            lambda each: each.title,
            _LIST_WIDTH,
            pill=needs_pill,
            tip=lambda each: each.answer,
        )
    ]


def needs_pill(derivation: Derivation) -> Pill | None:
    """Return the mark of an answer that a person must look at."""
    if not derivation.needs_person:
        return None
    return Pill(QCoreApplication.translate("Derivation", "to check"), Tone.WARNING)
