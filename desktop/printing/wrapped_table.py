"""A table whose text wraps in its cells: rows as high as they must be, heads on every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.domain.page import Box, Face, Item, Rule, TextRun
from desktop.printing.linebreak import Measure, Span, break_paragraph
from desktop.printing.page import Align, Column, Flow, Lines, place_text

_PADDING_X, _PADDING_Y = 4.0, 3.5
_ASCENT = 0.88
_LEADING = 1.4
_THIN = 0.5


@dataclass(frozen=True, slots=True)
class WrappedTable:
    """Text rows under a head. Columns aligned left wrap; the others keep one line each.

    ``total`` is a last row in bold that takes a row along to a new page. Rows are at least
    ``least`` points high. Only a row higher than a page is split.
    """

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[str]]
    total: Sequence[str] = ()
    size: float = 8.5
    least: float = 0.0

    @property
    def pitch(self) -> float:
        return self.size * _LEADING


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that has been broken into lines; ``height`` in points."""

    cells: tuple[Lines, ...]
    height: float


def flow_table(flow: Flow, table: WrappedTable, along: float = 0.0) -> None:
    """Place a table at the cursor, split between rows where it must be.

    ``along`` points under it are left free on the page of its last row.
    """
    head = _broken(table, [column.title for column in table.columns], Face.BOLD)
    rows = [_broken(table, row, Face.SANS) for row in table.rows]
    if table.total:
        rows.append(_broken(table, table.total, Face.BOLD))
    flow.keep(head.height + (rows[0].height if rows else 0.0))
    part = _Part(flow, table, head)
    room = flow.frame.bottom - flow.frame.next_top - head.height
    parts = [part for whole in rows for part in _split(table, whole, room)]
    last = len(parts) - bool(table.total)
    under = along + (parts[-1].height if table.total else 0.0)
    for number, row in enumerate(parts, start=1):
        needed = row.height + (under if number == last else 0.0)
        if flow.y + needed > flow.frame.bottom:
            part.close()
            flow.turn()
            part = _Part(flow, table, head)
        part.add(row)
    part.close()


class _Part:
    """What of a table stands on one page."""

    def __init__(self, flow: Flow, table: WrappedTable, head: _Row) -> None:
        self._flow = flow
        self._table = table
        self._top = flow.y
        self._edges = [flow.frame.left]
        for column in table.columns:
            self._edges.append(self._edges[-1] + column.width)
        self.add(head)

    def add(self, row: _Row) -> None:
        items: list[Item] = self._flow.items
        left, right, top = self._edges[0], self._edges[-1], self._flow.y
        if top > self._top:
            items.append(Rule(left, top, right, top, _THIN))
        for lines, column, x in zip(row.cells, self._table.columns, self._edges, strict=False):
            items.extend(_placed(lines, column, x + _PADDING_X, top + _PADDING_Y, self._table))
        self._flow.y += row.height

    def close(self) -> None:
        """Draw the frame and the lines between the columns."""
        items: list[Item] = self._flow.items
        left, right, bottom = self._edges[0], self._edges[-1], self._flow.y
        items.append(Box(left, self._top, right - left, bottom - self._top, _THIN))
        for x in self._edges[1:-1]:
            items.append(Rule(x, self._top, x, bottom, _THIN))


def _broken(table: WrappedTable, cells: Sequence[str], face: Face) -> _Row:
    lines = tuple(
        _lines(cell, column, table.size, face)
        for cell, column in zip(cells, table.columns, strict=True)
    )
    return _of_lines(table, lines)


def _of_lines(table: WrappedTable, cells: tuple[Lines, ...]) -> _Row:
    height = max(1, *map(len, cells)) * table.pitch + 2 * _PADDING_Y
    return _Row(cells, max(height, table.least))


def _split(table: WrappedTable, row: _Row, room: float) -> Iterator[_Row]:
    """Yield a row in parts that fit into ``room``: one part but for the very longest texts."""
    count = max(1, *map(len, row.cells))
    most = max(1, int((room - 2 * _PADDING_Y) / table.pitch))
    for start in range(0, count, most):
        yield _of_lines(table, tuple(lines[start : start + most] for lines in row.cells))


def _lines(cell: str, column: Column, size: float, face: Face) -> Lines:
    """Break a cell of text; what is aligned otherwise is a figure and keeps one line."""
    if not cell:
        return ()
    if column.align is not Align.LEFT:
        return [[TextRun(0.0, 0.0, cell, face, size)]]
    measure = Measure(size, column.width - 2 * _PADDING_X, is_ragged=True)
    return break_paragraph([Span(cell, face)], measure)


def _placed(lines: Lines, column: Column, x: float, top: float, table: WrappedTable) -> list[Item]:
    room = column.width - 2 * _PADDING_X
    placed: list[Item] = []
    for number, line in enumerate(lines):
        baseline = top + number * table.pitch + (table.pitch - table.size) / 2
        baseline += _ASCENT * table.size
        if column.align is Align.LEFT:
            placed += [TextRun(x + run.x, baseline, run.text, run.face, run.size) for run in line]
            continue
        run = line[0]
        start = x + room * column.align
        placed.append(place_text(run.text, start, baseline, run.face, run.size, column.align, room))
    return placed
