"""Reliefs of interest: what was granted, and what became of it. Nothing here is ever changed."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, UniqueConstraint

from desktop.domain.relief_terms import ReliefState
from desktop.storage.tables.schema import (
    UP,
    blob,
    day,
    fen,
    integer,
    is_day,
    is_named,
    one_of,
    pk,
    refers,
    table,
    text,
)

_STEPS = (ReliefState.SIGNED, ReliefState.BOOKED, ReliefState.UNDONE, ReliefState.WITHDRAWN)

relief = table(
    "relief",
    pk(),
    text("id", unique=True),
    refers("approval_pk", "approval", unique=True),
    refers("party_pk", "party", index=True),
    text("payer"),
    text("reason"),
    text("level"),  # who may approve as much, by the ladder of the day
    day("granted_on"),
    day("valid_until"),
    is_named("payer"),
    is_day("granted_on"),
    is_day("valid_until"),
    CheckConstraint("valid_until >= granted_on", name="validity"),
    sync=UP,
    append_only=True,
)

relief_part = table(
    "relief_part",
    Column("relief_pk", Integer, ForeignKey("relief.pk"), primary_key=True),
    Column("loan_pk", Integer, ForeignKey("loan.pk"), primary_key=True, index=True),
    fen("principal_fen"),
    fen("on_balance_fen"),
    fen("off_balance_fen"),
    fen("waived_on_balance_fen"),
    fen("waived_off_balance_fen"),
    CheckConstraint("principal_fen >= 0", name="principal"),
    CheckConstraint("waived_on_balance_fen BETWEEN 0 AND on_balance_fen", name="waived_on_balance"),
    CheckConstraint(
        "waived_off_balance_fen BETWEEN 0 AND off_balance_fen", name="waived_off_balance"
    ),
    sync=UP,
    append_only=True,
    without_rowid=True,
)
"""The figures of a loan, frozen on the day of the approval."""

relief_step = table(
    "relief_step",
    pk(),
    refers("relief_pk", "relief"),
    text("state"),
    day("occurred_on"),
    text("number"),
    text("repayment_id", index=True),
    text("reason"),
    UniqueConstraint("relief_pk", "state"),
    one_of("state", _STEPS),
    is_day("occurred_on"),
    CheckConstraint("state <> 'signed' OR length(number) > 0", name="signed"),
    CheckConstraint("state <> 'booked' OR length(repayment_id) > 0", name="booked"),
    sync=UP,
    append_only=True,
)
"""Triggers see to it that only what was signed is booked, and only what was booked is undone."""

relief_waiver = table(
    "relief_waiver",
    Column("step_pk", Integer, ForeignKey("relief_step.pk"), primary_key=True),
    Column("loan_pk", Integer, ForeignKey("loan.pk"), primary_key=True, index=True),
    fen("on_balance_fen"),
    fen("off_balance_fen"),
    CheckConstraint("on_balance_fen >= 0", name="on_balance"),
    CheckConstraint("off_balance_fen >= 0", name="off_balance"),
    sync=UP,
    append_only=True,
    without_rowid=True,
)
"""The interest that a booked relief waived of a loan."""

relief_evidence = table(
    "relief_evidence",
    pk(),
    text("id", unique=True),
    refers("relief_pk", "relief", index=True),
    text("sha256"),
    text("file_name"),
    text("media_type"),
    integer("size"),
    blob("content"),
    CheckConstraint("length(content) = size", name="size"),
    sync=UP,
    append_only=True,
)
"""The signed approval, photographed."""
