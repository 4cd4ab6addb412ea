"""Each kind of block as WordprocessingML, its fields named in braces."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from desktop.domain.page import Face
from desktop.printing import word_styles as styles
from desktop.printing.blocks import (
    Block,
    Grid,
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
)
from desktop.printing.hand_rows import hand_pieces, is_by_hand
from desktop.printing.linebreak import Span
from desktop.printing.page import Align
from desktop.printing.word_pieces import (
    GRID,
    KEEP,
    cell,
    exact_pitch,
    hand_row,
    paragraph,
    plain,
    row,
    run,
    runs,
    table,
    twips,
)
from desktop.printing.word_styles import run_properties

_SEAL = 45 * 72 / 25.4
_SIGNED = 150.0
_GRID_PADDING = 5.0
# Rows of tables are a little lower than on the PDF, text is a little wider.
_ROWS = 0.925
_PARAGRAPHS = {
    Style.TEXT: styles.BODY,
    Style.LINE: styles.ADDRESS,
    Style.SMALL: styles.SMALL,
    Style.HEADING: styles.HEADING,
    Style.CENTRE: styles.CENTRE,
}
_ALIGNED = {
    Align.LEFT: styles.TABLE_LEFT,
    Align.CENTRE: styles.TABLE_CENTRE,
    Align.RIGHT: styles.TABLE_RIGHT,
}
_BOXED = GRID.partition("<w:insideH")[0]


def blocks_xml(blocks: Sequence[Block], width: float) -> str:
    """Return blocks one below the other.

    Tables that touch would be one table to a reader, and no body may end with one.
    """
    parts: list[str] = []
    for block in blocks:
        keep = KEEP if block.keep else ""
        part = _block(block, width, keep)
        if parts and part.startswith("<w:tbl>") and parts[-1].endswith("</w:tbl>"):
            parts.append(plain(styles.END, "", keep))
        parts.append(part)
    if parts and parts[-1].endswith("</w:tbl>"):
        parts.append(plain(styles.END, ""))
    return "".join(parts)


def _block(block: Block, width: float, keep: str) -> str:
    match block:
        case Paragraph():
            return _paragraph(block, keep)
        case TableBlock():
            return _table(block, width, keep)
        case HandRows():
            return _lines(block.rows, width, block.size, block.pitch * _ROWS, keep)
        case Grid():
            return _grid(block, width, keep)
        case Signatures():
            return _signatures(block, width, keep)
        case Seal():
            return _seal(block, width, keep)
        case Pictures():
            return _pictures(block, width, keep)
        case Space():
            return paragraph(styles.END, "", keep + exact_pitch(max(block.height * _ROWS, 1.0)))


def named(pattern: Pattern) -> tuple[Span, ...]:
    """Return a pattern's spans with every field's name in braces in its place."""
    return pattern.fill({name: f"{{{name}}}" for name in pattern.names})


def _sized(style: styles.Style, size: float) -> str:
    return run_properties(style.font, size, style.bold)


def _paragraph(block: Paragraph, keep: str) -> str:
    style = _PARAGRAPHS[block.style]
    return paragraph(style, runs(named(block.pattern), style), keep)


def _lines(patterns: Sequence[Pattern], width: float, size: float, pitch: float, keep: str) -> str:
    return "".join(
        hand_row(hand_pieces(named(each)), styles.SLIP, width, size, pitch, keep)
        for each in patterns
    )


def _table(block: TableBlock, width: float, keep: str) -> str:
    """Return a table of facts; a long one is kept with what follows by its last row only."""
    scale = width / sum(column.width for column in block.columns)
    widths = [column.width * scale for column in block.columns]
    height = block.row_height * _ROWS

    def line(
        texts: Sequence[str],
        made: Sequence[styles.Style],
        wide: Sequence[float],
        is_head: bool = False,
        kept: str = "",
    ) -> str:
        cells = "".join(
            cell(
                paragraph(style, run(text, _sized(style, block.size)) if text else "", kept),
                room,
                len(widths) - len(texts) + 1 if number == 0 else 1,
            )
            for number, (text, style, room) in enumerate(zip(texts, made, wide, strict=True))
        )
        return row(cells, height, not block.wraps, is_head)

    aligned = [_ALIGNED[column.align] for column in block.columns]
    heads = [_text(column.head) for column in block.columns]
    rows = [
        line(heads, [styles.TABLE_HEAD] * len(heads), widths, is_head=True),
        line([f"{{{block.table}.{column.field}}}" for column in block.columns], aligned, widths),
        *[line([""] * len(widths), aligned, widths)] * block.blank_rows,
    ]
    if block.total:
        spanned = block.spanned
        total = [_text(each) for each in block.total][0 if spanned else 1 :]
        first = [sum(widths[:spanned])] if spanned else []
        made = [*([styles.TABLE_CENTRE] if spanned else []), *aligned[spanned:]]
        rows.append(line(total, made, [*first, *widths[spanned:]], kept=keep))
    above, below = plain(styles.GAP, "", KEEP), plain(styles.GAP, "", keep)
    return above + table(widths, GRID, "".join(rows)) + below


def _text(pattern: Pattern) -> str:
    return "".join(span.text for span in named(pattern))


def _grid(block: Grid, width: float, keep: str) -> str:
    """Return a form; its columns are all the edges that any of its rows has."""
    edges_of = [_edges(each, width) for each in block.rows]
    edges = sorted({edge for row_edges in edges_of for edge in row_edges})
    columns = [(right - left) / 20 for left, right in pairwise(edges)]
    rows = "".join(
        _grid_row(each, row_edges, edges, block.size, keep)
        for each, row_edges in zip(block.rows, edges_of, strict=True)
    )
    return table(columns, GRID, rows)


def _edges(grid_row: GridRow, width: float) -> list[int]:
    """Return the edges of a row's boxes from the left, in twips."""
    scale = width / sum(each.width for each in grid_row.cells)
    inner = accumulate((each.width * scale for each in grid_row.cells[:-1]), initial=0.0)
    return [*map(twips, inner), twips(width)]


