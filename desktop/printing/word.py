"""Demand notices as DOCX, for those who edit them: the words of the PDF, a page for each.

A document is escaped text put into fixed pieces of WordprocessingML. Widths stand in the table's
grid and in every cell, the layout is fixed and rows have exact heights, or readers re-flow it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from xml.sax.saxutils import escape

from desktop.domain.notices import NoticeFacts
from desktop.domain.page import Face
from desktop.printing import barcode
from desktop.printing import word_package as package
from desktop.printing.fonts import load_font
from desktop.printing.forms.acknowledgement_slip import HAND_ROWS, slip_pieces
from desktop.printing.forms.wording import NoticeText, SlipWords, letterhead, notice_text
from desktop.printing.linebreak import Span
from desktop.printing.word_package import Style, run_properties

_WIDTH = 481
_TWIPS = 20
_EMU = 12_700
# As on the PDF: loan number, two dates, three amounts, the total.
_COLUMNS = (92, 55, 55, 64, 64, 85, 66)
_PADDING = 4
_ROW_HEIGHT = 18.5
_ONE_PAGE = 5
_SEAL = 45 * 72 / 25.4
_SIGNATURE = (331, 150)
_BOLD = "黑体"
_LATIN_END = "\u2000"
_GRID = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)


class WordWriter:
    """Collects notices; :meth:`finish` returns the file's bytes. ``made_on`` is the file's date."""

    def __init__(self, made_on: date) -> None:
        self._made_on = made_on
        self._parts: list[str] = []
        self._images: dict[str, bytes] = {}
        self._title = self._author = ""

    def add(self, facts: NoticeFacts, reprint_on: date | None = None) -> None:
        """Add one notice; it begins a new page."""
        text = notice_text(facts, reprint_on)
        modules = barcode.code128(facts.serial)
        number = len(self._images) + 1
        name = f"barcode{number}"
        self._images[name] = barcode.png(modules)
        drawings = [_drawing(name, 2 * number + copy, barcode.width(modules)) for copy in range(2)]
        self._parts.append(_notice(text, drawings[0]))
        self._parts.append(_slip(text, drawings[1]))
        self._title, self._author = text.title, letterhead(facts.bank)

    def finish(self) -> bytes:
        """Return the DOCX file."""
        body = "".join(self._parts)
        return package.pack(body, self._images, self._title, self._author, self._made_on)


def _notice(text: NoticeText, drawing: str) -> str:
    """Return everything above the tear-off line."""
    total = ("合　计", *text.total)
    return "".join(
        (
            _paragraph(
                package.BANK,
                _run(text.bank, package.BANK.run_properties) + _TAB + drawing,
                f"<w:pageBreakBefore/>{_tabs((_WIDTH, 'right', ''))}",
            ),
            _sides(text.licence, text.number),
            _plain(package.TITLE, text.title),
            _paragraph(package.ADDRESS, _runs(text.salutation, package.ADDRESS)),
            _paragraph(package.BODY, _runs(text.owed, package.BODY)),
            _plain(package.GAP, ""),
            _loan_table(text, total),
            _plain(package.GAP, ""),
            _paragraph(package.BODY, _runs(text.claimed, package.BODY), _KEEP),
            _paragraph(package.BODY, _runs(text.objection, package.BODY), _KEEP),
            _signature(text),
        )
    )


def _slip(text: NoticeText, drawing: str) -> str:
    """Return the tear-off line and the slip; its paragraphs stay on one page."""
    style = package.SLIP_TITLE
    title = _run(text.slip.title, style.run_properties) + _TAB + drawing
    return "".join(
        (
            _paragraph(
                package.TEAR_OFF, _run(text.slip.tear_off, package.TEAR_OFF.run_properties), _CUT
            ),
            _paragraph(style, title, _KEEP + _tabs((_WIDTH, "right", ""))),
            _sides("", text.slip_number, _KEEP),
            _paragraph(package.SLIP, _runs((_TICK, *text.received), package.SLIP), _KEEP),
            _slip_rows(text.slip),
        )
    )


@cache
def _slip_rows(words: SlipWords) -> str:
    """Return the slip below its first box, the same on every slip."""
    agrees = _paragraph(package.SLIP, _runs((_TICK, *words.agrees), package.SLIP), _KEEP)
    rows = [
        _hand_row(pattern, package.SLIP if size > package.SLIP_SMALL.size else package.SLIP_SMALL)
        for (_, size), pattern in zip(HAND_ROWS, words.rows, strict=True)
    ]
    rows[-1] = rows[-1].replace(_KEEP, "", 1)
    return agrees + "".join(rows)


_TICK = Span("□")
_KEEP = "<w:keepNext/>"
_TAB = "<w:r><w:tab/></w:r>"
_CUT = f'{_KEEP}<w:pBdr><w:top w:val="dashed" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'


def _run(text: str, properties: str) -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _runs(spans: Iterable[Span], style: Style) -> str:
    """Return the spans as runs, each with its fonts; bold ones in 黑体."""
    bold = run_properties(_BOLD, style.size, bold=True)
    return "".join(
        _run(span.text, bold if span.face is Face.BOLD else style.run_properties) for span in spans
    )


def _paragraph(style: Style, runs: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style.id}"/>{properties}</w:pPr>{runs}</w:p>'


def _plain(style: Style, text: str) -> str:
    return _paragraph(style, _run(text, style.run_properties) if text else "")


def _tabs(*stops: tuple[float, str, str]) -> str:
    """Return tab stops as (place in points, alignment, leader)."""
    entries = "".join(
        f'<w:tab w:val="{align}"{leader and f""" w:leader="{leader}" """} '
        f'w:pos="{round(place * _TWIPS)}"/>'
        for place, align, leader in stops
    )
    return f"<w:tabs>{entries}</w:tabs>"


def _sides(left: str, right: str, properties: str = "") -> str:
    """Return a small line with text at both edges."""
    style = package.SMALL
    runs = _run(left, style.run_properties) + _TAB + _run(right, style.run_properties)
    return _paragraph(style, runs, properties + _tabs((_WIDTH, "right", "")))


def _hand_row(pattern: str, style: Style) -> str:
    """Return a row to be filled in by hand; lines to write on are tabs with a leader."""
    font = load_font(Face.SERIF)
    runs: list[str] = []
    stops: list[tuple[float, str, str]] = []
    x = 0.0
    for piece in slip_pieces(pattern):
        x += piece.blank or font.width(piece.label, style.size)
        if piece.blank:
            runs.append(_TAB)
            stops.append((min(x, _WIDTH), "left", "underscore"))
        else:
            runs.append(_run(piece.label, style.run_properties))
    return _paragraph(style, "".join(runs), _KEEP + _tabs(*stops))


def _loan_table(text: NoticeText, total: Sequence[str]) -> str:
    """Return the table of loans; its head is repeated on every page.

    A table that may leave the page says in its head whose it is.
    """
    left, centre, right = package.TABLE_LEFT, package.TABLE_CENTRE, package.TABLE_RIGHT
    styles = (left, centre, centre, right, right, right, right)
    rows = [_row(text.heads, [package.TABLE_HEAD] * len(text.heads), _COLUMNS, head=True)]
    if len(text.loans) > _ONE_PAGE:
        rows.insert(0, _row([text.slip_number], [right], [_WIDTH], head=True))
    rows += [_row(loan, styles, _COLUMNS) for loan in text.loans]
    rows.append(_row(total, (centre, right, right, right), (sum(_COLUMNS[:4]), *_COLUMNS[4:])))
    return _table(_COLUMNS, f"<w:tblBorders>{_GRID}</w:tblBorders>", "".join(rows))


def _table(columns: Sequence[int], borders: str, rows: str) -> str:
    padding = _PADDING * _TWIPS
    grid = "".join(f'<w:gridCol w:w="{width * _TWIPS}"/>' for width in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(columns) * _TWIPS}" w:type="dxa"/>'
        f'<w:jc w:val="center"/>{borders}'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{padding}" w:type="dxa"/>'
        f'<w:right w:w="{padding}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(
    texts: Sequence[str], styles: Sequence[Style], widths: Sequence[int], head: bool = False
) -> str:
    """Return a row of exact height; a cell wider than its column spans those it needs."""
    cells = "".join(
        _cell(
            _fitted(style, text, width), width, len(_COLUMNS) - len(texts) + 1 if index == 0 else 1
        )
        for index, (text, style, width) in enumerate(zip(texts, styles, widths, strict=True))
    )
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr>{_row_properties(_ROW_HEIGHT, repeated)}{cells}</w:tr>"


def _fitted(style: Style, text: str, width: int) -> str:
    """Return a cell's text on one line, set smaller where its column is too narrow.

    The reader's fonts are not known here: half an em is right for Times New Roman's figures.
    """
    wide = 0 if text.isascii() else sum(character > _LATIN_END for character in text)
    ems = (len(text) + wide) / 2
    size = min(style.size, (width - 2 * _PADDING) / max(ems, 1.0))
    properties = style.run_properties
    if size < style.size:
        properties = run_properties(style.font, size, style.bold)
    return _paragraph(style, _run(text, properties))


def _row_properties(height: float, more: str = "") -> str:
    return (
        f'<w:trPr><w:cantSplit/><w:trHeight w:val="{round(height * _TWIPS)}" '
        f'w:hRule="exact"/>{more}</w:trPr>'
    )


def _cell(content: str, width: int, span: int = 1) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width * _TWIPS}" w:type="dxa"/>{spanned}'
        f'<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'
    )


def _signature(text: NoticeText) -> str:
    """Return whom to call, and 45 mm for the seal on name and date, side by side."""
    contacts = "".join(
        _paragraph(package.SMALL, _run(line, package.SMALL.run_properties), _KEEP)
        for line in text.contacts
    )
    signed = _plain(package.SIGNER, text.signer) + _plain(package.SIGNER, text.issued_on)
    cells = _cell(contacts, _SIGNATURE[0]) + _cell(signed, _SIGNATURE[1])
    return _table(_SIGNATURE, "", f"<w:tr>{_row_properties(_SEAL)}{cells}</w:tr>")


def _drawing(name: str, number: int, width: float) -> str:
    """Return a run with the barcode's picture, ``width`` points wide."""
    size = f'cx="{round(width * _EMU)}" cy="{round(barcode.HEIGHT * _EMU)}"'
    return (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        f'wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name="{name}"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="{name}.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        '<a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        f'r:embed="{name}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
