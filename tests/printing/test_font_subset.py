import io
import struct
import zlib
from collections.abc import Callable
from datetime import date

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from desktop.domain.notices import NoticeFacts
from desktop.domain.page import A4_HEIGHT, A4_WIDTH, Face, Page, TextRun
from desktop.printing.fonts import font_path, load_font
from desktop.printing.forms.demand_notice import common_characters
from desktop.printing.pdf import PdfPainter
from desktop.printing.pdf_file import deflated

MakeNotice = Callable[..., NoticeFacts]

# Rare names, capital amounts, marks, and characters that a font draws with the same glyph.
TEXTS = (
    "䶮㛃𫍯𫖮〔〕¥✂□，。：",
    "壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整",
    "一\u2f00 No. P26-0042 (abc) %‰",
)


def ours(face: Face) -> bytes:
    painter = PdfPainter("字", "字", date(2026, 10, 10))
    runs = tuple(TextRun(72, 72 + 30 * n, text, face, 20) for n, text in enumerate(TEXTS))
    painter.paint(Page(runs))
    return painter.finish()


def reportlabs(face: Face) -> bytes:
    pdfmetrics.registerFont(TTFont(face.name, str(font_path(face))))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(A4_WIDTH, A4_HEIGHT))
    canvas.setFont(face.name, 20)
    for n, text in enumerate(TEXTS):
        canvas.drawString(72, A4_HEIGHT - 72 - 30 * n, text)
    canvas.save()
    return out.getvalue()


def pixels(data: bytes) -> bytes:
    document = pypdfium2.PdfDocument(data)
    picture = bytes(document[0].render(scale=2).buffer)
    document.close()
    return picture


@pytest.mark.parametrize("face", Face)
def test_a_cut_down_font_draws_what_reportlabs_own_copy_draws(face: Face) -> None:
    drawn = pixels(ours(face))
    assert len(set(drawn)) > 2
    assert drawn == pixels(reportlabs(face))


@pytest.mark.parametrize("face", Face)
def test_no_glyph_of_our_fonts_is_composed_of_others(face: Face) -> None:
    drawings = load_font(face).outlines.drawings
    contours = [
        struct.unpack_from(">h", drawings.table, start)[0]
        for start, end in zip(drawings.places, drawings.places[1:], strict=False)
        if end > start
    ]
    assert len(contours) > 30_000
    assert min(contours) >= 0


def test_a_character_the_font_lacks_takes_the_empty_box() -> None:
    assert load_font(Face.SERIF).subset("陈\U00020bb7陈")[1] == [1, 0, 1]


@given(st.binary(min_size=20, max_size=3000), st.integers(1, 10), st.integers(0, 10))
def test_data_with_a_shared_middle_unpack_to_what_they_were(
    data: bytes, start: int, length: int
) -> None:
    assert zlib.decompress(deflated(data, slice(start, start + length))) == data


@pytest.mark.parametrize("common", ["", "分整角元", "元一丁七"])
def test_common_characters_change_nothing_that_is_seen_or_read(common: str) -> None:
    page = Page((TextRun(72, 72, "壹元贰角叁分", Face.SERIF, 20),))
    painter = PdfPainter("字", "字", date(2026, 10, 10), {Face.SERIF: common})
    painter.paint(page)
    data = painter.finish()
    document = pypdfium2.PdfDocument(data)
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    alone = PdfPainter("字", "字", date(2026, 10, 10))
    alone.paint(page)
    assert text == "壹元贰角叁分"
    assert pixels(data) == pixels(alone.finish())


def test_what_notices_have_in_common_tells_nothing_of_a_debtor(make_notice: MakeNotice) -> None:
    notice = make_notice(
        debtor="䶮㛃",
        address="𫍯路",
        village="𬱖村",
        officer="玊",
        demanded_on=(date(2023, 10, 13), date(2024, 11, 20)),
    )
    common = common_characters(notice)
    assert not set("䶮㛃𫍯𬱖玊") & set("".join(common.values()))
    assert set("逾期贷款催收通知书") <= set(common[Face.BOLD])
    assert common is common_characters(
        make_notice(debtor="吴桂香", demanded_on=(date(2020, 1, 1),))
    )
