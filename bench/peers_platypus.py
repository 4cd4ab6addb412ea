"""The notice's page in ReportLab platypus: same texts, fonts and places to write."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from io import BytesIO

from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table
from reportlab.platypus.flowables import HRFlowable

from desktop.domain.notices import NoticeFacts
from desktop.domain.page import Face
from desktop.printing.fonts import font_path
from desktop.printing.forms.wording import notice_text
from desktop.printing.linebreak import Span


def batch(notices: Sequence[NoticeFacts]) -> bytes:
    _register_fonts()
    out = BytesIO()
    story: list[Flowable] = []
    for facts in notices:
        story += _story(facts)
    margins = {"leftMargin": 57, "rightMargin": 57, "topMargin": 36, "bottomMargin": 26}
    SimpleDocTemplate(out, pagesize=A4, **margins).build(story)
    return out.getvalue()


@cache
def _register_fonts() -> None:
    for face, name in zip(Face, ("serif", "sans", "bold"), strict=True):
        pdfmetrics.registerFont(TTFont(name, str(font_path(face))))


_BODY = ParagraphStyle(
    "body", fontName="serif", fontSize=10.5, leading=15.5, firstLineIndent=21, wordWrap="CJK"
)
_PLAIN = ParagraphStyle("plain", parent=_BODY, firstLineIndent=0)
_SMALL = ParagraphStyle("small", parent=_PLAIN, fontSize=9)
_RIGHT = ParagraphStyle("right", parent=_SMALL, alignment=TA_RIGHT)
_SIGNER = ParagraphStyle("signer", parent=_BODY, alignment=TA_CENTER, leftIndent=330, leading=30)
_HEAD = ParagraphStyle("head", parent=_PLAIN, fontName="bold")
_TITLE = ParagraphStyle("title", parent=_HEAD, fontSize=22, leading=36, alignment=TA_CENTER)
_WIDTHS = (93.3, 55, 55, 65, 65, 82, 66)
_GRID = [
    ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
    ("FONT", (0, 0), (-1, 0), "bold", 9),
    ("FONT", (0, 1), (-1, -1), "sans", 9),
    ("ALIGN", (3, 1), (-1, -1), "RIGHT"),
    ("ALIGN", (0, 0), (-1, 0), "CENTER"),
    ("SPAN", (0, -1), (3, -1)),
]
_BLANK = re.compile(r"_(\d+)_")


def _story(facts: NoticeFacts) -> list[Flowable]:
    text = notice_text(facts)
    rows = [list(text.heads), *map(list, text.loans), ["合　计", "", "", "", *text.total]]
    head = [[Paragraph(text.bank, _HEAD), Code128(facts.serial, barWidth=0.72, barHeight=19)]]
    slip = [[Paragraph(text.slip.title, _HEAD), Code128(facts.serial, barWidth=0.72, barHeight=19)]]
    return [
        Table(head, colWidths=(375, 106)),
        Paragraph(text.licence, _SMALL),
        Paragraph(text.number, _RIGHT),
        Paragraph(text.title, _TITLE),
        Paragraph(_marked(text.salutation), _PLAIN),
        Paragraph(_marked(text.owed), _BODY),
        Spacer(0, 7),
        Table(rows, colWidths=_WIDTHS, rowHeights=18.5, style=_GRID),
        Spacer(0, 7),
        Paragraph(_marked(text.claimed), _BODY),
        Paragraph(_marked(text.objection), _BODY),
        *(Paragraph(line, _SMALL) for line in text.contacts),
        Paragraph(text.signer, _SIGNER),
        Paragraph(text.issued_on, _SIGNER),
        HRFlowable(width="100%", dash=(2.5, 2)),
        Table(slip, colWidths=(375, 106)),
        Paragraph(text.slip_number, _RIGHT),
        Paragraph("□ " + _marked(text.received), _PLAIN),
        Paragraph("□ " + _marked(text.slip.agrees), _PLAIN),
        *(Paragraph(_BLANK.sub(_underscores, row), _PLAIN) for row in text.slip.rows),
        PageBreak(),
    ]


def _underscores(blank: re.Match[str]) -> str:
    return "_" * (int(blank[1]) // 6)


def _marked(spans: Sequence[Span]) -> str:
    return "".join(
        f'<font name="bold">{span.text}</font>' if span.face is Face.BOLD else span.text
        for span in spans
    )