def _grid_row(
    grid_row: GridRow, row_edges: Sequence[int], edges: Sequence[int], size: float, keep: str
) -> str:
    cells = []
    for each, (left, right) in zip(grid_row.cells, pairwise(row_edges), strict=True):
        room = (right - left) / 20
        span = edges.index(right) - edges.index(left)
        style = styles.LABEL if each.is_label else styles.FORM
        content = "".join(_box_line(line, style, room, size, keep) for line in each.lines)
        cells.append(cell(content or plain(style, "", keep), room, span))
    return row("".join(cells), grid_row.height, is_exact=False)


def _box_line(line: Pattern, style: styles.Style, width: float, size: float, keep: str) -> str:
    spans = named(line)
    if style is styles.LABEL:
        return paragraph(style, runs([Span(s.text, Face.BOLD) for s in spans], style, size), keep)
    if is_by_hand(spans):
        room = width - 2 * _GRID_PADDING
        return hand_row(hand_pieces(spans), style, room, size, properties=keep)
    return paragraph(style, runs(spans, style, size), keep)


def _signatures(block: Signatures, width: float, keep: str) -> str:
    if not block.columns:
        return ""
    room = width / len(block.columns)
    cells = "".join(
        cell(
            _lines(lines, room - 12, block.size, block.pitch * _ROWS, keep)
            or plain(styles.SLIP, "", keep),
            room,
            align="top",
        )
        for lines in block.columns
    )
    return table(
        [room] * len(block.columns), "", row(cells, block.pitch, is_exact=False), padding=0
    )


def _seal(block: Seal, width: float, keep: str) -> str:
    """Return contacts, and 45 mm for the seal on name and date, side by side."""
    contacts = "".join(
        paragraph(styles.SMALL, runs(named(line), styles.SMALL), keep) for line in block.contacts
    )
    signed = "".join(
        paragraph(styles.SIGNER, runs(named(line), styles.SIGNER), keep)
        for line in (block.signer, block.date)
    )
    left = width - _SIGNED
    cells = cell(contacts or plain(styles.SMALL, "", keep), left) + cell(signed, _SIGNED)
    return table((left, _SIGNED), "", row(cells, _SEAL, is_exact=False), padding=0)


def _pictures(block: Pictures, width: float, keep: str) -> str:
    """Return a frame with its caption for each picture: the pictures themselves are on the PDF."""
    frame = cell(
        plain(styles.TABLE_CENTRE, "（图片见 PDF 件）", keep)
        + plain(styles.TABLE_CENTRE, f"{{{block.table}.{block.caption}}}", keep),
        width,
        borders=_BOXED,
    )
    return table((width,), "", row(frame, 40.0, is_exact=False))
