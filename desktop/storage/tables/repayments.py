"""Repayments with their shares, what became of them, and the days that were closed over them.

Nothing here is ever changed: a repayment is reversed, a day reopened, by another row.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer

from desktop.domain.allocation import AllocationOrder
from desktop.domain.repayment.kinds import RepaymentKind
from desktop.domain.repayment.matching import MatchCode
from desktop.storage.tables.schema import (
    LOCAL,
    UP,
    day,
    fen,
    flag,
    is_day,
    is_flag,
    one_of,
    pk,
    refers,
    table,
    text,
)


def _not_negative(name: str) -> CheckConstraint:
    return CheckConstraint(f"{name} >= 0", name=name)


repayment = table(
    "repayment",
    pk(),
    text("id", unique=True),
    refers("party_pk", "party", index=True),
    text("kind"),
    day("paid_on"),
    fen("amount_fen"),
    text("payer"),
    flag("by_debtor"),
    text("consent"),  # serial of the consent to set off a subsidy, "" for other kinds
    text("note"),
    text("receipt", unique=True),  # serial of its receipt
    text("teller_id"),
    text("checkers"),  # JSON list of ids, empty where the teller took it alone
    text("approval_id"),
    text("recorded_at"),
    one_of("kind", RepaymentKind),
    is_day("paid_on"),
    CheckConstraint("amount_fen > 0", name="amount_fen"),
    is_flag("by_debtor"),
    CheckConstraint("(kind = 'subsidy') = (length(consent) > 0)", name="consent"),
    sync=UP,
    append_only=True,
)

repayment_share = table(
    "repayment_share",
    Column("repayment_pk", Integer, ForeignKey("repayment.pk"), primary_key=True),
    Column("loan_pk", Integer, ForeignKey("loan.pk"), primary_key=True, index=True),
    fen("cost_fen"),
    fen("on_balance_fen"),
    fen("off_balance_fen"),
    fen("principal_fen"),
    fen("principal_after_fen"),
    text("alloc_order"),
    text("article"),
    text("why_loan"),
    text("event_id"),  # what it is to the limitation period, "" where nothing
    *map(
        _not_negative,
        (
            "cost_fen",
            "on_balance_fen",
            "off_balance_fen",
            "principal_fen",
            "principal_after_fen",
        ),
    ),
    one_of("alloc_order", AllocationOrder),
    sync=UP,
    append_only=True,
    without_rowid=True,
)

repayment_reversal = table(
    "repayment_reversal",
    Column("repayment_pk", Integer, ForeignKey("repayment.pk"), primary_key=True),
    text("id", unique=True),
    text("reason"),
    day("reversed_on"),
    text("teller_id"),
    text("checkers"),
    text("approval_id"),
    text("recorded_at"),
    is_day("reversed_on"),
    CheckConstraint("length(reason) > 0", name="reason"),
    sync=UP,
    append_only=True,
)

repayment_confirmation = table(
    "repayment_confirmation",
    pk(),
    refers("repayment_pk", "repayment"),
    refers("loan_pk", "loan", index=True),
    Column("import_pk", Integer, ForeignKey("ledger_import.pk")),
    text("code"),
    text("figures"),  # JSON of what the ledgers before and after said
    text("note"),
    text("decided_by"),
    day("decided_on"),
    one_of("code", MatchCode),
    is_day("decided_on"),
    sync=UP,
    append_only=True,
)
"""What a ledger, or a person without ``import_pk``, said about a share; the last one counts."""

day_close = table(
    "day_close",
    pk(),
    text("id", unique=True),
    day("day"),
    fen("expected_fen"),
    fen("counted_fen"),
    text("counts"),  # JSON: notes and coins by their fen, {} where only the sum was counted
    text("reason"),
    text("teller_id"),
    text("checkers"),
    text("approval_id"),
    text("recorded_at"),
    is_day("day"),
    CheckConstraint("counted_fen = expected_fen OR length(reason) > 0", name="difference"),
    sync=UP,
    append_only=True,
)

day_reopen = table(
    "day_reopen",
    Column("close_pk", Integer, ForeignKey("day_close.pk"), primary_key=True),
    text("reason"),
    text("maker_id"),
    text("checkers"),
    text("approval_id"),
    text("recorded_at"),
    CheckConstraint("length(reason) > 0", name="reason"),
    sync=UP,
    append_only=True,
)

loan_reduction = table(
    "loan_reduction",
    Column("loan_pk", Integer, ForeignKey("loan.pk"), primary_key=True),
    fen("principal_fen"),
    fen("on_balance_fen"),
    fen("off_balance_fen"),
    *map(_not_negative, ("principal_fen", "on_balance_fen", "off_balance_fen")),
    sync=LOCAL,
)
"""By how much what was repaid or waived lowers what the ledger reported: for lists and sums only.

Computed from the rows of repayments and reliefs, and compared with them by ``qingshou verify``.
"""
