"""Attempts to serve a notice, and the evidence kept for a court."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer

from desktop.storage.tables.schema import (
    UP,
    blob,
    day,
    flag,
    integer,
    is_day,
    is_flag,
    pk,
    refers,
    table,
    text,
)

delivery = table(
    "delivery",
    pk(),
    text("id", unique=True),
    refers("notice_pk", "notice", index=True),
    text("debtor"),
    text("village"),
    text("group_name"),
    text("method"),
    text("signer"),
    day("occurred_on"),
    flag("received"),
    flag("agrees"),
    flag("objects"),
    text("servers"),  # JSON list of names
    text("note"),
    text("result"),
    day("recorded_on"),
    is_day("occurred_on"),
    is_flag("received"),
    is_flag("agrees"),
    is_flag("objects"),
    sync=UP,
    append_only=True,
)

delivery_withdrawal = table(
    "delivery_withdrawal",
    Column("delivery_pk", Integer, ForeignKey("delivery.pk"), primary_key=True),
    text("reason"),
    sync=UP,
    append_only=True,
)

evidence = table(
    "evidence",
    pk(),
    text("id", unique=True),
    Column("delivery_pk", Integer, ForeignKey("delivery.pk"), index=True),
    Column("event_pk", Integer, ForeignKey("loan_event.pk"), index=True),
    Column("act_pk", Integer, ForeignKey("guarantee_act.pk"), index=True),
    text("sha256"),
    text("file_name"),
    text("media_type"),
    integer("size"),
    blob("content"),
    CheckConstraint("length(content) = size", name="size"),
    CheckConstraint(
        "(delivery_pk IS NOT NULL) + (event_pk IS NOT NULL) + (act_pk IS NOT NULL) = 1",
        name="proves_one",
    ),
    sync=UP,
    append_only=True,
)
