"""Any document of blocks on A4: head, foot, tear-off slip and copies around its template's body.

What is the same on all documents of a template stands in a form, so that a batch paints it once. A
document is set a little tighter where that saves a page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from hashlib import sha256

from desktop.domain.documents import SHAPES, DocumentFacts, Sheets
from desktop.domain.page import A4_HEIGHT, A4_WIDTH, Face, Form, Item, Page, Rule, moved
from desktop.printing import barcode
from desktop.printing.block_flow import NORMAL, TIGHT, BlockText, Setting, flow_blocks, unparted
from desktop.printing.blocks import Slip, Template
from desktop.printing.document_values import document_values, number_label
from desktop.printing.forms.wording import SAMPLE_MARK
from desktop.printing.page import Align, Flow, Frame, place_text
from desktop.printing.sheet_parts import (
    BOTTOM,
    CLEAR,
    DASH,
    EDGE,
    HEAD_ROOM,
    LEFT,
    NEXT_TOP,
    TOP,
    head,
    tear_line,
)

_FOOT = 812.0
_SLIP_HEAD = 38.0
_SLIP_FOOT = 12.0
_COPY_TOP, _COPY_FOOT = 70.0, 34.0


def compose_document(
    facts: DocumentFacts,
    template: Template,
    reprint_on: date | None = None,
    pictures: Mapping[str, bytes] | None = None,
) -> tuple[Page, ...]:
    """Lay out one document; ``reprint_on`` marks it 补打 with that date.

    ``pictures`` are the files the facts' tables name, by id. Raises RuleViolation ``serial_unfit``
    for a serial that no barcode can say.
    """
    composer = _Composer(facts, template, reprint_on, pictures or {})
    return composer.copies() if template.copies else composer.pages()


@dataclass(frozen=True)
class _Composer:
    """One document and what it is set from."""

    facts: DocumentFacts
    template: Template
    reprint_on: date | None
    pictures: Mapping[str, bytes]

    @cached_property
    def text(self) -> BlockText:
        facts = self.facts
        values = document_values(facts, self.template)
        return BlockText(SHAPES[facts.kind], values, facts.tables, self.pictures)

    @property
    def paper(self) -> tuple[float, float]:
        """Width and height of the sheet, in points."""
        return (A4_HEIGHT, A4_WIDTH) if self.template.landscape else (A4_WIDTH, A4_HEIGHT)

    @property
    def frame(self) -> Frame:
        width, height = self.paper
        bottom = height - (A4_HEIGHT - BOTTOM)
        return Frame(LEFT, width - 2 * LEFT, TOP, NEXT_TOP, bottom)

    @cached_property
    def modules(self) -> barcode.Modules:
        return barcode.code128(self.facts.serial)

    def pages(self, copy: str = "") -> tuple[Page, ...]:
        """Return the document once, over as many pages as it needs; ``copy`` names which it is."""
        flow = self._tightest(self.frame)
        count = len(flow.pages)
        return tuple(
            self._page(items, number, count, copy)
            for number, items in enumerate(flow.pages, start=1)
        )

    def copies(self) -> tuple[Page, ...]:
        """Return the copies below each other; each on its own sheet where they do not fit."""
        names = self.template.copies
        width, height = self.paper
        part = height / len(names)
        frame = Frame(LEFT, self.frame.width, _COPY_TOP, _COPY_TOP, part - _COPY_FOOT)
        flow = self._tightest(frame)
        if len(flow.pages) > 1:
            return tuple(page for name in names for page in self.pages(name))
        items: list[Item] = []
        for number, name in enumerate(names):
            top = number * part
            items += [moved(item, 0.0, top) for item in (*self._copy_head(name), *flow.items)]
            if number:
                items.append(Rule(EDGE, top, width - EDGE, top, 0.6, DASH))
        return (Page(tuple(items), None, self.facts.serial, width, height),)

    def _tightest(self, frame: Frame) -> Flow:
        """Let the body flow; set it tighter where that saves a page."""
        flow = self._body(frame, NORMAL)
        if len(flow.pages) > 1:
            tight = self._body(frame, TIGHT)
            flow = tight if len(tight.pages) < len(flow.pages) else flow
        return flow

    def _body(self, frame: Frame, setting: Setting) -> Flow:
        flow = Flow(frame)
        end = self._tear_line - CLEAR if self.template.slip else None
        flow_blocks(flow, self.template.body, self.text, setting, end)
        return flow

    @property
    def _mark(self) -> str:
        return SAMPLE_MARK if self.facts.bank.is_sample else ""

    def _page(self, items: list[Item], number: int, count: int, copy: str) -> Page:
        first, last = number == 1, number == count
        slip = self.template.slip if last else None
        whole = [*self._head(number, count, copy), *items, *(self._slip(slip) if slip else ())]
        width, height = self.paper
        alone = first or SHAPES[self.facts.kind].sheets is Sheets.SIMPLEX
        form = self._form(first, last)
        return Page(tuple(whole), form, self.facts.serial, width, height, alone)

    def _head(self, number: int, count: int, copy: str) -> list[Item]:
        """Return barcode and number, which stand on every page."""
        label = "　".join(filter(None, (copy, self._label(number, count))))
        right = self.frame.right
        items: list[Item] = [
            place_text(
                label, right, 70.0, Face.SERIF, 8.5, Align.RIGHT, self.frame.width - HEAD_ROOM
            )
        ]
        if self.modules:
            items.append(barcode.place(self.modules, right, 40.0))
        return items

    def _label(self, number: int, count: int) -> str:
        """Return the number as it stands under the barcode, a reprint's mark and the page."""
        parts = [number_label(self.facts, self.template, self.text.values, self.reprint_on)]
        if count > 1:
            parts.append(f"第 {number} 页 共 {count} 页")
        return "　".join(filter(None, parts))

    def _copy_head(self, name: str) -> list[Item]:
        """Return the head of one of several copies on a sheet, from the top of its part."""
        values, right = self.text.values, self.frame.right
        middle = LEFT + self.frame.width / 2
        title = self.template.title + self._mark
        items: list[Item] = [
            place_text(values["bank"], LEFT, 34.0, Face.BOLD, 9.5, room=HEAD_ROOM),
            place_text(f"金融许可证 {values['licence']}", LEFT, 46.0, Face.SANS, 8.0, room=150),
            place_text(name, LEFT, 58.0, Face.SANS, 8.5),
            place_text(self._label(1, 1), right, 56.0, Face.SERIF, 8.5, Align.RIGHT, 160),
            place_text(title, middle, 52.0, Face.BOLD, 17.0, Align.CENTRE, 170, letter_spacing=2),
        ]
        if self.modules:
            items.append(barcode.place(self.modules, right, 26.0))
        return items

    def _form(self, first: bool, last: bool) -> Form:
        """Return what is the same on all documents of this template and bank."""
        values, template = self.text.values, self.template
        slip = template.slip if last else None
        return _form(
            _Static(
                bank=values["bank"],
                licence=f"金融许可证 {values['licence']}",
                title=template.title + self._mark,
                foot=template.foot,
                tear_off=slip.tear_off if slip else "",
                tear_line=self._tear_line if slip else 0.0,
                paper=self.paper,
            ),
            first,
        )

    @cached_property
    def _tear_line(self) -> float:
        """Where the slip is torn off: the same place on all documents whose slip is as high."""
        slip = self.template.slip
        if slip is None:
            return self.paper[1]
        return self.frame.bottom + _SLIP_FOOT - self._slip_flow.y - _SLIP_HEAD - CLEAR

    @cached_property
    def _slip_flow(self) -> Flow:
        """The slip's blocks from 0 down."""
        blocks = self.template.slip.blocks if self.template.slip else ()
        return unparted(blocks, self.text, NORMAL, LEFT, self.frame.width)

    def _slip(self, slip: Slip) -> list[Item]:
        """Return the slip below the tear-off line; it names its document by number and barcode."""
        top = self._tear_line + CLEAR
        right = self.frame.right
        number = slip.number.text(self.text.values)
        items: list[Item] = [
            place_text(slip.title + self._mark, LEFT, top + 11.5, Face.BOLD, 12.5),
            place_text(number, right, top + 30, Face.SERIF, 8.5, Align.RIGHT, self.frame.width),
        ]
        if self.modules:
            items.append(barcode.place(self.modules, right, top))
        below = top + _SLIP_HEAD
        return items + [moved(item, 0.0, below) for item in self._slip_flow.items]


@dataclass(frozen=True, slots=True)
class _Static:
    """What a form is made of."""

    bank: str
    licence: str
    title: str
    foot: str
    tear_off: str
    tear_line: float
    paper: tuple[float, float]


@lru_cache(maxsize=64)
def _form(static: _Static, first: bool) -> Form:
    """Return the static part of a first or a later page; its name tells its content."""
    width, height = static.paper
    items = head(static.bank, static.licence, static.title, first, width)
    if static.foot:
        foot = height - (A4_HEIGHT - _FOOT)
        items.append(place_text(static.foot, LEFT, foot, Face.SERIF, 8.0, room=width - 2 * LEFT))
    if static.tear_off:
        items += tear_line(static.tear_off, static.tear_line, width)
    return Form(f"document-{sha256(repr(items).encode()).hexdigest()[:12]}", tuple(items))
