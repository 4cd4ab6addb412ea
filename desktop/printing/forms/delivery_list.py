"""An officer's delivery list for a village (送达清单): who gets which notice, and its fate.

It is carried through the village and lies on tables: no amounts, no identity numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.notices import NoticeFacts
from desktop.domain.page import Face, Item, Page, Rule
from desktop.printing.fonts import load_font
from desktop.printing.forms.wording import SAMPLE_MARK, day_text, group_text, letterhead
from desktop.printing.page import Align, Column, Flow, Frame, Table, place_text

TITLE = "催收通知书送达清单"
TEMPLATE_VERSION = "delivery_list/2"
_LEFT, _WIDTH = 57.0, 481.3
_RIGHT = _LEFT + _WIDTH
_MIDDLE = _LEFT + _WIDTH / 2
_FRAME = Frame(_LEFT, _WIDTH, first_top=126.0, next_top=126.0, bottom=780.0)
_COLUMNS = (
    Column("序号", 28.0, Align.CENTRE),
    Column("编号", 72.0),
    Column("姓名", 62.0),
    Column("组别", 38.0, Align.CENTRE),
    Column("借据", 32.0, Align.RIGHT),
    Column("送达方式", 108.0),
    Column("结果", 56.0),
    Column("签收人、日期", 85.3),
)
_ROW = 24.0
_WAYS = "□当面 □邮寄 □拒签"
_COUNTS = ("当面", "邮寄", "拒签", "未送达")
_SIGNED = 62.0
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class DeliveryList:
    """One officer's pages for a village; ``page_of`` tells on which (from 0) a serial is listed."""

    pages: tuple[Page, ...]
    page_of: Mapping[str, int]


def by_officer_and_village(facts: Iterable[NoticeFacts]) -> list[list[NoticeFacts]]:
    """Return what each officer carries to each village, by group and serial.

    Officers, and the villages of each, come as they first appear: one person's lists lie together.
    """
    carried: dict[str, dict[tuple[str, str], list[NoticeFacts]]] = {}
    for each in facts:
        villages = carried.setdefault(each.officer, {})
        villages.setdefault((each.township, each.village), []).append(each)
    return [
        sorted(notices, key=_by_group)
        for villages in carried.values()
        for notices in villages.values()
    ]


def compose_delivery_lists(facts: Iterable[NoticeFacts]) -> tuple[Page, ...]:
    """Lay out the lists of all officers and villages, each beginning on a new page."""
    return tuple(
        page
        for carried in by_officer_and_village(facts)
        for page in compose_delivery_list(carried).pages
    )


def compose_delivery_list(facts: Sequence[NoticeFacts]) -> DeliveryList:
    """Lay out one list: ``facts`` are not empty and in the order of the route."""
    flow = Flow(_FRAME)
    loans = sum(len(each.loans) for each in facts)
    rows = [_row(number, each) for number, each in enumerate(facts, start=1)]
    page_starts = flow.table(
        Table(_COLUMNS, rows, _ROW, total=(f"合计 {len(facts)} 份", str(loans)), spanned=4)
    )
    flow.keep(_SIGNED)
    flow.items.extend(_results(flow.y + 26))
    count = len(flow.pages)
    pages = tuple(
        Page(tuple(_head(facts, number, count) + items), starts_sheet=number == 1)
        for number, items in enumerate(flow.pages, start=1)
    )
    return DeliveryList(pages, _page_of(facts, page_starts))


def _by_group(facts: NoticeFacts) -> tuple[int, str, str]:
    number = _NUMBER.search(facts.group)
    return int(number.group()) if number else 0, facts.group, facts.serial


def _row(number: int, facts: NoticeFacts) -> tuple[str, ...]:
    group = group_text(facts.group).strip()
    return str(number), facts.serial, facts.debtor, group, str(len(facts.loans)), _WAYS, "", ""


def _page_of(facts: Sequence[NoticeFacts], starts: Sequence[int]) -> dict[str, int]:
    """Return each serial's page from the row every page begins with."""
    page_of: dict[str, int] = {}
    for page, start in enumerate(starts):
        page_of |= {each.serial: page for each in facts[start:]}
    return page_of


def _head(facts: Sequence[NoticeFacts], number: int, count: int) -> list[Item]:
    """Return what stands on every page: whose list, where, who carries it, which page."""
    first = facts[0]
    issued = max(each.issued_on for each in facts)
    place = f"{first.township}　{first.village}".strip("　") or "（未分村）"
    page = f"第 {number} 页 共 {count} 页"
    foot = "本清单不载金额和证件号码。"
    title = TITLE + SAMPLE_MARK if first.bank.is_sample else TITLE
    return [
        place_text(letterhead(first.bank), _LEFT, 50.0, Face.BOLD, 9.5, room=_WIDTH),
        place_text(
            f"金融许可证 {first.bank.licence_no}", _LEFT, 63.0, Face.SERIF, 8.0, room=_WIDTH
        ),
        place_text(title, _MIDDLE, 89.0, Face.BOLD, 18.0, Align.CENTRE, letter_spacing=2.0),
        place_text(place, _LEFT, 116.0, Face.BOLD, 11.0, room=180),
        place_text(f"经办人　{first.officer}", _MIDDLE, 116.0, Face.SERIF, 9.5, Align.CENTRE, 120),
        place_text(
            f"{day_text(issued)}　共 {len(facts)} 份", _RIGHT, 116.0, Face.SERIF, 9.5, Align.RIGHT
        ),
        place_text(foot, _LEFT, 812.0, Face.SERIF, 8.0),
        place_text(page, _RIGHT, 812.0, Face.SERIF, 8.5, Align.RIGHT),
    ]


def _results(baseline: float) -> list[Item]:
    """Return the counts and signatures to be filled in on the way home."""
    items: list[Item] = []
    x = _LEFT
    for label in _COUNTS:
        x = _blank(items, label, x, baseline, 40.0)
        x = _blank(items, "份　", x, baseline, 0.0)
    x = _blank(items, "送达人（两人签名）", _LEFT, baseline + 28, 190.0)
    _blank(items, "　交回日期", x, baseline + 28, _RIGHT - x - 5 * 9.5)
    return items


def _blank(items: list[Item], label: str, x: float, baseline: float, width: float) -> float:
    """Place a label and a line to write on; return where it ends."""
    items.append(place_text(label, x, baseline, Face.SERIF, 9.5))
    start = x + load_font(Face.SERIF).width(label, 9.5)
    if width:
        items.append(Rule(start, baseline + 3, start + width, baseline + 3))
    return start + width
