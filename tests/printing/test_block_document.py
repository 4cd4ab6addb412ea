"""Any document of blocks on paper: head, slip, copies, and what stays together."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from desktop.domain.documents import SHAPES, DocumentFacts, DocumentKind
from desktop.domain.page import A4_HEIGHT, A4_WIDTH, Bars, Box, Page, Picture, Rule, TextRun, moved
from desktop.printing.block_flow import NORMAL, BlockText, flow_blocks
from desktop.printing.blocks import (
    Grid,
    GridCell,
    GridRow,
    HandRows,
    Paragraph,
    Pattern,
    Seal,
    Signatures,
    Slip,
    Space,
    Style,
    TableBlock,
    TableColumn,
    Template,
    pattern,
)
from desktop.printing.fonts import load_font
from desktop.printing.forms.block_document import CLEAR, compose_document
from desktop.printing.page import Column, Flow, Frame, Table
from desktop.services.documents.specimens import specimen

FACTS = specimen(DocumentKind.GUARANTOR_NOTICE)
SENTENCE = "本通知系向您主张权利，包括但不限于剩余本金和利息。"
BOTTOM = 794.0


def template(*body, **more) -> Template:
    return Template("trial/1", "试验文书", pattern("No. {serial}"), tuple(body), **more)


def compose(made: Template, facts: DocumentFacts = FACTS, **more) -> tuple[Page, ...]:
    return compose_document(facts, made, **more)


def text_of(page: Page) -> str:
    return "".join(item.text for item in page if isinstance(item, TextRun))


def baselines(page: Page, text: str) -> list[float]:
    return [i.baseline for i in page if isinstance(i, TextRun) and text in i.text]


def filler(points: float) -> Space:
    return Space(points)


def loans_table(rows: int, **more) -> tuple[TableBlock, DocumentFacts]:
    block = TableBlock(
        "loans",
        (
            TableColumn(pattern("借据号"), "loan_no", 2.0),
            TableColumn(pattern("本金"), "principal", 1.0),
        ),
        total=(pattern("合计"), pattern("{principal}")),
        spanned=1,
        **more,
    )
    made = tuple((f"第{n:04d}号", *FACTS.tables["loans"][0][1:]) for n in range(rows))
    return block, replace(FACTS, tables={"loans": made})


def test_bank_licence_title_number_and_barcode_stand_at_the_head():
    (page,) = compose(template(Paragraph(pattern("正文"))))
    text = text_of(page)
    for expected in (
        "某某县农村信用合作联社牌口信用社",
        "金融许可证",
        "试验文书（样张）",
        FACTS.serial,
    ):
        assert expected in text
    assert sum(isinstance(item, Bars) for item in page) == 1


def test_a_draft_has_no_number_and_no_barcode():
    (page,) = compose(template(Paragraph(pattern("正文"))), replace(FACTS, serial=""))
    assert "No." not in text_of(page)
    assert not any(isinstance(item, Bars) for item in page)


def test_a_reprint_says_so_with_its_date_and_is_the_same_otherwise():
    made = template(Paragraph(pattern("正文")))
    (first,), (again,) = compose(made), compose(made, reprint_on=date(2026, 11, 1))
    assert text_of(again).replace("　补打 2026-11-01", "") == text_of(first)


def test_every_page_of_several_says_which_it_is():
    pages = compose(template(*[Paragraph(pattern(SENTENCE * 4))] * 40))
    count = len(pages)
    assert count > 1
    for number, page in enumerate(pages, start=1):
        assert f"第 {number} 页 共 {count} 页" in text_of(page)


def test_a_clause_whose_optional_fields_are_all_empty_is_left_out():
    clause = Paragraph(pattern("{we}已于 {preserved_on}向{guarantor}主张权利。"))
    fields = {**FACTS.fields, "preserved_on": "2026 年 3 月 1 日"}
    (with_it,) = compose(template(clause), replace(FACTS, fields=fields))
    (without,) = compose(template(clause), replace(FACTS, fields={**fields, "preserved_on": ""}))
    assert "主张权利" in text_of(with_it)
    assert "主张权利" not in text_of(without)


def test_a_sentence_stands_without_what_may_be_lacking_inside_it():
    line = Paragraph(pattern("{guarantor}{guarantor_identity}："))
    fields = {**FACTS.fields, "guarantor_identity": ""}
    (page,) = compose(template(line), replace(FACTS, fields=fields))
    assert f"{FACTS.fields['guarantor']}：" in text_of(page)


def test_a_clause_that_names_no_optional_field_always_stands():
    (page,) = compose(template(Paragraph(pattern("借款人 {debtor}。"))))
    assert "借款人 周田生。" in text_of(page)


def test_blocks_that_are_kept_stand_on_one_page_with_the_next():
    kept = Paragraph(pattern("条款标题"), keep=True)
    body = (filler(760), kept, HandRows((pattern("签名_90_"),) * 3))
    first, second = compose(template(*body))
    assert "条款标题" not in text_of(first)
    assert "条款标题" in text_of(second)


@pytest.mark.parametrize("above", range(0, 120, 7))
def test_no_line_of_a_paragraph_stands_alone_at_a_pages_foot_or_head(above):
    text = BlockText(SHAPES[FACTS.kind], FACTS.fields, {}, {})
    flow = Flow(Frame(0.0, 300.0, 0.0, 0.0, bottom=120.0))
    flow_blocks(flow, [Space(above), Paragraph(pattern(SENTENCE * 8))], text, NORMAL)
    counts = [len({item.baseline for item in page}) for page in flow.pages]
    assert sum(counts) == 8
    assert len(counts) > 1
    assert 1 not in counts


@pytest.mark.parametrize("wraps", [False, True])
@pytest.mark.parametrize("rows", range(20, 34))
def test_a_total_never_stands_without_a_row_above_it(rows, wraps):
    block, facts = loans_table(rows, wraps=wraps)
    pages = compose(template(block), facts)
    for page in pages:
        if baselines(page, "合计"):
            assert any(baselines(page, f"第{n:04d}号") for n in range(rows))
        if any(baselines(page, f"第{n:04d}号") for n in range(rows)):
            assert baselines(page, "借据号")
    assert sum(len(baselines(page, "合计")) for page in pages) == 1
    assert sum(text_of(page).count("号") - text_of(page).count("借据号") for page in pages) == rows


@pytest.mark.parametrize("wraps", [False, True])
@pytest.mark.parametrize("with_total", [False, True])
@pytest.mark.parametrize("rows", [*range(24, 33), *range(56, 66)])
def test_nobody_signs_a_page_without_a_row_of_the_table_it_belongs_to(rows, with_total, wraps):
    block, facts = loans_table(rows, wraps=wraps, keep=True)
    block = block if with_total else replace(block, total=(), spanned=0)
    heading = Paragraph(pattern("附表"), Style.HEADING, keep=True)
    signed = Signatures(((pattern("甲方（盖章）"),) * 4, (pattern("乙方_90_"),)))
    pages = compose(template(filler(90), heading, block, signed), facts)
    (last,) = [page for page in pages if baselines(page, "甲方（盖章）")]
    assert len(baselines(last, "甲方（盖章）")) == 4
    assert any(baselines(last, f"第{n:04d}号") for n in range(rows))
    assert bool(baselines(last, "合计")) is with_total
    # A table that no page can hold begins under its heading, on the page that has room for it.
    whole = rows > 31
    assert not whole or (baselines(pages[0], "附表") and baselines(pages[0], "第0001号"))
    assert (
        sum(len(baselines(page, "号")) - len(baselines(page, "借据号")) for page in pages) >= rows
    )


def test_what_follows_a_long_table_may_be_longer_than_a_page_itself():
    block, facts = loans_table(40, keep=True)
    signed = HandRows((pattern("签名_90_"),) * 40)
    pages = compose(template(block, signed), facts)
    assert sum(len(baselines(page, "签名")) for page in pages) == 40


def test_two_hundred_rows_go_on_over_pages_under_their_heads():
    block, facts = loans_table(200)
    pages = compose(template(block), facts)
    assert len(pages) > 4
    assert all("借据号" in text_of(page) for page in pages)
    numbers = [f"第{n:04d}号" for n in range(200)]
    assert [n for n in numbers if n in "".join(map(text_of, pages))] == numbers


def test_a_document_is_set_tighter_where_that_saves_a_page():
    body = (*[Paragraph(pattern(SENTENCE * 3))] * 20,)
    loose = 0
    for count in range(10, 30):
        pages = compose(template(*body[:1] * count))
        loose = max(loose, count) if len(pages) == 1 else loose
    (page,) = compose(template(*body[:1] * loose))
    lines = sorted(i.baseline for i in page.items if isinstance(i, TextRun) and i.baseline > 120)
    assert min(b - a for a, b in pairwise(lines) if b > a) < 16


SLIP = Slip("✂ 回执", "回执标题", pattern("No. {serial}"), (HandRows((pattern("签名_120_"),) * 4),))


def dashed(page: Page) -> list[Rule]:
    return [item for item in page if isinstance(item, Rule) and item.dash]


@pytest.mark.parametrize("lines", [1, 12, 30])
def test_the_tear_line_stands_at_one_place_clear_of_the_text_on_both_sides(lines):
    made = template(
        *[Paragraph(pattern(SENTENCE))] * lines, Seal(pattern("{branch}"), pattern("日")), slip=SLIP
    )
    pages = compose(made)
    line = dashed(pages[-1])[0].y1
    assert line == dashed(compose(template(Paragraph(pattern("短")), slip=SLIP))[-1])[0].y1
    words = {"✂ 回执"}
    for item in pages[-1]:
        if isinstance(item, TextRun) and item.text not in words:
            below = item.baseline + 0.12 * item.size
            above = item.baseline - 0.9 * item.size
            assert below <= line - CLEAR + 1 or above >= line + CLEAR - 2
    assert not any(dashed(page) for page in pages[:-1])


def test_the_slip_names_its_document_and_bears_its_barcode():
    (page,) = compose(template(Paragraph(pattern("短")), slip=SLIP))
    bars = [item for item in page if isinstance(item, Bars)]
    assert len(bars) == 2
    assert bars[0].bars == bars[1].bars
    assert text_of(page).count(FACTS.serial) == 2


def test_copies_stand_below_each_other_with_a_line_to_cut_along():
    made = template(Paragraph(pattern("收到 {debtor} 人民币")), copies=("存根联", "客户联"))
    (page,) = compose(made)
    assert text_of(page).count("收到 周田生 人民币") == 2
    assert "存根联" in text_of(page)
    assert "客户联" in text_of(page)
    (cut,) = dashed(page)
    assert cut.y1 == pytest.approx(A4_HEIGHT / 2)


def test_copies_that_do_not_fit_stand_each_on_sheets_of_their_own():
    made = template(*[Paragraph(pattern(SENTENCE * 3))] * 20, copies=("存根联", "客户联"))
    pages = compose(made)
    assert len(pages) % 2 == 0
    half = len(pages) // 2
    first = "".join(map(text_of, pages[:half]))
    assert "存根联" in first
    assert "客户联" not in first
    assert "客户联" in "".join(map(text_of, pages[half:]))


def test_landscape_sheets_are_wide_and_hold_everything():
    block, facts = loans_table(60)
    pages = compose(template(block, landscape=True), facts)
    for page in pages:
        assert (page.width, page.height) == (A4_HEIGHT, A4_WIDTH)
        for item in page:
            if isinstance(item, TextRun):
                assert item.baseline < page.height
                assert item.x + load_font(item.face).width(item.text, item.size) < page.width


def test_boxes_of_a_form_grow_with_their_text_and_never_split():
    long = pattern("事实与理由：" + SENTENCE * 8)
    rows = (
        GridRow((GridCell((pattern("申请"),), 1.0, True), GridCell((long,), 3.0)), 20.0),
        GridRow((GridCell((pattern("□同意"), pattern("签名_60_")), 1.0),), 30.0),
    )
    (page,) = compose(template(Grid(rows)))
    boxes = [item for item in page.items if isinstance(item, Box) and item.width > 20]
    assert boxes[0].height == boxes[1].height > 60
    assert boxes[2].y == pytest.approx(boxes[0].y + boxes[0].height)


def test_lines_by_hand_share_the_height_of_their_box():
    cell = GridCell((pattern("姓名_90_"), pattern("住址_90_"), pattern("电话_90_")), 1.0)
    (page,) = compose(template(Grid((GridRow((cell,), 72.0),))))
    lines = sorted(item.y1 for item in page if isinstance(item, Rule))
    (box,) = [item for item in page if isinstance(item, Box) and item.height == 72.0]
    assert lines[1] - lines[0] == pytest.approx(lines[2] - lines[1])
    assert lines[1] - lines[0] > 20
    assert box.y < lines[0] - 10 and lines[2] < box.y + 72.0


def test_signatures_without_a_party_are_left_out():
    columns = ((pattern("甲方_60_"),), (pattern("丙方 {preserved_on}_60_"),))
    fields = {**FACTS.fields, "preserved_on": ""}
    (page,) = compose(template(Signatures(columns)), replace(FACTS, fields=fields))
    assert "丙方" not in text_of(page)
    rules = [item for item in page.items if isinstance(item, Rule)]
    assert len(rules) == 1


def test_items_are_moved_whatever_they_are():
    (page,) = compose(template(Paragraph(pattern("短")), slip=SLIP))
    kinds = {type(item) for item in page} | {Picture}
    assert kinds == {TextRun, Rule, Bars, Picture}
    for item in [*page, Box(1, 2, 3, 4), Picture(1, 2, 3, 4, b"")]:
        there = moved(item, 10, 20)
        match item, there:
            case TextRun(), TextRun():
                assert (there.x, there.baseline) == (item.x + 10, item.baseline + 20)
            case Rule(), Rule():
                assert (there.x2, there.y1) == (item.x2 + 10, item.y1 + 20)
            case _:
                assert (there.x, there.y) == (item.x + 10, item.y + 20)


def test_a_pattern_fills_facts_that_look_like_markup_as_they_stand():
    made = pattern("甲 **{debtor}** 乙")
    spans = made.fill({"debtor": "**{we}**"})
    assert "".join(span.text for span in spans) == "甲 **{we}** 乙"
    assert isinstance(made, Pattern)


def test_a_clause_that_no_page_could_hold_with_the_seal_leaves_the_slip_alone():
    clauses = [Paragraph(pattern(SENTENCE * 2), keep=True)] * 52
    seal = Seal(pattern("{branch}"), pattern("日"), (pattern("经办人 {officer}"),) * 4)
    pages = compose(template(*clauses, seal, slip=SLIP))
    line = dashed(pages[-1])[0].y1
    for page in pages[-1:]:
        for item in page.items:
            if isinstance(item, TextRun) and "经办人" in item.text:
                assert item.baseline < line


@pytest.mark.parametrize("length", [300, 3000])
def test_a_box_of_a_form_that_no_page_could_hold_goes_on_over_pages(length):
    words = "".join(f"第{n:04d}句" for n in range(length))
    fields = {**FACTS.fields, "place_label": words}
    grid = Grid(
        (
            GridRow(
                (GridCell((pattern("理由"),), 1, True), GridCell((pattern("{place_label}"),), 4)),
                30,
            ),
        )
    )
    pages = compose(template(grid), replace(FACTS, fields=fields))
    said = "".join(map(text_of, pages))
    assert all(f"第{n:04d}句" in said for n in range(0, length, 50))
    for page in pages:
        assert all(i.baseline < A4_HEIGHT - 30 for i in page.items if isinstance(i, TextRun))


def test_a_table_with_more_below_it_than_a_page_holds_comes_to_an_end():
    flow = Flow(Frame(0.0, 300.0, 0.0, 0.0, bottom=100.0))
    columns = (Column("甲", 300.0),)
    flow.table(Table(columns, [["一"], ["二"]], 45.0, total=("合计",), spanned=1), along=500.0)
    assert len(flow.pages) < 6
