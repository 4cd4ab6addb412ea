"""How many entries and how much money a branch has sent, kept in step as they arrive.

The list of branches would otherwise have to add up millions of rows.
"""

from __future__ import annotations

from desktop.storage.collection.asking import Changing
from desktop.storage.collection.tables import tally


class Tallying(Changing):
    """Counts what a transaction adds."""

    def _count(self, entries: int = 0, received_fen: int = 0, reversed_fen: int = 0) -> None:
        more = {"entries": entries, "received_fen": received_fen, "reversed_fen": reversed_fen}
        statement = self._insert(tally).values(branch=self._branch, **more)
        sums = {name: tally.c[name] + statement.excluded[name] for name in more}
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=[tally.c.branch], set_=sums)
        )
