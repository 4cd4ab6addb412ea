"""Copies of the database as the rest of the program sees them, and the shelf they lie on."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from desktop.services.progress import Progress

if TYPE_CHECKING:
    from desktop.services.ports import IntegrityFinding, Store


class CopyState(StrEnum):
    """What a look from outside tells of a copy; the full check opens it."""

    GOOD = "good"
    DAMAGED = "damaged"
    UNLISTED = "unlisted"
    """No manifest that can be read: a copy that was never finished, or came without its papers."""
    OTHER_BRANCH = "other_branch"
    NEWER = "newer"


class Reason(StrEnum):
    """Why a copy was made."""

    DAY = "day"
    DAY_CLOSE = "day_close"
    MANUAL = "manual"
    IMPORT = "import"
    UPGRADE = "upgrade"
    RESTORE = "restore"
    NEW_KEY = "new_key"


@dataclass(frozen=True, slots=True)
class BackupCopy:
    """A copy where it lies; ``entries`` and ``chain_head`` are of its journal's last entry.

    ``made_at`` is None where there is no manifest. ``with_branches`` is a copy of head office's
    desk beside which its branches lie; ``size`` counts them.
    """

    path: Path
    state: CopyState
    size: int
    made_at: datetime | None = None
    reason: str = ""
    entries: int = 0
    chain_head: str = ""
    with_branches: bool = False


@dataclass(frozen=True, slots=True)
class Loss:
    """What was written since a copy was made, and would be gone after restoring it.

    ``known`` is False where the database of now cannot be read, or does not continue the copy.
    ``by_kind`` counts the journal entries, the most frequent kind first.
    """

    known: bool
    entries: int = 0
    first: date | None = None
    last: date | None = None
    by_kind: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Signers:
    """Who asked for a restore and who checked it, as operator ids; "" in a branch of one."""

    maker: str
    checker: str = ""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: the copy used, and the name under which the file before it is kept.

    ``with_branches`` says that the database of head office's branches was restored as well.
    """

    copy: str
    kept_as: str
    lost: Loss
    with_branches: bool = False


class Shelf(Protocol):
    """The copies of one database, in their own folder and in the second one."""

    def copies(self, progress: Progress) -> Sequence[BackupCopy]:
        """Return all copies, newest first, each file's hash compared with its manifest."""

    def make(self, reason: str, progress: Progress) -> BackupCopy:
        """Write a verified copy; ExpectedFailure as ``Store.backup`` has it."""

    def check(self, copy: Path, progress: Progress) -> Sequence[IntegrityFinding]:
        """Open a copy read-only and check everything in it; an empty list is a good copy."""

    def opened_aside(self, copy: Path) -> AbstractContextManager[Store]:
        """Restore a copy into a folder of its own, gone afterwards, and open it there."""

    def loss(self, copy: Path) -> Loss:
        """Return what was written since a copy was made."""

    def second_folder(self) -> Path | None:
        """Return the folder on another disk where copies go as well, if one is set."""

    def set_second_folder(self, folder: Path | None) -> None:
        """Remember the second folder; ExpectedFailure ``second_folder_gone`` if it is not there."""

    def carry(self, copy: Path, progress: Progress) -> None:
        """Copy a copy into the second folder; ExpectedFailure ``second_folder_gone``."""

    def restore(self, copy: Path, signers: Signers, progress: Progress) -> Restored:
        """Put a copy in the place of the database, which everybody must have closed.

        ExpectedFailure ``copy_damaged``, ``copy_of_another_branch``, ``database_newer``,
        ``database_locked``, ``backup_no_room``; cancelling changes nothing.
        """

    def is_due(self) -> bool:
        """Return whether the journal went on since the newest copy, and today has no day copy."""
