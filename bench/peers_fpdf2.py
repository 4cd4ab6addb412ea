"""The notice's page in fpdf2: same texts, fonts and places to write, laid out by its own cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from desktop.domain.notices import NoticeFacts
from desktop.domain.page import Face
from desktop.printing import barcode
from desktop.printing.fonts import font_path
from desktop.printing.forms.wording import NoticeText, notice_text
from desktop.printing.linebreak import Span

_WIDTHS = (93.3, 55, 55, 65, 65, 82, 66)
_SPANNED = sum(_WIDTHS[:4])
_BLANK = re.compile(r"_(\d+)_")
_NEXT = {"new_x": XPos.LMARGIN, "new_y": YPos.NEXT}


def batch(notices: Sequence[NoticeFacts]) -> bytes:
    pdf = _blank_file()
    for facts in notices:
        pdf.add_page()
        _notice(pdf, notice_text(facts), barcode.code128(facts.serial))
    return bytes(pdf.output())


def _blank_file() -> FPDF:
    pdf = FPDF(unit="pt", format="A4")
    pdf.set_margins(57, 36, 57)
    pdf.set_auto_page_break(False)
    for family, style, face in (
        ("serif", "", Face.SERIF),
        ("serif", "B", Face.BOLD),
        ("sans", "", Face.SANS),
        ("bold", "", Face.BOLD),
    ):
        pdf.add_font(family, style, _path(face))
    return pdf


@cache
def _path(face: Face) -> str:
    return str(font_path(face))


def _notice(pdf: FPDF, text: NoticeText, modules: barcode.Modules) -> None:
    _bars(pdf, modules)
    _line(pdf, text.bank, "bold", 10.5)
    _line(pdf, text.licence, "serif", 9)
    _line(pdf, text.number, "serif", 9, "R")
    _line(pdf, text.title, "bold", 22, "C", 36)
    for spans in (text.salutation, text.owed):
        _paragraph(pdf, spans)
    _table(pdf, text)
    for spans in (text.claimed, text.objection):
        _paragraph(pdf, spans)
    for contact in text.contacts:
        _line(pdf, contact, "serif", 9)
    for line in (text.signer, text.issued_on):
        _line(pdf, line, "serif", 10.5, "R", 30)
    pdf.dashed_line(38, pdf.y + 6, 557, pdf.y + 6, 2.5, 2)
    pdf.ln(12)
    _bars(pdf, modules)
    _line(pdf, text.slip.title, "bold", 12.5, height=22)
    _line(pdf, text.slip_number, "serif", 9, "R")
    for spans in (text.received, text.slip.agrees):
        _paragraph(pdf, (Span("□ "), *spans))
    for row in text.slip.rows:
        _line(pdf, _BLANK.sub(lambda blank: "_" * (int(blank[1]) // 6), row), "serif", 10.5)


def _line(
    pdf: FPDF, text: str, family: str, size: float, align: str = "L", height: float = 15.5
) -> None:
    pdf.set_font(family, size=size)
    pdf.cell(0, height, text, align=align, **_NEXT)


def _paragraph(pdf: FPDF, spans: Sequence[Span]) -> None:
    pdf.set_font("serif", size=10.5)
    marked = "".join(f"**{each.text}**" if each.face is Face.BOLD else each.text for each in spans)
    # Its markdown takes apart the stars of a masked number too; only bold text needs it.
    has_bold = any(each.face is Face.BOLD for each in spans)
    pdf.multi_cell(0, 15.5, marked, markdown=has_bold, wrapmode="CHAR", **_NEXT)


def _table(pdf: FPDF, text: NoticeText) -> None:
    _row(pdf, text.heads, _WIDTHS, "bold")
    for loan in text.loans:
        _row(pdf, loan, _WIDTHS, "sans")
    _row(pdf, ("合　计", *text.total), (_SPANNED, *_WIDTHS[4:]), "sans")


def _row(pdf: FPDF, texts: Sequence[str], widths: Sequence[float], family: str) -> None:
    pdf.set_font(family, size=9 if family == "sans" else 8)
    for each, width in zip(texts, widths, strict=True):
        pdf.cell(width, 18.5, each, border=1, align="R" if family == "sans" else "C")
    pdf.ln(18.5)


def _bars(pdf: Any, modules: barcode.Modules) -> None:
    left = 538.3 - barcode.width(modules)
    for distance, length in modules:
        x = left + distance * barcode.MODULE
        pdf.rect(x, pdf.y, length * barcode.MODULE, barcode.HEIGHT, style="F")
