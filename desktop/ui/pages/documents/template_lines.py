"""Every kind of paper with the template in force: which version, since when, whose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from desktop.domain.documents import NOTICE_KIND, DocumentKind
from desktop.services.documents.catalogue import BUILDERS
from desktop.services.paper_ports import TemplateFormat
from desktop.services.ports import Desk
from desktop.services.templates import TemplateKind, adopted_on, kinds
from desktop.ui.models.columns import Column, Pill
from desktop.ui.pages.documents.names import kind_name
from desktop.ui.theme import Tone

_ALWAYS_PRINTED = frozenset({NOTICE_KIND, DocumentKind.BATCH_COVER.value})
"""Papers that no builder makes: they come with notices."""


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A kind and its template; ``adopted_on`` is None for the one that came with the program."""

    kind: str
    name: str
    number: int
    adopted_on: date | None
    forms: Sequence[TemplateFormat]


def template_lines(desk: Desk) -> Sequence[TemplateLine]:
    """Return the templates of every paper that can be printed, the demand notice first."""
    since = adopted_on(desk)
    return [
        TemplateLine(
            each.kind,
            _name(each),
            int(each.version.partition("/")[2]),
            since.get(each.version),
            each.formats,
        )
        for each in kinds(desk)
        if each.kind in _ALWAYS_PRINTED or each.kind in BUILDERS
    ]


def _name(kind: TemplateKind) -> str:
    if kind.kind == NOTICE_KIND:
        return QCoreApplication.translate("Documents", "Demand notice")
    return kind_name(DocumentKind(kind.kind))


def template_columns() -> list[Column[TemplateLine]]:
    """Return the columns of the templates."""
    translate = QCoreApplication.translate
    return [
        Column("name", translate("Documents", "Paper"), lambda each: each.name, 260),
        Column(
            "version",
            translate("Documents", "Version"),
            lambda each: str(each.number),
            80,
            right=True,
            order=lambda each: each.number,
        ),
        Column(
            "since",
            translate("Documents", "In force since"),
            lambda each: each.adopted_on.isoformat() if each.adopted_on else "—",
            140,
        ),
        Column("source", translate("Documents", "From"), pill=_source, width=160),
        Column(
            "forms",
            translate("Documents", "Comes as"),
            lambda each: "PDF, Word" if TemplateFormat.DOCX in each.forms else "PDF",
            120,
            muted=True,
        ),
    ]


def _source(line: TemplateLine) -> Pill:
    translate = QCoreApplication.translate
    if line.adopted_on is None:
        return Pill(translate("Documents", "the program's"), Tone.MUTED)
    return Pill(translate("Documents", "head office's"), Tone.INFO)
