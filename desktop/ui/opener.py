"""What the window needs to open a database, handed in by whoever may know the storage room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop.domain.notices import BankHead
from desktop.domain.recovery_code import Slip
from desktop.services.backup_ports import BackupCopy
from desktop.services.ports import Desk
from desktop.services.progress import Progress
from desktop.services.restoring import RestoreOrder, TwoPasswords
from desktop.services.users import NewUser


class OpenedDesk(Protocol):
    """An open database; ``close`` when the window is gone."""

    @property
    def desk(self) -> Desk: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class NewBranch:
    """A branch to be set up; ``with_demo`` brings a ledger of invented people along.

    With an ``escrow_file``, a new file for the key that belongs into a safe, it is head office.
    """

    path: Path
    head: BankHead
    people: tuple[NewUser, ...]
    with_demo: bool = False
    escrow_file: Path | None = None


class Opener(Protocol):
    """The ways to an open database, and to one that no longer opens. Each may take a second and
    raises ExpectedFailure or RuleViolation: wrong password, damaged file, a newer program's.
    """

    def found(self, branch: NewBranch, progress: Progress) -> Slip:
        """Make a new encrypted database with its first people and return its recovery code.

        Nothing is left behind if it fails.
        """

    def logins(self, path: Path) -> Sequence[str]:
        """Return by what names people sign in; () for a database without users."""

    def sign_in(self, path: Path, login: str, password: str) -> OpenedDesk: ...

    def open_with_password(self, path: Path, password: str) -> OpenedDesk: ...

    def open_with_key_file(self, path: Path, key_file: Path) -> OpenedDesk: ...

    def recover_by_code(self, path: Path, code: str, login: str, password: str) -> OpenedDesk:
        """Give a manager a new password by the code on paper, which is used up by it."""

    def recover_by_office(self, path: Path, answer: Path, password: str) -> OpenedDesk:
        """Open by head office's answer; the password is the one chosen for the request."""

    def ask_office(self, path: Path, login: str, password: str, request: Path) -> None:
        """Write a manager's request for head office; the new password counts with its answer."""

    def copies(self, path: Path, progress: Progress) -> Sequence[BackupCopy]:
        """Return the backups of a database that need not open any more."""

    def has_users(self, copy: Path) -> bool:
        """Return whether people sign in to a copy, each with his own password."""

    def order_by_copy(self, path: Path, copy: Path, people: TwoPasswords) -> RestoreOrder:
        """Let two people order a restore by the passwords of the copy's time."""
