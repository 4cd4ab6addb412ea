"""What notices and documents have alike on their sheets: margins, head, seal, tear-off line."""

from __future__ import annotations

from functools import lru_cache

from desktop.domain.page import Face, Item, Rule, TextRun
from desktop.printing.linebreak import Measure, Span, break_paragraph
from desktop.printing.page import Align, place_text

LEFT = 57.0
TOP, NEXT_TOP, BOTTOM = 122.0, 92.0, 794.0
"""Where text begins on a first and on a later page, and where it ends on upright A4."""
CLEAR = 5 * 72 / 25.4
"""What stays free on both sides of a line to tear along."""
SEAL = 45 * 72 / 25.4
EDGE = 38.0
DASH = (2.5, 2.0)
BANK_ROOM, HEAD_ROOM = 290.0, 200.0
"""What is left of the barcode, and of the serial below it."""
_SIZE, _SMALL = 10.5, 9.0
_SIGNER_WIDTH = 15 * _SIZE


def head(bank: str, licence: str, title: str, first: bool, width: float) -> list[Item]:
    """Return bank, licence and title on a sheet so wide; a later page says what it goes on with."""
    items: list[Item] = [place_text(bank, LEFT, 50.0, Face.BOLD, 9.5, room=BANK_ROOM)]
    if not first:
        return [*items, place_text(f"{title}（续）", LEFT, 66.0, Face.SANS, 8.5)]
    middle, room = width / 2, width - 2 * LEFT
    return [
        *items,
        place_text(licence, LEFT, 66.0, Face.SANS, 8.5, room=HEAD_ROOM),
        place_text(title, middle, 106.0, Face.BOLD, 22.0, Align.CENTRE, room, letter_spacing=3.0),
    ]


def tear_line(text: str, y: float, width: float) -> list[Item]:
    """Return the dashed line from edge to edge, its words in the middle."""
    label = place_text(text, width / 2, y + 3.0, Face.SERIF, 8.0, Align.CENTRE)
    return [
        Rule(EDGE, y, label.x - 6, y, 0.6, DASH),
        label,
        Rule(width - label.x + 6, y, width - EDGE, y, 0.6, DASH),
    ]


@lru_cache(maxsize=64)  # a batch is signed by the same branch on the same day
def signature(
    contacts: tuple[str, ...],
    signer: tuple[Span, ...],
    day: str,
    left: float,
    right: float,
    top: float,
) -> tuple[TextRun, ...]:
    """Place whom to call on the left, name and date in the middle of 45 mm for the seal."""
    room = right - left - SEAL - 4 * _SIZE
    runs = [
        place_text(contact, left, top + 36 + index * 15, Face.SERIF, _SMALL, room=room)
        for index, contact in enumerate(contacts)
    ]
    broken = break_paragraph(signer, Measure(_SIZE, _SIGNER_WIDTH))
    lines = ["".join(run.text for run in line) for line in broken]
    placed = [(line, top + 56 - (len(lines) - number) * 17) for number, line in enumerate(lines, 1)]
    middle = right - SEAL / 2 - 2 * _SIZE
    for line, baseline in (*placed, (day, top + 84)):
        runs.append(place_text(line, middle, baseline, Face.SERIF, _SIZE, Align.CENTRE))
    return tuple(runs)
