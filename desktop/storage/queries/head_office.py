"""What head office alone has."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import select

from desktop.services.head_office_ports import HeadOffice
from desktop.services.package_ports import PrivateKeys
from desktop.storage.queries.connected import Connected
from desktop.storage.tables import head_office


class HeadOfficeQueries(Connected):
    """The question whether this is head office."""

    def head_office(self) -> HeadOffice | None:
        """Return what head office has; None at a branch."""
        row = self._connection.execute(select(head_office)).mappings().first()
        if row is None:
            return None
        following = PrivateKeys(row["next_sealing"], row["next_signing"])
        return HeadOffice(
            keys=PrivateKeys(row["sealing"], row["signing"]),
            escrow=row["escrow"],
            collection_url=row["collection_url"],
            collection_key=row["collection_key"],
            ledgers_from=row["ledgers_from"],
            replica_id=row["replica_id"],
            founded_at=datetime.fromisoformat(row["founded_at"]),
            next_keys=following if following.sealing else None,
            former=tuple(json.loads(row["former"])),
        )
