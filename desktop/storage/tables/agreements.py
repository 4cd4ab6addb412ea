"""Repayment agreements and promises to pay: what was agreed on, signed, called in. Nothing changes.

A change of an agreement is another version of it that names the one it takes the place of.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, Text

from desktop.storage.tables.schema import (
    UP,
    day,
    fen,
    integer,
    is_day,
    pk,
    refers,
    table,
    text,
)


def _of(name: str, target: str) -> Column[int]:
    return Column(name, Integer, ForeignKey(f"{target}.pk"), primary_key=True)


agreement = table(
    "agreement",
    pk(),
    text("id", unique=True),
    refers("party_pk", "party", index=True),
    refers("document_pk", "document", unique=True),
    Column("replaces_pk", Integer, ForeignKey("agreement.pk"), index=True),
    integer("version"),
    day("computed_to"),
    text("drafted_at"),
    integer("missed"),  # 0 where there is no clause: one instalment
    integer("grace_days"),
    text("third_role"),  # "" where nobody signs with the debtor
    integer("guarantee_months"),
    text("relief_id"),
    text("maker_id"),
    text("approval_id"),
    CheckConstraint("version > 0", name="version"),
    CheckConstraint("missed >= 0 AND grace_days >= 0 AND guarantee_months >= 0", name="counts"),
    is_day("computed_to"),
    sync=UP,
    append_only=True,
)
"""An agreement as approved and printed; its paper holds every word."""

agreement_loan = table(
    "agreement_loan",
    _of("agreement_pk", "agreement"),
    _of("loan_pk", "loan"),
    sync=UP,
    append_only=True,
    without_rowid=True,
)

agreement_third = table(
    "agreement_third",
    _of("agreement_pk", "agreement"),
    Column("name", Text, primary_key=True),
    sync=UP,
    append_only=True,
    without_rowid=True,
)
"""Who is to sign with the debtor."""

instalment = table(
    "instalment",
    _of("agreement_pk", "agreement"),
    Column("number", Integer, primary_key=True),
    day("due_on"),
    fen("amount_fen"),
    CheckConstraint("number > 0", name="number"),
    CheckConstraint("amount_fen > 0", name="amount_fen"),
    is_day("due_on"),
    sync=UP,
    append_only=True,
    without_rowid=True,
)

agreement_signing = table(
    "agreement_signing",
    pk(),
    text("id", unique=True),
    refers("agreement_pk", "agreement", unique=True),
    day("signed_on"),
    text("note"),
    text("recorded_at"),
    is_day("signed_on"),
    sync=UP,
    append_only=True,
)

agreement_consent = table(
    "agreement_consent",
    _of("signing_pk", "agreement_signing"),
    Column("name", Text, primary_key=True),
    sync=UP,
    append_only=True,
    without_rowid=True,
)
"""Who of the third parties signed; who is missing here is not bound."""

agreement_arrival = table(
    "agreement_arrival",
    pk(),
    text("id", unique=True),
    refers("agreement_pk", "agreement", unique=True),
    refers("document_pk", "document"),
    day("arrived_on"),
    text("note"),
    text("recorded_at"),
    is_day("arrived_on"),
    sync=UP,
    append_only=True,
)
"""The arrival of the notice that called the whole debt in."""

promise = table(
    "promise",
    pk(),
    text("id", unique=True),
    refers("party_pk", "party", index=True),
    day("promised_on"),
    day("pay_by"),
    fen("amount_fen"),
    text("promisor"),
    text("note"),
    text("recorded_at"),
    CheckConstraint("amount_fen > 0", name="amount_fen"),
    CheckConstraint("pay_by >= promised_on", name="window"),
    is_day("promised_on"),
    is_day("pay_by"),
    sync=UP,
    append_only=True,
)

promise_loan = table(
    "promise_loan",
    _of("promise_pk", "promise"),
    _of("loan_pk", "loan"),
    sync=UP,
    append_only=True,
    without_rowid=True,
)

promise_withdrawal = table(
    "promise_withdrawal",
    _of("promise_pk", "promise"),
    text("reason"),
    sync=UP,
    append_only=True,
)
