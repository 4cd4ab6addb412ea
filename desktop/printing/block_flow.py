"""Blocks go down a flow: each kind of block of a template, filled with one document's texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.domain.documents import Shape
from desktop.domain.documents.facts import Rows
from desktop.domain.page import Box, Face, Item, TextRun, moved
from desktop.printing.blocks import (
    Block,
    Grid,
    GridCell,
    GridRow,
    HandRows,
    Paragraph,
    Pattern,
    Pictures,
    Seal,
    Signatures,
    Space,
    Style,
    TableBlock,
    is_left_out,
    patterns_of,
)
from desktop.printing.hand_rows import hand_row, is_by_hand
from desktop.printing.linebreak import Measure, Span, break_paragraph
from desktop.printing.page import Align, Column, Flow, Frame, Table, place_text
from desktop.printing.picture_grid import flow_pictures
from desktop.printing.sheet_parts import SEAL, signature
from desktop.printing.wrapped_table import WrappedTable, flow_table

_SIZE, _SMALL = 10.5, 9.0
_INDENT = 2 * _SIZE
_GAP = 8.0
_ENDLESS = 1e9
_FIRST_ROWS = 2
_CELL_PADDING = 5.0
_LEADING = 1.45
_BELOW = 6.0
_PEN_PITCH = 26.0


@dataclass(frozen=True, slots=True)
class Setting:
    """How tightly a document is set: line pitch in points, and a factor for rows by hand."""

    pitch: float
    rows: float


NORMAL = Setting(16.5, 1.0)
TIGHT = Setting(14.5, 0.85)
"""Taken where it saves a page."""


@dataclass(frozen=True)
class BlockText:
    """What blocks are filled with: texts by field, rows by table, picture files by id."""

    shape: Shape
    values: Mapping[str, str]
    tables: Mapping[str, Rows]
    pictures: Mapping[str, bytes]

    def is_left_out(self, block: Block) -> bool:
        """Tell whether a block of clauses has nothing to say about this document."""
        if isinstance(block, HandRows | Grid | Signatures | Seal):
            return False
        names = [name for each in patterns_of(block) for name in each.names]
        return is_left_out(names, self._optional, self.values)

    def lines(self, rows: Iterable[Pattern]) -> list[tuple[Span, ...]]:
        """Return the rows that have something to say, filled."""
        return [
            row.fill(self.values)
            for row in rows
            if not is_left_out(row.names, self._optional, self.values)
        ]

    def rows(self, table: str, columns: Iterable[str]) -> list[list[str]]:
        """Return a table's rows with these columns only; what it no longer has is empty."""
        wanted = tuple(columns)
        shape = self.shape.table.get(table)
        rows = map(shape.texts, self.tables.get(table, ())) if shape else ()
        return [[texts.get(column, "") for column in wanted] for texts in rows]

    @property
    def _optional(self) -> frozenset[str]:
        return self.shape.optional


def flow_blocks(
    flow: Flow, blocks: Sequence[Block], text: BlockText, setting: Setting, end: float | None = None
) -> None:
    """Place blocks one after the other; a block that is kept stands on one page with the next.

    ``end`` bounds the last ones instead of the frame's bottom, where something else stands below.
    """
    groups = _groups([block for block in blocks if not text.is_left_out(block)])
    for number, group in enumerate(groups, start=1):
        bottom = end if number == len(groups) else None
        if bottom is None and isinstance(group[-1], TableBlock | Pictures):
            _begun_together(flow, group, text, setting)
        elif len(group) > 1 or bottom is not None:
            _together(flow, group, text, setting, bottom)
        else:
            _place(flow, group[0], text, setting)


def unparted(
    blocks: Sequence[Block], text: BlockText, setting: Setting, left: float, width: float
) -> Flow:
    """Return blocks placed from 0 down on a page without end: ``y`` is how high they are."""
    flow = Flow(Frame(left, width, 0.0, 0.0, _ENDLESS))
    for block in blocks:
        _place(flow, block, text, setting)
    return flow


def _together(
    flow: Flow, group: Sequence[Block], text: BlockText, setting: Setting, bottom: float | None
) -> None:
    """Place a group on one page; one that no page could hold is parted between its rows."""
    frame = flow.frame
    placed = unparted(group, text, setting, frame.left, frame.width)
    end = frame.bottom if bottom is None else bottom
    if frame.next_top + placed.y > end:
        _parted(flow, group, text, setting, frame.bottom - end)
        return
    flow.keep(placed.y, bottom)
    flow.items.extend(moved(item, 0.0, flow.y) for item in placed.items)
    flow.space(placed.y)


