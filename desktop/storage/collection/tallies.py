"""How many entries and how much money a branch has sent, kept in step as they arrive.

The list of branches would otherwise have to add up millions of rows.
"""

from __future__ import annotations

from sqlalchemy import update

from desktop.storage.collection.asking import Changing
from desktop.storage.collection.tables import tally


class Tallying(Changing):
    """Counts what a transaction adds."""

    def _count(self, entries: int = 0, received_fen: int = 0, reversed_fen: int = 0) -> None:
        self._add_missing(tally, [(self._branch, 0, 0, 0)])
        self._connection.execute(
            update(tally)
            .where(tally.c.branch == self._branch)
            .values(
                entries=tally.c.entries + entries,
                received_fen=tally.c.received_fen + received_fen,
                reversed_fen=tally.c.reversed_fen + reversed_fen,
            )
        )
