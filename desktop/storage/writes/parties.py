"""Writing debtors and what is found out about them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects.sqlite import insert

from desktop.domain.ledger import SourceMapping
from desktop.domain.parties import identity_key
from desktop.services.import_records import NewParty
from desktop.services.records import Installation
from desktop.storage import tables
from desktop.storage.queries.doubles import kept_by_merged
from desktop.storage.queries.imports import write_mapping
from desktop.storage.route import group_number
from desktop.storage.tables import party, source_mapping
from desktop.storage.writes.indexing import indexed_afterwards
from desktop.storage.writes.recording import Recording

_TAIL = 4


class PartyWrites(Recording):
    """Writes about the installation and its debtors."""

    def save_installation(self, installation: Installation) -> None:
        values = asdict(installation) | {
            "pk": 1,
            "bank": json.dumps(asdict(installation.bank), ensure_ascii=False, sort_keys=True),
        }
        self._replace(tables.installation, "pk", values)

    def save_source_mapping(self, signature: str, mapping: SourceMapping) -> None:
        values = {"signature": signature, "mapping": write_mapping(mapping)}
        self._replace(source_mapping, "signature", values)

    def known_parties(self) -> Mapping[str, str]:
        """Return party ids by identity key; where two share one, the one entered first.

        A double that was merged counts as the one it was merged into.
        """
        columns = party.c
        rows = self._connection.execute(
            select(columns.id, columns.id_number, columns.name, columns.village).order_by(
                columns.pk.desc()
            )
        )
        kept = kept_by_merged(self._connection)
        return {identity_key(*who): kept.get(party_id, party_id) for party_id, *who in rows}

    def add_parties(self, parties: Sequence[NewParty]) -> None:
        if not parties:
            return
        keys = self._party_keys.new([each.id for each in parties])
        rows = [
            (pk, *each, each.id_number[-_TAIL:], group_number(each.group))
            for pk, each in zip(keys, parties, strict=True)
        ]
        with indexed_afterwards(self._connection, party, len(rows)):
            self._connection.exec_driver_sql(_INSERT_PARTY, rows)

    def set_identity(self, party_id: str, id_number: str) -> None:
        self._set(party_id, id_number=id_number, id_tail=id_number[-_TAIL:], id_problem="")

    def set_hold(self, party_id: str, hold: str) -> None:
        self._set(party_id, hold=hold)

    def set_deceased(self, party_id: str, deceased: bool) -> None:
        self._set(party_id, deceased=int(deceased))

    def _set(self, party_id: str, **values: str | int) -> None:
        pk = self._party_keys.of(party_id)
        self._connection.execute(update(party).where(party.c.pk == pk).values(**values))

    def _replace(self, table: Any, key: str, values: dict[str, Any]) -> None:
        """Insert a row or overwrite the one with its key."""
        statement = insert(table).values(**values)
        self._connection.execute(statement.on_conflict_do_update(index_elements=[key], set_=values))


_INSERT_PARTY = """
    INSERT INTO party (
        pk, id, name, pinyin, initials, id_number, id_problem, customer_no, phone, address,
        township, village, group_name, id_tail, group_no
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
