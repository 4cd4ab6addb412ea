"""Documents (文书) as plain data: which kinds there are, what each says, and what one said."""

from desktop.domain.documents.batch_cover import batch_cover
from desktop.domain.documents.facts import DocumentFacts, money_fields
from desktop.domain.documents.kinds import DocumentKind
from desktop.domain.documents.pictures import picture_ids
from desktop.domain.documents.shape import (
    COMMON_FIELDS,
    Field,
    Shape,
    Sheets,
    TableShape,
)
from desktop.domain.documents.shapes import SHAPES

__all__ = [
    "COMMON_FIELDS",
    "SHAPES",
    "DocumentFacts",
    "DocumentKind",
    "Field",
    "Shape",
    "Sheets",
    "TableShape",
    "batch_cover",
    "money_fields",
    "picture_ids",
]
