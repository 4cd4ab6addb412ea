from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.page import Face, TextRun
from desktop.printing.fonts import load_font
from desktop.printing.linebreak import (
    NEVER_FIRST,
    NEVER_LAST,
    Measure,
    Span,
    break_paragraph,
)

SIZE = 10.5


def broken(text: str, ems: float = 10, indent: float = 0.0) -> list[str]:
    lines = break_paragraph([Span(text)], Measure(SIZE, ems * SIZE, indent * SIZE))
    return ["".join(run.text for run in line) for line in lines]


def end_of(run: TextRun) -> float:
    width = load_font(run.face).width(run.text, run.size)
    return run.x + width + run.letter_spacing * (len(run.text) - 1)


@pytest.mark.parametrize("mark", sorted("，。、；：？！”’）》〉】」』〕…—·％℃"))
def test_no_line_begins_with_a_mark_that_closes(mark: str) -> None:
    # The eleventh character would be the mark; a hanging one stays, others take one along.
    lines = broken("一二三四五六七八九十" + mark + "甲乙")
    assert all(line[0] not in NEVER_FIRST for line in lines)
    assert "".join(lines) == "一二三四五六七八九十" + mark + "甲乙"


@pytest.mark.parametrize("mark", sorted("《〈【「『〔“‘（￥"))
def test_no_line_ends_with_a_mark_that_opens(mark: str) -> None:
    lines = broken("一二三四五六七八九" + mark + "甲乙丙丁")
    assert all(line[-1] not in NEVER_LAST for line in lines)


@pytest.mark.parametrize(
    "whole",
    ["2026 年 10 月 31 日", "141,852.46 元", "4319950315-00412", "P26-1177", "——", "……", "15 日"],
)
def test_figures_dates_and_double_dashes_are_never_parted(whole: str) -> None:
    for before in range(1, 11):
        lines = broken("一二三四五六七八九十"[:before] + whole + "甲乙丙", ems=12)
        assert any(whole in line for line in lines), lines


def test_a_number_longer_than_a_line_is_parted_rather_than_run_off_the_paper() -> None:
    lines = broken("1" * 60)
    assert "".join(lines) == "1" * 60
    assert len(lines) > 1


def test_a_closing_mark_may_hang_over_the_edge_by_its_blank_half() -> None:
    # Ten characters and a half fit: the full stop's ink stands within the line.
    assert broken("一二三四五六七八九十。甲乙丙", ems=10.5)[0] == "一二三四五六七八九十。"


def test_both_edges_are_flush_but_the_last_line() -> None:
    text = (
        "截至2026年10月10日，您尚欠本金人民币陆万壹仟叁佰肆拾元整、利息人民币捌万零伍佰元整。" * 3
    )
    measure = Measure(SIZE, 30 * SIZE, 2 * SIZE)
    lines = break_paragraph([Span(text)], measure)
    assert lines[0][0].x == 2 * SIZE
    for line in lines[:-1]:
        hang = 0.5 * SIZE if line[-1].text[-1] in "，。、" else 0.0
        assert end_of(line[-1]) == pytest.approx(measure.width + hang, abs=0.01)
    assert end_of(lines[-1][-1]) < measure.width


def test_a_bold_date_stays_whole_and_bold() -> None:
    spans = [Span("请于"), Span("2026 年 10 月 31 日", Face.BOLD), Span("前（含当日）付清。")]
    lines = break_paragraph(spans, Measure(SIZE, 12 * SIZE))
    bold = [run.text for line in lines for run in line if run.face is Face.BOLD]
    assert bold == ["2026 年 10 月 31 日"]


@given(
    st.text(alphabet="甲乙丙丁，。（）《》“”—… 12.,年月日¥", min_size=1, max_size=120),
    st.integers(4, 30),
)
def test_nothing_is_lost_and_nothing_leaves_the_line(text: str, ems: int) -> None:
    measure = Measure(SIZE, ems * SIZE)
    lines = break_paragraph([Span(text)], measure)
    assert "".join(run.text for line in lines for run in line).replace(" ", "") == text.replace(
        " ", ""
    )
    for line in lines:
        assert end_of(line[-1]) <= measure.width + 0.5 * SIZE + 0.01


@pytest.mark.parametrize(
    "number", ["（2021）第001号", "〔2018〕第 00377 号", "第 561 条", "第0377号", "(2021)第A-001号"]
)
@pytest.mark.parametrize("before", range(6, 20))
def test_a_contract_number_and_an_article_are_kept_whole(number: str, before: int) -> None:
    lines = broken("甲" * before + number + "乙丙丁戊己", ems=20)
    assert any(number in line for line in lines)


def test_a_spread_line_gives_no_room_inside_figures() -> None:
    text = "截至 2026 年 10 月 10 日您尚欠本金人民币肆亿元（¥499,999,999.95）及利息" * 6
    lines = break_paragraph([Span(text)], Measure(SIZE, 23.4 * SIZE))
    spread = [line for line in lines if any(run.letter_spacing for run in line)]
    assert spread
    for line in spread:
        for run in line:
            if any(character.isdigit() for character in run.text):
                assert run.letter_spacing == 0.0


def test_the_runs_of_a_spread_line_follow_each_other_and_end_at_the_edge() -> None:
    text = "甲乙丙 2026 年 10 月 10 日丁戊己（¥499,999,999.95），庚辛壬癸" * 5
    for line in break_paragraph([Span(text)], Measure(SIZE, 21.3 * SIZE))[:-1]:
        for run, following in pairwise(line):
            assert end_of(run) <= following.x + 0.01
            assert following.x - end_of(run) <= 0.26 * SIZE
        if any(run.letter_spacing for run in line):
            hanging = 0.5 * SIZE if line[-1].text[-1] in "，。、；：？！）" else 0.0
            assert end_of(line[-1]) - hanging == pytest.approx(21.3 * SIZE, abs=0.01)


def test_a_ragged_line_has_no_gaps_and_breaks_where_a_flush_one_does() -> None:
    spans = [Span("逾期贷款催收通知" * 2), Span("要求归还" * 3, Face.BOLD)]
    flush = break_paragraph(spans, Measure(10.0, 93.0))
    ragged = break_paragraph(spans, Measure(10.0, 93.0, is_ragged=True))
    for one, other in zip(ragged, flush, strict=True):
        assert "".join(run.text for run in one) == "".join(run.text for run in other)
    assert all(run.letter_spacing == 0.0 for line in ragged for run in line)
    assert any(run.letter_spacing for line in flush for run in line)


def test_a_new_line_in_a_fact_begins_a_new_line() -> None:
    spans = [Span("住"), Span("牌口镇\n金明村三组", is_fact=True), Span("。")]
    lines = break_paragraph(spans, Measure(SIZE, 20 * SIZE, 2 * SIZE))
    assert ["".join(run.text for run in line) for line in lines] == ["住牌口镇", "金明村三组。"]
    assert [line[0].x for line in lines] == [2 * SIZE, 0.0]
