"""The shapes of all kinds, a module a group."""

from collections.abc import Mapping

from desktop.domain.documents.kinds import DocumentKind
from desktop.domain.documents.shape import Shape
from desktop.domain.documents.shapes.agreements import AGREEMENT_SHAPES
from desktop.domain.documents.shapes.letters import LETTER_SHAPES
from desktop.domain.documents.shapes.sheets import SHEET_SHAPES

SHAPES: Mapping[DocumentKind, Shape] = {
    shape.kind: shape for shape in (*LETTER_SHAPES, *AGREEMENT_SHAPES, *SHEET_SHAPES)
}
