"""Prints pages on a printer as vectors, and tells which of them came out when it stops midway."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.domain.page import Page
from desktop.services.progress import Progress
from desktop.ui.painter import PagePainter
from desktop.ui.sheets import Side, sheets_of

_BOTH_SIDES = (QPrinter.DuplexMode.DuplexLongSide, QPrinter.DuplexMode.DuplexShortSide)


class PaperPrinter(QPrinter):
    """A printer and what Qt has no setting for: ``two_up`` puts two pages on a side, reduced."""

    def __init__(self) -> None:
        super().__init__(QPrinter.PrinterMode.HighResolution)
        self.two_up = False


class PrintStopped(ExpectedFailure):
    """The printer stopped midway: ``done`` are the pages of the papers that came out whole."""

    def __init__(self, code: str, done: Sequence[Page], **params: object) -> None:
        super().__init__(code, **params)
        self.done = tuple(done)


@dataclass(frozen=True, slots=True)
class Printout:
    """What came out of a printer: pages of whole papers, and why it stopped midway if it did."""

    pages: tuple[Page, ...]
    stopped: PrintStopped | None = None

    @property
    def serials(self) -> list[str]:
        """The papers' serials in the order of the pages."""
        return list(dict.fromkeys(page.serial for page in self.pages if page.serial))


def print_out(
    printer: QPrinter, pages: Sequence[Page], fonts: Sequence[Path], progress: Progress
) -> Printout:
    """Print as :func:`print_pages` does; a printer that stops midway is told beside what it did."""
    try:
        return Printout(tuple(print_pages(printer, pages, fonts, progress)))
    except PrintStopped as stopped:
        return Printout(stopped.done, stopped)


def prepare(printer: QPrinter) -> None:
    """Set a printer to whole A4 sheets without margins."""
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)


def print_pages(
    printer: QPrinter, pages: Sequence[Page], fonts: Sequence[Path], progress: Progress
) -> list[Page]:
    """Print pages, unscaled unless two share a side, and return those printed, without copies.

    Obeys the printer's page range, order, sides, and copies where the driver makes none itself.
    Raises RuleViolation ``page_range_empty``; ExpectedFailure ``font_unreadable`` before anything
    is printed, ``printer_failed`` where no paper came out whole, and PrintStopped
    (``printer_stopped``, ``printer_stopped_pages``) where some did. Cancelled takes the job back.
    """
    chosen = chosen_pages(printer, pages)
    if not chosen:
        raise RuleViolation("page_range_empty", count=len(pages))
    sides = _sides(printer, chosen)
    done = _print_sides(printer, PagePainter(fonts), sides, progress)
    if done < len(sides):
        raise _stopped(printer, chosen, sides[:done])
    return chosen


def chosen_pages(printer: QPrinter, pages: Sequence[Page]) -> list[Page]:
    """Return the pages of the range that was chosen in the print dialog."""
    if printer.printRange() is QPrinter.PrintRange.PageRange and printer.fromPage():
        return list(pages[printer.fromPage() - 1 : printer.toPage() or None])
    return list(pages)


def _sides(printer: QPrinter, pages: Sequence[Page]) -> list[Side]:
    """Return every side to print: the driver makes the copies where it can."""
    sheets = sheets_of(
        pages,
        both_sides=printer.duplex() in _BOTH_SIDES,
        two_up=isinstance(printer, PaperPrinter) and printer.two_up,
    )
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        sheets.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        sheets *= copies
    else:
        sheets = [sheet for sheet in sheets for _ in range(copies)]
    return [side for sheet in sheets for side in sheet]


def _print_sides(
    printer: QPrinter, page_painter: PagePainter, sides: Sequence[Side], progress: Progress
) -> int:
    """Print sides and return how many the printer took.

    A side is taken when the next one can be begun, the last one when the job ends well.
    """
    prepare(printer)
    _turn(printer, sides[0])
    painter = QPainter()
    if not painter.begin(printer):
        return 0
    try:
        for number, side in enumerate(sides):
            progress.report("print", number, len(sides))
            _turn(printer, side)
            if number and not printer.newPage():
                painter.end()
                return number - 1
            _paint(painter, printer.resolution() / 72.0, page_painter, side)
    except BaseException:
        printer.abort()
        painter.end()
        raise
    has_ended = painter.end()
    failed = not has_ended or printer.printerState() is QPrinter.PrinterState.Error
    return len(sides) - failed


def _turn(printer: QPrinter, side: Side) -> None:
    """Lay the next sheet upright or across."""
    orientation = QPageLayout.Orientation
    wanted = orientation.Landscape if side.is_landscape else orientation.Portrait
    if printer.pageLayout().orientation() is not wanted:
        printer.setPageOrientation(wanted)


def _paint(painter: QPainter, scale: float, page_painter: PagePainter, side: Side) -> None:
    """Paint the pages of a side; ``scale`` is the printer's dots a point."""
    for placed in side.pages:
        painter.resetTransform()
        painter.scale(scale, scale)
        painter.translate(placed.x, placed.y)
        painter.scale(placed.scale, placed.scale)
        page_painter.paint(painter, placed.page)


def _stopped(printer: QPrinter, pages: Sequence[Page], taken: Sequence[Side]) -> ExpectedFailure:
    """Return the error that tells what came out: papers all of whose pages were taken."""
    out = {placed.number for side in taken for placed in side.pages}
    done: list[Page] = []
    for serial, paper in groupby(enumerate(pages), lambda each: each[1].serial):
        numbered = list(paper)
        if not serial or all(number in out for number, _ in numbered):
            done += [page for number, page in numbered if number in out]
    name = printer.printerName()
    serials = [page.serial for page in done if page.serial]
    # A cover alone is no paper that came out.
    if not done or (not serials and any(page.serial for page in pages)):
        return ExpectedFailure("printer_failed", printer=name)
    if not serials:
        return PrintStopped("printer_stopped_pages", done, printer=name, count=len(done))
    is_reversed = printer.pageOrder() is QPrinter.PageOrder.LastPageFirst
    last = serials[0 if is_reversed else -1]
    return PrintStopped("printer_stopped", done, printer=name, serial=last, count=len(done))
