"""Contacts side by side, related people, and doubles that were made one."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer

from desktop.storage.tables.schema import (
    UP,
    day,
    flag,
    is_day,
    is_flag,
    is_named,
    maybe_day,
    pk,
    refers,
    table,
    text,
)

contact = table(
    "contact",
    pk(),
    text("id", unique=True),
    refers("party_pk", "party", index=True),
    text("kind"),
    text("value"),
    text("source"),
    day("learned_on"),
    flag("in_writing"),
    text("note"),
    day("recorded_on"),
    is_named("kind"),
    is_named("value"),
    is_named("source"),
    is_day("learned_on"),
    is_flag("in_writing"),
    sync=UP,
    append_only=True,
)

contact_withdrawal = table(
    "contact_withdrawal",
    Column("contact_pk", Integer, ForeignKey("contact.pk"), primary_key=True),
    text("reason"),
    sync=UP,
    append_only=True,
)

relation = table(
    "relation",
    pk(),
    text("id", unique=True),
    refers("party_pk", "party", index=True),
    text("kind"),
    text("name"),
    text("ground"),
    text("proof"),
    maybe_day("signed_on"),
    text("id_number"),
    text("phone"),
    text("address"),
    text("share"),  # a fraction like 1/3, "" where unknown
    Column("received_fen", Integer),
    maybe_day("renounced_on"),
    text("note"),
    day("recorded_on"),
    is_named("kind"),
    is_named("name"),
    CheckConstraint("received_fen IS NULL OR received_fen >= 0", name="received_fen"),
    sync=UP,
    append_only=True,
)

relation_withdrawal = table(
    "relation_withdrawal",
    Column("relation_pk", Integer, ForeignKey("relation.pk"), primary_key=True),
    text("reason"),
    sync=UP,
    append_only=True,
)

party_merge = table(
    "party_merge",
    pk(),
    text("id", unique=True),
    refers("kept_pk", "party", index=True),
    refers("merged_pk", "party", index=True),
    text("reason"),
    text("moved"),  # JSON: keys of the rows that followed, by table.column
    day("recorded_on"),
    CheckConstraint("kept_pk <> merged_pk", name="two"),
    is_named("reason"),
    sync=UP,
    append_only=True,
)

party_merge_undo = table(
    "party_merge_undo",
    Column("merge_pk", Integer, ForeignKey("party_merge.pk"), primary_key=True),
    text("reason"),
    day("recorded_on"),
    is_named("reason"),
    sync=UP,
    append_only=True,
)
