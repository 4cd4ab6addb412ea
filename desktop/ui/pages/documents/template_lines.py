"""Every kind of paper with the template in force: which version, since when, whose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from desktop.domain.documents import NOTICE_KIND, SHAPES
from desktop.services.documents.catalogue import BUILDERS
from desktop.services.paper_ports import TemplateFormat
from desktop.services.ports import Desk
from desktop.ui.models.columns import Column, Pill
from desktop.ui.pages.documents.names import kind_name
from desktop.ui.theme import Tone


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A kind and its template; ``adopted_on`` is None for the one that came with the program."""

    kind: str
    name: str
    number: int
    adopted_on: date | None
    word: bool

    @property
    def forms(self) -> Sequence[TemplateFormat]:
        """The formats its template comes in."""
        return tuple(TemplateFormat) if self.word else (TemplateFormat.TOML,)


def template_lines(desk: Desk) -> Sequence[TemplateLine]:
    """Return the templates of the demand notice and of all kinds that can be issued."""
    with desk.store.read() as queries:
        adopted = {each.version: each.adopted_on for each in queries.templates()}
    notice = QCoreApplication.translate("Documents", "Demand notice")
    kinds = [(kind.value, kind_name(kind), SHAPES[kind].word) for kind in BUILDERS]
    lines = []
    for kind, name, word in [(NOTICE_KIND, notice, True), *kinds]:
        version = desk.papers.newest_version(kind)
        number = int(version.partition("/")[2])
        lines.append(TemplateLine(kind, name, number, adopted.get(version), word))
    return lines


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
            lambda each: "PDF, Word" if each.word else "PDF",
            120,
            muted=True,
        ),
    ]


def _source(line: TemplateLine) -> Pill:
    translate = QCoreApplication.translate
    if line.adopted_on is None:
        return Pill(translate("Documents", "the program's"), Tone.MUTED)
    return Pill(translate("Documents", "head office's"), Tone.INFO)
