"""Which parties were made one with another, and which rows name a party."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import Column, Connection, Table, select

from desktop.storage.tables import foreign_party, metadata, party, party_merge, party_merge_undo

_MERGED, _KEPT = party.alias("merged"), party.alias("kept")
_STANDING = (
    select(_MERGED.c.id, _KEPT.c.id)
    .select_from(party_merge)
    .join(_MERGED, _MERGED.c.pk == party_merge.c.merged_pk)
    .join(_KEPT, _KEPT.c.pk == party_merge.c.kept_pk)
    .outerjoin(party_merge_undo, party_merge_undo.c.merge_pk == party_merge.c.pk)
    .where(party_merge_undo.c.merge_pk.is_(None))
)

MERGED_PKS = (
    select(party_merge.c.merged_pk)
    .outerjoin(party_merge_undo, party_merge_undo.c.merge_pk == party_merge.c.pk)
    .where(party_merge_undo.c.merge_pk.is_(None))
)
"""The keys of the parties that are found under another since."""


def kept_by_merged(connection: Connection) -> Mapping[str, str]:
    """Return under whom every merged party is found now, over as many merges as there were."""
    next_one = dict(connection.execute(_STANDING).all())
    return {merged: _last(next_one, merged) for merged in next_one}


def kept_id(connection: Connection, party_id: str) -> str:
    """Return under whom a party is found: itself, or the one it was merged into.

    Papers and proposals of another line name it as that line does.
    """
    meant = select(foreign_party.c.party_id).where(foreign_party.c.foreign_id == party_id)
    ours = connection.execute(meant).scalar() or party_id
    return kept_by_merged(connection).get(ours, ours)


def own_ids(connection: Connection, party_id: str) -> list[str]:
    """Return a party's id and those of the doubles merged into it, these first."""
    known = kept_by_merged(connection)
    return [*(merged for merged, kept in known.items() if kept == party_id), party_id]


def party_columns() -> Iterator[tuple[str, Table, Column[int]]]:
    """Yield ``table.column``, table and column wherever a row names a party it belongs to."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            names_party = any(key.column.table is party for key in column.foreign_keys)
            if names_party and table is not party_merge:
                yield f"{table.name}.{column.name}", table, column


def _last(next_one: Mapping[str, str], party_id: str) -> str:
    while party_id in next_one:
        party_id = next_one[party_id]
    return party_id
