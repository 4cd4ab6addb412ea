"""What the desk database of head office keeps of itself, as a record and Protocols."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from desktop.services.package_ports import PrivateKeys

HEAD_OFFICE_KIND = "head_office"
"""The kind of an installation that is head office's desk."""


@dataclass(frozen=True, slots=True, repr=False)
class HeadOffice:
    """Its keys, the public escrow key, and what opens the database of its branches.

    ``collection_url`` is "" for the encrypted file beside the desk database, whose key is
    ``collection_key``. ``ledgers_from`` says who imports ledgers. ``replica_id`` is the replica
    under which the database was opened last.
    """

    keys: PrivateKeys
    escrow: str
    collection_url: str
    collection_key: bytes
    ledgers_from: str
    replica_id: str
    founded_at: datetime
    next_keys: PrivateKeys | None = None
    """Keys that returns announce until every PC knows them."""
    former: tuple[str, ...] = ()
    """Private sealing keys that were in use: photographs that came then lie sealed to them."""

    @property
    def all_keys(self) -> tuple[PrivateKeys, ...]:
        """The keys that packages may be sealed to: those in use, and those announced."""
        return (self.keys, self.next_keys) if self.next_keys else (self.keys,)

    @property
    def part_keys(self) -> tuple[PrivateKeys, ...]:
        """The keys that photographs in the inbox may be sealed to; the old ones sign nothing."""
        return (*self.all_keys, *(PrivateKeys(each, "") for each in reversed(self.former)))


class HeadOfficeQueries(Protocol):
    """The question whether this is head office."""

    def head_office(self) -> HeadOffice | None:
        """Return what head office has; None at a branch."""


class HeadOfficeWrites(HeadOfficeQueries, Protocol):
    """Changes of what head office has."""

    def save_head_office(self, office: HeadOffice) -> None:
        """Write what head office has in the place of what it had."""
