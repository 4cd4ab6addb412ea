"""Documents (文书) as plain data: which kinds there are, what each says, and what one said."""

from desktop.domain.documents.batch_cover import batch_cover
from desktop.domain.documents.facts import DocumentFacts, money_fields
from desktop.domain.documents.kinds import DocumentKind
from desktop.domain.documents.notice_shape import NOTICE_KIND, NOTICE_SHAPE
from desktop.domain.documents.pictures import picture_ids
from desktop.domain.documents.shape import (
    COMMON_FIELDS,
    Field,
    Shape,
    Sheets,
    TableShape,
    Vocabulary,
)
from desktop.domain.documents.shapes import SHAPES

__all__ = [
    "COMMON_FIELDS",
    "NOTICE_KIND",
    "NOTICE_SHAPE",
    "SHAPES",
    "DocumentFacts",
    "DocumentKind",
    "Field",
    "Shape",
    "Sheets",
    "TableShape",
    "Vocabulary",
    "batch_cover",
    "money_fields",
    "picture_ids",
]
