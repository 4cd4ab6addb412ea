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

# Where a table says what a copy changes, in bytes from its start.
_OFFSET_FORMAT = 50  # of head: whether offsets have two bytes (0) or four (1)
_METRIC_COUNT = 34  # of hhea
_GLYPH_COUNT = 4  # of maxp


@dataclass(frozen=True, slots=True)
class Outlines:
    """What copies are cut from; it is only ever read, so that threads may share it.

    Glyph ``n`` lies in ``drawings`` from ``places[n]`` to ``places[n + 1]``; ``metrics`` are its
    advance and left bearing in font units.
    """

    drawings: memoryview
    places: Sequence[int]
    metrics: Sequence[Sequence[int]]
    head: bytes
    hhea: bytes
    maxp: bytes
    prep: bytes

    @staticmethod
    def of(file: Any, data: bytes) -> Outlines:
        """Take them from ReportLab's reader of a font file and the file itself, uncopied."""
        start, length = file.get_table_pos("glyf")
        drawings = memoryview(data)[start : start + length]
        tables = map(file.get_table, ("head", "hhea", "maxp", "prep"))
        return Outlines(drawings, file.glyphPos, file.hmetrics, *tables)

    def subset(self, glyphs: Sequence[int]) -> bytes:
        """Return a font file of these glyphs, numbered from 0 in this order."""
        drawings = [self._drawing(glyph) for glyph in glyphs]
        offsets = accumulate(map(len, drawings), initial=0)
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
        data: bytes = made.makeStream()
        return data

    def _drawing(self, glyph: int) -> bytes:
        """Return a glyph's outline, filled up to whole words."""
        drawing = bytes(self.drawings[self.places[glyph] : self.places[glyph + 1]])
        return drawing + b"\0" * (-len(drawing) % 4)


def _with_short(table: bytes, place: int, number: int) -> bytes:
    return table[:place] + struct.pack(">H", number) + table[place + 2 :]
