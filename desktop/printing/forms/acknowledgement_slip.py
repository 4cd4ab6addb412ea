"""The acknowledgement slip (回执) below the tear-off line, filled in by hand at the door."""

from __future__ import annotations

from desktop.domain.page import Face, Item
from desktop.printing import barcode
from desktop.printing.forms.wording import NoticeText, SlipWords
from desktop.printing.hand_rows import BOX_ROOM, TICK, hand_row, tick_box
from desktop.printing.linebreak import Span
from desktop.printing.page import Align, place_text
from desktop.printing.sheet_parts import CLEAR, tear_line

TEAR_LINE = 618.0
_TOP = TEAR_LINE + CLEAR
_SIZE, _SMALL = 10.5, 9.0
_TITLE, _NUMBER, _RECEIVED, _AGREES = (_TOP + below for below in (11.5, 30.0, 48.0, 68.0))
# Baseline and type size of the rows to be filled in by hand.
HAND_ROWS = (
    (_TOP + 88.0, _SIZE),
    (_TOP + 112.0, _SIZE),
    (_TOP + 135.0, _SIZE),
    (_TOP + 157.0, _SMALL),
    (_TOP + 178.0, _SMALL),
)


def slip_items(text: NoticeText, modules: barcode.Modules, left: float, right: float) -> list[Item]:
    """Return what differs from slip to slip."""
    room = right - left
    return [
        barcode.place(modules, right, _TOP),
        place_text(text.slip_number, right, _NUMBER, Face.SERIF, 8.5, Align.RIGHT, room),
        *hand_row(text.received, left + BOX_ROOM, _RECEIVED, _SIZE, room - BOX_ROOM),
    ]


def slip_form(words: SlipWords, left: float, right: float) -> list[Item]:
    """Return what is the same on every slip: tear-off line, title, boxes, lines to write on."""
    room = right - left
    items = tear_line(words.tear_off, TEAR_LINE, left + right)
    items.append(place_text(words.title, left, _TITLE, Face.BOLD, 12.5))
    items.append(tick_box(left, _RECEIVED, _SIZE))
    items += hand_row((Span(TICK), *words.agrees), left, _AGREES, _SIZE, room)
    for (baseline, size), row in zip(HAND_ROWS, words.rows, strict=True):
        items += hand_row((Span(row),), left, baseline, size, room)
    return items
