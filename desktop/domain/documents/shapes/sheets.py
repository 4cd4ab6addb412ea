"""Papers of the branch itself: logs, lists, covers, indexes, computations."""

from __future__ import annotations

from desktop.domain.documents.shape import Shape

SHEET_SHAPES: tuple[Shape, ...] = ()
