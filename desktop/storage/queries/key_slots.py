"""The slots inside the database."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from desktop.services.key_ports import StoredSlot
from desktop.storage.queries.connected import Connected
from desktop.storage.tables import keyslot_copy


class SlotQueries(Connected):
    """Questions about slots."""

    def key_slots(self) -> Sequence[StoredSlot]:
        """Return all slots of the database, by id."""
        rows = self._connection.execute(select(keyslot_copy).order_by(keyslot_copy.c.id))
        return [StoredSlot(row.id, row.content) for row in rows]
