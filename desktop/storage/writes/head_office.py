"""Writing what head office alone has."""

from __future__ import annotations

import json

from sqlalchemy.dialects.sqlite import insert as upsert

from desktop.services.head_office_ports import HeadOffice
from desktop.storage.tables import head_office
from desktop.storage.writes.recording import Recording


class HeadOfficeWrites(Recording):
    """Writes about head office itself."""

    def save_head_office(self, office: HeadOffice) -> None:
        """Write what head office has in the place of what it had."""
        following = office.next_keys
        values = {
            "pk": 1,
            "sealing": office.keys.sealing,
            "signing": office.keys.signing,
            "escrow": office.escrow,
            "collection_url": office.collection_url,
            "collection_key": office.collection_key,
            "ledgers_from": office.ledgers_from,
            "replica_id": office.replica_id,
            "next_sealing": following.sealing if following else "",
            "next_signing": following.signing if following else "",
            "former": json.dumps(office.former),
            "founded_at": office.founded_at.isoformat(),
        }
        statement = upsert(head_office).values(**values)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["pk"], set_=values)
        )
