"""Writing contacts and related people, and making two entries of one person one."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import insert, select, update

from desktop.services.party_records import StoredContact, StoredMerge, StoredRelation
from desktop.storage.queries.doubles import kept_by_merged, party_columns
from desktop.storage.tables import (
    contact,
    contact_withdrawal,
    party,
    party_merge,
    party_merge_undo,
    relation,
    relation_withdrawal,
)
from desktop.storage.values import among, from_day
from desktop.storage.writes.recording import Recording


class PeopleWrites(Recording):
    """Writes about who somebody is and where they are reached."""

    def add_contact(self, stored: StoredContact) -> None:
        found = stored.contact
        self._connection.execute(
            insert(contact).values(
                id=stored.id,
                party_pk=self._party_keys.of(stored.party_id),
                kind=found.kind.value,
                value=found.value,
                source=found.source.value,
                learned_on=from_day(found.learned_on),
                in_writing=int(found.in_writing),
                note=found.note,
                recorded_on=from_day(self._clock.today()),
            )
        )

    def withdraw_contact(self, contact_id: str, reason: str) -> None:
        pk = self._pk(contact, contact_id)
        self._connection.execute(insert(contact_withdrawal).values(contact_pk=pk, reason=reason))

    def add_relation(self, stored: StoredRelation) -> None:
        found = stored.related
        self._connection.execute(
            insert(relation).values(
                id=stored.id,
                party_pk=self._party_keys.of(stored.party_id),
                kind=found.kind.value,
                name=found.name,
                ground=found.ground.value,
                proof=found.proof,
                signed_on=from_day(found.signed_on),
                id_number=found.id_number,
                phone=found.phone,
                address=found.address,
                share="" if found.share is None else str(found.share),
                received_fen=found.received_fen,
                renounced_on=from_day(found.renounced_on),
                note=found.note,
                recorded_on=from_day(stored.recorded_on),
            )
        )

    def withdraw_relation(self, relation_id: str, reason: str) -> None:
        pk = self._pk(relation, relation_id)
        self._connection.execute(insert(relation_withdrawal).values(relation_pk=pk, reason=reason))

    def add_merge(self, merge: StoredMerge) -> None:
        """The merge stands first: rows of history follow only where one says so."""
        kept, merged = map(self._party_keys.of, (merge.kept_id, merge.merged_id))
        self._connection.execute(
            insert(party_merge).values(
                id=merge.id,
                kept_pk=kept,
                merged_pk=merged,
                reason=merge.reason,
                moved=json.dumps({name: list(keys) for name, keys in merge.moved.items()}),
                recorded_on=from_day(merge.recorded_on),
            )
        )
        self._move(merge, merged, kept)

    def undo_merge(self, merge: StoredMerge, reason: str) -> None:
        pk = self._pk(party_merge, merge.id)
        self._connection.execute(
            insert(party_merge_undo).values(
                merge_pk=pk, reason=reason, recorded_on=from_day(self._clock.today())
            )
        )
        kept, merged = map(self._party_keys.of, (merge.kept_id, merge.merged_id))
        self._move(merge, kept, merged)

    def merged_names(self) -> Mapping[str, frozenset[str]]:
        kept = kept_by_merged(self._connection)
        names = self._connection.execute(
            select(party.c.id, party.c.name).where(among(party.c.id, list(kept)))
        )
        found: dict[str, set[str]] = {}
        for merged_id, name in names:
            found.setdefault(kept[merged_id], set()).add(name)
        return {party_id: frozenset(each) for party_id, each in found.items()}

    def _move(self, merge: StoredMerge, source: int, target: int) -> None:
        for name, table, column in party_columns():
            if keys := merge.moved.get(name):
                wanted = among(table.c.pk, [*keys])
                self._connection.execute(
                    update(table).where(wanted, column == source).values({column: target})
                )
