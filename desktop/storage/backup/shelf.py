"""The copies of one database: the Shelf port."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.errors import ExpectedFailure
from desktop.services.backup_ports import BackupCopy, Loss, Reason, Restored, Signers
from desktop.services.ports import Clock, IntegrityFinding
from desktop.services.progress import Progress
from desktop.storage.backup.branches import add_branches, keep_newest
from desktop.storage.backup.checking import check_copy, read_contents
from desktop.storage.backup.identity import identity_of
from desktop.storage.backup.listing import (
    known_installation,
    list_copies,
    look_at,
)
from desktop.storage.backup.loss import loss_since
from desktop.storage.backup.making import FOLDER, back_up, carry_copy
from desktop.storage.backup.manifest import Manifest, branches_in, copies_in
from desktop.storage.backup.restoring import Wanted, restore
from desktop.storage.backup.second import own_folder, second_folder, set_second_folder
from desktop.storage.failures import os_failure

if TYPE_CHECKING:
    from desktop.storage.store import SqlStore


class SqlShelf:
    """The Shelf port; ``key`` is the data key of the database of now."""

    def __init__(self, database: Path, key: bytes, clock: Clock) -> None:
        self.database = database
        self._key = key
        self._clock = clock

    def copies(self, progress: Progress) -> Sequence[BackupCopy]:
        """Return all copies, newest first."""
        return list_copies(self.database, self._installation_id(), progress)

    def make(self, reason: str, progress: Progress) -> BackupCopy:
        """Write a verified copy, at head office with its branches."""
        now = self._clock.now()
        path = back_up(self.database, self._key, reason, now, progress)
        add_branches(self.database, path, self._key, reason, now, progress)
        return look_at(path, self._installation_id())

    def check(self, copy: Path, progress: Progress) -> Sequence[IntegrityFinding]:
        """Open a copy read-only and check everything in it."""
        return check_copy(copy, self._key, progress)

    def loss(self, copy: Path) -> Loss:
        """Return what was written since a copy was made."""
        return loss_since(self.database, self._key, read_contents(copy, self._key))

    def restore(self, copy: Path, signers: Signers, progress: Progress) -> Restored:
        """Put a copy in the place of the database, which everybody has closed by now."""
        wanted = Wanted(self.database, copy, self._key, self._clock, signers)
        return restore(wanted, progress)

    @contextmanager
    def opened_aside(self, copy: Path) -> Iterator[SqlStore]:
        """Restore a copy into a folder of its own and open it as the program would."""
        from desktop.storage.store import open_store  # the store has its shelf from here

        with tempfile.TemporaryDirectory(prefix="qingshou-") as folder:
            aside = Path(folder) / copy.name
            try:
                shutil.copyfile(copy, aside)
            except OSError as error:
                raise os_failure(error, aside) from error
            store = open_store(aside, self._key, self._clock)
            try:
                yield store
            finally:
                store.close()

    def second_folder(self) -> Path | None:
        """Return the second folder, if one is set."""
        return second_folder(self.database)

    def set_second_folder(self, folder: Path | None) -> None:
        """Remember the second folder, or none."""
        set_second_folder(self.database, folder)

    def carry(self, copy: Path, progress: Progress) -> None:
        """Copy a copy into the second folder."""
        folder = second_folder(self.database)
        if folder is None:
            return
        try:
            if not folder.is_dir():
                raise ExpectedFailure("second_folder_gone", folder=str(folder))
            own = own_folder(folder, self.database, self._installation_id())
            own.mkdir(exist_ok=True)
            if branches_in(copy).exists():
                carry_copy(branches_in(copy), own, self.database, progress)
            carry_copy(copy, own, self.database, progress)
            keep_newest(own, self.database)
        except OSError as error:
            raise ExpectedFailure("second_folder_gone", folder=str(folder)) from error

    def is_due(self) -> bool:
        """Return whether the journal went on since the newest copy, and today has no day copy."""
        made = [each for _, each in copies_in(self.database.parent / FOLDER, self.database)]
        now, today = identity_of(self.database, self._key), self._clock.today()
        if now is None or any(_is_of_day(each, today) for each in made):
            return False
        return not made or made[-1].contents.get("chain_head") != now.chain_head

    def _installation_id(self) -> str:
        now = identity_of(self.database, self._key)
        return now.installation_id if now else known_installation(self.database)


def _is_of_day(manifest: Manifest, day: date) -> bool:
    return manifest.reason == Reason.DAY and manifest.made_at.date() == day
