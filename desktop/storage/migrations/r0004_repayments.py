"""Revision 0004, the part about repayments, closed days and what lists subtract."""

TABLES = (
    """
    CREATE TABLE repayment (
        pk INTEGER NOT NULL,
        id TEXT NOT NULL,
        party_pk INTEGER NOT NULL,
        kind TEXT NOT NULL,
        paid_on TEXT NOT NULL,
        amount_fen INTEGER NOT NULL,
        payer TEXT NOT NULL,
        by_debtor INTEGER NOT NULL,
        consent TEXT NOT NULL,
        note TEXT NOT NULL,
        receipt TEXT NOT NULL,
        teller_id TEXT NOT NULL,
        checkers TEXT NOT NULL,
        approval_id TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_repayment_kind CHECK (kind IN ('cash', 'transfer', 'subsidy',
            'guarantor', 'court', 'asset')),
        CONSTRAINT ck_repayment_paid_on CHECK (length(paid_on) = 10),
        CONSTRAINT ck_repayment_amount_fen CHECK (amount_fen > 0),
        CONSTRAINT ck_repayment_by_debtor CHECK (by_debtor IN (0, 1)),
        CONSTRAINT ck_repayment_consent CHECK ((kind = 'subsidy') = (length(consent) > 0)),
        CONSTRAINT uq_repayment_id UNIQUE (id),
        FOREIGN KEY(party_pk) REFERENCES party (pk),
        CONSTRAINT uq_repayment_receipt UNIQUE (receipt)
    ) STRICT
    """,
    "CREATE INDEX ix_repayment_party_pk ON repayment (party_pk)",
    """
    CREATE TABLE repayment_share (
        repayment_pk INTEGER NOT NULL,
        loan_pk INTEGER NOT NULL,
        cost_fen INTEGER NOT NULL,
        on_balance_fen INTEGER NOT NULL,
        off_balance_fen INTEGER NOT NULL,
        principal_fen INTEGER NOT NULL,
        principal_after_fen INTEGER NOT NULL,
        alloc_order TEXT NOT NULL,
        article TEXT NOT NULL,
        why_loan TEXT NOT NULL,
        event_id TEXT NOT NULL,
        PRIMARY KEY (repayment_pk, loan_pk),
        CONSTRAINT ck_repayment_share_cost_fen CHECK (cost_fen >= 0),
        CONSTRAINT ck_repayment_share_on_balance_fen CHECK (on_balance_fen >= 0),
        CONSTRAINT ck_repayment_share_off_balance_fen CHECK (off_balance_fen >= 0),
        CONSTRAINT ck_repayment_share_principal_fen CHECK (principal_fen >= 0),
        CONSTRAINT ck_repayment_share_principal_after_fen CHECK (principal_after_fen >= 0),
        CONSTRAINT ck_repayment_share_alloc_order CHECK (alloc_order IN ('civil_561',
            'principal_first')),
        FOREIGN KEY(repayment_pk) REFERENCES repayment (pk),
        FOREIGN KEY(loan_pk) REFERENCES loan (pk)
    ) WITHOUT ROWID, STRICT
    """,
    "CREATE INDEX ix_repayment_share_loan_pk ON repayment_share (loan_pk)",
    """
    CREATE TABLE repayment_reversal (
        repayment_pk INTEGER NOT NULL,
        id TEXT NOT NULL,
        reason TEXT NOT NULL,
        reversed_on TEXT NOT NULL,
        teller_id TEXT NOT NULL,
        checkers TEXT NOT NULL,
        approval_id TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        PRIMARY KEY (repayment_pk),
        CONSTRAINT ck_repayment_reversal_reversed_on CHECK (length(reversed_on) = 10),
        CONSTRAINT ck_repayment_reversal_reason CHECK (length(reason) > 0),
        FOREIGN KEY(repayment_pk) REFERENCES repayment (pk),
        CONSTRAINT uq_repayment_reversal_id UNIQUE (id)
    ) STRICT
    """,
    """
    CREATE TABLE repayment_confirmation (
        pk INTEGER NOT NULL,
        repayment_pk INTEGER NOT NULL,
        loan_pk INTEGER NOT NULL,
        import_pk INTEGER,
        code TEXT NOT NULL,
        figures TEXT NOT NULL,
        note TEXT NOT NULL,
        decided_by TEXT NOT NULL,
        decided_on TEXT NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_repayment_confirmation_code CHECK (code IN ('confirmed',
            'not_booked', 'principal_differs', 'interest_differs', 'loan_missing')),
        CONSTRAINT ck_repayment_confirmation_decided_on CHECK (length(decided_on) = 10),
        FOREIGN KEY(repayment_pk) REFERENCES repayment (pk),
        FOREIGN KEY(loan_pk) REFERENCES loan (pk),
        FOREIGN KEY(import_pk) REFERENCES ledger_import (pk)
    ) STRICT
    """,
    "CREATE INDEX ix_repayment_confirmation_loan_pk ON repayment_confirmation (loan_pk)",
    """
    CREATE TABLE day_close (
        pk INTEGER NOT NULL,
        id TEXT NOT NULL,
        day TEXT NOT NULL,
        expected_fen INTEGER NOT NULL,
        counted_fen INTEGER NOT NULL,
        counts TEXT NOT NULL,
        reason TEXT NOT NULL,
        teller_id TEXT NOT NULL,
        checkers TEXT NOT NULL,
        approval_id TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_day_close_day CHECK (length(day) = 10),
        CONSTRAINT ck_day_close_difference CHECK (counted_fen = expected_fen OR
            length(reason) > 0),
        CONSTRAINT uq_day_close_id UNIQUE (id)
    ) STRICT
    """,
    """
    CREATE TABLE day_reopen (
        close_pk INTEGER NOT NULL,
        reason TEXT NOT NULL,
        maker_id TEXT NOT NULL,
        checkers TEXT NOT NULL,
        approval_id TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        PRIMARY KEY (close_pk),
        CONSTRAINT ck_day_reopen_reason CHECK (length(reason) > 0),
        FOREIGN KEY(close_pk) REFERENCES day_close (pk)
    ) STRICT
    """,
    """
    CREATE TABLE loan_reduction (
        loan_pk INTEGER NOT NULL,
        principal_fen INTEGER NOT NULL,
        on_balance_fen INTEGER NOT NULL,
        off_balance_fen INTEGER NOT NULL,
        PRIMARY KEY (loan_pk),
        CONSTRAINT ck_loan_reduction_principal_fen CHECK (principal_fen >= 0),
        CONSTRAINT ck_loan_reduction_on_balance_fen CHECK (on_balance_fen >= 0),
        CONSTRAINT ck_loan_reduction_off_balance_fen CHECK (off_balance_fen >= 0),
        FOREIGN KEY(loan_pk) REFERENCES loan (pk)
    ) STRICT
    """,
)

APPEND_ONLY = (
    "repayment",
    "repayment_share",
    "repayment_reversal",
    "repayment_confirmation",
    "day_close",
    "day_reopen",
)

_CLOSED = (
    "EXISTS (SELECT 1 FROM day_close c LEFT JOIN day_reopen r ON r.close_pk = c.pk "
    "WHERE c.day = NEW.{day} AND r.close_pk IS NULL)"
)

TRIGGERS = tuple(
    f"CREATE TRIGGER {table}_not_into_closed_day BEFORE INSERT ON {table} "
    f"WHEN {_CLOSED.format(day=day)} BEGIN SELECT RAISE(ABORT, 'the day is closed'); END"
    for table, day in (
        ("repayment", "paid_on"),
        ("repayment_reversal", "reversed_on"),
        ("day_close", "day"),
    )
)
