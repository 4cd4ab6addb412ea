"""Loans with the figures their ledger last reported, and the history of imports."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Text

from desktop.services.records import LoanStatus
from desktop.storage.tables.schema import (
    LOCAL,
    UP,
    day,
    fen,
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

ledger_import = table(
    "ledger_import",
    pk(),
    text("id", unique=True),
    day("as_of"),
    text("file_name"),
    text("file_sha256"),
    text("source"),
    integer("loans"),
    integer("borrowers"),
    fen("principal_balance_fen"),
    fen("on_balance_interest_fen"),
    fen("off_balance_interest_fen"),
    integer("opened"),
    integer("updated"),
    integer("unchanged"),
    integer("missing"),
    integer("reappeared"),
    integer("refused"),
    text("recorded_at"),
    is_day("as_of"),
    sync=UP,
    append_only=True,
)

ledger_problem = table(
    "ledger_problem",
    pk(),
    refers("import_pk", "ledger_import", index=True),
    text("code"),
    text("sheet"),
    integer("row_no"),
    integer("line_no"),
    text("column_name"),
    text("value"),
    text("name"),
    flag("refused"),
    is_flag("refused"),
    sync=LOCAL,
)

loan = table(
    "loan",
    pk(),
    text("id", unique=True),
    text("loan_no", unique=True),
    text("contract_no"),
    refers("borrower_pk", "party"),
    refers("import_pk", "ledger_import"),  # which import opened it
    maybe_day("disbursed_on"),
    maybe_day("due_on"),
    Column("amount_fen", Integer),
    fen("balance_fen"),
    fen("on_balance_interest_fen"),
    fen("off_balance_interest_fen"),
    day("reported_on"),
    text("rate"),  # decimal text, "" where unknown
    text("rate_unit"),
    text("five_class"),
    text("officer"),
    text("purpose"),
    text("remark"),
    text("source"),
    text("status", server_default=LoanStatus.ACTIVE.value),
    maybe_day("last_day"),
    maybe_day("legal_last_day"),
    maybe_day("proved_last_day"),
    text("clock_state"),
    one_of("status", LoanStatus),
    sync=UP,
)
Index("ix_loan_last_day", loan.c.last_day)
# Id and status ride along so that the whole ledger can be put in the order of the route from
# indexes alone. No further index does: each costs an import of 100,000 loans a quarter of a second.
Index("ix_loan_of_borrower", loan.c.borrower_pk, loan.c.loan_no, loan.c.id, loan.c.status)

guarantor = table(
    "guarantor",
    refers("loan_pk", "loan", primary_key=True),
    Column("position", Integer, primary_key=True),
    text("name"),
    sync=UP,
    without_rowid=True,
)

loan_change = table(
    "loan_change",
    pk(),
    refers("import_pk", "ledger_import", index=True),
    refers("loan_pk", "loan", index=True),
    text("kind"),
    fen("balance_before_fen"),
    fen("balance_after_fen"),
    fen("on_balance_before_fen"),
    fen("on_balance_after_fen"),
    fen("off_balance_before_fen"),
    fen("off_balance_after_fen"),
    text("class_before"),
    text("class_after"),
    Column("due_before", Text),
    Column("due_after", Text),
    text("officer_before"),
    text("officer_after"),
    day("reported_before"),
    one_of("kind", ("updated", "missing", "reappeared")),
    sync=UP,
    append_only=True,
)

source_mapping = table(
    "source_mapping",
    Column("signature", Text, primary_key=True),
    text("mapping"),
    sync=LOCAL,
)
