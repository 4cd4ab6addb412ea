"""The journal, and the index that finds its entries by whom they are about."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, Text

from desktop.storage.tables.schema import LOCAL, UP, day, integer, is_day, table, text

journal = table(
    "journal",
    Column("local_no", Integer, primary_key=True),
    text("event_id", unique=True),
    text("kind", index=True),
    integer("kind_version"),
    text("entity_id", index=True),
    text("body"),  # the very text that is hashed and shipped
    text("prev_hash"),
    text("hash", index=True),
    day("occurred_on"),
    text("recorded_at"),
    text("operator_id"),
    text("run_id"),
    text("replica_id"),
    is_day("occurred_on"),
    CheckConstraint("length(hash) = 64 AND length(prev_hash) = 64", name="hash"),
    sync=UP,
    append_only=True,
)

journal_subject = table(
    "journal_subject",
    Column("subject_id", Text, primary_key=True),
    Column("local_no", Integer, ForeignKey("journal.local_no"), primary_key=True),
    sync=LOCAL,
    without_rowid=True,
)