def _parted(
    flow: Flow, group: Sequence[Block], text: BlockText, setting: Setting, below: float = 0.0
) -> None:
    """Part a group within its first table; what follows stays with the table's last row.

    So that nobody signs a page that says nothing. ``below`` points at the foot stay free.
    """
    frame = flow.frame
    cut = next((number for number, block in enumerate(group, 1) if _has_rows(block)), 0)
    after = group[cut:]
    along = unparted(after, text, setting, frame.left, frame.width).y + below
    if cut:
        fits = along < (frame.bottom - frame.next_top) / 2
        _begun_together(flow, group[:cut], text, setting, along if fits else 0.0)
    for number, block in enumerate(after, 1):
        if number == len(after) and not cut:
            last = unparted([block], text, setting, frame.left, frame.width)
            flow.keep(last.y + below)
        _place(flow, block, text, setting)


def _begun_together(
    flow: Flow, group: Sequence[Block], text: BlockText, setting: Setting, along: float = 0.0
) -> None:
    """Place a group that ends with rows; the first of them are enough to stay with the others.

    ``along`` points under the rows stay on the page of the last one.
    """
    *before, last = group
    assert isinstance(last, TableBlock | Pictures)
    if before:
        first = text.tables.get(last.table, ())[:_FIRST_ROWS]
        start = replace(text, tables={**text.tables, last.table: first})
        begun = replace(last, total=(), blank_rows=0) if isinstance(last, TableBlock) else last
        frame = flow.frame
        needed = unparted([*before, begun], start, setting, frame.left, frame.width).y
        if frame.next_top + needed > frame.bottom and any(map(_has_rows, before)):
            _parted(flow, group, text, setting)
            return
        flow.keep(needed)
    for block in before:
        _place(flow, block, text, setting)
    if isinstance(last, TableBlock):
        _table(flow, last, text, setting, along)
    else:
        _place(flow, last, text, setting)


def _has_rows(block: Block) -> bool:
    return isinstance(block, TableBlock)


def _groups(blocks: Sequence[Block]) -> list[list[Block]]:
    """Return blocks in runs that stay together."""
    groups: list[list[Block]] = []
    joined = False
    for block in blocks:
        if joined:
            groups[-1].append(block)
        else:
            groups.append([block])
        joined = block.keep
    return groups


def _place(flow: Flow, block: Block, text: BlockText, setting: Setting) -> None:
    match block:
        case Paragraph():
            _paragraph(flow, block, text, setting)
        case TableBlock():
            _table(flow, block, text, setting)
        case HandRows():
            _hand_rows(flow, block, text, setting)
        case Grid():
            for row in block.rows:
                _grid_row(flow, row, block.size, text, setting)
        case Signatures():
            _signatures(flow, block, text, setting)
        case Seal():
            _seal(flow, block, text)
        case Pictures():
            rows = text.rows(block.table, (block.picture, block.caption))
            flow_pictures(flow, rows, block.height, text.pictures)
        case Space():
            flow.space(block.height * setting.rows)


def _paragraph(flow: Flow, block: Paragraph, text: BlockText, setting: Setting) -> None:
    spans = block.pattern.fill(text.values)
    size = _SMALL if block.style is Style.SMALL else _SIZE
    pitch = setting.pitch * size / _SIZE
    if block.style is Style.HEADING:
        spans = tuple(replace(span, face=Face.BOLD) for span in spans)
        flow.space(3.0)
    indent = _INDENT if block.style is Style.TEXT else 0.0
    lines = break_paragraph(spans, Measure(size, flow.frame.width, indent))
    if block.style is Style.CENTRE:
        lines = [_centred(line, flow.frame.width) for line in lines]
    # No line stands alone at a page's foot or head.
    for number, line in enumerate(lines):
        left = len(lines) - number
        flow.keep(pitch * (2 if left == 2 or (number == 0 and left > 1) else 1))
        flow.lines([line], pitch)


def _centred(line: Sequence[TextRun], width: float) -> list[TextRun]:
    text = "".join(run.text for run in line)
    return [place_text(text, width / 2, 0.0, Face.BOLD, line[0].size, Align.CENTRE, width)]


def _table(
    flow: Flow, block: TableBlock, text: BlockText, setting: Setting, along: float = 0.0
) -> None:
    scale = flow.frame.width / sum(column.width for column in block.columns)
    columns = tuple(
        Column(column.head.text(text.values), column.width * scale, column.align)
        for column in block.columns
    )
    rows = text.rows(block.table, [column.field for column in block.columns])
    rows += [[""] * len(columns)] * block.blank_rows
    total = tuple(each.text(text.values) for each in block.total)
    height = block.row_height * setting.rows
    along = along and along + _GAP
    flow.space(_GAP)
    if block.wraps:
        if total:
            total = (total[0], *[""] * (block.spanned - 1), *total[1:])
        flow_table(flow, WrappedTable(columns, rows, total, block.size, height), along)
    else:
        flow.table(Table(columns, rows, height, block.size, total, block.spanned), along)
    flow.space(_GAP)


