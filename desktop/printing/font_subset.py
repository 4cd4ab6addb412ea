"""A TrueType font cut down to a few of its glyphs, fast enough to make a file for each notice.

ReportLab's own subset copies the font's 15 MB for every file it makes. The copy here holds only
what an embedded font needs whose characters are coded by the PDF itself (ISO 32000-1, 9.9): no
names, no character map. Our fonts have no glyph that is composed of others; a test says so.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Any

from reportlab.pdfbase.ttfonts import TTFontMaker

# Sizes in bytes of a font file's head and of its line for each table.
_DIRECTORY, _DIRECTORY_ENTRY = 12, 16
# Where a table says what a copy changes, in bytes from its start.
_OFFSET_FORMAT = 50  # of head: whether offsets have two bytes (0) or four (1)
_METRIC_COUNT = 34  # of hhea
_GLYPH_COUNT = 4  # of maxp


class Drawings(dict[int, bytes]):
    """Outlines of the glyphs met so far by number, filled up to whole words.

    Glyph ``n`` lies in ``table`` from ``places[n]`` to ``places[n + 1]``.
    """

    def __init__(self, table: memoryview, places: Sequence[int]) -> None:
        super().__init__()
        self.table = table
        self.places = places

    def __missing__(self, glyph: int) -> bytes:
        drawing = bytes(self.table[self.places[glyph] : self.places[glyph + 1]])
        drawing = self[glyph] = drawing + b"\0" * (-len(drawing) % 4)
        return drawing


@dataclass(frozen=True, slots=True)
class Cut:
    """A font file, and where in it lie the outlines that many files share."""

    data: bytes
    shared: slice


@dataclass(frozen=True, slots=True)
class Outlines:
    """What copies are cut from; nothing in it changes once it is read, so threads may share it.

    ``metrics`` are each glyph's advance and left bearing in font units.
    """

    drawings: Drawings
    metrics: Sequence[Sequence[int]]
    head: bytes
    hhea: bytes
    maxp: bytes
    prep: bytes

    @staticmethod
    def of(file: Any, data: bytes) -> Outlines:
        """Take them from ReportLab's reader of a font file and the file itself, uncopied."""
        start, length = file.get_table_pos("glyf")
        drawings = Drawings(memoryview(data)[start : start + length], file.glyphPos)
        tables = map(file.get_table, ("head", "hhea", "maxp", "prep"))
        return Outlines(drawings, file.hmetrics, *tables)

    def subset(self, glyphs: Sequence[int], shared: int) -> Cut:
        """Return a font file of these glyphs, numbered from 0 in this order.

        The first ``shared`` of them are the same in many files.
        """
        drawings = list(map(self.drawings.__getitem__, glyphs))
        offsets = list(accumulate(map(len, drawings), initial=0))
        metrics = chain.from_iterable(map(self.metrics.__getitem__, glyphs))
        count = len(glyphs)
        made = TTFontMaker()
        made.add("glyf", b"".join(drawings))
        made.add("loca", struct.pack(f">{count + 1}L", *offsets))
        made.add("hmtx", struct.pack(f">{2 * count}H", *metrics))
        made.add("head", _with_short(self.head, _OFFSET_FORMAT, 1))
        made.add("hhea", _with_short(self.hhea, _METRIC_COUNT, count))
        made.add("maxp", _with_short(self.maxp, _GLYPH_COUNT, count))
        made.add("prep", self.prep)
        # The tables follow their directory in alphabetical order.
        start = _DIRECTORY + _DIRECTORY_ENTRY * len(made.tables)
        return Cut(made.makeStream(), slice(start, start + offsets[shared]))


def _with_short(table: bytes, place: int, number: int) -> bytes:
    return table[:place] + struct.pack(">H", number) + table[place + 2 :]
