"""Journal entries that travel: what is read to be sent, and how those of others are taken in.

An entry of another line (this branch's other PC, or what a restored database had lost) is kept as
it is and its rows are applied; one whose parent is not here is held until it comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from desktop.services.package_ports import EntryLine, PartMark


class HoldReason(StrEnum):
    """Why an entry of another line is kept without being applied."""

    PARENT_MISSING = "parent_missing"
    """It names a loan or an earlier act that is not here."""
    DONE_TWICE = "done_twice"
    """The same was done here already, and can be done only once."""
    NEWER = "newer"
    """A newer program wrote it."""
    REFUSED = "refused"
    """A rule of this database refuses it."""


@dataclass(frozen=True, slots=True)
class HeldEntry:
    """An entry that waits; ``waits_for`` names the table and the number of what is missing."""

    event_id: str
    kind: str
    occurred_on: date
    recorded_at: datetime
    operator_id: str
    replica_id: str
    reason: HoldReason
    waits_for: str
    arrived_on: date


@dataclass(frozen=True, slots=True)
class EntryConflict:
    """A field that was changed here and there from the same value; ours stays.

    ``debtor`` is the name of whom it is about, "" where no debtor is.
    """

    event_id: str
    debtor: str
    table: str
    key: str
    field: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class TakenEntries:
    """What became of entries of other lines.

    ``new`` had not been here, ``known`` had; ``applied`` counts those whose rows are in now, also
    of earlier packages; ``held`` are all that wait. ``loans`` are the ids of the loans whose clocks
    and reductions have to be computed again. ``missing_files`` are photos whose rows were left out,
    since their content is not here. ``letter_taken`` tells that papers among them bear the letter
    that this database gives its own.
    """

    new: int
    known: int
    applied: int
    held: tuple[HeldEntry, ...]
    conflicts: tuple[EntryConflict, ...]
    loans: frozenset[str]
    missing_files: tuple[PartMark, ...]
    letter_taken: bool


class EntryQueries(Protocol):
    """Questions about the journal as it is sent, and about entries of other lines."""

    def journal_head(self) -> tuple[int, str]:
        """Return number and hash of the newest entry; 0 and 64 zeros for an empty journal."""

    def entry_no(self, entry_hash: str) -> int | None:
        """Return the local number of the entry with a hash; 0 for the hash before the first."""

    def entry_hash_at(self, local_no: int) -> str:
        """Return an entry's hash, 64 zeros for number 0; KeyError for one that is not here."""

    def entries_from(self, local_no: int) -> Iterator[EntryLine]:
        """Yield the entries after a number, oldest first, as they are stored."""

    def files(self) -> Sequence[PartMark]:
        """Return every file of evidence, each content once, oldest first."""

    def file_content(self, sha256: str) -> bytes:
        """Return a file of evidence; KeyError for one that is not here."""

    def awaited_files(self) -> Sequence[PartMark]:
        """Return the files of evidence of other lines that are not here, each once, oldest first.

        Their rows are kept apart meanwhile: an act counts as unproved until its file comes.
        """

    def held_entries(self) -> Sequence[HeldEntry]:
        """Return the entries of other lines that wait, in the order they came, but for those that a
        person set aside.
        """


class EntryWrites(EntryQueries, Protocol):
    """Taking in entries of other lines; a journal entry of our own is the caller's to record."""

    def note_everything(self) -> None:
        """Let the entry of this transaction carry every row that is here now.

        For a database whose older entries carry none, when it is enrolled.
        """

    def take_entries(self, entries: Iterable[EntryLine]) -> TakenEntries:
        """Keep the entries that are not here yet and apply their rows, then try held ones again.

        ExpectedFailure ``entry_altered`` where an entry's hash is wrong, or its id stands here with
        another content: nothing of the package is to be believed.
        """

    def retry_held(self) -> TakenEntries:
        """Try to apply the entries that wait."""

    def file_photo(self, content: bytes) -> Sequence[str]:
        """Let the evidence stand that awaited a file with this content, and return its ids.

        None where nothing awaited it, or where this database refuses what the other line said.
        """

    def set_aside(self, event_id: str, by: str, note: str) -> None:
        """Let an entry wait unlisted, by a person's word; KeyError for none that is listed."""
