"""Second revision: what the whole rules need.

Guarantee contracts and acts, the bank's own policy rows, events entered by hand with their files.
Two tables of history are rebuilt, row by row as they were: SQLite changes no CHECK and no NOT NULL
in place. Foreign keys are off meanwhile, and checked before the transaction ends.
"""

from alembic import op

revision = "0002"
down_revision = "0001"

_NEW_TABLES = (
    """
    CREATE TABLE guarantee (
        pk INTEGER NOT NULL,
        loan_pk INTEGER NOT NULL,
        guarantor TEXT NOT NULL,
        contract_on TEXT,
        mode TEXT NOT NULL,
        term TEXT NOT NULL,
        months INTEGER,
        kind TEXT NOT NULL,
        extended_to TEXT,
        consented INTEGER NOT NULL,
        new_for_old INTEGER NOT NULL,
        knew_new_for_old INTEGER NOT NULL,
        recorded_on TEXT NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT uq_guarantee_loan_pk_guarantor UNIQUE (loan_pk, guarantor),
        CONSTRAINT ck_guarantee_mode CHECK (mode IN ('', 'joint', 'general')),
        CONSTRAINT ck_guarantee_term CHECK (term IN ('none', 'unclear', 'months')),
        CONSTRAINT ck_guarantee_kind CHECK (kind IN ('person', 'company', 'government',
            'village_committee', 'public_welfare')),
        CONSTRAINT ck_guarantee_months CHECK (months IS NULL OR months > 0),
        CONSTRAINT ck_guarantee_consented CHECK (consented IN (0, 1)),
        CONSTRAINT ck_guarantee_new_for_old CHECK (new_for_old IN (0, 1)),
        CONSTRAINT ck_guarantee_knew_new_for_old CHECK (knew_new_for_old IN (0, 1)),
        FOREIGN KEY(loan_pk) REFERENCES loan (pk)
    ) STRICT
    """,
    """
    CREATE TABLE guarantee_act (
        pk INTEGER NOT NULL,
        id TEXT NOT NULL,
        loan_pk INTEGER NOT NULL,
        guarantor TEXT NOT NULL,
        kind TEXT NOT NULL,
        occurred_on TEXT NOT NULL,
        restart_on TEXT,
        ref TEXT NOT NULL,
        note TEXT NOT NULL,
        recorded_on TEXT NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_guarantee_act_kind CHECK (length(kind) > 0),
        CONSTRAINT ck_guarantee_act_occurred_on CHECK (length(occurred_on) = 10),
        CONSTRAINT uq_guarantee_act_id UNIQUE (id),
        FOREIGN KEY(loan_pk) REFERENCES loan (pk)
    ) STRICT
    """,
    "CREATE INDEX ix_guarantee_act_loan_pk ON guarantee_act (loan_pk)",
    """
    CREATE TABLE guarantee_act_withdrawal (
        act_pk INTEGER NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (act_pk),
        FOREIGN KEY(act_pk) REFERENCES guarantee_act (pk)
    ) STRICT
    """,
    """
    CREATE TABLE policy_row (
        table_name TEXT NOT NULL,
        since TEXT NOT NULL,
        value TEXT NOT NULL,
        source TEXT NOT NULL,
        note TEXT NOT NULL,
        uncertain INTEGER NOT NULL,
        adopted_on TEXT NOT NULL,
        PRIMARY KEY (table_name, since),
        CONSTRAINT ck_policy_row_since CHECK (length(since) = 10),
        CONSTRAINT ck_policy_row_uncertain CHECK (uncertain IN (0, 1))
    ) WITHOUT ROWID, STRICT
    """,
)

_LOAN_EVENT = (
    """
    CREATE TABLE new_loan_event (
        pk INTEGER NOT NULL,
        id TEXT NOT NULL,
        loan_pk INTEGER NOT NULL,
        kind TEXT NOT NULL,
        occurred_on TEXT NOT NULL,
        restart_on TEXT,
        proved INTEGER NOT NULL,
        ref TEXT NOT NULL,
        note TEXT NOT NULL,
        delivery_id TEXT NOT NULL,
        entry_id TEXT NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_loan_event_kind CHECK (length(kind) > 0),
        CONSTRAINT ck_loan_event_occurred_on CHECK (length(occurred_on) = 10),
        CONSTRAINT ck_loan_event_proved CHECK (proved IN (0, 1)),
        CONSTRAINT uq_loan_event_id UNIQUE (id),
        FOREIGN KEY(loan_pk) REFERENCES loan (pk)
    ) STRICT
    """,
    """
    INSERT INTO new_loan_event
    SELECT pk, id, loan_pk, kind, occurred_on, restart_on, proved, ref, note, delivery_id, ''
    FROM loan_event
    """,
    "DROP TABLE loan_event",
    "ALTER TABLE new_loan_event RENAME TO loan_event",
    "CREATE INDEX ix_loan_event_delivery_id ON loan_event (delivery_id)",
    "CREATE INDEX ix_loan_event_entry_id ON loan_event (entry_id)",
    "CREATE INDEX ix_loan_event_loan_pk ON loan_event (loan_pk)",
)

_EVIDENCE = (
    """
    CREATE TABLE new_evidence (
        pk INTEGER NOT NULL,
        id TEXT NOT NULL,
        delivery_pk INTEGER,
        event_pk INTEGER,
        act_pk INTEGER,
        sha256 TEXT NOT NULL,
        file_name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        size INTEGER NOT NULL,
        content BLOB NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_evidence_size CHECK (length(content) = size),
        CONSTRAINT ck_evidence_proves_one CHECK ((delivery_pk IS NOT NULL)
            + (event_pk IS NOT NULL) + (act_pk IS NOT NULL) = 1),
        CONSTRAINT uq_evidence_id UNIQUE (id),
        FOREIGN KEY(delivery_pk) REFERENCES delivery (pk),
        FOREIGN KEY(event_pk) REFERENCES loan_event (pk),
        FOREIGN KEY(act_pk) REFERENCES guarantee_act (pk)
    ) STRICT
    """,
    """
    INSERT INTO new_evidence
    SELECT pk, id, delivery_pk, NULL, NULL, sha256, file_name, media_type, size, content
    FROM evidence
    """,
    "DROP TABLE evidence",
    "ALTER TABLE new_evidence RENAME TO evidence",
    "CREATE INDEX ix_evidence_delivery_pk ON evidence (delivery_pk)",
    "CREATE INDEX ix_evidence_event_pk ON evidence (event_pk)",
    "CREATE INDEX ix_evidence_act_pk ON evidence (act_pk)",
)

_APPEND_ONLY = ("loan_event", "evidence", "guarantee_act", "guarantee_act_withdrawal")
"""New tables of history, and those whose triggers went with the table that was rebuilt."""


def upgrade() -> None:
    """Add the tables, rebuild two, and guard history again."""
    for statement in (*_NEW_TABLES, *_LOAN_EVENT, *_EVIDENCE):
        op.execute(statement)
    for name in _APPEND_ONLY:
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {name}_no_{act.lower()} BEFORE {act} ON {name} "
                f"BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END"
            )
