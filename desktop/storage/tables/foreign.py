"""Entries of other lines: this branch's other PC, or what a restored database had lost."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Text

from desktop.storage.tables.schema import (
    DOWN,
    LOCAL,
    day,
    integer,
    is_day,
    one_of,
    pk,
    table,
    text,
)

HELD, APPLIED, KEPT = "held", "applied", "kept"
"""Waits; its rows are in; stays without them by a person's word."""

foreign_entry = table(
    "foreign_entry",
    pk(),
    text("event_id", unique=True),
    text("kind", index=True),
    integer("kind_version"),
    text("entity_id"),
    text("body"),
    text("prev_hash"),
    text("hash"),
    text("rows"),
    day("occurred_on"),
    text("recorded_at", index=True),
    text("operator_id"),
    text("replica_id"),
    text("state", index=True),
    text("reason"),
    text("waits_for"),
    text("left_rows"),  # which of the rows wait: JSON like ``rows``
    day("arrived_on"),
    text("decided_by"),
    text("note"),
    is_day("occurred_on"),
    is_day("arrived_on"),
    CheckConstraint("length(hash) = 64 AND length(prev_hash) = 64", name="hash"),
    one_of("state", (HELD, APPLIED, KEPT)),
    CheckConstraint("state <> 'kept' OR length(decided_by) > 0", name="kept_by"),
    sync=DOWN,
)
"""What an entry says never changes, what became of it does: triggers see to it."""

awaited_file = table(
    "awaited_file",
    pk(),
    text("id", unique=True),
    text("event_id"),
    text("sha256", index=True),
    integer("size"),
    text("file_name"),
    text("row"),  # JSON, as in the entry
    sync=LOCAL,
)
"""Rows of evidence that other lines wrote and whose file is not here: they prove nothing yet."""

foreign_subject = table(
    "foreign_subject",
    Column("subject_id", Text, primary_key=True),
    Column("event_id", Text, ForeignKey("foreign_entry.event_id"), primary_key=True),
    sync=LOCAL,
    without_rowid=True,
)

foreign_party = table(
    "foreign_party",
    Column("foreign_id", Text, primary_key=True),
    text("party_id"),
    sync=LOCAL,
    without_rowid=True,
)
"""Under which id another line knows one of our parties: the one that is meant, merged or not."""

foreign_person = table(
    "foreign_person",
    Column("id", Text, primary_key=True),
    text("name"),
    sync=LOCAL,
    without_rowid=True,
)
"""Names of people who work at another PC: they are shown, and cannot sign in here."""
