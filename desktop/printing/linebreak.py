"""Breaking Chinese text into lines: 禁则 at both ends, figures kept whole, both edges flush.

A line takes as many characters as fit and then goes back to the last place where it may end:
not before a mark that closes, not after one that opens, not within a date, an amount or a
number. The blank right half of a closing mark at a line's end may stand beyond the edge, as in
good books (CLREQ 行尾点号).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from desktop.domain.page import Face, TextRun
from desktop.printing.fonts import load_font

NEVER_FIRST = frozenset("，。、；：？！”’）》〉】」』〕…—·％℃,.;:?!%)]")
NEVER_LAST = frozenset("《〈【「『〔（“‘￥¥([")
_HANGING = frozenset("，。、；：？！）》〉】」』〕")
_HANG = 0.5
# In em; wider gaps than this look worse than a ragged edge.
_WIDEST_GAP = 0.25

_DATE = r"\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日"
_FIGURE = r"[A-Za-z0-9*][A-Za-z0-9*.,:/+_-]*(?: ?[%％℃‰元份笔次期日年月组号])?"
_NUMBERED = r"(?:[〔（(]\d{4}[〕）)] ?)?第 ?[A-Za-z0-9-]+ ?[号条款项期页]"
_WHOLE = re.compile(f"{_DATE}|{_NUMBERED}|{_FIGURE}|——|……")


@dataclass(frozen=True, slots=True)
class Span:
    """Text of one face within a paragraph; a fact is printed as it is, whatever it looks like."""

    text: str
    face: Face = Face.SERIF
    is_fact: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """What a paragraph is set to: type size, line width and first-line indent, in points.

    ``is_ragged`` leaves the right edge as it comes: narrow cells have no room to hide gaps.
    """

    size: float
    width: float
    indent: float = 0.0
    is_ragged: bool = False


def break_paragraph(spans: Sequence[Span], measure: Measure) -> list[list[TextRun]]:
    """Return the paragraph's lines as text runs, ``x`` from its left edge and ``baseline`` 0.

    Every character is kept but the spaces at a line's end. What is wider than a whole line is
    parted anywhere, for no text may leave the paper. A new line in a fact is a new line here.
    """
    if any("\n" in span.text for span in spans):
        return _lines_of_lines(spans, measure)
    paragraph = _Paragraph(spans)
    lines = []
    start, left = 0, measure.indent
    while start < len(paragraph.text):
        room = (measure.width - left) / measure.size
        end = paragraph.line_end(start, room)
        flush = None if measure.is_ragged or end == len(paragraph.text) else room
        lines.append(paragraph.line(start, end, left, flush, measure.size))
        start, left = end, 0.0
    return lines


def _lines_of_lines(spans: Sequence[Span], measure: Measure) -> list[list[TextRun]]:
    """Break a paragraph whose text brings line breaks along; only its first line is indented."""
    parts: list[list[Span]] = [[]]
    for span in spans:
        first, *others = span.text.split("\n")
        parts[-1].append(replace(span, text=first))
        parts += [[replace(span, text=text)] for text in others]
    lines: list[list[TextRun]] = []
    for part in parts:
        indent = 0.0 if lines else measure.indent
        lines += break_paragraph(part, replace(measure, indent=indent))
    return lines


class _Paragraph:
    """A text with the place of every character on one endless line, in em."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = spans
        self.text = "".join(span.text for span in spans)
        widths: list[float] = []
        for span in spans:
            widths += map(load_font(span.face).widths.__getitem__, span.text)
        self.places = list(accumulate(widths, initial=0.0))
        self.inside = bytearray(len(self.text) + 1)  # 1 where a figure would be parted
        for whole in _WHOLE.finditer(self.text):
            start, end = whole.span()
            self.inside[start + 1 : end] = b"\1" * (end - start - 1)

    def line_end(self, start: int, room: float) -> int:
        """Return where the line that begins at ``start`` ends, ``room`` em being free."""
        text, places = self.text, self.places
        limit = places[start] + room
        end = bisect_right(places, limit) - 1
        if end < len(text) and places[end + 1] - self._hang(end) <= limit:
            end += 1
        while end < len(text) and text[end] == " ":
            end += 1
        for place in range(end, start, -1):
            if self._may_break(place):
                return place
        return max(end, start + 1)

    def line(
        self, start: int, end: int, left: float, flush: float | None, size: float
    ) -> list[TextRun]:
        """Place one line: a run for each span it touches, spread over ``flush`` em if given.

        Room is given between characters, never inside a figure: a spread amount is hard to read.
        """
        solid = max(start + 1, start + len(self.text[start:end].rstrip(" ")))
        gap = 0.0 if flush is None else self._gap(start, solid, flush)
        runs = []
        begin = 0
        for span in self.spans:
            first, last = max(begin, start), min(begin + len(span.text), solid)
            for here, there, spread in self._parts(first, last, gap):
                places = self.places[here] - self.places[start]
                x = left + (places + self._joints(start, here) * gap) * size
                text = self.text[here:there]
                runs.append(TextRun(x, 0.0, text, span.face, size, spread * size))
            begin += len(span.text)
        return runs

    def _gap(self, start: int, solid: int, room: float) -> float:
        """Return what is given between two characters, in em; 0 where it would be too much."""
        natural = self.places[solid] - self.places[start] - self._hang(solid - 1)
        gap = (room - natural) / max(1, self._joints(start, solid - 1))
        return gap if gap <= _WIDEST_GAP else 0.0

    def _joints(self, start: int, place: int) -> int:
        """Return after how many characters from ``start`` up to ``place`` room may be given."""
        return place - start - self.inside.count(1, start + 1, place + 1)

    def _parts(self, first: int, last: int, gap: float) -> Iterator[tuple[int, int, float]]:
        """Yield the stretches of a line as (start, end, gap between their characters)."""
        while gap and first < last:
            joint = self.inside.find(1, first + 1, last)
            if joint < 0:
                break
            if joint - 1 > first:
                yield first, joint - 1, gap
            end = self.inside.find(0, joint, last)
            first, end = joint - 1, end if end >= 0 else last
            yield first, end, 0.0
            first = end
        if first < last:
            yield first, last, gap

    def _may_break(self, place: int) -> bool:
        text = self.text
        return place == len(text) or not (
            self.inside[place]
            or text[place] in NEVER_FIRST
            or text[place] == " "
            or text[place - 1] in NEVER_LAST
        )

    def _hang(self, index: int) -> float:
        """Return how much of a character may stand beyond the edge, in em."""
        return _HANG if self.text[index] in _HANGING else 0.0
