"""The three fonts that travel with the program: widths, what they lack, and cut-down copies.

Noto Serif SC and Noto Sans SC (OFL 1.1) are complete for GBK, the 8,105 通用规范汉字 and
GB18030-2022 level 2. Each file is read once per process, which takes 0.1 s.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.pdfbase.ttfonts import TTFontFile

from desktop.domain.page import Face
from desktop.printing.font_subset import Cut, Outlines
from desktop.services.font_files import read_font_file

_FOLDER = Path(__file__).with_name("fonts")
_ASKED = frozenset("?？")
_PRIVATE_USE = range(0xE000, 0xF900)


class MissingKind(StrEnum):
    """Why a character cannot be printed, for each needs another remedy.

    A private-use character is one an old GBK system invented; a lost one (U+FFFD, or ``?``
    inside a name) was destroyed before we saw it; an unknown one is in none of our fonts.
    """

    PRIVATE_USE = "private_use"
    LOST = "lost"
    UNKNOWN = "unknown"


class _Widths(dict[str, float]):
    """Advance widths in em by character; a character the font lacks is one em wide."""

    def __missing__(self, character: str) -> float:
        return 1.0


@dataclass(frozen=True, slots=True)
class Font:
    """A font file that has been read, by ReportLab's reader ``file``; nothing changes it."""

    face: Face
    file: Any
    outlines: Outlines
    widths: dict[str, float]

    def width(self, text: str, size: float) -> float:
        """Return the width of ``text`` in points, without letter spacing."""
        return sum(map(self.widths.__getitem__, text)) * size

    def subset(self, characters: Iterable[str], common: int = 0) -> tuple[Cut, list[int]]:
        """Return a font file with these characters' glyphs only, in order of first use.

        Beside it stands each character's glyph number in that file; 0 is the empty box of one
        that the font lacks. The first ``common`` characters are those that many files share.
        """
        glyph_of = self.file.charToGlyph
        glyphs = [glyph_of.get(code, 0) for code in map(ord, characters)]
        order = list(dict.fromkeys([0, *glyphs]))
        numbers = {glyph: number for number, glyph in enumerate(order)}
        chosen = [numbers[glyph] for glyph in glyphs]
        shared = max(chosen[:common], default=-1) + 1
        return self.outlines.subset(order, shared), chosen


def font_path(face: Face) -> Path:
    """Return where the font file of a face lies."""
    return _FOLDER / face.value


@cache
def load_font(face: Face) -> Font:
    """Read a font, once per process; ExpectedFailure as ``read_font_file``."""
    data = read_font_file(face, font_path(face))
    file = TTFontFile(BytesIO(data))
    widths = _Widths((chr(code), width / 1000) for code, width in file.charWidths.items())
    return Font(face, file, Outlines.of(file, data), widths)


def missing_glyphs(text: str, *, is_name: bool = False) -> dict[MissingKind, str]:
    """Return the characters of ``text`` that would not print, each once, by kind.

    ``is_name`` also counts a question mark, which no name has, as lost. A character counts as
    present when all three fonts have it, so that a form may set any field in any face.
    """
    known = _printable()
    found: dict[MissingKind, str] = {}
    if known.issuperset(text) and not (is_name and _ASKED & set(text)):
        return found  # as nearly every text
    for character in dict.fromkeys(text):
        if character in _ASKED and is_name:
            kind = MissingKind.LOST
        elif character in known:
            continue
        elif character == "\ufffd":
            kind = MissingKind.LOST
        elif ord(character) in _PRIVATE_USE:
            kind = MissingKind.PRIVATE_USE
        else:
            kind = MissingKind.UNKNOWN
        found[kind] = found.get(kind, "") + character
    return found


@cache
def _printable() -> frozenset[str]:
    """Return the characters all three fonts have, less private, replacement and controls."""
    common = frozenset.intersection(*(frozenset(load_font(face).widths) for face in Face))
    return frozenset(
        character
        for character in common
        if unicodedata.category(character) not in ("Cc", "Cf", "Co") and character != "\ufffd"
    )
