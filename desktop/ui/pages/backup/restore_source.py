"""What the restore assistant asks: of an open database, or of the copies of one that is broken."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from desktop.services import backups
from desktop.services.ports import Desk
from desktop.services.progress import Progress
from desktop.services.restoring import RestoreOrder, TwoPasswords, order_restore


class RestoreSource(Protocol):
    """Checks copies and takes the orders of people."""

    @property
    def asks_two(self) -> bool:
        """Whether two people sign; a database without users has nobody to ask."""

    @property
    def asks_maker(self) -> bool:
        """Whether the first one has to say who he is."""

    def check(self, copy: Path, progress: Progress) -> backups.Checked: ...

    def order(self, copy: Path, people: TwoPasswords) -> RestoreOrder: ...


class OpenSource:
    """Restoring over a database that is open: whoever is signed in asks for it."""

    asks_maker = False

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def asks_two(self) -> bool:
        return self._desk.operator.role is not None

    def check(self, copy: Path, progress: Progress) -> backups.Checked:
        return backups.check(self._desk, copy, progress)

    def order(self, copy: Path, people: TwoPasswords) -> RestoreOrder:
        return order_restore(self._desk, copy, people)
