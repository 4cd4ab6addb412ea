"""Who this database belongs to: one row."""

from __future__ import annotations

from sqlalchemy import CheckConstraint

from desktop.storage.tables.schema import UP, pk, table, text

installation = table(
    "installation",
    pk(),
    text("kind"),
    text("installation_id"),
    text("replica_id"),
    text("replica_letter"),
    text("serial_prefix"),
    text("branch_code"),
    text("bank"),  # JSON of what stands at the head of papers
    CheckConstraint("pk = 1", name="one_row"),
    sync=UP,
)
