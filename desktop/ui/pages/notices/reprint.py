"""Reprint by serial: the same frozen facts, marked 补打."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.errors import CodedError
from desktop.services.paper_archive import PaperKind
from desktop.ui.errors import explain
from desktop.ui.pages.notices.files import ask_file, ask_printer
from desktop.ui.pages.notices.presenter import NoticesPresenter
from desktop.ui.pages.notices.words import paper_name
from desktop.ui.theme import SPACE_8, SPACE_12, SPACE_16
from desktop.ui.widgets.text import button, label, refresh_style

_WIDTH = 520
_SEPARATORS = re.compile(r"[\s,，、;；]+")


def serials_in(text: str) -> list[str]:
    """Return the serials a person typed or scanned, once each, in their order."""
    found = [each.upper() for each in _SEPARATORS.split(text) if each]
    return list(dict.fromkeys(found))


class ReprintDialog(QDialog):
    """Asks which serials to print again and as what; stays open for the answer."""

    def __init__(
        self, presenter: NoticesPresenter, language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._language = language
        self._build()
        self._connect()

    def refuse(self, error: CodedError | None) -> None:
        """Say at the field what is wrong; None when nothing is."""
        refresh_style(self.serials, invalid=error is not None)
        self._message.setText(explain(error, self._language)[1] if error else "")
        refresh_style(self._message, role="danger")
        if error:
            self.serials.setFocus()

    def show_reprinted(self, file: str, pages: int) -> None:
        """Say where the pages went, "" being a printer, and be ready for the next serials."""
        words = self.tr("{place}, %n page(s), marked as a reprint", "", pages)
        self.refuse(None)
        refresh_style(self._message, role="muted")
        self._message.setText(words.format(place=file or self.tr("Sent to the printer")))
        self.serials.selectAll()
        self.serials.setFocus()

    def _build(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Reprint by serial"))
        self.setMinimumWidth(_WIDTH)
        self.serials = QLineEdit()
        self.serials.setPlaceholderText(self.tr("Scan or type serials, spaces between them"))
        self._message = label("", "muted", wrap=True)
        words = self.tr("The paper shows what it showed when it was issued, marked as a reprint.")
        self.printer = button(paper_name(PaperKind.PRINTER), "primary")
        self.pdf = button(paper_name(PaperKind.PDF))
        self.docx = button(paper_name(PaperKind.DOCX))
        self.done_button = button(self.tr("Close"))
        line = QHBoxLayout()
        line.setSpacing(SPACE_8)
        line.addWidget(self.printer)
        line.addWidget(self.pdf)
        line.addWidget(self.docx)
        line.addStretch(1)
        line.addWidget(self.done_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_16, SPACE_16, SPACE_16, SPACE_16)
        layout.setSpacing(SPACE_12)
        layout.addWidget(label(words, wrap=True))
        layout.addWidget(self.serials)
        layout.addWidget(self._message)
        layout.addLayout(line)

    def _connect(self) -> None:
        self._presenter.refused.connect(lambda field, error: self.refuse(error))
        self._presenter.reprinted.connect(self.show_reprinted)
        self.printer.clicked.connect(lambda: self._want(PaperKind.PRINTER))
        self.pdf.clicked.connect(lambda: self._want(PaperKind.PDF))
        self.docx.clicked.connect(lambda: self._want(PaperKind.DOCX))
        self.done_button.clicked.connect(self.accept)
        self.serials.textEdited.connect(lambda: self.refuse(None))
        self.serials.returnPressed.connect(self._next)

    def _next(self) -> None:
        """A scan ends with Enter: make room for the next one, and go on when it is empty."""
        if self.serials.text().endswith(" "):
            self._want(PaperKind.PRINTER)
        elif self.serials.text():
            self.serials.setText(self.serials.text() + " ")

    def _want(self, kind: PaperKind) -> None:
        serials = serials_in(self.serials.text())
        if not serials:
            self.serials.setFocus()
            return
        if kind is PaperKind.PRINTER:
            printer = ask_printer(self)
            if printer:
                self._presenter.print_out(serials, printer, is_reprint=True)
            return
        path = ask_file(self, kind, self.tr("reprint") + "_" + serials[0])
        if path:
            self._presenter.reprint(serials, kind, path)
