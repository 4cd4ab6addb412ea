"""What a database holds, in numbers that two copies of it must share."""

from __future__ import annotations

from typing import Any

from desktop.storage.journal import FIRST_HASH

Contents = dict[str, Any]
"""``rows`` and ``sums`` (fen, by ``table.column``), ``entries`` and ``chain_head`` of the journal,
``revision`` of the schema, ``installation_id`` of the branch; plain JSON."""


def contents(connection: Any) -> Contents:
    """Count the rows of every table, add up every column of money, name the journal's head."""
    tables = [
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            " ORDER BY name"
        ).fetchall()
    ]
    rows: dict[str, int] = {}
    sums: dict[str, int] = {}
    for name in tables:
        money = _money_columns(connection, name)
        wanted = ", ".join(["count(*)", *(f'coalesce(sum("{each}"), 0)' for each in money)])
        count, *totals = connection.execute(f'SELECT {wanted} FROM "{name}"').fetchone()
        rows[name] = count
        sums |= {f"{name}.{each}": total for each, total in zip(money, totals, strict=True)}
    entries, head = _head(connection, tables)
    return {
        "rows": rows,
        "sums": sums,
        "entries": entries,
        "chain_head": head,
        "revision": _one(connection, tables, "alembic_version", "version_num"),
        "installation_id": _one(connection, tables, "installation", "installation_id"),
    }


def is_sound(connection: Any) -> bool:
    """Return whether pages, structure and references of an open database are whole.

    Pages still in the log would give false alarms of the cipher check, so it is emptied first.
    """
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return (
        not connection.execute("PRAGMA cipher_integrity_check").fetchall()
        and connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        and not connection.execute("PRAGMA foreign_key_check").fetchall()
    )


def _money_columns(connection: Any, table: str) -> list[str]:
    found = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    return [row[1] for row in found if row[1].endswith("_fen")]


def _head(connection: Any, tables: list[str]) -> tuple[int, str]:
    row = None
    if "journal" in tables:
        row = connection.execute(
            "SELECT local_no, hash FROM journal ORDER BY local_no DESC LIMIT 1"
        ).fetchone()
    return (row[0], row[1]) if row else (0, FIRST_HASH)


def _one(connection: Any, tables: list[str], table: str, column: str) -> str:
    row = None
    if table in tables:
        row = connection.execute(f'SELECT "{column}" FROM "{table}"').fetchone()
    return str(row[0]) if row else ""
