"""Papers that are agreed on and signed, and those about money received or forgone."""

from __future__ import annotations

from desktop.domain.documents.shape import Shape

AGREEMENT_SHAPES: tuple[Shape, ...] = ()
