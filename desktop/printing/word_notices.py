"""Demand notices as DOCX: by head office's own file, or the fast way by ours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from desktop.domain.errors import RuleViolation
from desktop.domain.notices import NoticeFacts
from desktop.printing.forms.wording import letterhead
from desktop.printing.notice_word import notice_filling
from desktop.printing.shelf import Shelf
from desktop.printing.word import WordWriter
from desktop.printing.word_filling import WordFile


def notices_word(
    shelf: Shelf,
    facts: Sequence[NoticeFacts],
    reprint_on: date | None,
    report: Callable[[int], None],
) -> bytes:
    """Return notices as one DOCX in the order given; ``report`` hears how many are done.

    Raises RuleViolation ``documents_mixed_in_word`` where some are by head office's file and some
    are not, or by another one of its files.
    """
    made_on = reprint_on or max(each.issued_on for each in facts)
    ours = [shelf.word(each.template_version) is None for each in facts]
    if all(ours):
        writer = WordWriter(made_on)
        for number, each in enumerate(facts):
            report(number)
            writer.add(each, reprint_on, shelf.wording(each.template_version))
        return writer.finish()
    if any(ours):
        raise RuleViolation("documents_mixed_in_word", field="kind")
    first = facts[0]
    title = shelf.wording(first.template_version).title
    file = WordFile(title, letterhead(first.bank), made_on)
    for number, each in enumerate(facts):
        report(number)
        template = shelf.word_template(each.template_version)
        wording = shelf.wording(each.template_version)
        file.add(template, notice_filling(each, wording, template, reprint_on))
    return file.finish()
