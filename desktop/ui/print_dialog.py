"""Asks for a printer and how pages go on its paper: copies, range, sides, two on a side."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.documents import Sheets
from desktop.ui.printer import PaperPrinter
from desktop.ui.settings import window_settings
from desktop.ui.theme import SPACE_8, SPACE_12, SPACE_16
from desktop.ui.widgets.text import button, label, refresh_style

_WIDTH = 460
_MOST_COPIES = 20
_LAST_USED = "print/printer"
_RANGE = re.compile(r"\s*(\d{1,5})\s*(?:[-–—~～至]\s*(\d{1,5})\s*)?")


@dataclass(frozen=True, slots=True)
class PrintChoice:
    """What a person chose. ``first`` and ``last`` are pages from 1, both 0 for all of them."""

    printer: str
    copies: int = 1
    first: int = 0
    last: int = 0
    both_sides: bool = False
    two_up: bool = False

    def made(self) -> PaperPrinter:
        """Return the printer, set as chosen."""
        printer = PaperPrinter()
        if self.printer:
            printer.setPrinterName(self.printer)
        printer.setCopyCount(self.copies)
        printer.setCollateCopies(True)
        if self.first:
            printer.setFromTo(self.first, self.last)
            printer.setPrintRange(QPrinter.PrintRange.PageRange)
        mode = QPrinter.DuplexMode
        printer.setDuplex(mode.DuplexLongSide if self.both_sides else mode.DuplexNone)
        printer.two_up = self.two_up
        return printer


def page_range(text: str) -> tuple[int, int] | None:
    """Return the pages a person means (``3``, ``3-7``), (0, 0) for all, None for nonsense."""
    if not text.strip():
        return 0, 0
    found = _RANGE.fullmatch(text)
    if not found:
        return None
    first = int(found[1])
    last = int(found[2] or first)
    return (first, last) if 1 <= first <= last else None


class PrintDialog(QDialog):
    """One dialog for all papers; Enter prints.

    ``names`` are the printers of this machine, the first one proposed; ``prints_both_sides`` tells
    it of one of them. ``sheets`` is how the papers like to be printed.
    """

    def __init__(
        self,
        names: Sequence[str],
        prints_both_sides: Callable[[str], bool],
        sheets: Sheets = Sheets.SIMPLEX,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._prints_both_sides = prints_both_sides
        self._sheets = sheets
        self._own: PaperPrinter | None = None
        self._build(names)
        self._connect()
        self._offer_sides()
        self._offer()

    def choice(self) -> PrintChoice:
        """Return what is chosen now; a range that is nonsense counts as all pages."""
        first, last = page_range(self.range.text()) or (0, 0)
        return PrintChoice(
            printer=self.printers.currentText(),
            copies=self.copies.value(),
            first=first,
            last=last,
            both_sides=self.sides.isChecked(),
            two_up=self.two_up.isChecked(),
        )

    def printer(self) -> PaperPrinter:
        """Return the printer as chosen here, or in its own dialog."""
        return self._own or self.choice().made()

    def _build(self, names: Sequence[str]) -> None:
        self.setWindowTitle(self.tr("Print"))
        self.setMinimumWidth(_WIDTH)
        self.printers = QComboBox()
        self.printers.addItems(list(names))
        self.copies = QSpinBox()
        self.copies.setRange(1, _MOST_COPIES)
        self.copies.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)  # typed, or Up and Down
        self.range = QLineEdit()
        self.range.setPlaceholderText(self.tr("all pages, or 3-7"))
        self.sides = QCheckBox(self.tr("On both sides; every paper starts a sheet"))
        self.two_up = QCheckBox(self.tr("Two pages on a side, reduced: for the file, not to serve"))
        none = self.tr("This computer has no printer. Save a PDF and print it elsewhere.")
        self._none = label(none, "danger", wrap=True)
        self._none.setVisible(not names)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_12)
        grid.setVerticalSpacing(SPACE_8)
        grid.setColumnStretch(1, 1)
        rows = (
            (self.tr("Printer"), self.printers),
            (self.tr("Copies"), self.copies),
            (self.tr("Pages"), self.range),
            ("", self.sides),
            ("", self.two_up),
        )
        for row, (name, field) in enumerate(rows):
            grid.addWidget(label(name, "muted"), row, 0)
            grid.addWidget(field, row, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_16, SPACE_16, SPACE_16, SPACE_16)
        layout.setSpacing(SPACE_12)
        layout.addLayout(grid)
        layout.addWidget(self._none)
        layout.addLayout(self._build_foot())

    def _build_foot(self) -> QHBoxLayout:
        self.settings = button(self.tr("Printer settings…"))
        self.cancel = button(self.tr("Cancel"), key="Esc")
        self.print = button(self.tr("Print"), "primary")
        self.print.setDefault(True)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_8)
        foot.addWidget(self.settings)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.print)
        return foot

    def _connect(self) -> None:
        self.printers.currentTextChanged.connect(lambda _: self._offer_sides())
        self.range.textChanged.connect(lambda _: self._offer())
        self.settings.clicked.connect(self._ask_own_settings)
        self.cancel.clicked.connect(self.reject)
        self.print.clicked.connect(self._confirm)

    def _offer_sides(self) -> None:
        """Offer both sides where the printer can, ticked where the papers like it."""
        can = self._prints_both_sides(self.printers.currentText())
        self.sides.setEnabled(can)
        self.sides.setChecked(can and self._sheets is Sheets.DUPLEX)

    def _offer(self) -> None:
        is_range = page_range(self.range.text()) is not None
        refresh_style(self.range, invalid=not is_range)
        for each in (self.print, self.settings):
            each.setEnabled(is_range and self.printers.count() > 0)

    def _ask_own_settings(self) -> None:
        """Open the system's dialog, for trays and what else a driver offers; accepting prints."""
        made = self.choice().made()
        dialog = QPrintDialog(made, self)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if accepted:
            self._own = made
            self._confirm()

    def _confirm(self) -> None:
        window_settings().setValue(_LAST_USED, self.printers.currentText())
        self.accept()


def ask(parent: QWidget, sheets: Sheets) -> PaperPrinter | None:
    """Ask on this machine's printers, the one used last first; None when nothing was chosen."""
    dialog = PrintDialog(printer_names(), _prints_both_sides, sheets, parent)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    printer = dialog.printer() if accepted else None
    dialog.deleteLater()
    return printer


def printer_names() -> list[str]:
    """Return the printers of this machine: the one used last, then the default one, then all."""
    known = QPrinterInfo.availablePrinterNames()
    likely = (str(window_settings().value(_LAST_USED, "")), QPrinterInfo.defaultPrinterName())
    return list(dict.fromkeys([*(each for each in likely if each in known), *known]))


def _prints_both_sides(name: str) -> bool:
    modes = QPrinterInfo.printerInfo(name).supportedDuplexModes()
    return QPrinter.DuplexMode.DuplexLongSide in modes
