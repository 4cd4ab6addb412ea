"""What templates are made of: patterns of text with named fields, and blocks that go down a page.

A pattern is taken apart once, when its template is read; facts are filled in afterwards, so nothing
in them is ever read as markup. The composer (``forms/block_document``) lays blocks out, the Word
writer puts the same blocks into a DOCX.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from desktop.domain.page import Face
from desktop.printing.linebreak import Span
from desktop.printing.page import Align

CONTROL = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufffe\\uffff]")
"""Characters that are no text: no paper shows them, and no DOCX may hold them."""

_FIELD = re.compile(r"\{([a-z][a-z0-9_]*)\}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a pattern in one face: fixed text, or the name of a field."""

    text: str
    face: Face
    is_field: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """Text with places for facts: ``**…**`` is bold, ``{name}`` a field."""

    pieces: tuple[Piece, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The fields it names, in order."""
        return tuple(piece.text for piece in self.pieces if piece.is_field)

    def fill(self, values: Mapping[str, str]) -> tuple[Span, ...]:
        """Return the spans with facts in the places of fields; KeyError for one without a value."""
        return tuple(
            Span(values[piece.text], piece.face, is_fact=True)
            if piece.is_field
            else Span(piece.text, piece.face)
            for piece in self.pieces
        )

    def text(self, values: Mapping[str, str]) -> str:
        """Return the filled pattern without its faces."""
        return "".join(span.text for span in self.fill(values))


def pattern(text: str) -> Pattern:
    """Take a pattern apart. Raises ValueError for a brace that belongs to no field."""
    pieces: list[Piece] = []
    for index, part in enumerate(text.split("**")):
        face = Face.BOLD if index % 2 else Face.SERIF
        rest = 0
        for found in _FIELD.finditer(part):
            pieces.append(_fixed(part[rest : found.start()], face))
            pieces.append(Piece(found[1], face, is_field=True))
            rest = found.end()
        pieces.append(_fixed(part[rest:], face))
    return Pattern(tuple(piece for piece in pieces if piece.text))


def _fixed(text: str, face: Face) -> Piece:
    if "{" in text or "}" in text:
        raise ValueError(text)
    return Piece(text, face)


class Style(StrEnum):
    """How a paragraph is set; the value is its key in a template file."""

    TEXT = "text"
    """Indented by two characters, both edges flush."""
    LINE = "line"
    """Without indent: a salutation, a numbered clause."""
    SMALL = "small"
    HEADING = "heading"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    pattern: Pattern
    style: Style = Style.TEXT
    keep: bool = False


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its head, the field of the table it shows, its share of the width."""

    head: Pattern
    field: str
    width: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class TableBlock:
    """The rows of a named table under a head repeated on every page.

    ``wraps`` lets text columns wrap and rows grow; otherwise all rows are ``row_height`` points
    high and long texts are set smaller. ``total`` is a last row, its first text over the
    ``spanned`` first columns. ``blank_rows`` empty rows follow for what is written by hand.
    """

    table: str
    columns: tuple[TableColumn, ...]
    total: tuple[Pattern, ...] = ()
    spanned: int = 0
    wraps: bool = False
    size: float = 9.0
    row_height: float = 20.0
    blank_rows: int = 0
    keep: bool = False


@dataclass(frozen=True, slots=True)
class HandRows:
    """Lines to be filled in by hand: □ is a box to tick, ``_90_`` a line of 90 points."""

    rows: tuple[Pattern, ...]
    size: float = 10.5
    pitch: float = 23.0
    keep: bool = False


@dataclass(frozen=True, slots=True)
class GridCell:
    """A box of a form. A label is bold and centred; other lines may hold □ and ``_90_``."""

    lines: tuple[Pattern, ...]
    width: float
    is_label: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """Boxes side by side, ``height`` points high or as high as their text needs."""

    cells: tuple[GridCell, ...]
    height: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A form of boxes, a row never split over pages."""

    rows: tuple[GridRow, ...]
    size: float = 10.0
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signs, side by side: a column of lines each, to be filled in by hand."""

    columns: tuple[tuple[Pattern, ...], ...]
    size: float = 10.5
    pitch: float = 24.0
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Seal:
    """Name and date in the middle of 45 mm kept free for the seal, contacts beside it."""

    signer: Pattern
    date: Pattern
    contacts: tuple[Pattern, ...] = ()
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures a table names, two side by side, each with its caption under it."""

    table: str
    picture: str
    caption: str
    height: float = 200.0
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Space:
    """Empty points."""

    height: float
    keep: bool = False


Block = Paragraph | TableBlock | HandRows | Grid | Signatures | Seal | Pictures | Space


@dataclass(frozen=True, slots=True)
class Slip:
    """What is torn off at the foot of the last page and brought back."""

    tear_off: str
    title: str
    number: Pattern
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Template:
    """One version of a kind's wording and layout.

    ``number`` stands under the barcode, ``foot`` at the foot of every page. With ``copies`` the
    document stands that many times on its sheet, each copy with its name, where it fits.
    """

    version: str
    title: str
    number: Pattern
    body: tuple[Block, ...]
    slip: Slip | None = None
    copies: tuple[str, ...] = ()
    foot: str = ""
    landscape: bool = False

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of body and slip."""
        return self.body + (self.slip.blocks if self.slip else ())

    @cached_property
    def names(self) -> frozenset[str]:
        """The fields it names anywhere."""
        numbers = (self.number, *([self.slip.number] if self.slip else []))
        patterns = (*numbers, *(each for block in self.blocks for each in patterns_of(block)))
        return frozenset(name for each in patterns for name in each.names)


def patterns_of(block: Block) -> tuple[Pattern, ...]:
    """Return every pattern a block fills, table columns' heads included."""
    match block:
        case Paragraph():
            return (block.pattern,)
        case TableBlock():
            return (*(column.head for column in block.columns), *block.total)
        case HandRows():
            return block.rows
        case Grid():
            return tuple(line for row in block.rows for cell in row.cells for line in cell.lines)
        case Signatures():
            return tuple(line for column in block.columns for line in column)
        case Seal():
            return (block.signer, block.date, *block.contacts)
        case Pictures() | Space():
            return ()


def is_left_out(
    names: Collection[str], optional: Collection[str], values: Mapping[str, str]
) -> bool:
    """Tell whether what names these fields is left out: its optional ones are there and all empty.

    The one rule for clauses that apply to some papers only; PDF and DOCX follow it alike.
    """
    named = [name for name in names if name in optional]
    return bool(named) and not any(values[name] for name in named)
