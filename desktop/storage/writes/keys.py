"""The small integer keys behind the ids that the rest of the program knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Table, func, select

from desktop.storage.values import among


class Keys:
    """Finds the ``pk`` of ids in one table; an import asks for 100,000 of them."""

    def __init__(self, connection: Connection, table: Table) -> None:
        self._connection = connection
        self._table = table
        self._known: dict[str, int] = {}

    def new(self, ids: Sequence[str]) -> range:
        """Give new ids the next keys, in order."""
        highest = select(func.coalesce(func.max(self._table.c.pk), 0))
        start = self._connection.execute(highest).scalar_one() + 1
        keys = range(start, start + len(ids))
        self._known.update(zip(ids, keys, strict=True))
        return keys

    def of(self, entity_id: str) -> int:
        """Return the key of one id; KeyError if there is none."""
        if entity_id not in self._known:
            table = self._table.c
            found = self._connection.execute(select(table.pk).where(table.id == entity_id)).scalar()
            if found is None:
                raise KeyError(f"{self._table.name} {entity_id}")
            self._known[entity_id] = int(found)
        return self._known[entity_id]

    def mapping(self, ids: Iterable[str]) -> dict[str, int]:
        """Return the keys of many ids; read once for all of them."""
        missing = [each for each in ids if each not in self._known]
        if missing:
            table = self._table.c
            rows = self._connection.execute(
                select(table.id, table.pk).where(among(table.id, missing))
            )
            self._known.update((entity_id, pk) for entity_id, pk in rows)
        return self._known
