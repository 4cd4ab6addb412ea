"""What somebody was typing when the program ended: kept until it is stored or thrown away."""

from __future__ import annotations

from sqlalchemy import Column, Text

from desktop.storage.tables.schema import LOCAL, table, text

draft = table(
    "draft",
    Column("user_id", Text, primary_key=True),
    Column("form", Text, primary_key=True),
    text("content"),  # JSON: the fields by name
    text("saved_at"),
    sync=LOCAL,
    without_rowid=True,
)
