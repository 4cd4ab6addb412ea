"""What the window needs to open a database, handed in by whoever may know the storage room."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from desktop.domain.notices import BankHead
from desktop.services.ports import Desk


class OpenedDesk(Protocol):
    """An open database; ``close`` when the window is gone."""

    @property
    def desk(self) -> Desk: ...

    def close(self) -> None: ...


class Opener(Protocol):
    """Three ways to an open database. Each may take a second and raises ExpectedFailure or
    RuleViolation: wrong password, damaged file, a database from a newer program.
    """

    def create(self, path: Path, head: BankHead, password: str) -> OpenedDesk:
        """Make a new encrypted database for a branch; nothing is left behind if it fails."""

    def open_with_password(self, path: Path, password: str) -> OpenedDesk: ...

    def open_with_key_file(self, path: Path, key_file: Path) -> OpenedDesk: ...
