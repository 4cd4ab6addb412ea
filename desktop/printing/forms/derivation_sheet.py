"""The derivation sheet (利息计算与时效推导表): how a loan's answers were computed, on A4.

Every question has its answer in bold, its steps with their articles, and its table; what a person
must look at stands at the end with a box to tick. Tables go on over pages under their heads.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from desktop.domain.derivation import (
    Derivation,
    DerivationSheet,
    DerivationStep,
    DerivationTable,
)
from desktop.domain.page import Face, Item, Page, Rule
from desktop.printing.fonts import load_font
from desktop.printing.forms.wording import SAMPLE_MARK, letterhead
from desktop.printing.linebreak import Measure, Span, break_paragraph
from desktop.printing.page import Align, Column, Flow, Frame, place_text
from desktop.printing.wrapped_table import WrappedTable, flow_table

TEMPLATE_VERSION = "derivation_sheet/1"
_TEMPLATE = Path(__file__).parent.parent / "templates" / "derivation_sheet_1.toml"
_LEFT, _WIDTH = 57.0, 481.3
_RIGHT = _LEFT + _WIDTH
_MIDDLE = _LEFT + _WIDTH / 2
_FRAME = Frame(_LEFT, _WIDTH, first_top=132.0, next_top=132.0, bottom=790.0)
_TITLE, _ANSWER, _SMALL = 11.0, 9.5, 8.0
_GAP = 10.0
_SIGNED = 46.0
_KEEP = 64.0
"""A title is never left alone at a page's foot: its answer and a first row come along."""
_STEP_WIDTHS = (24.0, 292.3, 110.0, 55.0)
_PADDING = 9.0
_WIDEST_FIGURE = 84.0
_NARROWEST = 30.0


def compose_derivation(sheet: DerivationSheet) -> tuple[Page, ...]:
    """Lay out one sheet; the text may be of any length."""
    flow = Flow(_FRAME)
    for derivation in sheet.derivations:
        _derivation(flow, derivation)
    _needs_person(flow, sheet)
    _signatures(flow)
    count = len(flow.pages)
    return tuple(
        Page(tuple(_head(sheet, number, count) + items), starts_sheet=number == 1)
        for number, items in enumerate(flow.pages, start=1)
    )


def title_of(sheet: DerivationSheet) -> str:
    """Return the title; marked while the branch has not entered its own names."""
    title: str = _words()["title"]
    return title + SAMPLE_MARK if sheet.bank and sheet.bank.is_sample else title


def _derivation(flow: Flow, derivation: Derivation) -> None:
    flow.keep(_KEEP)
    _paragraph(flow, derivation.title, Face.BOLD, _TITLE)
    _paragraph(flow, derivation.answer, Face.BOLD, _ANSWER)
    if derivation.steps:
        flow.space(3.0)
        flow_table(flow, _step_table(derivation.steps))
    if derivation.table:
        flow.space(5.0)
        flow_table(flow, _figure_table(derivation.table))
        flow.space(2.0)
        for note in derivation.table.notes:
            _paragraph(flow, note, Face.SERIF, _SMALL)
    flow.space(_GAP)


def _needs_person(flow: Flow, sheet: DerivationSheet) -> None:
    words = _words()
    flow.keep(_KEEP)
    _paragraph(flow, words["needs_person"], Face.BOLD, _TITLE)
    for found in sheet.needs_person:
        _paragraph(flow, f"□ {found.words}", Face.SANS, _ANSWER)
    if not sheet.needs_person:
        _paragraph(flow, words["nothing_to_check"], Face.SANS, _ANSWER)


def _paragraph(flow: Flow, text: str, face: Face, size: float) -> None:
    lines = break_paragraph([Span(text, face)], Measure(size, _WIDTH))
    flow.lines(lines, size * 1.5)


