"""The people of the branch, and acts that wait for a second one of them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Text
from sqlalchemy import text as sql

from desktop.domain.approvals import Decision, Means
from desktop.domain.permissions import Role
from desktop.storage.tables.schema import (
    LOCAL,
    UP,
    blob,
    day,
    is_day,
    is_named,
    maybe_day,
    one_of,
    pk,
    refers,
    table,
    text,
)

app_user = table(
    "app_user",
    pk(),
    text("id", unique=True),
    text("login", unique=True),
    text("name"),
    text("role"),
    day("created_on"),
    maybe_day("disabled_on"),
    maybe_day("password_since"),
    one_of("role", Role),
    is_named("login"),
    is_day("created_on"),
    sync=UP,
)
"""Who may sign in: people are disabled, never deleted, since the journal names them."""

approval = table(
    "approval",
    pk(),
    text("id", unique=True),
    text("kind", index=True),
    text("action"),
    text("target_id", index=True),
    text("title"),
    text("body"),  # JSON of what is proposed
    text("basis"),  # JSON of what it rested on when it was proposed
    text("item_hash"),
    text("maker_id"),
    text("made_at"),
    text("expires_at"),
    is_named("kind"),
    CheckConstraint("length(item_hash) = 64", name="item_hash"),
    sync=UP,
    append_only=True,
)
"""What a maker proposed: never edited, only followed by another proposal."""

approval_step = table(
    "approval_step",
    pk(),
    refers("approval_pk", "approval", index=True),
    text("decision"),
    text("maker_id"),
    text("checker_id"),
    text("checker_role"),
    text("means"),
    text("item_hash"),
    text("reason"),
    text("decided_at"),
    one_of("decision", Decision),
    one_of("means", Means),
    CheckConstraint(
        "maker_id <> checker_id OR decision NOT IN ('approved', 'refused')", name="two_people"
    ),
    sync=UP,
    append_only=True,
)
"""What was decided about a proposal. Triggers see to it that maker and hash are the proposal's."""

Index(
    "ix_approval_step_once",
    approval_step.c.approval_pk,
    approval_step.c.checker_id,
    unique=True,
    sqlite_where=sql("decision = 'approved'"),
)

approval_open = table(
    "approval_open",
    Column("target_id", Text, primary_key=True),
    Column("approval_pk", Integer, ForeignKey("approval.pk"), nullable=False, unique=True),
    sync=LOCAL,
    without_rowid=True,
)
"""Proposals that wait: one for each target."""

phone_key = table(
    "phone_key",
    pk(),
    blob("key"),
    text("fingerprint"),
    day("installed_on"),
    CheckConstraint("pk = 1", name="one_row"),
    CheckConstraint("length(key) = 32", name="key"),
    is_day("installed_on"),
    sync=LOCAL,
)
"""The key by which head office's codes over the phone are recognised."""
