"""Which evidence files a document shows as pictures: the column ``picture`` of its tables."""

from __future__ import annotations

from desktop.domain.documents.facts import DocumentFacts
from desktop.domain.documents.shapes import SHAPES

_COLUMN = "picture"


def picture_ids(facts: DocumentFacts) -> tuple[str, ...]:
    """Return the ids of a document's pictures in the order of its tables, each once."""
    found = (
        table.texts(row).get(_COLUMN)
        for name, table in SHAPES[facts.kind].table.items()
        for row in facts.tables.get(name, ())
    )
    return tuple(dict.fromkeys(filter(None, found)))
