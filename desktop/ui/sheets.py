"""How pages come to lie on sheets of paper: fronts, backs, two pages side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from desktop.domain.page import A4_HEIGHT, A4_WIDTH, Page


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """A page on a side, by its number among all (from 0); ``scale`` is 1 unless two share it."""

    number: int
    page: Page
    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet; empty where a back stays blank."""

    pages: tuple[PlacedPage, ...]
    is_landscape: bool = False


Sheet = tuple[Side, ...]
"""A front alone, or a front and its back."""

_EMPTY = Side(())


def sheets_of(pages: Iterable[Page], *, both_sides: bool, two_up: bool) -> Iterator[Sheet]:
    """Return the sheets for some pages, in order, taking no more pages than they need.

    On both sides, a page that ``starts_sheet`` never lies on another one's back: what is before it
    gets an empty back. Two on a side are scaled to fit, and then a document starts a sheet, not a
    page; nothing else is ever scaled.
    """
    if not both_sides:
        return ((side,) for side in _sides(enumerate(pages), two_up))
    return (
        tuple((*sides, _EMPTY)[start : start + 2])
        for group in _groups(pages, two_up)
        for sides in [list(_sides(group, two_up))]
        for start in range(0, len(sides), 2)
    )


def _groups(pages: Iterable[Page], two_up: bool) -> Iterator[list[tuple[int, Page]]]:
    """Yield the pages that may share sheets, numbered."""
    group: list[tuple[int, Page]] = []
    for number, page in enumerate(pages):
        starts = page.serial != group[-1][1].serial if two_up and group else page.starts_sheet
        if group and starts:
            yield group
            group = []
        group.append((number, page))
    if group:
        yield group


def _sides(pages: Iterable[tuple[int, Page]], two_up: bool) -> Iterator[Side]:
    """Yield the sides of some pages, one page each or two."""
    waiting = iter(pages)
    while shared := tuple(islice(waiting, 2 if two_up else 1)):
        yield _shared(shared) if two_up else _alone(*shared[0])


def _alone(number: int, page: Page) -> Side:
    return Side((PlacedPage(number, page),), page.width > page.height)


def _shared(pages: Sequence[tuple[int, Page]]) -> Side:
    """Return a side with the pages in its two halves: side by side, or above each other."""
    is_landscape = pages[0][1].width < pages[0][1].height
    across = (A4_HEIGHT / 2, A4_WIDTH) if is_landscape else (A4_WIDTH, A4_HEIGHT / 2)
    placed = []
    for half, (number, page) in enumerate(pages):
        x, y = (half * across[0], 0.0) if is_landscape else (0.0, half * across[1])
        scale = min(across[0] / page.width, across[1] / page.height)
        x += (across[0] - scale * page.width) / 2
        y += (across[1] - scale * page.height) / 2
        placed.append(PlacedPage(number, page, x, y, scale))
    return Side(tuple(placed), is_landscape)
