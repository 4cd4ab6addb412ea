"""What contacts, related people and merges of doubles need from storage, as Protocols."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from desktop.services.party_records import StoredContact, StoredMerge, StoredRelation


class PartyQueries(Protocol):
    """Questions about who somebody is and where they are reached."""

    def contacts_of(self, party_id: str) -> Sequence[StoredContact]:
        """Return a party's contacts: those ledgers gave first, then as entered, withdrawn too."""

    def parties_with_contacts(self) -> Collection[str]:
        """Return the parties that are known by more than what their own ledger row says."""

    def contact(self, contact_id: str) -> StoredContact | None: ...

    def relations_of(self, party_id: str) -> Sequence[StoredRelation]:
        """Return the related people of a party in the order they were entered, withdrawn too."""

    def relation(self, relation_id: str) -> StoredRelation | None: ...

    def doubles(self) -> Sequence[tuple[str, str]]:
        """Return the ids of parties that may be one, the one entered first at the left.

        They share an identity number, a name within a village, or the sound of the name and the
        end of the identity number.
        """

    def merges_of(self, party_id: str) -> Sequence[StoredMerge]:
        """Return the merges a party was kept by, newest first, undone ones too."""

    def merge(self, merge_id: str) -> StoredMerge | None: ...

    def kept_in_place_of(self, party_id: str) -> str:
        """Return the id a party is found under: its own, or of the one it was merged into."""

    def draft(self, user_id: str, form: str) -> tuple[str, datetime] | None:
        """Return what a user was typing into a form, and when that was kept."""

    def rows_of_party(self, party_id: str) -> Mapping[str, tuple[int, ...]]:
        """Return which rows name a party: their keys by ``table.column``."""


class PartyWrites(Protocol):
    """Writes about contacts, related people and merges."""

    def add_contact(self, contact: StoredContact) -> None: ...

    def withdraw_contact(self, contact_id: str, reason: str) -> None: ...

    def add_relation(self, relation: StoredRelation) -> None: ...

    def withdraw_relation(self, relation_id: str, reason: str) -> None: ...

    def add_merge(self, merge: StoredMerge) -> None:
        """Store a merge and let the rows it names follow to the party that is kept."""

    def undo_merge(self, merge: StoredMerge, reason: str) -> None:
        """Bring the rows of a merge back to where they were."""

    def merged_names(self) -> Mapping[str, frozenset[str]]:
        """Return the names of the doubles merged into each party."""
