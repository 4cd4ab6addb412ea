"""What the use cases of head office need from the collection, as Protocols.

The collection is a database of its own beside head office's desk: one encrypted SQLite file, or
PostgreSQL where one machine is outgrown. The branch stands in every key of every table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol

from desktop.services.collection_records import (
    Act,
    Branch,
    BranchStanding,
    Correction,
    Fork,
    HeldEntry,
    LedgerOfBranch,
    LoanLine,
    MoneyRow,
    OfficeContact,
    OfficeDecision,
    PackageState,
    PossibleDouble,
    ReceivedEntry,
    ReceivedProposal,
    Replica,
    StoredPackage,
    StoredReturn,
    Target,
)
from desktop.services.package_ports import Manifest, PartMark


class CollectionQueries(Protocol):
    """What can be asked; everything about a branch names it first."""

    def epoch(self) -> int: ...

    def branches(self) -> Sequence[Branch]: ...

    def replicas(self, branch: str = "") -> Sequence[Replica]: ...

    def standings(self) -> Sequence[BranchStanding]: ...

    def packages(
        self, branch: str = "", limit: int = 500, state: PackageState | None = None
    ) -> Sequence[StoredPackage]:
        """Return packages, newest first; those of one state where it is named."""

    def letters(self, branch: str = "") -> Mapping[str, str]:
        """Return by replica_id the letter that a PC's newest package bears in its file's name."""

    def package_by_manifest(self, branch: str, manifest_hash: str) -> StoredPackage | None:
        """Return what happened to a manifest that was taken before (never a refused one)."""

    def unread(self) -> Sequence[StoredPackage]:
        """Return all packages that were too new and whose file has not been taken in since."""

    def known_hashes(self, branch: str, event_ids: Sequence[str]) -> Mapping[str, str]:
        """Return hash by event id of those entries that are here already."""

    def is_complete(self, branch: str, head: str) -> bool:
        """Return whether everything up to an entry is here; the hash before the first one is."""

    def heads(self, branch: str, limit: int = 24) -> Sequence[str]:
        """Return the last complete heads of packages, newest first."""

    def held(self, branch: str = "") -> Sequence[HeldEntry]:
        """Return what waits now."""

    def forks(self, branch: str = "") -> Sequence[Fork]: ...

    def doubles(self, branch: str = "", decided: bool = False) -> Sequence[PossibleDouble]: ...

    def entries(self, branch: str, event_ids: Sequence[str]) -> Sequence[ReceivedEntry]: ...

    def beyond(
        self, branch: str, head: str, arrived_after: int, most: int | None = None
    ) -> tuple[Sequence[ReceivedEntry], int]:
        """Return a branch's entries that do not lead to ``head``, and the highest arrival number.

        Those that arrived after a number, in the order in which each follows what it builds on; of
        more than ``most`` those that came first, and the arrival number of the last of them.
        """

    def ledgers(self, branch: str) -> Sequence[LedgerOfBranch]:
        """Return the ledgers whose loans are here, one a kind of file, the oldest day first."""

    def loans(self, ledger: LedgerOfBranch) -> Iterable[LoanLine]:
        """Return the loans of one of them by number."""

    def known_loans(self, branch: str, loan_nos: Sequence[str]) -> frozenset[str]:
        """Return which of these any ledger of the branch has listed: one paid off is known."""

    def known_repayments(self, branch: str, ids: Sequence[str]) -> frozenset[str]: ...

    def proposals(self, branch: str = "", decided: bool = False) -> Sequence[ReceivedProposal]:
        """Return the proposals that were decided here, or those that neither side ended.

        The oldest of a branch first.
        """

    def decisions(self, branch: str = "") -> Sequence[OfficeDecision]: ...

    def corrections(self, branch: str = "", open_only: bool = False) -> Sequence[Correction]: ...

    def targets(self, branch: str = "") -> Sequence[Target]: ...

    def contacts(self, branch: str) -> Sequence[OfficeContact]: ...

    def returns(self, branch: str = "") -> Sequence[StoredReturn]: ...

    def acts(self, branch: str, limit: int = 500, what: str = "") -> Sequence[Act]:
        """Return what people of head office did about a branch ("": as a whole), newest first.

        With ``what`` named all of that kind, however many.
        """

    def parts_wanted(self, branch: str) -> frozenset[str]:
        """Return the hashes of parts that were announced and have not come."""

    def parts_came(self, branch: str) -> frozenset[str]:
        """Return the hashes of parts that have come."""

    def part_files(self, branch: str) -> Mapping[str, PartMark]:
        """Return the parts that have come by their hash, each with its place in the inbox."""

    def parts_lacked(self, branch: str, replica_id: str) -> Sequence[str]:
        """Return which parts a PC lacks, oldest first, as its last package said; no one checked
        it."""

    def money_total(self, branch: str) -> tuple[int, int]:
        """Return fen received and fen reversed, over distinct entries, held ones included."""


class CollectionWork(CollectionQueries, Protocol):
    """One transaction about one branch, alone with it; leaving without ``commit`` undoes all."""

    def commit(self) -> None: ...

    def add_branch(self, branch: Branch) -> None: ...

    def save_replica(self, replica: Replica) -> None: ...

    def add_entries(self, entries: Sequence[ReceivedEntry], complete: bool) -> Mapping[str, str]:
        """Store entries that are not here yet, none twice, and return the hashes of the others.

        As :meth:`known_hashes` would have. A large package comes in several calls, each in the
        order of its chain. Known entries of a complete package become complete. PostgreSQL takes
        them by COPY.
        """

    def close_gaps(self) -> Sequence[str]:
        """Mark as complete what waited for entries that are complete now.

        Return the heads of packages that became complete by it.
        """

    def add_money(self, rows: Sequence[MoneyRow]) -> None:
        """Store money of entries; rows that are here already are left alone."""

    def add_package(self, package: StoredPackage, manifest: Manifest | None) -> None: ...

    def hold(self, held: HeldEntry) -> None: ...

    def release(self, event_id: str, by: str, at: datetime, note: str) -> None:
        """End the waiting of an entry; ``by`` is a person's id, or what arrived."""

    def announce_parts(self, sha256s: Sequence[str]) -> None: ...

    def part_came(self, sha256: str, size: int, file_name: str) -> None: ...

    def part_lost(self, sha256: str) -> None:
        """Note that a part that had come cannot be read any more: whoever has it sends it again."""

    def replace_ledger(self, ledger: LedgerOfBranch, loans: Iterable[LoanLine]) -> None:
        """Put a ledger in the place of those that it replaces; their heads stay in the history."""

    def add_proposals(self, proposals: Sequence[ReceivedProposal], ended: Sequence[str]) -> None:
        """Store what the branch proposes, and the ids of proposals that it ended, each once."""

    def add_decision(self, decision: OfficeDecision) -> None: ...

    def save_correction(self, correction: Correction) -> None: ...

    def save_target(self, target: Target) -> None: ...

    def add_contact(self, contact: OfficeContact) -> None: ...

    def add_return(self, stored: StoredReturn) -> None: ...

    def note_fork(self, prev_hash: str, by: str, note: str) -> None: ...

    def decide_double(self, key: str, kept: Sequence[str], by: str, note: str) -> None: ...

    def note(self, what: str, by: str, data: Mapping[str, Any]) -> None:
        """Write down an act of head office about this branch: append-only."""


class Collection(Protocol):
    """The database of what branches sent; ``address`` is where, "" for the file beside the desk."""

    @property
    def address(self) -> str: ...

    def read(self) -> AbstractContextManager[CollectionQueries]: ...

    def write(self, branch: str) -> AbstractContextManager[CollectionWork]:
        """Begin a transaction that holds the lock of one branch.

        ExpectedFailure ``collection_locked``, ``collection_gone`` where the server went away.
        """

    def raise_epoch(self, by: str, reason: str, beyond: int = 0) -> int:
        """Begin a new epoch, after head office was restored, and return it.

        With ``beyond`` it is one after that, and the one of now where that is later already.
        """

    def close(self) -> None: ...
