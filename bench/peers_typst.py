"""The notice's page in typst: same texts, fonts and places to write, laid out by its compiler."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import typst

from desktop.domain.notices import NoticeFacts
from desktop.domain.page import Face
from desktop.printing import barcode
from desktop.printing.fonts import font_path
from desktop.printing.forms.wording import notice_text
from desktop.printing.hand_rows import hand_pieces
from desktop.printing.linebreak import Span

_TEMPLATE = Path(__file__).with_name("peers_notice.typ")


def batch(notices: Sequence[NoticeFacts]) -> bytes:
    data = json.dumps([_data(facts) for facts in notices], ensure_ascii=False)
    made = _compiler().compile(sys_inputs={"notices": data}, format="pdf", pdf_tags=False)
    assert isinstance(made, bytes)
    return made


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(False, False, [str(font_path(Face.SERIF).parent)])
    return typst.Compiler(str(_TEMPLATE), font_paths=fonts)


def _data(facts: NoticeFacts) -> dict[str, object]:
    text = notice_text(facts)
    return {
        "bars": barcode.code128(facts.serial),
        "bars_width": barcode.width(barcode.code128(facts.serial)),
        "bank": text.bank,
        "licence": text.licence,
        "number": text.number,
        "title": text.title,
        "opening": [_spans(text.salutation), _spans(text.owed)],
        "heads": text.heads,
        "loans": text.loans,
        "total": text.total,
        "claim": [_spans(text.claimed), _spans(text.objection)],
        "contacts": text.contacts,
        "signer": text.signer,
        "issued_on": text.issued_on,
        "tear_off": text.slip.tear_off,
        "slip_title": text.slip.title,
        "slip_number": text.slip_number,
        "ticks": [_spans(text.received), _spans(text.slip.agrees)],
        "rows": [
            [[each.label, each.blank] for each in hand_pieces([Span(row)])]
            for row in text.slip.rows
        ],
    }


def _spans(spans: Sequence[Span]) -> list[tuple[str, bool]]:
    return [(each.text, each.face is Face.BOLD) for each in spans]
