"""Specimens (样张) of every kind of document: invented people, short, usual and extreme data.

A bank approves its papers by them, and tests look at them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.domain.documents import DocumentFacts, DocumentKind
from desktop.services.documents.specimens.agreements import AGREEMENT_SPECIMENS
from desktop.services.documents.specimens.invented import Size
from desktop.services.documents.specimens.letters import LETTER_SPECIMENS
from desktop.services.documents.specimens.sheets import SHEET_SPECIMENS

__all__ = ["SPECIMENS", "Size", "specimen"]

SPECIMENS: Mapping[DocumentKind, Callable[[Size], DocumentFacts]] = {
    **LETTER_SPECIMENS,
    **AGREEMENT_SPECIMENS,
    **SHEET_SPECIMENS,
}


def specimen(kind: DocumentKind, size: Size = Size.USUAL) -> DocumentFacts:
    """Return one specimen's facts, by the template that travels with the program."""
    return SPECIMENS[kind](size)
