"""Revision 0004, the part about reliefs of interest."""

TABLES = (
    """
    CREATE TABLE relief (
        pk INTEGER NOT NULL,
        id TEXT NOT NULL,
        approval_pk INTEGER NOT NULL,
        party_pk INTEGER NOT NULL,
        payer TEXT NOT NULL,
        reason TEXT NOT NULL,
        level TEXT NOT NULL,
        granted_on TEXT NOT NULL,
        valid_until TEXT NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_relief_payer CHECK (length(payer) > 0),
        CONSTRAINT ck_relief_granted_on CHECK (length(granted_on) = 10),
        CONSTRAINT ck_relief_valid_until CHECK (length(valid_until) = 10),
        CONSTRAINT ck_relief_validity CHECK (valid_until >= granted_on),
        CONSTRAINT uq_relief_id UNIQUE (id),
        CONSTRAINT uq_relief_approval_pk UNIQUE (approval_pk),
        FOREIGN KEY(approval_pk) REFERENCES approval (pk),
        FOREIGN KEY(party_pk) REFERENCES party (pk)
    ) STRICT
    """,
    "CREATE INDEX ix_relief_party_pk ON relief (party_pk)",
    """
    CREATE TABLE relief_part (
        relief_pk INTEGER NOT NULL,
        loan_pk INTEGER NOT NULL,
        principal_fen INTEGER NOT NULL,
        on_balance_fen INTEGER NOT NULL,
        off_balance_fen INTEGER NOT NULL,
        waived_on_balance_fen INTEGER NOT NULL,
        waived_off_balance_fen INTEGER NOT NULL,
        PRIMARY KEY (relief_pk, loan_pk),
        CONSTRAINT ck_relief_part_principal CHECK (principal_fen >= 0),
        CONSTRAINT ck_relief_part_waived_on_balance CHECK (waived_on_balance_fen BETWEEN 0
            AND on_balance_fen),
        CONSTRAINT ck_relief_part_waived_off_balance CHECK (waived_off_balance_fen BETWEEN 0
            AND off_balance_fen),
        FOREIGN KEY(relief_pk) REFERENCES relief (pk),
        FOREIGN KEY(loan_pk) REFERENCES loan (pk)
    ) WITHOUT ROWID, STRICT
    """,
    "CREATE INDEX ix_relief_part_loan_pk ON relief_part (loan_pk)",
    """
    CREATE TABLE relief_step (
        pk INTEGER NOT NULL,
        relief_pk INTEGER NOT NULL,
        state TEXT NOT NULL,
        occurred_on TEXT NOT NULL,
        number TEXT NOT NULL,
        repayment_id TEXT NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT uq_relief_step_relief_pk_state UNIQUE (relief_pk, state),
        CONSTRAINT ck_relief_step_state CHECK (state IN ('signed', 'booked', 'undone',
            'withdrawn')),
        CONSTRAINT ck_relief_step_occurred_on CHECK (length(occurred_on) = 10),
        CONSTRAINT ck_relief_step_signed CHECK (state <> 'signed' OR length(number) > 0),
        CONSTRAINT ck_relief_step_booked CHECK (state <> 'booked' OR length(repayment_id) > 0),
        FOREIGN KEY(relief_pk) REFERENCES relief (pk)
    ) STRICT
    """,
    "CREATE INDEX ix_relief_step_repayment_id ON relief_step (repayment_id)",
    """
    CREATE TABLE relief_waiver (
        step_pk INTEGER NOT NULL,
        loan_pk INTEGER NOT NULL,
        on_balance_fen INTEGER NOT NULL,
        off_balance_fen INTEGER NOT NULL,
        PRIMARY KEY (step_pk, loan_pk),
        CONSTRAINT ck_relief_waiver_on_balance CHECK (on_balance_fen >= 0),
        CONSTRAINT ck_relief_waiver_off_balance CHECK (off_balance_fen >= 0),
        FOREIGN KEY(step_pk) REFERENCES relief_step (pk),
        FOREIGN KEY(loan_pk) REFERENCES loan (pk)
    ) WITHOUT ROWID, STRICT
    """,
    "CREATE INDEX ix_relief_waiver_loan_pk ON relief_waiver (loan_pk)",
    """
    CREATE TABLE relief_evidence (
        pk INTEGER NOT NULL,
        id TEXT NOT NULL,
        relief_pk INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        file_name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        size INTEGER NOT NULL,
        content BLOB NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_relief_evidence_size CHECK (length(content) = size),
        CONSTRAINT uq_relief_evidence_id UNIQUE (id),
        FOREIGN KEY(relief_pk) REFERENCES relief (pk)
    ) STRICT
    """,
    "CREATE INDEX ix_relief_evidence_relief_pk ON relief_evidence (relief_pk)",
)

APPEND_ONLY = ("relief", "relief_part", "relief_step", "relief_waiver", "relief_evidence")

TRIGGERS = (
    "CREATE TRIGGER relief_of_its_approval BEFORE INSERT ON relief "
    "WHEN EXISTS (SELECT 1 FROM approval_open o WHERE o.approval_pk = NEW.approval_pk) "
    "OR NOT EXISTS (SELECT 1 FROM approval_step s WHERE s.approval_pk = NEW.approval_pk "
    "AND s.decision = 'approved') "
    "BEGIN SELECT RAISE(ABORT, 'a relief needs all its signatures'); END",
    "CREATE TRIGGER relief_booked_when_signed BEFORE INSERT ON relief_step "
    "WHEN NEW.state = 'booked' AND (NOT EXISTS (SELECT 1 FROM relief_step s "
    "WHERE s.relief_pk = NEW.relief_pk AND s.state = 'signed') OR EXISTS (SELECT 1 "
    "FROM relief_step s WHERE s.relief_pk = NEW.relief_pk AND s.state = 'withdrawn')) "
    "BEGIN SELECT RAISE(ABORT, 'only what was signed is booked'); END",
    "CREATE TRIGGER relief_undone_when_booked BEFORE INSERT ON relief_step "
    "WHEN NEW.state = 'undone' AND NOT EXISTS (SELECT 1 FROM relief_step s "
    "WHERE s.relief_pk = NEW.relief_pk AND s.state = 'booked') "
    "BEGIN SELECT RAISE(ABORT, 'only what was booked is undone'); END",
)
