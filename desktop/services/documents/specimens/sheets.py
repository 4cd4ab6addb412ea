"""Specimens of the branch's own papers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.domain.documents import DocumentFacts, DocumentKind
from desktop.services.documents.specimens.invented import Size

SHEET_SPECIMENS: Mapping[DocumentKind, Callable[[Size], DocumentFacts]] = {}
