"""Letters on paper: what the law asks for stands there, and what it forbids does not."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from desktop.domain.documents import DocumentFacts, DocumentKind
from desktop.domain.page import A4_WIDTH, Page, Rule, TextRun
from desktop.printing.blocks import HandRows
from desktop.printing.document_values import document_values
from desktop.printing.hand_rows import hand_pieces, hand_width
from desktop.printing.papers import PrintingRoom
from desktop.printing.shelf import built_in
from desktop.services.documents.specimens import Size, specimen
from desktop.services.documents.specimens.letters import LETTER_SPECIMENS

ROOM = PrintingRoom()
MARGIN = 57.0
every_size = pytest.mark.parametrize("size", list(Size))
ACTUAL_USER, HEIRS = DocumentKind.ACTUAL_USER_LETTER, DocumentKind.HEIRS_LETTER
GUARANTOR, CONSULTATION = DocumentKind.GUARANTOR_NOTICE, DocumentKind.CONSULTATION_LETTER
ANNOUNCEMENT = DocumentKind.MISSING_ANNOUNCEMENT


def pages_of(facts: DocumentFacts) -> Sequence[Page]:
    return ROOM.document_pages(facts)


def text_of(pages: Sequence[Page]) -> str:
    runs = [item.text for page in pages for item in page if isinstance(item, TextRun)]
    return "".join("".join(runs).split())


def torn(facts: DocumentFacts) -> tuple[str, str]:
    """Return the text above the tear-off line and below it, the line's own words in neither."""
    pages = pages_of(facts)
    tear = next(item.y1 for item in pages[-1] if isinstance(item, Rule) and item.dash)
    runs = [item for item in pages[-1] if isinstance(item, TextRun)]
    above = "".join(run.text for run in runs if run.baseline < tear - 5)
    below = "".join(run.text for run in runs if run.baseline > tear + 5)
    return text_of(pages[:-1]) + "".join(above.split()), "".join(below.split())


def said(kind: DocumentKind, size: Size = Size.USUAL, **fields: str) -> str:
    facts = specimen(kind, size)
    return text_of(pages_of(replace(facts, fields={**facts.fields, **fields})))


@every_size
def test_a_guarantor_is_asked_to_pay_the_whole_of_what_is_left(size: Size) -> None:
    text = said(GUARANTOR, size)
    for words in (
        "要求您依约承担保证责任",
        "在您的保证范围内代为清偿上述借款的剩余本金和利息（包括但不限于",
        "产生向您主张保证债权的效力",
        "可依法向借款人追偿",
        "同意承担保证责任",
    ):
        assert words in text, words


def test_a_guarantor_who_was_asked_in_time_is_told_so() -> None:
    clause = "您的保证责任不因保证期间届满而免除"
    assert clause not in said(GUARANTOR)
    assert f"已于2025年3月20日在保证期间内依法行使权利，{clause}" in said(
        GUARANTOR, preserved_on="2025 年 3 月 20 日"
    )


@pytest.mark.parametrize(
    ("kind", "field"),
    [(GUARANTOR, "guarantor"), (CONSULTATION, "guarantor"), (ACTUAL_USER, "user")],
)
def test_a_letter_is_addressed_even_where_only_the_name_is_known(
    kind: DocumentKind, field: str
) -> None:
    text = said(kind, **{field: "钱某", "guarantor_identity": "", "user_address": ""})
    assert "钱某：" in text


@every_size
def test_a_consultation_demands_nothing_and_tells_no_amount(size: Size) -> None:
    text = said(CONSULTATION, size)
    assert "不要求您承担保证责任，也不要求您偿还任何款项" in text
    assert "另行签订书面保证合同" in text
    assert "本回执不是保证" in text
    for words in ("代为清偿", "主张", "¥", "人民币", "限期", "请于", "诉讼", "征信"):
        assert words not in text, words


@every_size
def test_the_letter_to_the_user_of_the_money_tells_no_debt_and_demands_nothing(
    size: Size,
) -> None:
    facts = specimen(ACTUAL_USER, size)
    above, form = torn(facts)
    debtor = specimen(GUARANTOR, size).fields["debtor"]
    assert debtor not in above + form
    assert "借据号" not in above and "本金" not in above and "¥" not in above
    assert "第五百五十二条" in above and "不要求您偿还债务" in above
    assert "自愿加入该笔债务，与借款人承担连带债务" in form
    assert facts.fields["user"] not in form
    # What is owed is written in by hand: no digit but those of the number and of the date.
    assert not any(each.isdigit() for each in form.replace(facts.serial, ""))


