"""The first page of the specimens' overview: which papers there are, by which template, where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.page import A4_WIDTH, Face, Item, Page
from desktop.printing.page import Align, Column, Flow, Frame, Table, place_text

TITLE = "样张总览"
_LEFT, _WIDTH = 57.0, 481.3
_FRAME = Frame(_LEFT, _WIDTH, first_top=126.0, next_top=92.0, bottom=780.0)
_COLUMNS = (
    Column("序号", 32.0, Align.CENTRE),
    Column("文书", 188.0),
    Column("模板", 145.3),
    Column("张数", 42.0, Align.RIGHT),
    Column("本册页码", 74.0, Align.CENTRE),
)
_ROW = 21.0
_NOTE = "机构、人员、借据和金额均为虚构，不具法律效力，供审定格式用。"


@dataclass(frozen=True, slots=True)
class IndexLine:
    """A paper of the overview: its name, the template's version, how many pages it has."""

    name: str
    template_version: str
    pages: int


def compose_index(lines: Sequence[IndexLine]) -> tuple[Page, ...]:
    """Lay the index out; the papers follow it in the order of the lines."""
    ahead = len(_flow(lines, 0).pages)
    pages = _flow(lines, ahead).pages
    return tuple(Page((*_head(number), *items)) for number, items in enumerate(pages))


def _flow(lines: Sequence[IndexLine], ahead: int) -> Flow:
    """Set the table; ``ahead`` pages stand before the first paper."""
    flow = Flow(_FRAME)
    first = ahead + 1
    rows = []
    for number, line in enumerate(lines, start=1):
        last = first + line.pages - 1
        span = str(first) if first == last else f"{first}–{last}"
        rows.append((str(number), line.name, line.template_version, str(line.pages), span))
        first = last + 1
    flow.table(Table(_COLUMNS, rows, _ROW))
    return flow


def _head(number: int) -> list[Item]:
    middle = A4_WIDTH / 2
    if number:
        return [place_text(f"{TITLE}（续）", _LEFT, 66.0, Face.SANS, 8.5)]
    return [
        place_text(TITLE, middle, 88.0, Face.BOLD, 22.0, Align.CENTRE, letter_spacing=3.0),
        place_text(_NOTE, middle, 110.0, Face.SERIF, 9.0, Align.CENTRE),
    ]
