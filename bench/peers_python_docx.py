"""The notice in python-docx: same texts, written run by run as its documentation shows."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml.ns import qn
from docx.shared import Pt

from desktop.domain.notices import NoticeFacts
from desktop.domain.page import Face
from desktop.printing import barcode
from desktop.printing.forms.wording import notice_text
from desktop.printing.linebreak import Span

_WIDTHS = (92, 55, 55, 64, 64, 85, 66)


def batch(notices: Sequence[NoticeFacts]) -> bytes:
    document = Document()
    for facts in notices:
        _notice(document, facts)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _notice(document: Any, facts: NoticeFacts) -> None:
    text = notice_text(facts)
    modules = barcode.code128(facts.serial)
    picture, width = barcode.png(modules), Pt(barcode.width(modules))
    head = _paragraph(document, [Span(f"{text.bank}\t")], "黑体", 9.5)
    head.paragraph_format.page_break_before = True
    head.add_run().add_picture(BytesIO(picture), width, Pt(barcode.HEIGHT))
    _paragraph(document, [Span(f"{text.licence}\t{text.number}")], "仿宋", 9)
    _paragraph(document, [Span(text.title)], "黑体", 22)
    for spans in (text.salutation, text.owed):
        _paragraph(document, spans)
    _table(document, text.heads, [*text.loans, ("合　计", "", "", "", *text.total)])
    for spans in (text.claimed, text.objection):
        _paragraph(document, spans)
    for line in (*text.contacts, text.signer, text.issued_on, text.slip.tear_off):
        _paragraph(document, [Span(line)], "仿宋", 9)
    slip = _paragraph(document, [Span(f"{text.slip.title}\t")], "楷体", 12.5)
    slip.add_run().add_picture(BytesIO(picture), width, Pt(barcode.HEIGHT))
    _paragraph(document, [Span(text.slip_number)], "仿宋", 9)
    for spans in (text.received, text.slip.agrees):
        _paragraph(document, spans)
    for row in text.slip.rows:
        _paragraph(document, [Span(row)])


def _paragraph(document: Any, spans: Sequence[Span], font: str = "仿宋", size: float = 10.5) -> Any:
    paragraph = document.add_paragraph()
    for span in spans:
        _format(paragraph.add_run(span.text), font, size, span.face is Face.BOLD)
    return paragraph


def _format(run: Any, font: str, size: float, bold: bool = False) -> None:
    run.font.name, run.font.size, run.font.bold = "Times New Roman", Pt(size), bold
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)


def _table(document: Any, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=0, cols=len(heads), style="Table Grid")
    table.autofit = False
    for texts in (heads, *rows):
        row = table.add_row()
        row.height, row.height_rule = Pt(18.5), WD_ROW_HEIGHT_RULE.EXACTLY
        for cell, text, width in zip(row.cells, texts, _WIDTHS, strict=True):
            cell.width = Pt(width)
            _format(cell.paragraphs[0].add_run(text), "宋体", 9)
