"""Part of the fifth revision: what a branch keeps of its exchange with head office."""

TABLES = (
    """
    CREATE TABLE own_keys (
        fingerprint TEXT NOT NULL,
        sealing TEXT NOT NULL,
        signing TEXT NOT NULL,
        state TEXT NOT NULL,
        made_on TEXT NOT NULL,
        PRIMARY KEY (fingerprint),
        CONSTRAINT ck_own_keys_state CHECK (state IN ('own', 'next', 'old')),
        CONSTRAINT ck_own_keys_made_on CHECK (length(made_on) = 10)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE enrolment (
        pk INTEGER NOT NULL,
        bank TEXT NOT NULL,
        installation_id TEXT NOT NULL,
        sealing TEXT NOT NULL,
        signing TEXT NOT NULL,
        next_sealing TEXT NOT NULL,
        next_signing TEXT NOT NULL,
        escrow TEXT NOT NULL,
        enrolled_on TEXT NOT NULL,
        enrolled_by TEXT NOT NULL,
        checked_by TEXT NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_enrolment_one_row CHECK (pk = 1),
        CONSTRAINT ck_enrolment_enrolled_on CHECK (length(enrolled_on) = 10)
    ) STRICT
    """,
    """
    CREATE TABLE package_out (
        pk INTEGER NOT NULL,
        replica_id TEXT NOT NULL,
        number INTEGER NOT NULL,
        package_id TEXT NOT NULL,
        manifest_hash TEXT NOT NULL,
        file_name TEXT NOT NULL,
        from_head TEXT NOT NULL,
        to_head TEXT NOT NULL,
        entries INTEGER NOT NULL,
        made_at TEXT NOT NULL,
        made_by TEXT NOT NULL,
        checked_by TEXT NOT NULL,
        totals TEXT NOT NULL,
        parts TEXT NOT NULL,
        slip TEXT NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_package_out_manifest_hash CHECK (length(manifest_hash) = 64),
        CONSTRAINT uq_package_out_package_id UNIQUE (package_id),
        CONSTRAINT uq_package_out_manifest_hash UNIQUE (manifest_hash)
    ) STRICT
    """,
    """
    CREATE TABLE return_in (
        pk INTEGER NOT NULL,
        replica_id TEXT NOT NULL,
        epoch INTEGER NOT NULL,
        number INTEGER NOT NULL,
        hash TEXT NOT NULL,
        file_name TEXT NOT NULL,
        heads TEXT NOT NULL,
        arrival_up_to INTEGER NOT NULL,
        ledger_policy TEXT NOT NULL,
        ledgers TEXT NOT NULL,
        made_at TEXT NOT NULL,
        taken_at TEXT NOT NULL,
        taken_by TEXT NOT NULL,
        checked_by TEXT NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_return_in_hash CHECK (length(hash) = 64),
        CONSTRAINT uq_return_in_hash UNIQUE (hash)
    ) STRICT
    """,
    """
    CREATE TABLE package_answer (
        manifest_hash TEXT NOT NULL,
        package_id TEXT NOT NULL,
        replica_id TEXT NOT NULL,
        number INTEGER NOT NULL,
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        taken_at TEXT NOT NULL,
        to_head TEXT NOT NULL,
        complete INTEGER NOT NULL,
        entries INTEGER NOT NULL,
        new INTEGER NOT NULL,
        known INTEGER NOT NULL,
        held INTEGER NOT NULL,
        forks INTEGER NOT NULL,
        PRIMARY KEY (manifest_hash),
        CONSTRAINT ck_package_answer_complete CHECK (complete IN (0, 1))
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE held_at_office (
        event_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        reason TEXT NOT NULL,
        waits_for TEXT NOT NULL,
        since TEXT NOT NULL,
        PRIMARY KEY (event_id)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE office_decision (
        proposal_id TEXT NOT NULL,
        item_hash TEXT NOT NULL,
        approved INTEGER NOT NULL,
        reason TEXT NOT NULL,
        decided_by TEXT NOT NULL,
        decided_at TEXT NOT NULL,
        outcome TEXT NOT NULL,
        PRIMARY KEY (proposal_id),
        CONSTRAINT ck_office_decision_approved CHECK (approved IN (0, 1))
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE target (
        year INTEGER NOT NULL,
        measure TEXT NOT NULL,
        fen INTEGER NOT NULL,
        PRIMARY KEY (year, measure)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE correction (
        pk INTEGER NOT NULL,
        id TEXT NOT NULL,
        loan_pk INTEGER NOT NULL,
        what TEXT NOT NULL,
        says TEXT NOT NULL,
        should_be TEXT NOT NULL,
        reason TEXT NOT NULL,
        asked_on TEXT NOT NULL,
        asked_by TEXT NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_correction_what CHECK (length(what) > 0),
        CONSTRAINT ck_correction_asked_on CHECK (length(asked_on) = 10),
        CONSTRAINT uq_correction_id UNIQUE (id),
        FOREIGN KEY(loan_pk) REFERENCES loan (pk)
    ) STRICT
    """,
    "CREATE INDEX ix_correction_loan_pk ON correction (loan_pk)",
    """
    CREATE TABLE correction_answer (
        correction_pk INTEGER NOT NULL,
        answer TEXT NOT NULL,
        accepted INTEGER NOT NULL,
        answered_by TEXT NOT NULL,
        answered_on TEXT NOT NULL,
        PRIMARY KEY (correction_pk),
        CONSTRAINT ck_correction_answer_accepted CHECK (accepted IN (0, 1)),
        CONSTRAINT ck_correction_answer_answered_on CHECK (length(answered_on) = 10),
        FOREIGN KEY(correction_pk) REFERENCES correction (pk)
    ) STRICT
    """,
    """
    CREATE TABLE part_at_office (
        sha256 TEXT NOT NULL,
        PRIMARY KEY (sha256)
    ) WITHOUT ROWID, STRICT
    """,
)

APPEND_ONLY = ("package_out", "return_in", "correction")

TRIGGERS: tuple[str, ...] = ()
