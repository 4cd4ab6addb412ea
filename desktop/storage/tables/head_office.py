"""What head office alone has: its private keys, and what opens the database of its branches."""

from __future__ import annotations

from sqlalchemy import CheckConstraint

from desktop.storage.tables.schema import LOCAL, blob, pk, table, text

head_office = table(
    "head_office",
    pk(),
    text("sealing"),
    text("signing"),
    text("next_sealing"),  # keys that returns announce; "" where none are
    text("next_signing"),
    text("former"),  # private sealing keys that were in use: JSON
    text("escrow"),  # the public half; the other one lies in a safe
    text("collection_url"),  # "" is the file beside this database
    blob("collection_key"),
    text("ledgers_from"),
    text("replica_id"),  # under which this database was opened last: another one was restored
    text("founded_at"),
    CheckConstraint("pk = 1", name="one_row"),
    sync=LOCAL,
)
"""One row; none at a branch."""
