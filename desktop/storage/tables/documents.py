"""Issued documents with their frozen facts, and the templates that head office set."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, Text

from desktop.domain.rounds import NoticeState
from desktop.storage.tables.schema import (
    DOWN,
    UP,
    blob,
    day,
    integer,
    is_day,
    is_named,
    maybe_day,
    one_of,
    pk,
    table,
    text,
)

document = table(
    "document",
    pk(),
    text("id", unique=True),
    text("batch_id", index=True),
    text("serial", unique=True),
    text("kind"),
    Column("party_pk", Integer, ForeignKey("party.pk"), index=True),
    text("subject"),
    day("issued_on"),
    text("state"),
    maybe_day("printed_on"),
    maybe_day("handed_out_on"),
    integer("reprints"),
    text("facts"),
    is_named("kind"),
    one_of("state", NoticeState),
    is_day("issued_on"),
    sync=UP,
)
"""``party_pk`` is empty on papers of the branch itself.

Its state moves on; what it says never does: triggers of the migration see to it.
"""

template = table(
    "template",
    Column("version", Text, primary_key=True),
    Column("format", Text, primary_key=True),
    blob("content"),
    day("adopted_on"),
    CheckConstraint("format IN ('toml', 'docx')", name="format"),
    is_day("adopted_on"),
    sync=DOWN,
    append_only=True,
    without_rowid=True,
)
