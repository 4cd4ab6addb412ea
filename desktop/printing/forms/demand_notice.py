"""The demand notice (催收通知书) with its tear-off acknowledgement slip (回执), on A4.

The slip stands at one place on every notice, so that a stack can be cut at once; the signature
block above it leaves 45 mm for the seal. Up to five loans fit on one page; more flow on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from hashlib import sha256

from desktop.domain.notices import NoticeFacts, NoticeLoan
from desktop.domain.page import Face, Form, Item, Page, TextRun
from desktop.printing import barcode
from desktop.printing.forms.acknowledgement_slip import TEAR_LINE, slip_form, slip_items
from desktop.printing.forms.wording import NoticeText, SlipWords, Wording, notice_text
from desktop.printing.linebreak import Measure, Span, break_paragraph
from desktop.printing.page import Align, Column, Flow, Frame, Lines, Table, place_text
from desktop.printing.sheet_parts import (
    BOTTOM,
    CLEAR,
    HEAD_ROOM,
    LEFT,
    NEXT_TOP,
    SEAL,
    TOP,
    head,
    signature,
)

_LEFT, _WIDTH = LEFT, 481.3
_RIGHT = _LEFT + _WIDTH
_NOTICE_END = TEAR_LINE - CLEAR
_FRAME = Frame(_LEFT, _WIDTH, TOP, NEXT_TOP, BOTTOM)
_SIZE, _SMALL = 10.5, 9.0
_INDENT = 2 * _SIZE
_COLUMNS = (
    (93.3, Align.LEFT),
    (55.0, Align.CENTRE),
    (55.0, Align.CENTRE),
    (65.0, Align.RIGHT),
    (65.0, Align.RIGHT),
    (82.0, Align.RIGHT),
    (66.0, Align.RIGHT),
)
_GAP = 8.0
# Paragraphs and signatures of a batch that are the same on notice after notice.
_REMEMBERED = 64
# Whole words of money: its amounts have all the digits and most of the places.
_ANY_LOAN = NoticeLoan(
    loan_id="",
    loan_no="-0123456789",
    contract_no="",
    disbursed_on=date(2000, 1, 1),
    due_on=date(2000, 1, 1),
    amount_fen=123_456_789,
    principal_fen=123_456_789,
    interest_fen=987_654_321,
)


@dataclass(frozen=True, slots=True)
class _Setting:
    """How tightly a notice is set, in points."""

    pitch: float
    row_height: float


_NORMAL = _Setting(16.5, 20.0)
# Taken where it saves a second page: five loans of long amounts, a long address.
_TIGHT = _Setting(14.5, 16.5)


def compose_notice(
    facts: NoticeFacts, reprint_on: date | None = None, wording: Wording | None = None
) -> tuple[Page, ...]:
    """Lay out one notice; ``reprint_on`` marks it 补打 with that date.

    Raises RuleViolation ``serial_unfit`` and ExpectedFailure ``unknown_template``; blanks are
    the caller's to check (``find_blanks``).
    """
    text = notice_text(facts, reprint_on, wording)
    flow = _body(text, _NORMAL)
    if len(flow.pages) > 1:
        tight = _body(text, _TIGHT)
        flow = tight if len(tight.pages) == 1 else flow
    return _pages(facts.serial, text, flow)


def common_characters(facts: NoticeFacts, wording: Wording | None = None) -> Mapping[Face, str]:
    """Return what nearly every notice of a batch says: a notice of its round to nobody.

    Nothing of a debtor is in it, for it goes into the files of others.
    """
    nobody = replace(
        facts,
        serial="",
        party_id="",
        debtor="",
        id_masked="",
        township="",
        village="",
        group="",
        address="",
        demanded_on=(facts.issued_on,),
        officer="",
        officer_phone="",
        loans=(_ANY_LOAN,),
    )
    return _characters(nobody, wording)


@lru_cache(maxsize=8)
def _characters(facts: NoticeFacts, wording: Wording | None) -> Mapping[Face, str]:
    pages = compose_notice(facts, None, wording)
    runs = [item for page in pages for item in page if isinstance(item, TextRun)]
    return {
        face: "".join(dict.fromkeys("".join(run.text for run in runs if run.face is face)))
        for face in Face
    }


def _body(text: NoticeText, setting: _Setting) -> Flow:
    """Let the notice's text flow; the claim, the signature and the slip stay together."""
    flow = Flow(_FRAME)
    pitch = setting.pitch
    flow.lines(_paragraph(text.salutation, indent=0.0), pitch)
    flow.lines(_paragraph(text.owed), pitch)
    flow.space(_GAP)
    total = ("合　计", *text.total)
    columns = _columns(text.heads)
    flow.table(Table(columns, text.loans, setting.row_height, _SMALL, total, spanned=4))
    claim = [_paragraph(text.claimed), _paragraph(text.objection)]
    height = _GAP + sum(map(len, claim)) * pitch
    flow.keep(height + SEAL, _NOTICE_END)
    flow.space(_GAP)
    for lines in claim:
        flow.lines(lines, pitch)
    signer = (Span(text.signer),)
    flow.items.extend(signature(text.contacts, signer, text.issued_on, _LEFT, _RIGHT, flow.y))
    flow.space(SEAL)
    return flow


@lru_cache(maxsize=8)
def _columns(heads: tuple[str, ...]) -> tuple[Column, ...]:
    return tuple(
        Column(head, width, align) for head, (width, align) in zip(heads, _COLUMNS, strict=True)
    )


@lru_cache(maxsize=_REMEMBERED)
def _paragraph(spans: tuple[Span, ...], indent: float = _INDENT) -> Lines:
    return break_paragraph(spans, Measure(_SIZE, _WIDTH, indent))


def _pages(serial: str, text: NoticeText, flow: Flow) -> tuple[Page, ...]:
    """Add heads, page numbers and the slip to what flowed."""
    modules = barcode.code128(serial)
    count = len(flow.pages)
    pages = []
    for number, items in enumerate(flow.pages, start=1):
        first, last = number == 1, number == count
        whole = _head(text, modules, number, count) + items
        if last:
            whole += slip_items(text, modules, _LEFT, _RIGHT)
        pages.append(Page(tuple(whole), _form(_Static.of(text), first, last), serial))
    return tuple(pages)


def _head(text: NoticeText, modules: barcode.Modules, number: int, count: int) -> list[Item]:
    """Return barcode and serial, which stand on every page of a notice."""
    label = text.number if count == 1 else f"{text.number}　第 {number} 页 共 {count} 页"
    return [
        barcode.place(modules, _RIGHT, 40.0),
        place_text(label, _RIGHT, 70.0, Face.SERIF, 8.5, Align.RIGHT, _WIDTH - HEAD_ROOM),
    ]


@dataclass(frozen=True, slots=True)
class _Static:
    """The words that are the same on all notices of a batch."""

    bank: str
    licence: str
    title: str
    slip: SlipWords

    @staticmethod
    def of(text: NoticeText) -> _Static:
        return _Static(text.bank, text.licence, text.title, text.slip)


@lru_cache(maxsize=64)
def _form(static: _Static, first: bool, last: bool) -> Form:
    """Return the static part of a first, middle or last page; its name tells its content."""
    items = head(static.bank, static.licence, static.title, first, 2 * _LEFT + _WIDTH)
    if last:
        items += slip_form(static.slip, _LEFT, _RIGHT)
    return Form(f"notice-{sha256(repr(items).encode()).hexdigest()[:12]}", tuple(items))
