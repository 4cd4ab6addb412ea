"""The rows that a journal entry wrote, as text that another replica can read.

Triggers note every row that is inserted or changed in a table that is sent up (revision 0005). When
a transaction is committed they become JSON text: keys and references as everybody else knows them
(an id, a loan number), never the small integers that join tables here. The entry's body names the
text's SHA-256, so that the chain covers every column, and entry and rows travel together.

What a ledger brings is left out: it travels as a ledger. So are the contents of files, which travel
apart under their hash, and what is computed from events.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import Column, Connection, LargeBinary, Table, select

from desktop.services.line_limits import ROWS_CHARS
from desktop.storage.tables import journal, loan, metadata, party, row_change
from desktop.storage.tables.schema import UP
from desktop.storage.values import among

Key: TypeAlias = list[Any]
"""By what a row is known outside: its id, its loan number, or what tells it from the others."""

OF_A_LEDGER = frozenset({"ledger_import", "loan", "loan_change", "guarantor"})
"""Tables that an import fills with rows by the hundred thousand."""

_NOT_ROWS = frozenset({journal.name, "entry_rows"})
_NATURAL_KEYS: Mapping[str, tuple[str, ...]] = {
    "loan": ("loan_no",),
    "guarantee": ("loan_pk", "guarantor"),
    "relief_step": ("relief_pk", "state"),
    "ledger_import": ("file_sha256",),  # each PC imports the same file for itself
    "repayment_confirmation": (
        "repayment_pk", "loan_pk", "import_pk", "decided_by", "decided_on", "note",
    ),
}  # fmt: skip
CHANGED_LATER: Mapping[str, tuple[str, ...]] = {"loan": ("status", "borrower_pk")}
"""Columns of a ledger's table that people change."""

_NOTING = "_noted"
"""How the names of the triggers end."""

CARD = (
    "id", "name", "id_number", "id_problem", "customer_no", "phone", "address", "township",
    "village", "group_name",
)  # fmt: skip
"""What travels of a party that a row names, so that another replica can find or add it."""


def captured_tables() -> Iterator[Table]:
    """Yield the tables whose rows travel with the entries that write them."""
    for table in metadata.sorted_tables:
        if table.info["sync"] == UP and table.name not in OF_A_LEDGER | _NOT_ROWS:
            yield table


def columns_of(table: Table) -> list[Column[Any]]:
    """Return the columns of a table that travel."""
    return [
        each
        for each in table.columns
        if each.name != "pk" and not isinstance(each.type, LargeBinary)
    ]


def key_columns(table: Table) -> tuple[str, ...]:
    """Return the columns by which a row is known outside."""
    if table.name in _NATURAL_KEYS:
        return _NATURAL_KEYS[table.name]
    if "id" in table.columns:
        return ("id",)
    if "pk" not in table.columns:
        return tuple(column.name for column in table.primary_key)
    return tuple(column.name for column in columns_of(table))


def target_of(table: Table, column: str) -> Table | None:
    """Return the table that a column refers to."""
    keys = table.columns[column].foreign_keys
    return next(iter(keys)).column.table if keys else None


def rows_hash(content: str) -> str:
    """Return the SHA-256 by which an entry names its rows."""
    return hashlib.sha256(content.encode("utf-8")).hexdigest()


def take_changes(connection: Connection) -> list[str]:
    """Return the rows that were changed since the last call as text, and forget them.

    JSON lists: ``{"table", "new"}`` for an inserted row, with ``"key"`` and ``"old"`` (changed
    columns alone) for a changed one, ``{"table": "party", "card"}`` for each party that is named.
    One list, unless no line could hold it; none where nothing was changed.
    """
    noted = connection.exec_driver_sql(
        "SELECT table_name, old, new FROM row_change ORDER BY pk"
    ).fetchall()
    if not noted:
        return []
    connection.exec_driver_sql("DELETE FROM row_change")
    known = KnownKeys(connection)
    changes = []
    for name, old, new in noted:
        table = metadata.tables[name]
        changes.append((table, json.loads(old) if old else None, json.loads(new)))
    known.read_ahead((table, row) for table, old, new in changes for row in (old or {}, new))
    known.name_parties(new["id"] for table, _, new in changes if table is party)
    said = [each for change in changes if (each := _said(known, *change))]
    cards = [{"table": party.name, "card": card} for card in known.cards()]
    return list(_portions([*cards, *said])) if said else []


