"""Issued notices with their frozen facts, the loans they name, the papers that came out."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Integer, Text

from desktop.domain.rounds import NoticeState
from desktop.storage.tables.schema import (
    LOCAL,
    UP,
    day,
    flag,
    integer,
    is_day,
    is_flag,
    maybe_day,
    one_of,
    pk,
    refers,
    table,
    text,
)

notice = table(
    "notice",
    pk(),
    text("id", unique=True),
    text("batch_id"),
    text("serial", unique=True),
    integer("round"),
    refers("party_pk", "party", index=True),
    day("issued_on"),
    text("state", index=True),
    maybe_day("printed_on"),
    maybe_day("handed_out_on"),
    maybe_day("served_on"),
    integer("reprints"),
    text("facts"),
    CheckConstraint("round BETWEEN 1 AND 3", name="round"),
    one_of("state", NoticeState),
    is_day("issued_on"),
    sync=UP,
)

# Its state moves on; what it says never does: triggers of the migration see to it.

notice_loan = table(
    "notice_loan",
    refers("notice_pk", "notice", primary_key=True),
    refers("loan_pk", "loan", primary_key=True),
    sync=UP,
    without_rowid=True,
)

paper = table(
    "paper",
    pk(),
    text("id", unique=True),
    text("batch_id", index=True),
    text("kind"),
    text("sha256"),
    integer("pages"),
    text("template_version"),
    flag("reprint"),
    is_flag("reprint"),
    sync=UP,
    append_only=True,
)

serial_counter = table(
    "serial_counter",
    Column("kind", Text, primary_key=True),
    Column("year", Integer, primary_key=True),
    integer("taken"),
    sync=LOCAL,
    without_rowid=True,
)
