"""Ways to the data key, inside the database that it opens."""

from __future__ import annotations

from sqlalchemy import Column, Text

from desktop.storage.tables.schema import LOCAL, table, text

keyslot_copy = table(
    "keyslot_copy",
    Column("id", Text, primary_key=True),
    text("content"),  # JSON: the slot as it stands in the file beside the database
    sync=LOCAL,
    without_rowid=True,
)
"""These slots count; the file beside the database is their image, for signing in."""
