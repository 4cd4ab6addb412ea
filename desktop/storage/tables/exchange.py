"""What a branch keeps of its exchange with head office."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, Text

from desktop.services.exchange_ports import KeyState
from desktop.storage.tables.schema import (
    DOWN,
    LOCAL,
    UP,
    day,
    fen,
    flag,
    integer,
    is_day,
    is_flag,
    is_named,
    one_of,
    pk,
    refers,
    table,
    text,
)

own_keys = table(
    "own_keys",
    Column("fingerprint", Text, primary_key=True),
    text("sealing"),
    text("signing"),
    text("state"),
    day("made_on"),
    one_of("state", KeyState),
    is_day("made_on"),
    sync=LOCAL,
    without_rowid=True,
)
"""The private keys of this replica: nowhere but in this encrypted file."""

enrolment = table(
    "enrolment",
    pk(),
    text("bank"),
    text("installation_id"),
    text("sealing"),
    text("signing"),
    text("next_sealing"),
    text("next_signing"),
    text("escrow"),
    day("enrolled_on"),
    text("enrolled_by"),
    text("checked_by"),
    CheckConstraint("pk = 1", name="one_row"),
    is_day("enrolled_on"),
    sync=LOCAL,
)
"""To whom packages are sealed, and whose returns are taken in."""

package_out = table(
    "package_out",
    pk(),
    text("replica_id"),
    integer("number"),
    text("package_id", unique=True),
    text("manifest_hash", unique=True),
    text("file_name"),
    text("from_head"),
    text("to_head"),
    integer("entries"),
    text("made_at"),
    text("made_by"),
    text("checked_by"),
    text("totals"),  # JSON
    text("parts"),  # JSON
    text("slip"),
    CheckConstraint("length(manifest_hash) = 64", name="manifest_hash"),
    sync=LOCAL,
    append_only=True,
)

return_in = table(
    "return_in",
    pk(),
    text("replica_id"),
    integer("epoch"),
    integer("number"),
    text("hash", unique=True),
    text("file_name"),
    text("heads"),  # JSON
    integer("arrival_up_to"),
    text("ledger_policy"),
    text("ledgers"),  # JSON
    text("made_at"),
    text("taken_at"),
    text("taken_by"),
    text("checked_by"),
    CheckConstraint("length(hash) = 64", name="hash"),
    sync=LOCAL,
    append_only=True,
)

package_answer = table(
    "package_answer",
    Column("manifest_hash", Text, primary_key=True),
    text("package_id"),
    text("replica_id"),
    integer("number"),
    text("state"),
    text("reason"),
    text("taken_at"),
    text("to_head"),
    flag("complete"),
    integer("entries"),
    integer("new"),
    integer("known"),
    integer("held"),
    integer("forks"),
    is_flag("complete"),
    sync=DOWN,
    without_rowid=True,
)

held_at_office = table(
    "held_at_office",
    Column("event_id", Text, primary_key=True),
    text("kind"),
    text("reason"),
    text("waits_for"),
    text("since"),
    sync=DOWN,
    without_rowid=True,
)

office_decision = table(
    "office_decision",
    Column("proposal_id", Text, primary_key=True),
    text("item_hash"),
    flag("approved"),
    text("reason"),
    text("decided_by"),  # JSON
    text("decided_at"),
    text("outcome"),
    is_flag("approved"),
    sync=DOWN,
    without_rowid=True,
)
"""Decisions about proposals of this branch; they are carried out one by one."""

target = table(
    "target",
    Column("year", Integer, primary_key=True),
    Column("measure", Text, primary_key=True),
    fen("fen"),
    sync=DOWN,
    without_rowid=True,
)

correction = table(
    "correction",
    pk(),
    text("id", unique=True),
    refers("loan_pk", "loan", index=True),
    text("what"),
    text("says"),
    text("should_be"),
    text("reason"),
    day("asked_on"),
    text("asked_by"),
    is_named("what"),
    is_day("asked_on"),
    sync=UP,
    append_only=True,
)

correction_answer = table(
    "correction_answer",
    Column("correction_pk", Integer, ForeignKey("correction.pk"), primary_key=True),
    text("answer"),
    flag("accepted"),
    text("answered_by"),
    day("answered_on"),
    is_flag("accepted"),
    is_day("answered_on"),
    sync=DOWN,
)

part_at_office = table(
    "part_at_office",
    Column("sha256", Text, primary_key=True),
    sync=DOWN,
    without_rowid=True,
)
"""Files that need not be sent again."""
