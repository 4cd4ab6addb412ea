"""Documents of blocks as DOCX, by our templates or head office's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from desktop.domain.documents import SHAPES, DocumentFacts
from desktop.domain.errors import RuleViolation
from desktop.printing.document_values import document_values, number_label
from desktop.printing.forms.wording import letterhead
from desktop.printing.shelf import Shelf
from desktop.printing.word_filling import Filling, WordFile, marked
from desktop.printing.word_template import WordTemplate


def documents_word(
    shelf: Shelf,
    facts: Sequence[DocumentFacts],
    reprint_on: date | None,
    report: Callable[[int], None],
) -> bytes:
    """Return documents as one DOCX in the order given; ``report`` hears how many are done.

    Raises RuleViolation ``document_not_in_word`` for a kind that comes as PDF only,
    ``documents_mixed_in_word`` for kinds whose templates one file cannot hold.
    """
    for each in facts:
        if not SHAPES[each.kind].word:
            raise RuleViolation("document_not_in_word", field="kind", serial=each.serial)
    title = shelf.template(facts[0].template_version).title
    made_on = reprint_on or max(each.issued_on for each in facts)
    file = WordFile(title, letterhead(facts[0].bank), made_on)
    for number, each in enumerate(facts):
        report(number)
        template = shelf.word_template(each.template_version)
        file.add(template, _filling(shelf, each, template, reprint_on))
    return file.finish()


def _filling(
    shelf: Shelf, facts: DocumentFacts, word: WordTemplate, reprint_on: date | None
) -> Filling:
    blocks = shelf.template(facts.template_version)
    values = document_values(facts, blocks)
    number = number_label(facts, blocks, values, reprint_on)
    furniture = marked(number, word, facts.bank.is_sample)
    return Filling(SHAPES[facts.kind], {**values, **furniture}, facts.tables, facts.serial)
