"""Contacts, related people and merges of doubles, as stored and read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop.domain.contact_book import Contact
from desktop.domain.relations import Related


@dataclass(frozen=True, slots=True)
class StoredContact:
    """A contact of a party; ``id`` is "" for one that a ledger gave."""

    id: str
    party_id: str
    contact: Contact
    withdrawn: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StoredRelation:
    """A related person of a party; ``reason`` says why it was withdrawn."""

    id: str
    party_id: str
    related: Related
    recorded_on: date
    withdrawn: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StoredMerge:
    """Two entries of one person made one: ``merged_id`` is found under ``kept_id`` since.

    ``moved`` are the rows that went over, by table and column: their keys, so that undoing it
    brings back those and no others.
    """

    id: str
    kept_id: str
    merged_id: str
    reason: str
    recorded_on: date
    moved: Mapping[str, tuple[int, ...]]
    undone: bool = False

    @property
    def both(self) -> tuple[str, str]:
        """Whom it is about."""
        return self.kept_id, self.merged_id
