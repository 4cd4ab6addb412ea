"""Revision 0004, the part about agreements and promises."""

TABLES = (
    """
    CREATE TABLE agreement (
        pk INTEGER NOT NULL,
        id TEXT NOT NULL,
        party_pk INTEGER NOT NULL,
        document_pk INTEGER NOT NULL,
        replaces_pk INTEGER,
        version INTEGER NOT NULL,
        computed_to TEXT NOT NULL,
        drafted_at TEXT NOT NULL,
        missed INTEGER NOT NULL,
        grace_days INTEGER NOT NULL,
        third_role TEXT NOT NULL,
        guarantee_months INTEGER NOT NULL,
        relief_id TEXT NOT NULL,
        maker_id TEXT NOT NULL,
        approval_id TEXT NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_agreement_version CHECK (version > 0),
        CONSTRAINT ck_agreement_counts CHECK (missed >= 0 AND grace_days >= 0
            AND guarantee_months >= 0),
        CONSTRAINT ck_agreement_computed_to CHECK (length(computed_to) = 10),
        CONSTRAINT uq_agreement_id UNIQUE (id),
        FOREIGN KEY(party_pk) REFERENCES party (pk),
        CONSTRAINT uq_agreement_document_pk UNIQUE (document_pk),
        FOREIGN KEY(document_pk) REFERENCES document (pk),
        FOREIGN KEY(replaces_pk) REFERENCES agreement (pk)
    ) STRICT
    """,
    "CREATE INDEX ix_agreement_party_pk ON agreement (party_pk)",
    "CREATE INDEX ix_agreement_replaces_pk ON agreement (replaces_pk)",
    """
    CREATE TABLE agreement_loan (
        agreement_pk INTEGER NOT NULL,
        loan_pk INTEGER NOT NULL,
        PRIMARY KEY (agreement_pk, loan_pk),
        FOREIGN KEY(agreement_pk) REFERENCES agreement (pk),
        FOREIGN KEY(loan_pk) REFERENCES loan (pk)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE agreement_third (
        agreement_pk INTEGER NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (agreement_pk, name),
        FOREIGN KEY(agreement_pk) REFERENCES agreement (pk)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE instalment (
        agreement_pk INTEGER NOT NULL,
        number INTEGER NOT NULL,
        due_on TEXT NOT NULL,
        amount_fen INTEGER NOT NULL,
        PRIMARY KEY (agreement_pk, number),
        CONSTRAINT ck_instalment_number CHECK (number > 0),
        CONSTRAINT ck_instalment_amount_fen CHECK (amount_fen > 0),
        CONSTRAINT ck_instalment_due_on CHECK (length(due_on) = 10),
        FOREIGN KEY(agreement_pk) REFERENCES agreement (pk)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE agreement_signing (
        pk INTEGER NOT NULL,
        id TEXT NOT NULL,
        agreement_pk INTEGER NOT NULL,
        signed_on TEXT NOT NULL,
        note TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_agreement_signing_signed_on CHECK (length(signed_on) = 10),
        CONSTRAINT uq_agreement_signing_id UNIQUE (id),
        CONSTRAINT uq_agreement_signing_agreement_pk UNIQUE (agreement_pk),
        FOREIGN KEY(agreement_pk) REFERENCES agreement (pk)
    ) STRICT
    """,
    """
    CREATE TABLE agreement_consent (
        signing_pk INTEGER NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (signing_pk, name),
        FOREIGN KEY(signing_pk) REFERENCES agreement_signing (pk)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE agreement_arrival (
        pk INTEGER NOT NULL,
        id TEXT NOT NULL,
        agreement_pk INTEGER NOT NULL,
        document_pk INTEGER NOT NULL,
        arrived_on TEXT NOT NULL,
        note TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_agreement_arrival_arrived_on CHECK (length(arrived_on) = 10),
        CONSTRAINT uq_agreement_arrival_id UNIQUE (id),
        CONSTRAINT uq_agreement_arrival_agreement_pk UNIQUE (agreement_pk),
        FOREIGN KEY(agreement_pk) REFERENCES agreement (pk),
        FOREIGN KEY(document_pk) REFERENCES document (pk)
    ) STRICT
    """,
    """
    CREATE TABLE promise (
        pk INTEGER NOT NULL,
        id TEXT NOT NULL,
        party_pk INTEGER NOT NULL,
        promised_on TEXT NOT NULL,
        pay_by TEXT NOT NULL,
        amount_fen INTEGER NOT NULL,
        promisor TEXT NOT NULL,
        note TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_promise_amount_fen CHECK (amount_fen > 0),
        CONSTRAINT ck_promise_window CHECK (pay_by >= promised_on),
        CONSTRAINT ck_promise_promised_on CHECK (length(promised_on) = 10),
        CONSTRAINT ck_promise_pay_by CHECK (length(pay_by) = 10),
        CONSTRAINT uq_promise_id UNIQUE (id),
        FOREIGN KEY(party_pk) REFERENCES party (pk)
    ) STRICT
    """,
    "CREATE INDEX ix_promise_party_pk ON promise (party_pk)",
    """
    CREATE TABLE promise_loan (
        promise_pk INTEGER NOT NULL,
        loan_pk INTEGER NOT NULL,
        PRIMARY KEY (promise_pk, loan_pk),
        FOREIGN KEY(promise_pk) REFERENCES promise (pk),
        FOREIGN KEY(loan_pk) REFERENCES loan (pk)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE promise_withdrawal (
        promise_pk INTEGER NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (promise_pk),
        FOREIGN KEY(promise_pk) REFERENCES promise (pk)
    ) STRICT
    """,
)

APPEND_ONLY = (
    "agreement",
    "agreement_loan",
    "agreement_third",
    "instalment",
    "agreement_signing",
    "agreement_consent",
    "agreement_arrival",
    "promise",
    "promise_loan",
    "promise_withdrawal",
)

TRIGGERS: tuple[str, ...] = ()
