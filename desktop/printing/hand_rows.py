"""Lines to be filled in by hand: labels, boxes to tick and lines to write on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktop.domain.page import Box, Face, Item, Rule, TextRun
from desktop.printing.fonts import load_font
from desktop.printing.linebreak import Span

TICK = "□"
_PIECE = re.compile(r"_(\d+)_|(□)|([^_□]+|_)")
_BOX = 8.5
BOX_ROOM = 12.5
_BELOW = 3.0


@dataclass(frozen=True, slots=True)
class HandPiece:
    """A label, a box to tick (``□``), or ``blank`` points of line to write on."""

    label: str
    blank: float
    face: Face = Face.SERIF
    is_box: bool = False

    def width(self, size: float) -> float:
        """Return the room it takes, in points."""
        if self.blank:
            return self.blank
        return BOX_ROOM if self.is_box else load_font(self.face).width(self.label, size)


def hand_pieces(spans: Sequence[Span]) -> list[HandPiece]:
    """Take a line apart: ``代收人_130_　□同住`` has a line of 130 points and a box.

    A fact is a label, even one that looks like a line to write on: ``JJ_2015_031``.
    """
    pieces: list[HandPiece] = []
    for span in spans:
        if span.is_fact:
            pieces.append(HandPiece(span.text.replace("\n", " "), 0.0, span.face))
            continue
        pieces += [
            HandPiece(tick or label, float(blank or 0), span.face, bool(tick))
            for blank, tick, label in _PIECE.findall(span.text)
        ]
    return pieces


def is_by_hand(spans: Sequence[Span]) -> bool:
    """Tell whether a line has anything to tick or to write on."""
    return any(piece.blank or piece.is_box for piece in hand_pieces(spans))


def hand_width(pieces: Sequence[HandPiece], size: float) -> float:
    """Return how wide a row is."""
    return sum(piece.width(size) for piece in pieces)


@lru_cache(maxsize=256)  # a batch has the same lines for the pen on every slip
def hand_row(
    spans: tuple[Span, ...], left: float, baseline: float, size: float, room: float
) -> tuple[Item, ...]:
    """Return one row from ``left`` on.

    Where labels leave too little, first the lines to write on are shortened, then the labels are
    set smaller: nothing leaves its room.
    """
    pieces = hand_pieces(spans)
    size, scale = _fitted(pieces, size, room)
    items: list[Item] = []
    x = left
    for piece in pieces:
        if piece.blank:
            end = x + piece.blank * scale
            items.append(Rule(x, baseline + _BELOW, end, baseline + _BELOW))
            x = end
            continue
        if piece.is_box:
            items.append(tick_box(x, baseline, size))
        else:
            items.append(TextRun(x, baseline, piece.label, piece.face, size))
        x += piece.width(size)
    return tuple(items)


def tick_box(x: float, baseline: float, size: float) -> Box:
    """Return a box to tick in the middle of a line of text."""
    return Box(x, baseline - 0.37 * size - _BOX / 2, _BOX, _BOX, 0.6)


def _fitted(pieces: Sequence[HandPiece], size: float, room: float) -> tuple[float, float]:
    """Return the type size, and by how much lines to write on are scaled."""
    blanks = sum(piece.blank for piece in pieces)
    labels = hand_width(pieces, size) - blanks
    if labels + blanks <= room:
        return size, 1.0
    least = blanks / 2
    if labels + least > room:
        size *= max(room - least, room / 2) / labels
        labels = hand_width(pieces, size) - blanks
    return size, max(room - labels, 0.0) / blanks if blanks else 1.0
