"""What keeps a document from being printed: required fields that are empty, lost characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.domain.documents import SHAPES, DocumentFacts
from desktop.domain.errors import RuleViolation
from desktop.printing.fonts import missing_glyphs
from desktop.services.paper_ports import PaperProblem

_NAMES = frozenset({"subject", "debtor", "guarantor", "officer", "heir", "user", "receiver"})
_BLANK = "notice_blank"


def check_documents(facts: Sequence[DocumentFacts]) -> list[PaperProblem]:
    """Return blanks first, then characters that cannot be printed, in the order of the facts.

    Codes: ``notice_blank``, ``glyph_private_use``, ``glyph_lost``, ``glyph_unknown``; ``serial`` is
    the document's place in ``facts``, since drafts have none.
    """
    return [
        problem
        for number, each in enumerate(facts)
        for problem in (*_blanks(str(number), each), *_missing(str(number), each))
    ]


def refuse_unprintable_documents(facts: Sequence[DocumentFacts]) -> None:
    """Raise RuleViolation for the first thing that may not go to paper.

    Codes: ``nothing_to_print``, and as :func:`check_documents`, with serial and field. A field that
    was not there when the document was issued is no blank in it.
    """
    if not facts:
        raise RuleViolation("nothing_to_print")
    for problem in check_documents(facts):
        document = facts[int(problem.serial)]
        if problem.code == _BLANK and problem.field not in document.fields:
            continue
        raise RuleViolation(
            problem.code,
            field=problem.field,
            serial=document.serial,
            characters=problem.characters,
        )


def _blanks(number: str, facts: DocumentFacts) -> Iterator[PaperProblem]:
    for field in SHAPES[facts.kind].own:
        if field.required and not facts.fields.get(field.name, "").strip():
            yield PaperProblem(number, facts.party_id, _BLANK, field.name)


def _missing(number: str, facts: DocumentFacts) -> Iterator[PaperProblem]:
    for field, text in facts.texts():
        for kind, characters in missing_glyphs(
            text.replace("\n", ""), is_name=field in _NAMES
        ).items():
            yield PaperProblem(number, facts.party_id, f"glyph_{kind}", field, characters)