@every_size
def test_an_heir_reads_how_far_the_law_goes(size: Size) -> None:
    above, slip = torn(specimen(HEIRS, size))
    for words in (
        "以所得遗产实际价值为限",
        "放弃继承的，可以不负清偿责任",
        "第一千一百六十一条",
        "谁是遗产管理人",
        "第一千一百四十五条",
        "在遗产实际价值范围内主张权利",
        "不要求您用自己的财产偿还",
    ):
        assert words in above, words
    for words in ("继承（所得遗产", "放弃继承", "不清楚", "遗产管理人", "签名（指印）"):
        assert words in slip, words


def test_a_day_of_death_that_is_not_known_leaves_a_whole_sentence() -> None:
    text = said(HEIRS, debtor="周田生", identity="", died_on="")
    assert "我社获悉周田生去世，谨致哀悼。" in text


@every_size
def test_what_goes_to_the_newspaper_claims_and_tells_the_least(size: Size) -> None:
    facts = specimen(ANNOUNCEMENT, size)
    above, copy = torn(facts)
    for words in ("债权催收公告", "向你主张权利", "包括但不限于", "特此公告"):
        assert words in copy, words
    for name in ("debtor", "loan_nos", "total"):
        assert "".join(facts.fields[name].split()) in copy
    searches = [row[1] for row in facts.tables["searches"]]
    assert all("".join(each.split()) in above for each in searches)
    assert "走访" not in copy and "村" not in copy.replace("农村", "")
    assert "4399" not in above + copy
    assert len(copy) < 450


def test_searches_without_end_flow_over_pages_and_the_copy_stays_whole() -> None:
    facts = specimen(ANNOUNCEMENT, Size.EXTREME)
    rows = tuple((str(number), f"第{number}次查找，" + "去向不明" * 40) for number in range(60))
    facts = replace(facts, tables={"searches": rows})
    pages = pages_of(facts)
    above, copy = torn(facts)
    assert len(pages) > 3
    assert all(f"第{number}次查找" in above for number in range(60))
    assert "债权催收公告" in copy and "特此公告" in copy


def test_no_line_by_hand_is_wider_than_the_paper_where_names_are_of_usual_length() -> None:
    for kind in LETTER_SPECIMENS:
        facts, template = specimen(kind), built_in(kind)
        values = document_values(facts, template)
        for block in template.blocks:
            rows = block.rows if isinstance(block, HandRows) else ()
            for row in rows:
                # Word does not set a line smaller; it would wrap.
                width = hand_width(hand_pieces(row.fill(values)), block.size)
                assert width <= A4_WIDTH - 2 * MARGIN, row.text(values)


@every_size
def test_the_content_of_an_ems_stands_there_word_by_word(size: Size) -> None:
    facts = specimen(DocumentKind.EMS_COVER, size)
    above, seal = torn(facts)
    assert "".join(facts.fields["item_name"].split()) in above
    for words in ("中国邮政EMS", "送达地址确认条款", "投递轨迹", "回邮信封", "寄出不等于到达"):
        assert words in above, words
    assert "副本" in seal and "与寄出的原件一致" in seal
    assert "借据号" not in seal


@every_size
def test_a_record_of_arrival_claims_to_be_no_more_than_it_is(size: Size) -> None:
    text = text_of(pages_of(specimen(DocumentKind.ARRIVAL_RECORD, size)))
    for words in (
        "本记录不是留置送达",
        "《民事诉讼法》第八十九条",
        "第八条第一款第一项",
        "文书内容可辨认",
        "成年",
        "自愿",
        "中国邮政EMS",
        "送达人签名（两人）",
        "没有张贴",
    ):
        assert words in text, words
    assert ("文书的主张：借据号" in text) == (size is not Size.SHORT)


def test_the_staff_are_told_by_when_a_guarantor_must_have_the_notice() -> None:
    assert "须在2026年10月13日当日以前送达保证人本人" in said(GUARANTOR)
    assert "送达人注意" not in said(GUARANTOR, Size.EXTREME)


@pytest.mark.parametrize("kind", [GUARANTOR, DocumentKind.HEIRS_LETTER])
def test_whoever_takes_a_letter_for_another_only_proves_its_receipt(kind: DocumentKind) -> None:
    assert "只证明收到，不能代为" in said(kind)
    assert "不识字，已宣读" in said(kind)


def test_heirs_are_told_which_loans_are_only_filed() -> None:
    assert "不要求提前清偿" in said(DocumentKind.HEIRS_LETTER, undue_nos="4320231120-00098")
    assert "不要求提前清偿" not in said(DocumentKind.HEIRS_LETTER)
