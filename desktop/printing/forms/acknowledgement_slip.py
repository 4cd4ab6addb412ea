"""The acknowledgement slip (回执) below the tear-off line, filled in by hand at the door."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.domain.page import Box, Face, Item, Rule, TextRun
from desktop.printing import barcode
from desktop.printing.fonts import load_font
from desktop.printing.forms.wording import NoticeText
from desktop.printing.linebreak import Span
from desktop.printing.page import Align, place_text

TEAR_LINE = 618.0
CLEAR = 5 * 72 / 25.4
_TOP = TEAR_LINE + CLEAR
_SIZE, _SMALL = 10.5, 9.0
_BOX = 8.5
_BOX_TEXT = 12.5
_EDGE = 38.0
_TITLE, _NUMBER = _TOP + 11.5, _TOP + 30.0
_RECEIVED, _AGREES, _OBJECTS, _SIGNED, _TAKEN, _SERVED, _HOW = (
    _TOP + offset for offset in (48.0, 68.0, 88.0, 112.0, 135.0, 157.0, 178.0)
)


# □ is a box to tick, _90_ a line of 90 points to write on.
_HAND_ROWS: tuple[tuple[float, float, str], ...] = (
    (_OBJECTS, _SIZE, "□有异议：_427_"),
    (_SIGNED, _SIZE, "签名（指印）_150_　日期（本人手写）_48_年_30_月_30_日"),
    (_TAKEN, _SIZE, "代收人_130_　与本人关系_120_　□同住　□成年"),
    (_SERVED, _SMALL, "送达人（两人）_190_　送达时间_48_年_26_月_26_日_26_时"),
    (_HOW, _SMALL, "方式 □当面 □邮寄 □拒签（影像号_70_）　见证人_176_"),
)
_PIECE = re.compile(r"_(\d+)_|(□)|([^_□]+)")


def slip_items(text: NoticeText, modules: barcode.Modules, left: float, right: float) -> list[Item]:
    """Return what differs from slip to slip."""
    room = right - left - 150
    return [
        barcode.place(modules, right, _TOP),
        place_text(text.slip_number, right, _NUMBER, Face.SERIF, 8.5, Align.RIGHT, room),
        *_one_line(text.received, left + _BOX_TEXT, _RECEIVED, right),
    ]


def slip_form(
    title: str, tear_off: str, agrees: tuple[Span, ...], left: float, right: float
) -> list[Item]:
    """Return what is the same on every slip: tear-off line, title, boxes, lines to write on."""
    items = _tear_line(tear_off, (left + right) / 2, left + right - _EDGE)
    items.append(place_text(title, left, _TITLE, Face.BOLD, 12.5))
    items.append(_tick_box(left, _RECEIVED, _SIZE))
    items.append(_tick_box(left, _AGREES, _SIZE))
    items += _one_line(agrees, left + _BOX_TEXT, _AGREES, right)
    for baseline, size, pattern in _HAND_ROWS:
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
    for blank, tick, label in _PIECE.findall(pattern):
        if blank:
            items.append(Rule(x, baseline + 3, x + float(blank), baseline + 3))
            x += float(blank)
        elif tick:
            items.append(_tick_box(x, baseline, size))
            x += _BOX_TEXT
        else:
            items.append(place_text(label, x, baseline, Face.SERIF, size))
            x += load_font(Face.SERIF).width(label, size)
    return items


def _tick_box(x: float, baseline: float, size: float) -> Box:
    return Box(x, baseline - 0.37 * size - _BOX / 2, _BOX, _BOX, 0.6)
