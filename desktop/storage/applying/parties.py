"""Whom another line means: its parties among ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert, select

from desktop.services.pinyin import name_pinyin
from desktop.storage.capture import CARD
from desktop.storage.queries.doubles import kept_id
from desktop.storage.route import group_number
from desktop.storage.tables import foreign_party, party

_TAIL = 4


class ForeignParties:
    """Finds the parties of other lines; nothing is remembered, since an entry may be undone."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def pk(self, foreign_id: str, follow: bool) -> int | None:
        """Return the key of a party that was met, None for another.

        ``follow`` leads on from a double to the one it was merged into here.
        """
        found = self._by_id(foreign_id) or self._by_alias(foreign_id)
        if found is None or not follow:
            return found
        return self._by_id(kept_id(self._connection, self._id(found)))

    def meet(self, card: Mapping[str, Any]) -> str:
        """Return the id of the party that a card describes, which is added if nobody is it."""
        found = self.pk(card["id"], follow=False)
        if found is None:
            found = self._by_identity(card)
            if found is None:
                self._add(card)
                return str(card["id"])
            ids = {"foreign_id": card["id"], "party_id": self._id(found)}
            self._connection.execute(insert(foreign_party).values(**ids))
        return self._id(found)

    def _by_id(self, party_id: str) -> int | None:
        return self._connection.execute(select(party.c.pk).where(party.c.id == party_id)).scalar()

    def _by_alias(self, foreign_id: str) -> int | None:
        meant = select(foreign_party.c.party_id).where(foreign_party.c.foreign_id == foreign_id)
        wanted = select(party.c.pk).where(party.c.id == meant.scalar_subquery())
        return self._connection.execute(wanted).scalar()

    def _by_identity(self, card: Mapping[str, Any]) -> int | None:
        """As an import tells people apart: by number, else by name and village without one."""
        same = [party.c.id_number == card["id_number"]]
        if not card["id_number"]:
            same += [party.c.name == card["name"], party.c.village == card["village"]]
        wanted = select(party.c.pk).where(*same).order_by(party.c.pk).limit(1)
        return self._connection.execute(wanted).scalar()

    def _id(self, pk: int) -> str:
        return str(self._connection.execute(select(party.c.id).where(party.c.pk == pk)).scalar())

    def _add(self, card: Mapping[str, Any]) -> None:
        pinyin, initials = name_pinyin(card["name"])
        row = {name: card[name] for name in CARD} | {
            "pinyin": pinyin,
            "initials": initials,
            "id_tail": card["id_number"][-_TAIL:],
            "group_no": group_number(card["group_name"]),
        }
        self._connection.execute(insert(party).values(**row))
