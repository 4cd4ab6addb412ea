"""The acknowledgement slip (回执) below the tear-off line, filled in by hand at the door."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.page import Box, Face, Item, Rule, TextRun
from desktop.printing import barcode
from desktop.printing.fonts import load_font
from desktop.printing.forms.wording import NoticeText, SlipWords
from desktop.printing.linebreak import Span
from desktop.printing.page import Align, place_text

TEAR_LINE = 618.0
CLEAR = 5 * 72 / 25.4
_TOP = TEAR_LINE + CLEAR
_SIZE, _SMALL = 10.5, 9.0
_BOX = 8.5
_BOX_TEXT = 12.5
_EDGE = 38.0
_TITLE, _NUMBER, _RECEIVED, _AGREES = (_TOP + below for below in (11.5, 30.0, 48.0, 68.0))
# Baseline and type size of the rows to be filled in by hand.
HAND_ROWS = (
    (_TOP + 88.0, _SIZE),
    (_TOP + 112.0, _SIZE),
    (_TOP + 135.0, _SIZE),
    (_TOP + 157.0, _SMALL),
    (_TOP + 178.0, _SMALL),
)
_PIECE = re.compile(r"_(\d+)_|(□)|([^_□]+)")
_TICK = "□"


@dataclass(frozen=True, slots=True)
class Piece:
    """A label, a box to tick (``□``), or ``blank`` points of line to write on."""

    label: str
    blank: float


def slip_pieces(pattern: str) -> list[Piece]:
    """Take a row apart: ``代收人_130_　□同住`` has a line of 130 points and a box."""
    return [
        Piece(tick or label, float(blank or 0)) for blank, tick, label in _PIECE.findall(pattern)
    ]


def slip_items(text: NoticeText, modules: barcode.Modules, left: float, right: float) -> list[Item]:
    """Return what differs from slip to slip."""
    room = right - left
    return [
        barcode.place(modules, right, _TOP),
        place_text(text.slip_number, right, _NUMBER, Face.SERIF, 8.5, Align.RIGHT, room),
        *_one_line(text.received, left + _BOX_TEXT, _RECEIVED, right),
    ]


def slip_form(words: SlipWords, left: float, right: float) -> list[Item]:
    """Return what is the same on every slip: tear-off line, title, boxes, lines to write on."""
    items = _tear_line(words.tear_off, (left + right) / 2, left + right - _EDGE)
    items.append(place_text(words.title, left, _TITLE, Face.BOLD, 12.5))
    items.append(_tick_box(left, _RECEIVED, _SIZE))
    items.append(_tick_box(left, _AGREES, _SIZE))
    items += _one_line(words.agrees, left + _BOX_TEXT, _AGREES, right)
    for (baseline, size), pattern in zip(HAND_ROWS, words.rows, strict=True):
        items += _hand_row(pattern, left, baseline, size)
    return items


def _tear_line(text: str, centre: float, end: float) -> list[Item]:
    """Return the dashed line from edge to edge, its words in the middle."""
    label = place_text(text, centre, TEAR_LINE + 3.0, Face.SERIF, 8.0, Align.CENTRE)
    dash = (2.5, 2.0)
    return [
        Rule(_EDGE, TEAR_LINE, label.x - 6, TEAR_LINE, 0.6, dash),
        label,
        Rule(2 * centre - label.x + 6, TEAR_LINE, end, TEAR_LINE, 0.6, dash),
    ]


def _one_line(spans: tuple[Span, ...], left: float, baseline: float, right: float) -> list[TextRun]:
    """Return spans on one line, set smaller where they are too long."""
    runs, width = _unbroken(spans, _SIZE)
    if width > right - left:
        runs, _ = _unbroken(spans, _SIZE * (right - left) / width)
    return [TextRun(left + run.x, baseline, run.text, run.face, run.size) for run in runs]


def _unbroken(spans: tuple[Span, ...], size: float) -> tuple[Sequence[TextRun], float]:
    """Return spans side by side from 0, and how wide they are."""
    runs: list[TextRun] = []
    x = 0.0
    for span in spans:
        runs.append(TextRun(x, 0.0, span.text, span.face, size))
        x += load_font(span.face).width(span.text, size)
    return runs, x


def _hand_row(pattern: str, left: float, baseline: float, size: float) -> list[Item]:
    """Return labels, tick boxes and lines to write on, one after the other."""
    items: list[Item] = []
    x = left
    for piece in slip_pieces(pattern):
        if piece.blank:
            items.append(Rule(x, baseline + 3, x + piece.blank, baseline + 3))
            x += piece.blank
        elif piece.label == _TICK:
            items.append(_tick_box(x, baseline, size))
            x += _BOX_TEXT
        else:
            items.append(place_text(piece.label, x, baseline, Face.SERIF, size))
            x += load_font(Face.SERIF).width(piece.label, size)
    return items


def _tick_box(x: float, baseline: float, size: float) -> Box:
    return Box(x, baseline - 0.37 * size - _BOX / 2, _BOX, _BOX, 0.6)
