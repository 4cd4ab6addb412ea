"""Lines for the pen: labels, boxes, lines to write on."""

import pytest

from desktop.domain.page import Box, Face, Rule, TextRun
from desktop.printing.fonts import load_font
from desktop.printing.hand_rows import hand_pieces, hand_row, is_by_hand
from desktop.printing.linebreak import Span


def row(text: str, room: float = 400.0, size: float = 10.0):
    return hand_row((Span(text),), 50.0, 100.0, size, room)


def right_edge(items) -> float:
    ends = []
    for item in items:
        match item:
            case Rule():
                ends.append(item.x2)
            case Box():
                ends.append(item.x + item.width)
            case TextRun():
                ends.append(item.x + load_font(item.face).width(item.text, item.size))
    return max(ends)


def test_a_line_is_taken_apart_into_labels_boxes_and_blanks():
    pieces = hand_pieces([Span("签名_150_　□同住")])
    assert [(piece.label, piece.blank) for piece in pieces] == [
        ("签名", 0),
        ("", 150),
        ("　", 0),
        ("□", 0),
        ("同住", 0),
    ]


def test_underscores_that_are_no_blank_are_printed():
    items = row("a_b")
    assert "".join(item.text for item in items) == "a_b"


def test_boxes_are_drawn_and_blanks_are_ruled_as_wide_as_they_say():
    items = row("□有异议：_120_")
    assert [type(item) for item in items] == [Box, TextRun, Rule]
    assert items[2].x2 - items[2].x1 == pytest.approx(120)


def test_bold_labels_keep_their_face():
    spans = (Span("□", Face.SERIF), Span("同意", Face.BOLD))
    assert hand_row(spans, 0, 0, 10, 200)[1].face is Face.BOLD


@pytest.mark.parametrize("room", [120.0, 200.0, 300.0])
def test_nothing_leaves_its_room_however_long_the_labels(room):
    assert (
        right_edge(row("送达人（两人签名）_190_　送达时间_48_年_26_月_26_日", room))
        <= 50 + room + 0.01
    )


def test_lines_to_write_on_are_shortened_before_labels_are_set_smaller():
    items = row("签名_300_", room=200)
    assert items[0].size == 10
    assert items[1].x2 == pytest.approx(250)


def test_a_line_without_box_or_blank_is_no_line_for_the_pen():
    assert is_by_hand([Span("□同意")])
    assert is_by_hand([Span("签名_90_")])
    assert not is_by_hand([Span("经办人 彭春兰 PA_26")])


def test_a_fact_that_looks_like_a_line_to_write_on_is_printed_as_it_is():
    spans = (Span("借据号"), Span("JJ_2015_031□", is_fact=True), Span("_60_"))
    items = hand_row(spans, 0.0, 0.0, 10.0, 400.0)
    assert [item.text for item in items if isinstance(item, TextRun)] == ["借据号", "JJ_2015_031□"]
    assert sum(isinstance(item, Rule) for item in items) == 1
    assert not any(isinstance(item, Box) for item in items)
    assert not is_by_hand(spans[:2])
