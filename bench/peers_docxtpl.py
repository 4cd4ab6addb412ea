"""The notice in docxtpl: one Word template with a loop over the notices, filled by Jinja."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_BREAK
from docx.shared import Pt
from docxtpl import DocxTemplate, InlineImage, RichText

from desktop.domain.notices import NoticeFacts
from desktop.domain.page import Face
from desktop.printing import barcode
from desktop.printing.forms.wording import notice_text
from desktop.printing.linebreak import Span

_HEAD = (
    "{{ n.bank }}\t{{ n.bars }}",
    "{{ n.licence }}\t{{ n.number }}",
    "{{ n.title }}",
    "{{r n.salutation }}",
    "{{r n.owed }}",
)
_FOOT = (
    "{{r n.claimed }}",
    "{{r n.objection }}",
    "{%p for line in n.lines %}",
    "{{ line }}",
    "{%p endfor %}",
    "{{ n.slip_title }}\t{{ n.bars }}",
    "{{ n.slip_number }}",
    "{{r n.received }}",
    "{{r n.agrees }}",
    "{%p for row in n.rows %}",
    "{{ row }}",
    "{%p endfor %}",
)


def batch(notices: Sequence[NoticeFacts]) -> bytes:
    template = DocxTemplate(BytesIO(_template()))
    template.render({"notices": [_data(template, facts) for facts in notices]}, autoescape=True)
    out = BytesIO()
    template.save(out)
    return out.getvalue()


@cache
def _template() -> bytes:
    document = Document()
    document.add_paragraph("{%p for n in notices %}")
    for text in _HEAD:
        document.add_paragraph(text)
    table = document.add_table(rows=0, cols=7, style="Table Grid")
    for texts in (
        [f"{{{{ n.heads[{number}] }}}}" for number in range(7)],
        ["{%tr for loan in n.loans %}", *[""] * 6],
        [f"{{{{ loan[{number}] }}}}" for number in range(7)],
        ["{%tr endfor %}", *[""] * 6],
    ):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    for text in _FOOT:
        document.add_paragraph(text)
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("{%p endfor %}")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _data(template: DocxTemplate, facts: NoticeFacts) -> dict[str, Any]:
    text = notice_text(facts)
    modules = barcode.code128(facts.serial)
    picture = BytesIO(barcode.png(modules))
    size = {"width": Pt(barcode.width(modules)), "height": Pt(barcode.HEIGHT)}
    return {
        "bank": text.bank,
        "bars": InlineImage(template, picture, **size),
        "licence": text.licence,
        "number": text.number,
        "title": text.title,
        "salutation": _rich(text.salutation),
        "owed": _rich(text.owed),
        "heads": text.heads,
        "loans": [*text.loans, ("合　计", "", "", "", *text.total)],
        "claimed": _rich(text.claimed),
        "objection": _rich(text.objection),
        "lines": [*text.contacts, text.signer, text.issued_on, text.slip.tear_off],
        "slip_title": text.slip.title,
        "slip_number": text.slip_number,
        "received": _rich(text.received),
        "agrees": _rich(text.slip.agrees),
        "rows": text.slip.rows,
    }


def _rich(spans: Sequence[Span]) -> RichText:
    rich = RichText()
    for span in spans:
        rich.add(span.text, bold=span.face is Face.BOLD, font="eastAsia:仿宋", size=21)
    return rich