def _portions(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield lists of rows in their order, each as long as it may be."""
    portion: list[str] = []
    length = 0
    for row in rows:
        text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
        if portion and length + len(text) >= ROWS_CHARS:
            yield f"[{','.join(portion)}]"
            portion, length = [], 0
        portion.append(text)
        length += len(text) + 1
    yield f"[{','.join(portion)}]"


def note_all(connection: Connection) -> None:
    """Note every captured row that is there as if it had just been written, parents first.

    Of what ledgers brought: only what people changed, as a change of what a ledger writes.
    """
    for table in sorted(captured_tables(), key=lambda each: each.name == "party_merge"):
        if table is party:
            _note(connection, table, "hold <> '' OR deceased", {"hold": "''", "deceased": "0"})
        else:
            _note(connection, table)
    _note(connection, loan, "status IN ('settled', 'moved')", {"status": "'missing'"})
    _note(connection, loan, _CHANGED_HANDS, {"borrower_pk": f"({_BORROWED})"})


_BORROWED = """
    SELECT m.merged_pk FROM party_merge m JOIN json_each(m.moved, '$."loan.borrower_pk"') AS each
    LEFT JOIN party_merge_undo u ON u.merge_pk = m.pk
    WHERE u.merge_pk IS NULL AND each.value = loan.pk ORDER BY m.pk LIMIT 1
"""
_CHANGED_HANDS = f"EXISTS ({_BORROWED})"


def _note(
    connection: Connection, table: Table, which: str = "1", before: Mapping[str, str] | None = None
) -> None:
    """Note rows as inserted, or as changed where ``before`` says from what (SQL)."""
    names = [column.name for column in columns_of(table)]
    if table.name in CHANGED_LATER:
        names = [*key_columns(table), *CHANGED_LATER[table.name]]
    old = "NULL" if before is None else _json(table.name, names, before)
    order = "pk" if "pk" in table.columns else ", ".join(key_columns(table))
    connection.exec_driver_sql(
        f"INSERT INTO row_change (table_name, old, new) SELECT '{table.name}', {old}, "
        f"{_json(table.name, names)} FROM {table.name} WHERE {which} ORDER BY {order}"
    )


def forget_changes(connection: Connection, table_name: str) -> None:
    """Forget what was noted of a table: a ledger changed it, and travels as a ledger."""
    connection.exec_driver_sql("DELETE FROM row_change WHERE table_name = ?", (table_name,))


def _said(
    known: KnownKeys, table: Table, old: Mapping[str, Any] | None, new: Mapping[str, Any]
) -> dict[str, Any] | None:
    if old is None:
        return {"table": table.name, "new": known.row(table, new)}
    changed = [name for name in new if new[name] != old[name]]
    if not changed:
        return None
    return {
        "table": table.name,
        "key": known.row_key(table, old),
        "old": known.row(table, {name: old[name] for name in changed}),
        "new": known.row(table, {name: new[name] for name in changed}),
    }


class KnownKeys:
    """Finds by what rows are known outside; each is read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._keys: dict[str, dict[int, Key]] = {}

    def read_ahead(self, rows: Iterable[tuple[Table, Mapping[str, Any]]]) -> None:
        """Read the keys that many rows refer to, a table at a time."""
        wanted: dict[str, set[int]] = {}
        for table, row in rows:
            for name, value in row.items():
                target = target_of(table, name)
                if target is not None and value is not None:
                    wanted.setdefault(target.name, set()).add(value)
        for name, pks in wanted.items():
            self._read(metadata.tables[name], sorted(pks))

    def name_parties(self, party_ids: Iterable[str]) -> None:
        """Have cards of these parties too: they were changed themselves."""
        ids = sorted(set(party_ids))
        if ids:
            pks = self._connection.execute(select(party.c.pk).where(among(party.c.id, ids)))
            self._read(party, pks.scalars().all())

    def row(self, table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
        """Return a row with its references as keys."""
        found = {name: self._value(table, name, value) for name, value in row.items()}
        if table.name == "party_merge" and "moved" in found:
            found["moved"] = self._moved(found["moved"])
        return found

    def row_key(self, table: Table, row: Mapping[str, Any]) -> Key:
        """Return the key of a whole row."""
        return [self._value(table, name, row[name]) for name in key_columns(table)]

    def cards(self) -> list[dict[str, Any]]:
        """Return a card of every party that was named."""
        pks = sorted(self._keys.get(party.name, {}))
        wanted = select(*(party.c[name] for name in CARD)).where(among(party.c.pk, pks))
        return [dict(row) for row in self._connection.execute(wanted).mappings()]

    def _value(self, table: Table, name: str, value: Any) -> Any:
        target = target_of(table, name)
        if target is None or value is None:
            return value
        return self._key(target, value)

    def _key(self, table: Table, pk: int) -> Key:
        if "pk" not in table.columns:  # journal: known by its number in this replica alone
            return [pk]
        if pk not in self._keys.get(table.name, {}):
            self._read(table, [pk])
        return self._keys[table.name][pk]

    def _read(self, table: Table, pks: Sequence[int]) -> None:
        names = key_columns(table)
        wanted = select(table.c.pk, *(table.c[name] for name in names))
        rows = self._connection.execute(wanted.where(among(table.c.pk, pks))).all()
        found = self._keys.setdefault(table.name, {})
        for pk, *values in rows:
            found[pk] = [
                self._value(table, name, value) for name, value in zip(names, values, strict=True)
            ]

    def _moved(self, text: str) -> str:
        """Say which rows followed a merge by their keys: ``pk`` of this file says nothing there."""
        moved = {
            name: [self._key(metadata.tables[name.partition(".")[0]], pk) for pk in pks]
            for name, pks in json.loads(text).items()
        }
        return json.dumps(moved, ensure_ascii=False)


def start_noting(connection: Connection) -> None:
    """Make the triggers that note changes; they follow the tables as they are now."""
    if row_change.name not in _names(connection, "table"):  # a schema from before there were any
        return
    for table in captured_tables():
        if table is not party:  # only a ledger brings parties
            connection.exec_driver_sql(_trigger(table, "INSERT"))
        connection.exec_driver_sql(_trigger(table, "UPDATE"))
    for name, columns in CHANGED_LATER.items():
        connection.exec_driver_sql(_trigger(metadata.tables[name], "UPDATE", columns))


def stop_noting(connection: Connection) -> None:
    """Remove the triggers, while the tables themselves are being changed."""
    for name in _names(connection, "trigger"):
        if name.endswith(_NOTING):
            connection.exec_driver_sql(f"DROP TRIGGER {name}")


def _names(connection: Connection, kind: str) -> Sequence[str]:
    listed = "SELECT name FROM sqlite_master WHERE type = ?"
    return connection.exec_driver_sql(listed, (kind,)).scalars().all()


def _trigger(table: Table, act: str, of: Sequence[str] = ()) -> str:
    names = [column.name for column in columns_of(table)]
    if of:  # the key, and what may change
        names = [*key_columns(table), *of]
    old = "NULL" if act == "INSERT" else _json("OLD", names)
    which = f" OF {', '.join(of)}" if of else ""
    return (
        f"CREATE TRIGGER {table.name}_{act.lower()}{_NOTING} AFTER {act}{which} ON {table.name} "
        f"BEGIN INSERT INTO row_change (table_name, old, new) "
        f"VALUES ('{table.name}', {old}, {_json('NEW', names)}); END"
    )


def _json(row: str, names: Sequence[str], instead: Mapping[str, str] | None = None) -> str:
    values = {name: f"{row}.{name}" for name in names} | dict(instead or {})
    pairs = ", ".join(f"'{name}', {value}" for name, value in values.items())
    return f"json_object({pairs})"