def _step_table(steps: tuple[DerivationStep, ...]) -> WrappedTable:
    heads = _words()["steps"]
    aligns = (Align.CENTRE, Align.LEFT, Align.LEFT, Align.CENTRE)
    names = (heads["number"], heads["words"], heads["article"], heads["day"])
    columns = tuple(map(Column, names, _STEP_WIDTHS, aligns))
    rows = [
        (str(number), step.words, step.article, str(step.day or ""))
        for number, step in enumerate(steps, start=1)
    ]
    return WrappedTable(columns, rows)


def _figure_table(table: DerivationTable) -> WrappedTable:
    """Columns take what their widest text needs; what is left goes to those that may wrap."""
    widths = _widths(table)
    columns = tuple(
        Column(name, widths[number], Align.RIGHT if number in table.amounts else Align.LEFT)
        for number, name in enumerate(table.headings)
    )
    return WrappedTable(columns, table.rows, table.total, _SMALL)


def _widths(table: DerivationTable) -> list[float]:
    """Return the columns' widths in points; together they are as wide as the frame."""
    font = load_font(Face.BOLD)
    cells = zip(table.headings, *table.rows, *filter(None, [table.total]), strict=True)
    widths = [max(font.width(cell, _SMALL) for cell in column) + _PADDING for column in cells]
    wrapping = [number for number in range(len(widths)) if number not in table.amounts]
    if table.amounts:
        # Figures are set smaller where there are so many that no room is left for words.
        share = (_WIDTH - _NARROWEST * len(wrapping)) / len(table.amounts)
        for number in table.amounts:
            widths[number] = min(widths[number], share, _WIDEST_FIGURE)
    left = _WIDTH - sum(widths[number] for number in table.amounts)
    for place, number in enumerate(sorted(wrapping, key=widths.__getitem__)):
        share = left / (len(wrapping) - place)
        is_widest = place == len(wrapping) - 1
        widths[number] = share if is_widest else min(widths[number], share)
        left -= widths[number]
    scale = _WIDTH / sum(widths)
    return [width * scale for width in widths]


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(_TEMPLATE.read_text("utf-8"))


def _head(sheet: DerivationSheet, number: int, count: int) -> list[Item]:
    """Return what stands on every page: whose loan, computed for when, which page."""
    words = _words()
    bank = letterhead(sheet.bank) if sheet.bank else ""
    licence = f"金融许可证 {sheet.bank.licence_no}" if sheet.bank else ""
    loan = words["head"].format(loan_no=sheet.loan_no, debtor=sheet.debtor)
    days = words["days"].format(as_of=sheet.as_of, reported_on=sheet.reported_on)
    page = words["page"].format(number=number, count=count)
    remark = words["remark"].format(reported_on=sheet.reported_on)
    serif = Face.SERIF
    return [
        place_text(bank, _LEFT, 50.0, Face.BOLD, 9.5, room=_WIDTH),
        place_text(licence, _LEFT, 63.0, serif, 8.0, room=_WIDTH),
        place_text(
            title_of(sheet), _MIDDLE, 89.0, Face.BOLD, 18.0, Align.CENTRE, letter_spacing=2.0
        ),
        place_text(loan, _LEFT, 112.0, Face.BOLD, 9.5, room=_WIDTH - 220.0),
        place_text(days, _RIGHT, 112.0, serif, 9.5, Align.RIGHT, 212.0),
        Rule(_LEFT, 120.0, _RIGHT, 120.0, 0.8),
        place_text(remark, _LEFT, 812.0, serif, _SMALL, room=_WIDTH - 90.0),
        place_text(page, _RIGHT, 812.0, serif, 8.5, Align.RIGHT),
    ]


def _signatures(flow: Flow) -> None:
    """Place the lines to sign on at the end, three in a row."""
    flow.keep(_SIGNED)
    baseline = flow.y + _SIGNED - 14.0
    labels = _words()["signatures"]["labels"]
    width = _WIDTH / len(labels)
    for number, label in enumerate(labels):
        x = _LEFT + number * width
        flow.items.append(place_text(label, x, baseline, Face.SERIF, _ANSWER))
        flow.items.append(Rule(x + 24.0, baseline + 3, x + width - 16.0, baseline + 3))
    flow.space(_SIGNED)
