"""Writing the slots inside the database."""

from __future__ import annotations

from sqlalchemy import delete
from sqlalchemy.dialects.sqlite import insert as upsert

from desktop.services.key_ports import StoredSlot
from desktop.storage.tables import keyslot_copy
from desktop.storage.writes.recording import Recording


class SlotWrites(Recording):
    """Writes about slots."""

    def save_key_slot(self, slot: StoredSlot) -> None:
        """Write a slot in the place of the one with its id."""
        statement = upsert(keyslot_copy).values(id=slot.id, content=slot.content)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["id"], set_={"content": slot.content})
        )

    def remove_key_slot(self, slot_id: str) -> None:
        """Take a slot away; nothing happens where there is none."""
        self._connection.execute(delete(keyslot_copy).where(keyslot_copy.c.id == slot_id))
