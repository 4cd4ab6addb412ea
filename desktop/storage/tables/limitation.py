"""What happened to a claim: events are never changed, only withdrawn by another row."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer

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

loan_event = table(
    "loan_event",
    pk(),
    text("id", unique=True),
    refers("loan_pk", "loan", index=True),
    text("kind"),
    day("occurred_on"),
    maybe_day("restart_on"),
    flag("proved"),
    text("ref"),
    text("note"),
    text("delivery_id", index=True),  # "" for an event that no delivery brought about
    text("entry_id", index=True),  # "" for an event that nobody entered by hand
    is_named("kind"),
    is_day("occurred_on"),
    is_flag("proved"),
    sync=UP,
    append_only=True,
)

event_withdrawal = table(
    "event_withdrawal",
    Column("event_pk", Integer, ForeignKey("loan_event.pk"), primary_key=True),
    text("reason"),
    sync=UP,
    append_only=True,
)
