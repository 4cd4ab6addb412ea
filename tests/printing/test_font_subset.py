import io
import struct
from datetime import date

import pypdfium2
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from desktop.domain.page import A4_HEIGHT, A4_WIDTH, Face, Page, TextRun
from desktop.printing.fonts import font_path, load_font
from desktop.printing.pdf import PdfPainter

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
    outlines = load_font(face).outlines
    contours = [
        struct.unpack_from(">h", outlines.drawings, start)[0]
        for start, end in zip(outlines.places, outlines.places[1:], strict=False)
        if end > start
    ]
    assert len(contours) > 30_000
    assert min(contours) >= 0


def test_a_character_the_font_lacks_takes_the_empty_box() -> None:
    assert load_font(Face.SERIF).subset("陈\U00020bb7陈")[1] == [1, 0, 1]
