"""Prints pages on a printer as vectors, and tells which of them came out when it stops midway."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, islice
from operator import length_hint
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
    printer: QPrinter, pages: Iterable[Page], fonts: Sequence[Path], progress: Progress
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
    printer: QPrinter, pages: Iterable[Page], fonts: Sequence[Path], progress: Progress
) -> list[Page]:
    """Print pages, unscaled unless two share a side, and return those printed, without copies.

    Pages are taken as they are printed, so that the first need not wait for the last, unless
    copies or the order want them all.
    Obeys the printer's page range, order, sides, and copies where the driver makes none itself.
    Raises RuleViolation ``page_range_empty``; ExpectedFailure ``font_unreadable`` before anything
    is printed, ``printer_failed`` where no paper came out whole, and PrintStopped
    (``printer_stopped``, ``printer_stopped_pages``) where some did. Cancelled takes the job back.
    """
    chosen: list[Page] = []
    sides = iter(_sides(printer, _noting(chosen_pages(printer, pages), chosen)))
    total = length_hint(sides) or _expected(printer, pages)
    first = next(sides, None)
    if first is None:
        raise RuleViolation("page_range_empty", count=sum(1 for _ in pages))
    painter = PagePainter(fonts)
    done, is_whole = _print_sides(printer, painter, first, sides, total, progress)
    if not is_whole:
        raise _stopped(printer, chosen, done)
    return chosen


def _has_range(printer: QPrinter) -> bool:
    return printer.printRange() is QPrinter.PrintRange.PageRange and printer.fromPage() > 0


def _expected(printer: QPrinter, pages: Iterable[Page]) -> int:
    """Return about how many pages there will be, some of which are not laid out yet."""
    expected = length_hint(pages)
    if _has_range(printer) and printer.toPage():
        return min(expected, printer.toPage() - printer.fromPage() + 1)
    return expected


def _noting(pages: Iterable[Page], noted: list[Page]) -> Iterator[Page]:
    """Yield pages and note each that was taken."""
    for page in pages:
        noted.append(page)
        yield page


def chosen_pages(printer: QPrinter, pages: Iterable[Page]) -> Iterator[Page]:
    """Return the pages of the range that was chosen in the print dialog."""
    if _has_range(printer):
        return islice(pages, printer.fromPage() - 1, printer.toPage() or None)
    return iter(pages)


def _sides(printer: QPrinter, pages: Iterable[Page]) -> Iterable[Side]:
    """Return every side to print: the driver makes the copies where it can."""
    sheets = sheets_of(
        pages,
        both_sides=printer.duplex() in _BOTH_SIDES,
        two_up=isinstance(printer, PaperPrinter) and printer.two_up,
    )
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    is_reversed = printer.pageOrder() is QPrinter.PageOrder.LastPageFirst
    if copies == 1 and not is_reversed:
        return chain.from_iterable(sheets)
    ordered = list(sheets)
    if is_reversed:
        ordered.reverse()
    if printer.collateCopies():
        ordered *= copies
    else:
        ordered = [sheet for sheet in ordered for _ in range(copies)]
    return list(chain.from_iterable(ordered))


def _print_sides(
    printer: QPrinter,
    page_painter: PagePainter,
    first: Side,
    others: Iterable[Side],
    total: int,
    progress: Progress,
) -> tuple[list[Side], bool]:
    """Print sides, ``total`` of them or a few more; return those the printer took, and if all.

    A side is taken when the next one can be begun, the last one when the job ends well.
    """
    taken: list[Side] = []
    prepare(printer)
    _turn(printer, first)
    painter = QPainter()
    if not painter.begin(printer):
        return taken, False
    try:
        for number, side in enumerate(chain((first,), others)):
            progress.report("print", number, max(total, number + 1))
            _turn(printer, side)
            if number and not printer.newPage():
                painter.end()
                return taken[:-1], False
            _paint(painter, printer.resolution() / 72.0, page_painter, side)
            taken.append(side)
    except BaseException:
        printer.abort()
        painter.end()
        raise
    has_ended = painter.end()
    failed = not has_ended or printer.printerState() is QPrinter.PrinterState.Error
    return (taken[:-1], False) if failed else (taken, True)


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
