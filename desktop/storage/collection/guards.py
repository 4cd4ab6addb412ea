"""Triggers that keep history as it was written, in both dialects: not even SQL changes it."""

from __future__ import annotations

from sqlalchemy import Connection, Table

from desktop.storage.collection.tables import guarded_columns, metadata

REFUSAL = "append_only"
"""What the database says to whoever tries."""

_SQLITE = """
CREATE TRIGGER {table}_no_{event} BEFORE {what} ON "{table}"
BEGIN SELECT RAISE(ABORT, '{refusal}'); END
"""
_FUNCTION = f"""
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$
"""
_POSTGRESQL = """
CREATE TRIGGER {table}_no_{event} BEFORE {what} ON "{table}"
FOR EACH {each} EXECUTE FUNCTION refuse_change()
"""


def add_guards(connection: Connection) -> None:
    """Guard every table that is not replaced."""
    postgresql = connection.dialect.name == "postgresql"
    if postgresql:
        connection.exec_driver_sql(_FUNCTION)
    for table in metadata.sorted_tables:
        for statement in _statements(table, postgresql):
            connection.exec_driver_sql(statement)


def _statements(table: Table, postgresql: bool) -> list[str]:
    columns = guarded_columns(table)
    if columns is None:
        return []
    quoted = ", ".join(f'"{name}"' for name in columns)
    events = [("update", f"UPDATE OF {quoted}", "ROW"), ("delete", "DELETE", "ROW")]
    if postgresql:
        events.append(("truncate", "TRUNCATE", "STATEMENT"))
    template = _POSTGRESQL if postgresql else _SQLITE
    return [
        template.format(table=table.name, event=event, what=what, each=each, refusal=REFUSAL)
        for event, what, each in events
    ]
