"""Pieces of WordprocessingML that all our Word documents are put together from.

Widths stand in the table's grid and in every cell, the layout is fixed and rows have their
heights, or readers re-flow them. Lengths are points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from desktop.domain.page import Face
from desktop.printing import barcode
from desktop.printing.fonts import load_font
from desktop.printing.hand_rows import HandPiece
from desktop.printing.linebreak import Span
from desktop.printing.word_styles import Style, run_properties

TWIPS = 20
PADDING = 4
KEEP = "<w:keepNext/>"
TAB = "<w:r><w:tab/></w:r>"
CUT = f'{KEEP}<w:pBdr><w:top w:val="dashed" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
GRID = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_EMU = 12_700
# LibreOffice does not draw the line of a tab that ends a cell: a character of no width follows it.
_NOTHING = "\u200b"
_EDGE = 2.0
_BOLD = "黑体"
_LATIN_END = "\u2000"


def run(text: str, properties: str) -> str:
    """Return text as a run."""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def runs(spans: Iterable[Span], style: Style, size: float = 0.0) -> str:
    """Return the spans as runs, each with its fonts; bold ones in 黑体."""
    size = size or style.size
    regular = run_properties(style.font, size, style.bold)
    bold = run_properties(_BOLD, size, bold=True)
    return "".join(run(span.text, bold if span.face is Face.BOLD else regular) for span in spans)


def paragraph(style: Style, content: str, properties: str = "") -> str:
    """Return a paragraph; ``properties`` follow its style in the order of the schema."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style.id}"/>{properties}</w:pPr>{content}</w:p>'


def plain(style: Style, text: str, properties: str = "") -> str:
    """Return a paragraph of one run."""
    return paragraph(style, run(text, style.run_properties) if text else "", properties)


def tabs(*stops: tuple[float, str, str]) -> str:
    """Return tab stops as (place, alignment, leader)."""
    entries = "".join(
        f'<w:tab w:val="{align}"{leader and f""" w:leader="{leader}" """} '
        f'w:pos="{round(place * TWIPS)}"/>'
        for place, align, leader in stops
    )
    return f"<w:tabs>{entries}</w:tabs>"


def sides(style: Style, left: str, right: str, width: float, properties: str = "") -> str:
    """Return a line with content (runs) at both edges."""
    return paragraph(style, left + TAB + right, properties + tabs((width, "right", "")))


def hand_row(
    pieces: Sequence[HandPiece],
    style: Style,
    width: float,
    size: float = 0.0,
    pitch: float = 0.0,
    properties: str = "",
) -> str:
    """Return a row to be filled in by hand; lines to write on are tabs with a leader.

    Behind a field, whose width is nobody's to know yet, they are underlined blanks.
    """
    size = size or style.size
    content: list[str] = []
    stops: list[tuple[float, str, str]] = []
    x = 0.0
    is_known = True
    for piece in pieces:
        is_known = is_known and "{" not in piece.label
        if piece.blank and not is_known:
            content.append(_underlined(piece.blank, style, size))
        elif piece.blank:
            x += piece.blank
            content.append(TAB)
            stops.append((min(x, width - _EDGE), "left", "underscore"))
        else:
            x += load_font(Face.SERIF).width(piece.label, size)
            content.append(runs((Span(piece.label, piece.face),), style, size))
    if content and content[-1] == TAB:
        content.append(run(_NOTHING, run_properties(style.font, 1.0)))
    layout = (tabs(*stops) if stops else "") + (exact_pitch(pitch) if pitch else "")
    return paragraph(style, "".join(content), properties + layout)


def _underlined(length: float, style: Style, size: float) -> str:
    line = '<w:u w:val="single"/></w:rPr>'
    properties = run_properties(style.font, size).replace("</w:rPr>", line)
    return run("\u3000" * max(round(length / size), 1), properties)


def exact_pitch(pitch: float) -> str:
    """Return a line pitch that differs from the style's."""
    return f'<w:spacing w:line="{round(pitch * TWIPS)}" w:lineRule="exact"/>'


def table(columns: Sequence[float], borders: str, rows: str, padding: float = PADDING) -> str:
    """Return a table of fixed layout; ``borders`` are edges, none for a table without lines."""
    room = twips(padding)
    widths = [twips(width) for width in columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    edges = f"<w:tblBorders>{borders}</w:tblBorders>" if borders else ""
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/>{edges}'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{room}" w:type="dxa"/>'
        f'<w:right w:w="{room}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def row(cells: str, height: float, is_exact: bool = True, is_head: bool = False) -> str:
    """Return a row that is never split; a head is repeated on every page."""
    rule = "exact" if is_exact else "atLeast"
    repeated = "<w:tblHeader/>" if is_head else ""
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{twips(height)}" '
        f'w:hRule="{rule}"/>{repeated}</w:trPr>{cells}</w:tr>'
    )


def cell(
    content: str, width: float, span: int = 1, borders: str = "", align: str = "center"
) -> str:
    """Return a cell; ``width`` of a spanned one is that of all its columns."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    edges = f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{spanned}{edges}'
        f'<w:vAlign w:val="{align}"/></w:tcPr>{content}</w:tc>'
    )


def twips(points: float) -> int:
    """Return a length in twentieths of a point."""
    return round(points * TWIPS)


def fitted_size(text: str, size: float, width: float) -> float:
    """Return the size at which a cell's text keeps one line, ``size`` where that does.

    The reader's fonts are not known here: half an em is right for Times New Roman's figures.
    """
    wide = 0 if text.isascii() else sum(character > _LATIN_END for character in text)
    ems = (len(text) + wide) / 2
    return min(size, (width - 2 * PADDING) / max(ems, 1.0))


def drawing(name: str, number: int, width: float) -> str:
    """Return the picture of a barcode, ``width`` points wide; it stands in a run."""
    size = f'cx="{round(width * _EMU)}" cy="{round(barcode.HEIGHT * _EMU)}"'
    return (
        '<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        f'wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name="{name}"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="{name}.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        '<a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        f'r:embed="{name}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
