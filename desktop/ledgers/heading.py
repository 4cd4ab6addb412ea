"""Finding the heading of a table among titles, merged cells and several heading lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from desktop.domain.ledger import LedgerField
from desktop.ledgers.text import Cell, read_text, squeeze
from desktop.ledgers.vocabulary import field_of_part, field_of_word, is_weak, plain_heading

SEARCHED_LINES = 60
_DEEPEST = 3
_DATA = re.compile(r"[-+¥]?[\d,]+(\.\d+)?%?|\d{2,4}[-./年]\d{1,2}[-./月]\d{1,2}日?|\d{17}[\dXx]")
_GENERAL = re.compile(r"信息|基本情况|基本|情况|资料|明细|项目|内容")
_GUARANTEE = re.compile(r"担保|保证")
_OTHER_PERSON = re.compile(r"担保|保证|配偶|共同借款|抵押|质押|联系人|用款人|继承人|实际")


class Strength(IntEnum):
    """How sure the words of a heading are of their field."""

    WEAK = 0
    PART = 1
    WHOLE = 2
    CORRECTED = 3


class Heading(NamedTuple):
    """What stands above one column and the field its words name."""

    text: str
    field: LedgerField | None = None
    strength: Strength = Strength.PART


@dataclass(frozen=True, slots=True)
class FoundHeading:
    """The heading of one table: lines ``first`` to ``last`` (from 0), one entry a column."""

    first: int
    last: int
    headings: tuple[Heading, ...]


def find_heading(
    lines: Sequence[Sequence[Cell]],
    spans: Sequence[tuple[int, int, int, int]],
    corrections: Mapping[str, LedgerField],
) -> FoundHeading | None:
    """Return the heading that names the most fields, or None where no line looks like one.

    ``spans`` are merged areas (top, left, bottom, right, from 0, inclusive); ``corrections``
    hold plain headings a person gave a field to.
    """
    best: tuple[tuple[int, int], FoundHeading] | None = None
    for first in range(min(len(lines), SEARCHED_LINES)):
        for last in range(first, min(first + _DEEPEST, len(lines))):
            if not _may_be_heading(lines[last]):
                break
            found = _headings(lines, first, last, spans, corrections)
            if found is None:
                continue
            fields = {heading.field for heading in found.headings if heading.field}
            # As many fields as possible with as few lines as possible.
            score = (len(fields - {LedgerField.IGNORED}), -(last - first))
            if _is_ledger(fields) and (best is None or score > best[0]):
                best = score, found
    return best[1] if best else None


def _is_ledger(fields: set[LedgerField]) -> bool:
    wanted = {LedgerField.LOAN_NO, LedgerField.BORROWER, LedgerField.BALANCE, LedgerField.AMOUNT}
    return len(fields & wanted) >= 2 and len(fields - {LedgerField.IGNORED}) >= 3


def _may_be_heading(line: Sequence[Cell]) -> bool:
    """Whether a line holds words only: no amounts, no dates, no numbers."""
    texts = [cell for cell in line if cell != ""]
    if any(not isinstance(cell, str) or isinstance(cell, date) for cell in texts):
        return False
    return bool(texts) and not any(_DATA.fullmatch(squeeze(str(text))) for text in texts)


def _headings(
    lines: Sequence[Sequence[Cell]],
    first: int,
    last: int,
    spans: Sequence[tuple[int, int, int, int]],
    corrections: Mapping[str, LedgerField],
) -> FoundHeading | None:
    grid = [[read_text(cell) for cell in line] for line in lines[first : last + 1]]
    if first < last and not _continues(grid):
        return None
    _spread(grid, first, spans)
    columns = zip(*_even(grid), strict=True)
    named = tuple(_name(list(parts), corrections) for parts in columns)
    return FoundHeading(first, last, named)


def _even(grid: list[list[str]]) -> list[list[str]]:
    width = max(map(len, grid))
    return [line + [""] * (width - len(line)) for line in grid]


def _continues(grid: list[list[str]]) -> bool:
    """Whether the lower lines divide the columns of the first: a title above does not count."""
    filled = [sum(bool(text) for text in line) for line in grid]
    return filled[0] >= 2 and all(filled)


def _spread(grid: list[list[str]], first: int, spans: Sequence[tuple[int, int, int, int]]) -> None:
    """Write a merged heading above every column it covers, by its span or by the blanks right
    of it that have a heading below (in files that know no merging)."""
    for top, left, _, right in spans:
        if first <= top < first + len(grid):
            line = grid[top - first]
            for column in range(left + 1, min(right + 1, len(line))):
                line[column] = line[column] or line[left]
    for upper, lower in pairwise(grid):
        carried = ""
        for column, text in enumerate(upper):
            below = lower[column] if column < len(lower) else ""
            if text:
                carried = text if below else ""
            elif carried and below:
                upper[column] = carried
            else:
                carried = ""


def _name(parts: list[str], corrections: Mapping[str, LedgerField]) -> Heading:
    """Return the heading of one column from its lines, top to bottom, and its field."""
    texts = list(dict.fromkeys(text for text in parts if text))
    heading = "".join(texts)
    if not texts:
        return Heading("")
    plain = plain_heading(heading)
    if plain in corrections:
        return Heading(heading, corrections[plain], Strength.CORRECTED)
    if field := field_of_word(plain):
        return _whole(heading, field, plain)
    if len(texts) > 1:
        return _name_under(heading, texts[:-1], texts[-1])
    return Heading(heading, field_of_part(plain))


def _name_under(heading: str, uppers: list[str], lower: str) -> Heading:
    """Name a column whose heading stands in several lines: 欠息 over 表内, 日期 over 发放."""
    upper, plain_lower = "".join(uppers), plain_heading(lower)
    short = _GENERAL.sub("", squeeze(upper))
    for joined in (short + lower, uppers[-1] + lower, lower + uppers[-1]):
        if field := field_of_word(plain_heading(joined)):
            return _whole(heading, field, plain_heading(joined))
    if field := field_of_part(plain_heading(heading)):
        return Heading(heading, field)
    if _OTHER_PERSON.search(upper):
        named = field_of_word(plain_lower) is LedgerField.BORROWER and _GUARANTEE.search(upper)
        return Heading(heading, LedgerField.GUARANTORS if named else LedgerField.IGNORED)
    if field := field_of_word(plain_lower):
        return _whole(heading, field, plain_lower)
    return Heading(heading, field_of_part(plain_lower))


def _whole(heading: str, field: LedgerField, plain: str) -> Heading:
    return Heading(heading, field, Strength.WEAK if is_weak(plain) else Strength.WHOLE)
