"""Contacts, related people, and entries of one person that may be made one."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from itertools import combinations
from typing import Any

from sqlalchemy import ColumnElement, func, select

from desktop.domain.contact_book import Contact, ContactSource, ReachKind
from desktop.domain.relations import Ground, Related, RelationKind
from desktop.services.party_records import StoredContact, StoredMerge, StoredRelation
from desktop.storage.queries.connected import Connected
from desktop.storage.queries.doubles import (
    MERGED_PKS,
    kept_by_merged,
    kept_id,
    own_ids,
    party_columns,
)
from desktop.storage.tables import (
    contact,
    contact_withdrawal,
    draft,
    ledger_import,
    loan,
    party,
    party_merge,
    party_merge_undo,
    relation,
    relation_withdrawal,
)
from desktop.storage.values import AnyRow, AnySelect, among, known_day, to_day


class PeopleQueries(Connected):
    """Questions about who somebody is and where they are reached."""

    def contacts_of(self, party_id: str) -> Sequence[StoredContact]:
        return [*self._ledger_contacts(party_id), *self._contacts(party.c.id == party_id)]

    def parties_with_contacts(self) -> Collection[str]:
        entered = select(party.c.id).where(party.c.pk.in_(select(contact.c.party_pk)))
        return {
            *self._connection.execute(entered).scalars(),
            *kept_by_merged(self._connection).values(),
        }

    def contact(self, contact_id: str) -> StoredContact | None:
        return next(iter(self._contacts(contact.c.id == contact_id)), None)

    def relations_of(self, party_id: str) -> Sequence[StoredRelation]:
        return self._relations(party.c.id == party_id)

    def relation(self, relation_id: str) -> StoredRelation | None:
        return next(iter(self._relations(relation.c.id == relation_id)), None)

    def doubles(self) -> Sequence[tuple[str, str]]:
        rows = self._connection.execute(_UNMERGED).all()
        alike: dict[tuple[Any, ...], list[AnyRow]] = {}
        for row in rows:
            for key in _likenesses(row):
                alike.setdefault(key, []).append(row)
        pairs = {
            (first.id, second.id): None
            for group in alike.values()
            for first, second in combinations(group, 2)
            if _may_be_one(first, second)
        }
        return list(pairs)

    def merges_of(self, party_id: str) -> Sequence[StoredMerge]:
        return self._merges(_KEPT.c.id == party_id)

    def merge(self, merge_id: str) -> StoredMerge | None:
        return next(iter(self._merges(party_merge.c.id == merge_id)), None)

    def kept_in_place_of(self, party_id: str) -> str:
        return kept_id(self._connection, party_id)

    def draft(self, user_id: str, form: str) -> tuple[str, datetime] | None:
        wanted = select(draft.c.content, draft.c.saved_at).where(
            draft.c.user_id == user_id, draft.c.form == form
        )
        row = self._connection.execute(wanted).first()
        return (row.content, datetime.fromisoformat(row.saved_at)) if row else None

    def rows_of_party(self, party_id: str) -> Mapping[str, tuple[int, ...]]:
        own = select(party.c.pk).where(party.c.id == party_id).scalar_subquery()
        found: dict[str, tuple[int, ...]] = {}
        for name, table, column in party_columns():
            keys = select(table.c.pk).where(column == own).order_by(table.c.pk)
            if rows := tuple(self._connection.execute(keys).scalars()):
                found[name] = rows
        return found

    def _ledger_contacts(self, party_id: str) -> list[StoredContact]:
        """Return what ledgers gave of a party and the doubles merged into it, these first."""
        opened = (
            select(func.min(ledger_import.c.as_of))
            .join(loan, loan.c.import_pk == ledger_import.c.pk)
            .join(party, party.c.pk == loan.c.borrower_pk)
            .where(party.c.id == party_id)
        )
        day = to_day(self._connection.execute(opened).scalar())
        ids = own_ids(self._connection, party_id)
        rows = self._connection.execute(
            select(party.c.id, party.c.phone, party.c.address).where(among(party.c.id, ids))
        )
        known = {row.id: row for row in rows}
        return [
            StoredContact("", party_id, Contact(kind, value, ContactSource.LEDGER, day))
            for each in ids
            if each in known and day is not None
            for kind, value in _reaches(known[each])
            if value
        ]

    def _contacts(self, condition: ColumnElement[bool]) -> list[StoredContact]:
        rows = self._connection.execute(_CONTACTS.where(condition).order_by(contact.c.pk))
        return [_contact(row) for row in rows]

    def _relations(self, condition: ColumnElement[bool]) -> list[StoredRelation]:
        rows = self._connection.execute(_RELATIONS.where(condition).order_by(relation.c.pk))
        return [_relation(row) for row in rows]

    def _merges(self, condition: ColumnElement[bool]) -> list[StoredMerge]:
        rows = self._connection.execute(_MERGES.where(condition).order_by(party_merge.c.pk.desc()))
        return [_merge(row) for row in rows]


_KEPT, _MERGED = party.alias("kept"), party.alias("merged")

_UNMERGED = (
    select(
        party.c.id,
        party.c.name,
        party.c.pinyin,
        party.c.id_number,
        party.c.id_tail,
        party.c.village,
    )
    .where(party.c.pk.not_in(MERGED_PKS))
    .order_by(party.c.pk)
)

_CONTACTS: AnySelect = (
    select(
        contact.c.id,
        party.c.id.label("party_id"),
        contact.c.kind,
        contact.c.value,
        contact.c.source,
        contact.c.learned_on,
        contact.c.in_writing,
        contact.c.note,
        contact_withdrawal.c.reason,
    )
    .select_from(contact)
    .join(party, party.c.pk == contact.c.party_pk)
    .outerjoin(contact_withdrawal, contact_withdrawal.c.contact_pk == contact.c.pk)
)

_RELATIONS: AnySelect = (
    select(relation, party.c.id.label("party_id"), relation_withdrawal.c.reason)
    .select_from(relation)
    .join(party, party.c.pk == relation.c.party_pk)
    .outerjoin(relation_withdrawal, relation_withdrawal.c.relation_pk == relation.c.pk)
)

_MERGES: AnySelect = (
    select(
        party_merge.c.id,
        _KEPT.c.id,
        _MERGED.c.id,
        party_merge.c.reason,
        party_merge.c.recorded_on,
        party_merge.c.moved,
        party_merge_undo.c.merge_pk,
    )
    .select_from(party_merge)
    .join(_KEPT, _KEPT.c.pk == party_merge.c.kept_pk)
    .join(_MERGED, _MERGED.c.pk == party_merge.c.merged_pk)
    .outerjoin(party_merge_undo, party_merge_undo.c.merge_pk == party_merge.c.pk)
)


def _reaches(row: AnyRow) -> tuple[tuple[ReachKind, str], ...]:
    return ((ReachKind.PHONE, row.phone), (ReachKind.ADDRESS, row.address))


def _likenesses(row: AnyRow) -> list[tuple[Any, ...]]:
    """Return what another entry of the same person would share with this one."""
    found: list[tuple[Any, ...]] = [("name", row.name, row.village)]
    if row.id_number:
        found += [("id", row.id_number), ("sound", row.pinyin, row.id_tail)]
    return found


def _may_be_one(first: AnyRow, second: AnyRow) -> bool:
    """Two different identity numbers are two people, unless name and end of number agree."""
    if not (first.id_number and second.id_number) or first.id_number == second.id_number:
        return True
    return bool(first.pinyin == second.pinyin and first.id_tail == second.id_tail)


def _contact(row: AnyRow) -> StoredContact:
    found = Contact(
        kind=ReachKind(row.kind),
        value=row.value,
        source=ContactSource(row.source),
        learned_on=known_day(row.learned_on),
        in_writing=bool(row.in_writing),
        note=row.note,
    )
    return StoredContact(row.id, row.party_id, found, row.reason is not None, row.reason or "")


def _relation(row: AnyRow) -> StoredRelation:
    related = Related(
        kind=RelationKind(row.kind),
        name=row.name,
        ground=Ground(row.ground),
        proof=row.proof,
        signed_on=to_day(row.signed_on),
        id_number=row.id_number,
        phone=row.phone,
        address=row.address,
        share=Fraction(row.share) if row.share else None,
        received_fen=row.received_fen,
        renounced_on=to_day(row.renounced_on),
        note=row.note,
    )
    withdrawn = row.reason is not None
    recorded_on: date = known_day(row.recorded_on)
    return StoredRelation(row.id, row.party_id, related, recorded_on, withdrawn, row.reason or "")


def _merge(row: AnyRow) -> StoredMerge:
    moved: dict[str, Any] = json.loads(row[5])
    merge_id, kept, merged, reason = row[:4]
    return StoredMerge(
        id=merge_id,
        kept_id=kept,
        merged_id=merged,
        reason=reason,
        recorded_on=known_day(row[4]),
        moved={name: tuple(keys) for name, keys in moved.items()},
        undone=row[6] is not None,
    )
