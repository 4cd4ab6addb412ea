import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.domain.errors import ExpectedFailure
from desktop.domain.page import Face
from desktop.printing import fonts as printing_fonts
from desktop.printing.fonts import MissingKind, font_path, load_font, missing_glyphs
from desktop.printing.papers import PrintingRoom
from desktop.services.documents.specimens.notices import notice_specimen
from desktop.services.progress import NoProgress


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


def missing(path: Path) -> None:
    path.unlink()


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def damaged(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.fixture
def fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Print with copies of the fonts, in a folder of the test's own."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    for face in Face:
        shutil.copy(font_path(face), folder)
    monkeypatch.setattr(printing_fonts, "_FOLDER", folder)
    forget()
    yield folder
    forget()


def forget() -> None:
    """Read the fonts again, as a process that starts does; but not what is kept of their text."""
    load_font.cache_clear()
    printing_fonts._printable.cache_clear()


@pytest.mark.parametrize("harm", [missing, cut_off, empty, damaged])
@pytest.mark.parametrize("face", Face)
def test_a_harmed_font_is_named_and_nothing_is_written(
    fonts: Path, tmp_path: Path, face: Face, harm: Callable[[Path], None]
) -> None:
    harm(fonts / face.value)
    paper = tmp_path / "n.pdf"
    with pytest.raises(ExpectedFailure, match="font_unreadable") as refused:
        PrintingRoom().notices_pdf([notice_specimen(1)], paper, None, NoProgress())
    assert refused.value.params == {"file": face.value}
    assert not paper.exists()


def test_sound_copies_of_the_fonts_print(fonts: Path, tmp_path: Path) -> None:
    printed = PrintingRoom().notices_pdf([notice_specimen(1)], tmp_path / "n", None, NoProgress())
    assert printed.pages == 1
