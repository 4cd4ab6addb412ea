"""The composer: text, paragraphs and tables flow down a frame and on to further pages.

Everything is placed once, as the plain data of ``desktop/domain/page.py``. What repeats on every
page (heads, forms, page numbers) is added by the form when the number of pages is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from desktop.domain.page import Box, Face, Item, Rule, TextRun
from desktop.printing.fonts import load_font

# The middle of a Chinese character stands this part of its size above the baseline.
_MIDDLE = 0.37
_ASCENT = 0.88
_PADDING = 4.0
_THIN = 0.5

Lines = Sequence[Sequence[TextRun]]


class Align(float, Enum):
    """Which edge of its place a text keeps to, as a part of its width."""

    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Frame:
    """Where text may stand: tops of the first and of later pages, one bottom; in points."""

    left: float
    width: float
    first_top: float
    next_top: float
    bottom: float

    @property
    def right(self) -> float:
        return self.left + self.width


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column: its head, width in points, and how its cells align."""

    title: str
    width: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one height under a head that is repeated on every page.

    ``total`` is a last row that never stands alone on a page; its first text is centred over
    the ``spanned`` first columns and the others fill the remaining columns.
    """

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[str]]
    row_height: float
    size: float = 9.0
    total: tuple[str, ...] = ()
    spanned: int = 0

    @property
    def height(self) -> float:
        return (1 + len(self.rows) + bool(self.total)) * self.row_height


def place_text(
    text: str,
    x: float,
    baseline: float,
    face: Face,
    size: float,
    align: Align = Align.LEFT,
    room: float | None = None,
    letter_spacing: float = 0.0,
) -> TextRun:
    """Return one line of text that starts, is centred or ends at ``x``.

    Where it is wider than ``room`` it is set smaller, never cut. The spacing after the last
    character does not count.
    """
    if "\n" in text:
        text = " ".join(text.split("\n"))
    if room is not None or align is not Align.LEFT:
        width = load_font(face).width(text, size) + letter_spacing * (len(text) - 1)
        if room is not None and width > room:
            size, width = size * room / width, room
        x -= width * align
    return TextRun(x, baseline, text, face, size, letter_spacing)


def middle_baseline(top: float, height: float, size: float) -> float:
    """Return the baseline of text in the middle of a row."""
    return top + height / 2 + _MIDDLE * size


class Flow:
    """A cursor that goes down a frame; ``pages`` are the items placed so far, page by page."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.y = frame.first_top
        self.pages: list[list[Item]] = [[]]

    @property
    def items(self) -> list[Item]:
        return self.pages[-1]

    def turn(self) -> None:
        """Go on at the top of a new page."""
        self.pages.append([])
        self.y = self.frame.next_top

    def keep(self, height: float, bottom: float | None = None) -> None:
        """Turn the page unless ``height`` points are left above ``bottom``."""
        if self.y + height > (self.frame.bottom if bottom is None else bottom):
            self.turn()

    def space(self, height: float) -> None:
        self.y += height

    def lines(self, lines: Lines, pitch: float) -> None:
        """Place a broken paragraph, ``pitch`` points from line to line."""
        for line in lines:
            self.keep(pitch)
            size = line[0].size
            baseline = self.y + (pitch - size) / 2 + _ASCENT * size
            left = self.frame.left
            self.items.extend(
                TextRun(left + run.x, baseline, run.text, run.face, size, run.letter_spacing)
                for run in line
            )
            self.y += pitch

    def table(self, table: Table, along: float = 0.0) -> list[int]:
        """Place a table, split between rows where it must be.

        ``along`` points under it are left free on the page of its last row. Returns the number of
        the row each page of it begins with.
        """
        rows = table.rows
        held = bool(table.total or along)
        starts: list[int] = []
        start = 0
        while True:
            left = len(rows) - start
            needed = left + bool(table.total)
            room = int((self.frame.bottom - self.y) / table.row_height) - 1
            whole = int((self.frame.bottom - along - self.y) / table.row_height) - 1
            # No page has more room than one that holds nothing yet.
            is_fresh = self.y <= self.frame.next_top
            if whole >= needed or (is_fresh and left <= held and room >= needed):
                self._table_part(table, rows[start:], table.total)
                return [*starts, start]
            # The total, or what stands below, takes at least one row along.
            count = max(min(room, left - held), int(is_fresh))
            if count > 0:
                self._table_part(table, rows[start : start + count], ())
                starts.append(start)
                start += count
            self.turn()

    def _table_part(
        self, table: Table, rows: Sequence[Sequence[str]], total: tuple[str, ...]
    ) -> None:
        """Draw a head, rows and perhaps the total at the cursor."""
        edges = _edges(table.columns, self.frame.left)
        top, height = self.y, table.row_height
        heads = [column.title for column in table.columns]
        centred = [Align.CENTRE] * len(heads)
        aligns = [column.align for column in table.columns]
        self._row(heads, centred, edges, table, Face.BOLD)
        for row in rows:
            self._row(row, aligns, edges, table, Face.SANS)
        body_end = self.y
        if total:
            spanned = table.spanned
            total_edges = [edges[0], *edges[spanned:]]
            self._row(total, [Align.CENTRE, *aligns[spanned:]], total_edges, table, Face.SANS)
        self.items.extend(_grid(tuple(edges), top, self.y, body_end, height, table.spanned))

    def _row(
        self,
        cells: Sequence[str],
        aligns: Sequence[Align],
        edges: Sequence[float],
        table: Table,
        face: Face,
    ) -> None:
        size = table.size
        baseline = middle_baseline(self.y, table.row_height, size)
        for cell, align, left, right in zip(cells, aligns, edges, edges[1:], strict=False):
            if cell:
                room = right - left - 2 * _PADDING
                x = left + _PADDING + room * align
                self.items.append(place_text(cell, x, baseline, face, size, align, room))
        self.y += table.row_height


@lru_cache(maxsize=64)
def _grid(
    edges: tuple[float, ...],
    top: float,
    bottom: float,
    body_end: float,
    height: float,
    spanned: int,
) -> tuple[Item, ...]:
    """Return a table's lines; columns that the total spans end with the body."""
    left, right = edges[0], edges[-1]
    items: list[Item] = [Box(left, top, right - left, bottom - top, _THIN)]
    count = round((bottom - top) / height)
    for row in range(1, count):
        y = top + row * height
        items.append(Rule(left, y, right, y, _THIN))
    for index, x in enumerate(edges[1:-1], start=1):
        items.append(Rule(x, top, x, body_end if index < spanned else bottom, _THIN))
    return tuple(items)


def _edges(columns: Sequence[Column], left: float) -> list[float]:
    """Return the x of every vertical line."""
    edges = [left]
    for column in columns:
        edges.append(edges[-1] + column.width)
    return edges
