"""The derivation sheet: everything that was derived stands on it, and nothing leaves the paper."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.derivation import (
    Derivation,
    DerivationSheet,
    DerivationStep,
    DerivationTable,
)
from desktop.domain.errors import RuleViolation
from desktop.domain.findings import NeedsPerson
from desktop.domain.notices import SAMPLE_HEAD
from desktop.domain.page import Box, Page, Rule, TextRun
from desktop.printing.fonts import load_font
from desktop.printing.forms.derivation_sheet import compose_derivation
from desktop.printing.papers import PrintingRoom
from desktop.services.paper_ports import Papers
from desktop.services.progress import NoProgress

ROOM: Papers = PrintingRoom()
DAY = date(2026, 10, 10)
HEADINGS = ("项目", "起", "止", "天数", "基数", "日利率(万分之)", "金额(元)", "依据")
LONGEST = ("逾期利息", "2026-09-30", "2026-10-10", "3650", "99,999,999.99", "3.14166667",
           "99,999,999.99", "银发〔2003〕251号，合同利率×1.3")  # fmt: skip
LEFT, RIGHT, TOP, BOTTOM = 56.5, 538.8, 40.0, 815.0


def figures(rows: int) -> DerivationTable:
    total = ("合计", "", "2026-10-10", "", "", "", "4,599,999,999.54", "")
    return DerivationTable(
        HEADINGS, (LONGEST,) * rows, total, frozenset({3, 4, 5, 6}), ("注" * 60,)
    )


def steps(count: int, note: str = "") -> tuple[DerivationStep, ...]:
    words = "2019-03-04 本人签收催收通知书（PA19-000123）：时效中断，重新计算三年，至 2022-03-04"
    article = "民法典第195条；诉讼时效规定第8条第1款第1项"
    return tuple(DerivationStep(f"{words}{note}", article, date(2022, 3, 4)) for _ in range(count))


def sheet(*derivations: Derivation) -> DerivationSheet:
    return DerivationSheet(
        "4320180710-00377", "周田生", DAY, date(2026, 9, 30), derivations, SAMPLE_HEAD
    )


def extreme() -> DerivationSheet:
    doubt = NeedsPerson("guarantee_contract_undated", "contract_on", "缺保证合同日期，请补录" * 5)
    guarantors = [
        Derivation(f"保证期间：保证人{n}", "保证期间未满", steps(n), needs_person=(doubt,))
        for n in range(12)
    ]
    claim = Derivation("诉讼时效", "有效：末日 2026-10-13", steps(40, "二" * 60))
    interest = Derivation("利息", "利息 99,999,999.99 元", steps(2), figures(45))
    return sheet(claim, *guarantors, interest)


def runs(page: Page) -> list[TextRun]:
    return [item for item in page if isinstance(item, TextRun)]


def width(run: TextRun) -> float:
    return load_font(run.face).width(run.text, run.size) + run.letter_spacing * len(run.text)


def assert_within_the_paper(page: Page) -> None:
    for run in runs(page):
        assert run.x >= LEFT - 0.5 and run.x + width(run) <= RIGHT + run.size, run
        assert run.baseline - run.size >= TOP and run.baseline <= BOTTOM, run
    for item in page:
        if isinstance(item, Rule):
            assert min(item.x1, item.x2) >= LEFT and max(item.x1, item.x2) <= RIGHT
            assert min(item.y1, item.y2) >= TOP and max(item.y1, item.y2) <= BOTTOM
        if isinstance(item, Box):
            assert item.x >= LEFT and item.x + item.width <= RIGHT
            assert item.y >= TOP and item.y + item.height <= 791.0


def assert_no_text_touches_another(page: Page) -> None:
    boxes = [(r.x, r.x + width(r), r.baseline - 0.8 * r.size, r.baseline, r) for r in runs(page)]
    for one, other in combinations(boxes, 2):
        beside = one[1] <= other[0] + 2.5 or other[1] <= one[0] + 2.5
        apart = one[3] <= other[2] + 0.5 or other[3] <= one[2] + 0.5
        assert beside or apart, (one[4], other[4])


def test_forty_events_twelve_guarantors_and_the_longest_amounts_stay_within_the_paper():
    pages = compose_derivation(extreme())
    assert 5 < len(pages) < 20
    for page in pages:
        assert_within_the_paper(page)
        assert_no_text_touches_another(page)


def test_every_page_says_whose_loan_it_is_and_which_page_of_how_many():
    pages = compose_derivation(extreme())
    for number, page in enumerate(pages, start=1):
        texts = [run.text for run in runs(page)]
        assert "利息计算与时效推导表（样张）" in texts
        assert "借据 4320180710-00377　借款人 周田生" in texts
        assert "计算日 2026-10-10　核心系统数据日 2026-09-30" in texts
        assert f"第 {number} 页 共 {len(pages)} 页" in texts
        assert any(text.startswith("2026-09-30 以后的金额为估算") for text in texts)


def test_a_table_of_figures_goes_on_under_its_head_and_is_summed_once():
    pages = compose_derivation(sheet(Derivation("利息", "", (), figures(90))))
    assert len(pages) > 2
    heads = [page for page in pages if "金额(元)" in [run.text for run in runs(page)]]
    rows = sum(run.text == "逾期利息" for page in pages for run in runs(page))
    sums = sum(run.text == "合计" for page in pages for run in runs(page))
    assert (len(heads), rows, sums) == (len(pages), 90, 1)


def test_a_table_of_nothing_but_long_figures_leaves_room_for_its_first_word():
    row = ("逾期利息", *["658,314,724,824"] * 8)
    table = DerivationTable(("项目", *["列"] * 8), (row,), (), frozenset(range(1, 9)))
    for page in compose_derivation(sheet(Derivation("利息", "", (), table))):
        assert_within_the_paper(page)
        assert_no_text_touches_another(page)


def test_only_the_first_page_of_a_sheet_starts_a_sheet_of_paper():
    starts = [page.starts_sheet for page in compose_derivation(extreme())]
    assert starts == [True] + [False] * (len(starts) - 1)


def test_the_sheet_ends_with_what_to_check_and_where_to_sign():
    doubt = NeedsPerson("claim_unproved", "evidence", "未附凭据，请补录")
    page = compose_derivation(sheet(Derivation("诉讼时效", "有效", needs_person=(doubt, doubt))))[0]
    texts = [run.text for run in runs(page)]
    assert texts.count("□ 未附凭据，请补录") == 1
    assert {"需人工核对", "编制", "复核", "日期"} <= set(texts)


def test_a_sheet_without_doubts_says_so_and_needs_no_bank():
    page = compose_derivation(replace(sheet(Derivation("诉讼时效", "有效")), bank=None))[0]
    texts = [run.text for run in runs(page)]
    assert "没有需要人工核对的事项。" in texts
    assert "利息计算与时效推导表" in texts


def test_the_pdf_reads_back(tmp_path: Path, read_pages: Callable[[Path], list[str]]):
    printed = ROOM.derivation_pdf(extreme(), tmp_path / "why.pdf", NoProgress())
    pages = read_pages(tmp_path / "why.pdf")
    text = "".join(pages)
    assert printed.pages == len(pages)
    assert printed.template_version == "derivation_sheet/1"
    assert text.count("99,999,999.99") == 45 * 2 + 1
    assert "4,599,999,999.54" in text
    assert text.count("PA19-000123") == 40 + sum(range(12)) + 2


def test_the_same_sheet_is_the_same_file(tmp_path: Path):
    written = {
        ROOM.derivation_pdf(extreme(), tmp_path / name, NoProgress()).sha256 for name in "ab"
    }
    assert len(written) == 1


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"debtor": "周\ue123生"}, "glyph_private_use", "debtor"),
        ({"debtor": "周?生"}, "glyph_lost", "debtor"),
        ({"derivations": (Derivation("利息", "‱"),)}, "glyph_unknown", "derivation"),
    ],
)
def test_what_no_font_can_print_is_refused_before_a_file_is_there(
    tmp_path: Path, changed: dict[str, object], code: str, field: str
):
    broken = replace(sheet(), **changed)
    with pytest.raises(RuleViolation) as refused:
        ROOM.derivation_pdf(broken, tmp_path / "why.pdf", NoProgress())
    assert (refused.value.code, refused.value.field) == (code, field)
    assert list(tmp_path.iterdir()) == []


TEXT = st.text("时效中断重新计算，。（）《》至二〇 2026-10PA", max_size=150)
LONG = st.text("民法典第条；诉讼时效规定，", max_size=2500)
STEPS = st.lists(
    st.builds(DerivationStep, TEXT | LONG, TEXT, st.none() | st.dates()), max_size=12
).map(tuple)


@st.composite
def tables(draw: st.DrawFn) -> DerivationTable:
    count = draw(st.integers(1, 9))
    amounts = draw(st.frozensets(st.integers(0, count - 1)))
    figure = st.integers(0, 10**13).map(lambda n: f"{n:,}")
    row = st.tuples(*(figure if number in amounts else TEXT for number in range(count)))
    rows = draw(st.lists(row, max_size=20))
    total = draw(st.just(()) | row)
    headings = ("项目", *("列",) * (count - 1))
    return DerivationTable(
        headings, tuple(rows), total, amounts, draw(st.just(()) | st.tuples(TEXT))
    )


DERIVATION = st.builds(
    Derivation,
    TEXT,
    TEXT,
    STEPS,
    st.none() | tables(),
    st.lists(st.builds(NeedsPerson, st.just("a"), st.just("b"), TEXT), max_size=4).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(DERIVATION, max_size=4))
def test_whatever_was_derived_stays_within_the_paper(derivations: list[Derivation]):
    for page in compose_derivation(sheet(*derivations)):
        assert_within_the_paper(page)
        assert_no_text_touches_another(page)
