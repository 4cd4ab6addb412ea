"""From the keys by which rows are known outside to those of this file."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, select

from desktop.storage.applying.holding import NotForUsError, missing
from desktop.storage.applying.parties import ForeignParties
from desktop.storage.capture import Key, key_columns, target_of
from desktop.storage.tables import ledger_import, metadata, party


class References:
    """Finds rows by what another line calls them."""

    def __init__(self, connection: Connection, parties: ForeignParties) -> None:
        self._connection = connection
        self._parties = parties

    def value(self, table: Table, name: str, value: Any, follow: bool = False) -> Any:
        """Return a column's value, a reference as the key it has here."""
        target = target_of(table, name)
        return value if target is None or value is None else self.pk(target, value, follow)

    def pk(self, table: Table, key: Key, follow: bool = False) -> int:
        """Return the key of a row here; raises HeldError where it is not.

        A ledger that only the other line read is none of ours: we read ours ourselves, and match
        what was repaid with them. What rests on it is left out, NotForUsError. What it says of one
        that we read too counts: we may not have known of the repayment when we did.
        """
        if table is party:
            found = self._parties.pk(key[0], follow)
        else:
            wanted = select(table.c.pk).where(*self.is_row(table, key))
            found = self._connection.execute(wanted).scalar()
        if found is None:
            raise NotForUsError if table is ledger_import else missing(table, key)
        return found

    def is_row(self, table: Table, key: Key) -> list[ColumnElement[bool]]:
        """Return the conditions that pick the row of a key."""
        if table is party:
            return [party.c.pk == self.pk(party, key)]
        return [
            table.c[name].is_not_distinct_from(self.value(table, name, value))
            for name, value in zip(key_columns(table), key, strict=True)
        ]

    def moved(self, text: str) -> str:
        """Return which rows followed a merge by their keys here (see ``writes/people.py``)."""
        moved = {
            name: [self.pk(metadata.tables[name.partition(".")[0]], key) for key in keys]
            for name, keys in json.loads(text).items()
        }
        return json.dumps(moved)
