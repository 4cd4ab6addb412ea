"""Which rows an entry wrote: noted by triggers while a transaction runs, kept as text after it."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Text

from desktop.storage.tables.schema import LOCAL, UP, pk, table, text

row_change = table(
    "row_change",
    pk(),
    text("table_name"),
    Column("old", Text),
    text("new"),
    sync=LOCAL,
)
"""Empty but within a transaction."""

entry_rows = table(
    "entry_rows",
    Column("local_no", Integer, ForeignKey("journal.local_no"), primary_key=True),
    text("content"),
    sync=UP,
    append_only=True,
)
"""The rows of an entry as they travel; the entry's body names their hash."""
