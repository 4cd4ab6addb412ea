"""First revision: all tables, their indexes and the triggers that keep history as it was written.

The statements are frozen here: what the tables look like today stands in ``storage/tables``, and a
test compares the two.
"""

from alembic import op

revision = "0001"
down_revision = None

_TABLES = (
    """
    CREATE TABLE installation (
        pk INTEGER NOT NULL,
        kind TEXT NOT NULL,
        installation_id TEXT NOT NULL,
        replica_id TEXT NOT NULL,
        replica_letter TEXT NOT NULL,
        serial_prefix TEXT NOT NULL,
        branch_code TEXT NOT NULL,
        bank TEXT NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_installation_one_row CHECK (pk = 1)
    ) STRICT
    """,
    """
    CREATE TABLE journal (
        local_no INTEGER NOT NULL,
        event_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        kind_version INTEGER NOT NULL,
        entity_id TEXT NOT NULL,
        body TEXT NOT NULL,
        prev_hash TEXT NOT NULL,
        hash TEXT NOT NULL,
        occurred_on TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        operator_id TEXT NOT NULL,
        run_id TEXT NOT NULL,
        replica_id TEXT NOT NULL,
        PRIMARY KEY (local_no),
        CONSTRAINT ck_journal_occurred_on CHECK (length(occurred_on) = 10),
        CONSTRAINT ck_journal_hash CHECK (length(hash) = 64 AND length(prev_hash) = 64),
        CONSTRAINT uq_journal_event_id UNIQUE (event_id)
    ) STRICT
    """,
    "CREATE INDEX ix_journal_entity_id ON journal (entity_id)",
    "CREATE INDEX ix_journal_kind ON journal (kind)",
    """
    CREATE TABLE ledger_import (
        pk INTEGER NOT NULL,
        id TEXT NOT NULL,
        as_of TEXT NOT NULL,
        file_name TEXT NOT NULL,
        file_sha256 TEXT NOT NULL,
        source TEXT NOT NULL,
        loans INTEGER NOT NULL,
        borrowers INTEGER NOT NULL,
        principal_balance_fen INTEGER NOT NULL,
        on_balance_interest_fen INTEGER NOT NULL,
        off_balance_interest_fen INTEGER NOT NULL,
        opened INTEGER NOT NULL,
        updated INTEGER NOT NULL,
        unchanged INTEGER NOT NULL,
        missing INTEGER NOT NULL,
        reappeared INTEGER NOT NULL,
        refused INTEGER NOT NULL,
        recorded_at TEXT NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_ledger_import_as_of CHECK (length(as_of) = 10),
        CONSTRAINT uq_ledger_import_id UNIQUE (id)
    ) STRICT
    """,
    """
    CREATE TABLE paper (
        pk INTEGER NOT NULL,
        id TEXT NOT NULL,
        batch_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        pages INTEGER NOT NULL,
        template_version TEXT NOT NULL,
        reprint INTEGER NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_paper_reprint CHECK (reprint IN (0, 1)),
        CONSTRAINT uq_paper_id UNIQUE (id)
    ) STRICT
    """,
    "CREATE INDEX ix_paper_batch_id ON paper (batch_id)",
    """
    CREATE TABLE party (
        pk INTEGER NOT NULL,
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        pinyin TEXT NOT NULL,
        initials TEXT NOT NULL,
        id_number TEXT NOT NULL,
        id_tail TEXT NOT NULL,
        id_problem TEXT NOT NULL,
        customer_no TEXT NOT NULL,
        phone TEXT NOT NULL,
        address TEXT NOT NULL,
        township TEXT NOT NULL,
        village TEXT NOT NULL,
        group_name TEXT NOT NULL,
        group_no INTEGER NOT NULL,
        hold TEXT DEFAULT '' NOT NULL,
        deceased INTEGER DEFAULT 0 NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_party_hold CHECK (hold IN ('', 'impersonation')),
        CONSTRAINT ck_party_deceased CHECK (deceased IN (0, 1)),
        CONSTRAINT uq_party_id UNIQUE (id)
    ) STRICT
    """,
    "CREATE INDEX ix_party_id_tail ON party (id_tail)",
    "CREATE INDEX ix_party_initials ON party (initials)",
    "CREATE INDEX ix_party_pinyin ON party (pinyin)",
    "CREATE UNIQUE INDEX ix_party_route ON party (township, village, group_no, name, pk)",
    """
    CREATE TABLE serial_counter (
        kind TEXT NOT NULL,
        year INTEGER NOT NULL,
        taken INTEGER NOT NULL,
        PRIMARY KEY (kind, year)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE source_mapping (
        signature TEXT NOT NULL,
        mapping TEXT NOT NULL,
        PRIMARY KEY (signature)
    ) STRICT
    """,
    """
    CREATE TABLE journal_subject (
        subject_id TEXT NOT NULL,
        local_no INTEGER NOT NULL,
        PRIMARY KEY (subject_id, local_no),
        FOREIGN KEY(local_no) REFERENCES journal (local_no)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE ledger_problem (
        pk INTEGER NOT NULL,
        import_pk INTEGER NOT NULL,
        code TEXT NOT NULL,
        sheet TEXT NOT NULL,
        row_no INTEGER NOT NULL,
        line_no INTEGER NOT NULL,
        column_name TEXT NOT NULL,
        value TEXT NOT NULL,
        name TEXT NOT NULL,
        refused INTEGER NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_ledger_problem_refused CHECK (refused IN (0, 1)),
        FOREIGN KEY(import_pk) REFERENCES ledger_import (pk)
    ) STRICT
    """,
    "CREATE INDEX ix_ledger_problem_import_pk ON ledger_problem (import_pk)",
    """
    CREATE TABLE loan (
        pk INTEGER NOT NULL,
        id TEXT NOT NULL,
        loan_no TEXT NOT NULL,
        contract_no TEXT NOT NULL,
        borrower_pk INTEGER NOT NULL,
        import_pk INTEGER NOT NULL,
        disbursed_on TEXT,
        due_on TEXT,
        amount_fen INTEGER,
        balance_fen INTEGER NOT NULL,
        on_balance_interest_fen INTEGER NOT NULL,
        off_balance_interest_fen INTEGER NOT NULL,
        reported_on TEXT NOT NULL,
        rate TEXT NOT NULL,
        rate_unit TEXT NOT NULL,
        five_class TEXT NOT NULL,
        officer TEXT NOT NULL,
        purpose TEXT NOT NULL,
        remark TEXT NOT NULL,
        source TEXT NOT NULL,
        status TEXT DEFAULT 'active' NOT NULL,
        last_day TEXT,
        legal_last_day TEXT,
        proved_last_day TEXT,
        clock_state TEXT NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_loan_status CHECK (status IN ('active', 'missing', 'settled', 'moved')),
        CONSTRAINT uq_loan_id UNIQUE (id),
        CONSTRAINT uq_loan_loan_no UNIQUE (loan_no),
        FOREIGN KEY(borrower_pk) REFERENCES party (pk),
        FOREIGN KEY(import_pk) REFERENCES ledger_import (pk)
    ) STRICT
    """,
    "CREATE INDEX ix_loan_last_day ON loan (last_day)",
    "CREATE INDEX ix_loan_of_borrower ON loan (borrower_pk, loan_no, id, status)",
    """
    CREATE TABLE notice (
        pk INTEGER NOT NULL,
        id TEXT NOT NULL,
        batch_id TEXT NOT NULL,
        serial TEXT NOT NULL,
        round INTEGER NOT NULL,
        party_pk INTEGER NOT NULL,
        issued_on TEXT NOT NULL,
        state TEXT NOT NULL,
        printed_on TEXT,
        handed_out_on TEXT,
        served_on TEXT,
        reprints INTEGER NOT NULL,
        facts TEXT NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_notice_round CHECK (round BETWEEN 1 AND 3),
        CONSTRAINT ck_notice_state CHECK (state IN ('generated', 'printed', 'handed_out',
            'served', 'failed')),
        CONSTRAINT ck_notice_issued_on CHECK (length(issued_on) = 10),
        CONSTRAINT uq_notice_id UNIQUE (id),
        CONSTRAINT uq_notice_serial UNIQUE (serial),
        FOREIGN KEY(party_pk) REFERENCES party (pk)
    ) STRICT
    """,
    "CREATE INDEX ix_notice_party_pk ON notice (party_pk)",
    "CREATE INDEX ix_notice_state ON notice (state)",
    """
    CREATE TABLE delivery (
        pk INTEGER NOT NULL,
        id TEXT NOT NULL,
        notice_pk INTEGER NOT NULL,
        debtor TEXT NOT NULL,
        village TEXT NOT NULL,
        group_name TEXT NOT NULL,
        method TEXT NOT NULL,
        signer TEXT NOT NULL,
        occurred_on TEXT NOT NULL,
        received INTEGER NOT NULL,
        agrees INTEGER NOT NULL,
        objects INTEGER NOT NULL,
        servers TEXT NOT NULL,
        note TEXT NOT NULL,
        result TEXT NOT NULL,
        recorded_on TEXT NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_delivery_occurred_on CHECK (length(occurred_on) = 10),
        CONSTRAINT ck_delivery_received CHECK (received IN (0, 1)),
        CONSTRAINT ck_delivery_agrees CHECK (agrees IN (0, 1)),
        CONSTRAINT ck_delivery_objects CHECK (objects IN (0, 1)),
        CONSTRAINT uq_delivery_id UNIQUE (id),
        FOREIGN KEY(notice_pk) REFERENCES notice (pk)
    ) STRICT
    """,
    "CREATE INDEX ix_delivery_notice_pk ON delivery (notice_pk)",
    """
    CREATE TABLE guarantor (
        loan_pk INTEGER NOT NULL,
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (loan_pk, position),
        FOREIGN KEY(loan_pk) REFERENCES loan (pk)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE loan_change (
        pk INTEGER NOT NULL,
        import_pk INTEGER NOT NULL,
        loan_pk INTEGER NOT NULL,
        kind TEXT NOT NULL,
        balance_before_fen INTEGER NOT NULL,
        balance_after_fen INTEGER NOT NULL,
        on_balance_before_fen INTEGER NOT NULL,
        on_balance_after_fen INTEGER NOT NULL,
        off_balance_before_fen INTEGER NOT NULL,
        off_balance_after_fen INTEGER NOT NULL,
        class_before TEXT NOT NULL,
        class_after TEXT NOT NULL,
        due_before TEXT,
        due_after TEXT,
        officer_before TEXT NOT NULL,
        officer_after TEXT NOT NULL,
        reported_before TEXT NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_loan_change_kind CHECK (kind IN ('updated', 'missing', 'reappeared')),
        FOREIGN KEY(import_pk) REFERENCES ledger_import (pk),
        FOREIGN KEY(loan_pk) REFERENCES loan (pk)
    ) STRICT
    """,
    "CREATE INDEX ix_loan_change_import_pk ON loan_change (import_pk)",
    "CREATE INDEX ix_loan_change_loan_pk ON loan_change (loan_pk)",
    """
    CREATE TABLE loan_event (
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
        PRIMARY KEY (pk),
        CONSTRAINT ck_loan_event_kind CHECK (kind IN ('signed_notice', 'signed_confirm_agree',
            'kin_signed', 'agent_signed', 'arrival_proved', 'mail_arrived', 'message_arrived',
            'auth_deduction', 'prov_newspaper_missing', 'part_payment', 'repay_plan',
            'suit_filed', 'mail_sent_only', 'neighbour_signed', 'minor_signed',
            'village_poster', 'county_newspaper', 'phone_unrecorded', 'actual_user_notice',
            'guarantor_notice')),
        CONSTRAINT ck_loan_event_occurred_on CHECK (length(occurred_on) = 10),
        CONSTRAINT ck_loan_event_proved CHECK (proved IN (0, 1)),
        CONSTRAINT uq_loan_event_id UNIQUE (id),
        FOREIGN KEY(loan_pk) REFERENCES loan (pk)
    ) STRICT
    """,
    "CREATE INDEX ix_loan_event_delivery_id ON loan_event (delivery_id)",
    "CREATE INDEX ix_loan_event_loan_pk ON loan_event (loan_pk)",
    """
    CREATE TABLE notice_loan (
        notice_pk INTEGER NOT NULL,
        loan_pk INTEGER NOT NULL,
        PRIMARY KEY (notice_pk, loan_pk),
        FOREIGN KEY(notice_pk) REFERENCES notice (pk),
        FOREIGN KEY(loan_pk) REFERENCES loan (pk)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE delivery_withdrawal (
        delivery_pk INTEGER NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (delivery_pk),
        FOREIGN KEY(delivery_pk) REFERENCES delivery (pk)
    ) STRICT
    """,
    """
    CREATE TABLE event_withdrawal (
        event_pk INTEGER NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (event_pk),
        FOREIGN KEY(event_pk) REFERENCES loan_event (pk)
    ) STRICT
    """,
    """
    CREATE TABLE evidence (
        pk INTEGER NOT NULL,
        id TEXT NOT NULL,
        delivery_pk INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        file_name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        size INTEGER NOT NULL,
        content BLOB NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_evidence_size CHECK (length(content) = size),
        CONSTRAINT uq_evidence_id UNIQUE (id),
        FOREIGN KEY(delivery_pk) REFERENCES delivery (pk)
    ) STRICT
    """,
    "CREATE INDEX ix_evidence_delivery_pk ON evidence (delivery_pk)",
)

_APPEND_ONLY = (
    "delivery",
    "delivery_withdrawal",
    "event_withdrawal",
    "evidence",
    "journal",
    "ledger_import",
    "loan_change",
    "loan_event",
    "paper",
)

_NOTICE_TRIGGERS = (
    "CREATE TRIGGER notice_facts_frozen BEFORE UPDATE OF "
    "pk, id, batch_id, serial, round, party_pk, issued_on, facts ON notice "
    "BEGIN SELECT RAISE(ABORT, 'an issued notice is frozen'); END",
    "CREATE TRIGGER notice_no_delete BEFORE DELETE ON notice "
    "BEGIN SELECT RAISE(ABORT, 'an issued notice stays'); END",
)


def upgrade() -> None:
    """Create everything in an empty database."""
    for statement in _TABLES:
        op.execute(statement)
    for name in _APPEND_ONLY:
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {name}_no_{act.lower()} BEFORE {act} ON {name} "
                f"BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END"
            )
    for statement in _NOTICE_TRIGGERS:
        op.execute(statement)
