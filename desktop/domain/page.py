"""A laid-out paper as plain data: what stands where, for every painter alike.

Lengths are PostScript points (1/72 inch), ``x`` to the right and ``y`` downwards from the
paper's top left corner. Ink is black. The composer (``desktop/printing``) places every run of
text with the widths of the fonts that travel with the program; so a painter sets the same
fonts, switches kerning and every other shaping off, and never scales, wraps or moves anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

A4_WIDTH = 595.276
A4_HEIGHT = 841.89


class Face(StrEnum):
    """The three typefaces; the value is the file's name in ``desktop/printing/fonts``."""

    SERIF = "NotoSerifSC_400Regular.ttf"
    SANS = "NotoSansSC_400Regular.ttf"
    BOLD = "NotoSansSC_700Bold.ttf"


@dataclass(frozen=True, slots=True)
class TextRun:
    """Text on one baseline; ``letter_spacing`` points are added after every character."""

    x: float
    baseline: float
    text: str
    face: Face
    size: float
    letter_spacing: float = 0.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line with butt ends; ``dash`` is lengths on and off, empty for a solid one."""

    x1: float
    y1: float
    x2: float
    y2: float
    thickness: float = 0.5
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """The outline of a rectangle, the line's middle on its edge; nothing is filled."""

    x: float
    y: float
    width: float
    height: float
    thickness: float = 0.5


@dataclass(frozen=True, slots=True)
class Bars:
    """A barcode: black bars of one height, each as (distance from ``x``, width)."""

    x: float
    y: float
    height: float
    bars: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph or a scan that fills its frame: ``data`` is an upright JPEG of three colours."""

    x: float
    y: float
    width: float
    height: float
    data: bytes


Item = TextRun | Rule | Box | Bars | Picture


def moved(item: Item, x: float, y: float) -> Item:
    """Return an item shifted to the right and down."""
    match item:
        case TextRun(left, baseline, text, face, size, spacing):
            return TextRun(left + x, baseline + y, text, face, size, spacing)
        case Rule(x1, y1, x2, y2, thickness, dash):
            return Rule(x1 + x, y1 + y, x2 + x, y2 + y, thickness, dash)
        case Box() | Bars() | Picture():
            return replace(item, x=item.x + x, y=item.y + y)


@dataclass(frozen=True, slots=True)
class Form:
    """What is the same on many pages, so that a painter can keep it; the name is its identity."""

    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One side of paper. ``serial`` is the notice's it belongs to, empty on a list's page.

    A painter draws the form first and the items over it. ``starts_sheet`` keeps it off the back
    of another page where a printer uses both sides of the paper.
    """

    items: tuple[Item, ...]
    form: Form | None = None
    serial: str = ""
    width: float = A4_WIDTH
    height: float = A4_HEIGHT
    starts_sheet: bool = True

    def __iter__(self) -> Iterator[Item]:
        """Yield the form's items and the page's own, in painting order."""
        if self.form:
            yield from self.form.items
        yield from self.items
