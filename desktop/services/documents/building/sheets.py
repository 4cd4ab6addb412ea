"""Papers of the branch itself: logs, indexes, computations."""

from __future__ import annotations

from desktop.services.documents.builder import Builder

SHEET_BUILDERS: tuple[Builder, ...] = ()
