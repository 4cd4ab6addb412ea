"""Backups as a branch uses them: when one is made, where it goes, what is in it.

A copy goes into the folder beside the database first; only that one counts as the backup. The
second folder is a bonus that may be unplugged, and never stands in the way of a day's end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from desktop.domain.errors import ExpectedFailure
from desktop.domain.permissions import Action, Part
from desktop.services.backup_ports import BackupCopy, Loss, Reason
from desktop.services.permits import permitted
from desktop.services.ports import Desk, IntegrityFinding
from desktop.services.progress import Progress
from desktop.services.verify import verify

OLD_AFTER = timedelta(days=2)
"""A backup older than that is said in red."""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made; ``trouble`` is why it did not reach the second folder."""

    copy: BackupCopy
    trouble: ExpectedFailure | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A copy after its check: what is wrong with it, and what restoring it would lose.

    ``is_opened`` is False where nobody had its key, so that it was not looked into.
    """

    copy: Path
    findings: tuple[IntegrityFinding, ...]
    loss: Loss | None
    is_opened: bool = True


@permitted(Action.CARE, Part.READ)
def copies(desk: Desk, progress: Progress) -> Sequence[BackupCopy]:
    """Return all copies in both folders, newest first."""
    return desk.store.shelf.copies(progress)


@permitted(Action.CARE)
def make(desk: Desk, reason: Reason, progress: Progress) -> Made:
    """Make a verified copy now, and carry it to the second folder.

    Raises as ``Store.backup`` where there is no copy; what is wrong with the second folder is
    told with the result.
    """
    shelf = desk.store.shelf
    copy = shelf.make(reason, progress)
    try:
        shelf.carry(copy.path, progress)
    except ExpectedFailure as trouble:
        return Made(copy, trouble)
    return Made(copy)


@permitted(Action.CARE, Part.READ)
def leaves_a_server_out(desk: Desk) -> bool:
    """Return whether head office's branches lie on a database server, which no copy holds."""
    with desk.store.read() as queries:
        office = queries.head_office()
    return office is not None and office.collection_url != ""


@permitted(Action.CARE, Part.READ)
def is_due(desk: Desk) -> bool:
    """Return whether the day's copy is to be made: once a day and only after changes."""
    return desk.store.shelf.is_due()


@permitted(Action.CARE)
def make_if_due(desk: Desk, progress: Progress) -> Made | None:
    """Make the day's copy when the program closes, once a day and only after changes."""
    return make(desk, Reason.DAY, progress) if is_due(desk) else None


@permitted(Action.CARE, Part.READ)
def check(desk: Desk, copy: Path, progress: Progress) -> Checked:
    """Check a copy in full where it lies, and say what was written since.

    ExpectedFailure ``copy_missing``, ``database_newer``, and ``wrong_key`` for one that was made
    under an earlier data key.
    """
    shelf = desk.store.shelf
    found = tuple(shelf.check(copy, progress))
    return Checked(copy, found, None if found else shelf.loss(copy))


@permitted(Action.CARE, Part.READ)
def drill(desk: Desk, copy: Path, progress: Progress) -> Sequence[IntegrityFinding]:
    """Practise a restore: check a copy, restore a sound one elsewhere and compute all of it again.

    Raises as :func:`check`; an empty list is a copy that one can rely on.
    """
    shelf = desk.store.shelf
    found = shelf.check(copy, progress)
    if found:
        return found
    with shelf.opened_aside(copy) as store:
        return verify(replace(desk, store=store), progress)


@permitted(Action.CARE, Part.READ)
def second_folder(desk: Desk) -> Path | None:
    """Return the folder where copies go as well, if one is set."""
    return desk.store.shelf.second_folder()


@permitted(Action.RESTORE)
def set_second_folder(desk: Desk, folder: Path | None) -> None:
    """Let copies go to another disk as well, or no more.

    ExpectedFailure ``second_folder_gone`` and ``second_folder_same``.
    """
    with desk.store.write() as uow:
        body = {"folder": str(folder) if folder else ""}
        uow.record("backup_folder_set", "backup", body, desk.clock.today())
        desk.store.shelf.set_second_folder(folder)
        uow.commit()


def is_old(made_at: datetime | None, today: date) -> bool:
    """Return whether the last backup is missing or older than two days."""
    return made_at is None or made_at.date() < today - OLD_AFTER
