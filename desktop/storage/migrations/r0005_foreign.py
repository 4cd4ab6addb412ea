"""Part of the fifth revision: entries of other lines, and finding one's own by their hash."""

TABLES = (
    "CREATE INDEX ix_journal_hash ON journal (hash)",
    """
    CREATE TABLE foreign_entry (
        pk INTEGER NOT NULL,
        event_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        kind_version INTEGER NOT NULL,
        entity_id TEXT NOT NULL,
        body TEXT NOT NULL,
        prev_hash TEXT NOT NULL,
        hash TEXT NOT NULL,
        rows TEXT NOT NULL,
        occurred_on TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        operator_id TEXT NOT NULL,
        replica_id TEXT NOT NULL,
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        waits_for TEXT NOT NULL,
        left_rows TEXT NOT NULL,
        arrived_on TEXT NOT NULL,
        decided_by TEXT NOT NULL,
        note TEXT NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_foreign_entry_occurred_on CHECK (length(occurred_on) = 10),
        CONSTRAINT ck_foreign_entry_arrived_on CHECK (length(arrived_on) = 10),
        CONSTRAINT ck_foreign_entry_hash CHECK (length(hash) = 64 AND length(prev_hash) = 64),
        CONSTRAINT ck_foreign_entry_state CHECK (state IN ('held', 'applied', 'kept')),
        CONSTRAINT ck_foreign_entry_kept_by CHECK (state <> 'kept' OR length(decided_by) > 0),
        CONSTRAINT uq_foreign_entry_event_id UNIQUE (event_id)
    ) STRICT
    """,
    "CREATE INDEX ix_foreign_entry_kind ON foreign_entry (kind)",
    "CREATE INDEX ix_foreign_entry_recorded_at ON foreign_entry (recorded_at)",
    "CREATE INDEX ix_foreign_entry_state ON foreign_entry (state)",
    """
    CREATE TABLE awaited_file (
        pk INTEGER NOT NULL,
        id TEXT NOT NULL,
        event_id TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        file_name TEXT NOT NULL,
        row TEXT NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT uq_awaited_file_id UNIQUE (id)
    ) STRICT
    """,
    "CREATE INDEX ix_awaited_file_sha256 ON awaited_file (sha256)",
    """
    CREATE TABLE foreign_subject (
        subject_id TEXT NOT NULL,
        event_id TEXT NOT NULL,
        PRIMARY KEY (subject_id, event_id),
        FOREIGN KEY(event_id) REFERENCES foreign_entry (event_id)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE foreign_party (
        foreign_id TEXT NOT NULL,
        party_id TEXT NOT NULL,
        PRIMARY KEY (foreign_id)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE foreign_person (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (id)
    ) WITHOUT ROWID, STRICT
    """,
)

APPEND_ONLY: tuple[str, ...] = ()

TRIGGERS = (
    "CREATE TRIGGER foreign_entry_frozen BEFORE UPDATE OF "
    "pk, event_id, kind, kind_version, entity_id, body, prev_hash, hash, rows, occurred_on, "
    "recorded_at, operator_id, replica_id, arrived_on ON foreign_entry "
    "BEGIN SELECT RAISE(ABORT, 'what another line recorded is frozen'); END",
    "CREATE TRIGGER foreign_entry_no_delete BEFORE DELETE ON foreign_entry "
    "BEGIN SELECT RAISE(ABORT, 'what another line recorded stays'); END",
    "CREATE TRIGGER foreign_entry_once BEFORE UPDATE OF state ON foreign_entry "
    "WHEN OLD.state = 'applied' "
    "BEGIN SELECT RAISE(ABORT, 'what was applied stays so'); END",
)