def _hand_rows(flow: Flow, block: HandRows, text: BlockText, setting: Setting) -> None:
    pitch = block.pitch * setting.rows
    for spans in text.lines(block.rows):
        flow.keep(pitch)
        _pen_line(flow.items, spans, flow.frame.left, flow.y + pitch, block.size, flow.frame.width)
        flow.space(pitch)


def _pen_line(
    items: list[Item], spans: Sequence[Span], left: float, bottom: float, size: float, room: float
) -> None:
    items.extend(hand_row(tuple(spans), left, bottom - _BELOW, size, room))


def _signatures(flow: Flow, block: Signatures, text: BlockText, setting: Setting) -> None:
    """Place columns of lines side by side; they stay together, empty columns are left out."""
    columns = [lines for column in block.columns if (lines := text.lines(column))]
    if not columns:
        return
    pitch = block.pitch * setting.rows
    room = flow.frame.width / len(columns)
    height = max(map(len, columns)) * pitch
    flow.keep(height)
    for number, column in enumerate(columns):
        left = flow.frame.left + number * room
        for row, spans in enumerate(column, start=1):
            _pen_line(flow.items, spans, left, flow.y + row * pitch, block.size, room - 12)
    flow.space(height)


def _seal(flow: Flow, block: Seal, text: BlockText) -> None:
    """Place contacts on the left, name and date in the middle of 45 mm for the seal."""
    flow.keep(SEAL)
    contacts = tuple("".join(span.text for span in spans) for spans in text.lines(block.contacts))
    signer, day = block.signer.fill(text.values), block.date.text(text.values)
    left, right = flow.frame.left, flow.frame.right
    flow.items.extend(signature(contacts, signer, day, left, right, flow.y))
    flow.space(SEAL)


def _grid_row(flow: Flow, row: GridRow, size: float, text: BlockText, setting: Setting) -> None:
    """Place boxes side by side; a row stays whole unless no page could hold its text."""
    scale = flow.frame.width / sum(cell.width for cell in row.cells)
    widths = [cell.width * scale for cell in row.cells]
    cells = [
        _cell_lines(cell, width - 2 * _CELL_PADDING, size, text)
        for cell, width in zip(row.cells, widths, strict=True)
    ]
    room = flow.frame.bottom - flow.frame.next_top - _GAP
    most = max(1, int(room / (size * _LEADING)))
    for start in range(0, max(1, *map(len, cells)), most):
        parts = [lines[start : start + most] for lines in cells]
        _boxes(flow, row, size, text, setting, widths, parts)


def _boxes(
    flow: Flow,
    row: GridRow,
    size: float,
    text: BlockText,
    setting: Setting,
    widths: Sequence[float],
    parts: Sequence[Sequence[Sequence[Item]]],
) -> None:
    """Draw a row's boxes at the cursor, their lines in the middle of each."""
    pitch = size * _LEADING
    height = max(row.height * setting.rows, max(map(len, parts)) * pitch + _GAP)
    flow.keep(height)
    left = flow.frame.left
    for cell, lines, width in zip(row.cells, parts, widths, strict=True):
        flow.items.append(Box(left, flow.y, width, height))
        step = max(pitch, _pen_pitch(cell, height, text))
        first = flow.y + (height - len(lines) * step) / 2 + step / 2 + 0.37 * size
        for number, line in enumerate(lines):
            flow.items.extend(
                moved(item, left + _CELL_PADDING, first + number * step) for item in line
            )
        left += width
    flow.space(height)


def _pen_pitch(cell: GridCell, height: float, text: BlockText) -> float:
    """Return the room a pen gets for each line of a cell of such lines only, 0 for any other."""
    lines = text.lines(cell.lines)
    if cell.is_label or not lines or not all(map(is_by_hand, lines)):
        return 0.0
    return min((height - _GAP / 2) / len(lines), _PEN_PITCH)


def _cell_lines(cell: GridCell, room: float, size: float, text: BlockText) -> list[Sequence[Item]]:
    """Return a cell's lines from the left of its room, on baseline 0."""
    lines: list[Sequence[Item]] = []
    for spans in text.lines(cell.lines):
        if cell.is_label:
            words = "".join(span.text for span in spans)
            label = place_text(words, room / 2, 0.0, Face.BOLD, size, Align.CENTRE, room)
            lines.append([label])
        elif is_by_hand(spans):
            lines.append(hand_row(tuple(spans), 0.0, 0.0, size, room))
        else:
            lines += break_paragraph(spans, Measure(size, room, is_ragged=True)) or [[]]
    return lines
