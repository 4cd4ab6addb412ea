"""Agreements, consents, applications, settlements."""

from __future__ import annotations

from desktop.services.documents.builder import Builder

AGREEMENT_BUILDERS: tuple[Builder, ...] = ()
