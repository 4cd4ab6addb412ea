"""Sheets as lines of cells, whatever file they come from; long ones in chunks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError
from python_calamine import SheetTypeEnum as SheetType

from desktop.domain.errors import ExpectedFailure
from desktop.ledgers.container import MAX_ROWS, Container, Kind
from desktop.ledgers.delimited import read_lines
from desktop.ledgers.html_table import read_tables
from desktop.ledgers.legacy import read_legacy
from desktop.ledgers.text import Cell

CHUNK_LINES = 5_000
Line = list[Cell]
Span = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: its lines from the first of the sheet on, and its merged areas.

    ``spans`` are (top, left, bottom, right), counted from 0, inclusive, in the columns of
    ``lines``; ``lines`` can be walked once. ``height`` is 0 where it is not known beforehand.
    """

    name: str
    lines: Iterator[Line]
    spans: tuple[Span, ...] = ()
    from_1904: bool = False
    height: int = 0

    def chunks(self, head: Sequence[Line]) -> Iterator[list[Line]]:
        """Yield ``head`` and the rest of the lines, 5,000 at a time."""
        lines = chain(head, self.lines)
        while chunk := list(islice(lines, CHUNK_LINES)):
            yield chunk


def open_grids(path: Path, container: Container) -> Iterator[Grid]:
    """Yield the sheets of a file, one after the other; charts and macro sheets are left out.

    Raises ExpectedFailure ``ledger_damaged``, ``ledger_encrypted`` or ``ledger_too_many_rows``.
    """
    if container.kind is Kind.TEXT:
        yield Grid("", _limited(read_lines(path), path.name))
    elif container.kind is Kind.HTML:
        for number, lines in enumerate(read_tables(path), 1):
            yield Grid(f"表{number}", _limited(lines, path.name), height=len(lines))
    elif container.kind is Kind.XLS:
        for sheet in read_legacy(path):
            spans = _spans(sheet.merged, sheet.left)
            height = len(sheet.rows)
            yield Grid(sheet.name, iter(sheet.rows), spans, container.from_1904, height)
    else:
        yield from _open_workbook(path, container)


def _limited(lines: Iterable[Sequence[str]], file: str) -> Iterator[Line]:
    for number, line in enumerate(lines):
        if number >= MAX_ROWS:
            raise ExpectedFailure("ledger_too_many_rows", file=file, limit=MAX_ROWS)
        yield list(line)


def _open_workbook(path: Path, container: Container) -> Iterator[Grid]:
    try:
        # By content: given the path, the parser believes the name, and people rename files.
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
            for index, sheet in enumerate(book.sheets_metadata):
                if sheet.typ is SheetType.WorkSheet:
                    yield _grid(book.get_sheet_by_index(index), container.from_1904)
    except PasswordError as error:
        raise ExpectedFailure("ledger_encrypted", file=path.name) from error
    except (CalamineError, OSError, ValueError) as error:
        raise ExpectedFailure("ledger_damaged", file=path.name) from error
    except BaseException as error:
        # A Rust panic in the parser arrives as PanicException, which is no Exception.
        if type(error).__name__ == "PanicException":
            raise ExpectedFailure("ledger_damaged", file=path.name) from error
        raise


def _grid(sheet: CalamineSheet, from_1904: bool) -> Grid:
    left = sheet.start[1] if sheet.start else 0  # the parser leaves blank columns on the left out
    spans = _spans(sheet.merged_cell_ranges or (), left)
    return Grid(sheet.name, sheet.iter_rows(), spans, from_1904, sheet.total_height)


def _spans(
    merged: Iterable[tuple[tuple[int, int], tuple[int, int]]], left: int
) -> tuple[Span, ...]:
    return tuple(
        (top, max(first - left, 0), bottom, last - left) for (top, first), (bottom, last) in merged
    )
