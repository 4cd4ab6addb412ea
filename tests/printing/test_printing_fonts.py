import pytest

from desktop.domain.page import Face
from desktop.printing.fonts import MissingKind, font_path, load_font, missing_glyphs


@pytest.mark.parametrize("face", Face)
def test_rare_name_characters_are_in_every_font_that_travels_along(face: Face) -> None:
    assert all(character in load_font(face).widths for character in "䶮㛃𬱖𫍯𫖮〔〕¥✂□")


@pytest.mark.parametrize("face", [Face.SANS, Face.BOLD])
def test_the_figures_of_amounts_are_all_of_one_width(face: Face) -> None:
    assert len({load_font(face).widths[digit] for digit in "0123456789"}) == 1


def test_the_licence_lies_beside_the_fonts() -> None:
    text = font_path(Face.SERIF).with_name("OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE" in text


def test_what_cannot_be_printed_is_told_apart_by_its_remedy() -> None:
    assert missing_glyphs("陈\ue863", is_name=True) == {MissingKind.PRIVATE_USE: "\ue863"}
    assert missing_glyphs("陈\ufffd?", is_name=True) == {MissingKind.LOST: "\ufffd?"}
    assert missing_glyphs("陈\U00020bb7") == {MissingKind.UNKNOWN: "\U00020bb7"}
    assert missing_glyphs("覃玲𫖮·尉迟") == {}


def test_a_question_mark_is_lost_only_in_a_name() -> None:
    assert missing_glyphs("老屋?", is_name=False) == {}


def test_control_characters_are_never_printed() -> None:
    assert missing_glyphs("周\x07田\u200b生") == {MissingKind.UNKNOWN: "\x07\u200b"}
