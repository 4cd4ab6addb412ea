"""Part of the fourth revision: contacts, related people, doubles made one.

What a party owns names it by a key. Only a merge of doubles changes that key, and only the way
the merge says, there and back: the triggers ask it.
"""

TABLES = (
    """
    CREATE TABLE contact (
        pk INTEGER NOT NULL,
        id TEXT NOT NULL,
        party_pk INTEGER NOT NULL,
        kind TEXT NOT NULL,
        value TEXT NOT NULL,
        source TEXT NOT NULL,
        learned_on TEXT NOT NULL,
        in_writing INTEGER NOT NULL,
        note TEXT NOT NULL,
        recorded_on TEXT NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_contact_kind CHECK (length(kind) > 0),
        CONSTRAINT ck_contact_value CHECK (length(value) > 0),
        CONSTRAINT ck_contact_source CHECK (length(source) > 0),
        CONSTRAINT ck_contact_learned_on CHECK (length(learned_on) = 10),
        CONSTRAINT ck_contact_in_writing CHECK (in_writing IN (0, 1)),
        CONSTRAINT uq_contact_id UNIQUE (id),
        FOREIGN KEY(party_pk) REFERENCES party (pk)
    ) STRICT
    """,
    "CREATE INDEX ix_contact_party_pk ON contact (party_pk)",
    """
    CREATE TABLE contact_withdrawal (
        contact_pk INTEGER NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (contact_pk),
        FOREIGN KEY(contact_pk) REFERENCES contact (pk)
    ) STRICT
    """,
    """
    CREATE TABLE relation (
        pk INTEGER NOT NULL,
        id TEXT NOT NULL,
        party_pk INTEGER NOT NULL,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        ground TEXT NOT NULL,
        proof TEXT NOT NULL,
        signed_on TEXT,
        id_number TEXT NOT NULL,
        phone TEXT NOT NULL,
        address TEXT NOT NULL,
        share TEXT NOT NULL,
        received_fen INTEGER,
        renounced_on TEXT,
        note TEXT NOT NULL,
        recorded_on TEXT NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_relation_kind CHECK (length(kind) > 0),
        CONSTRAINT ck_relation_name CHECK (length(name) > 0),
        CONSTRAINT ck_relation_received_fen CHECK (received_fen IS NULL OR received_fen >= 0),
        CONSTRAINT uq_relation_id UNIQUE (id),
        FOREIGN KEY(party_pk) REFERENCES party (pk)
    ) STRICT
    """,
    "CREATE INDEX ix_relation_party_pk ON relation (party_pk)",
    """
    CREATE TABLE relation_withdrawal (
        relation_pk INTEGER NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (relation_pk),
        FOREIGN KEY(relation_pk) REFERENCES relation (pk)
    ) STRICT
    """,
    """
    CREATE TABLE party_merge (
        pk INTEGER NOT NULL,
        id TEXT NOT NULL,
        kept_pk INTEGER NOT NULL,
        merged_pk INTEGER NOT NULL,
        reason TEXT NOT NULL,
        moved TEXT NOT NULL,
        recorded_on TEXT NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_party_merge_two CHECK (kept_pk <> merged_pk),
        CONSTRAINT ck_party_merge_reason CHECK (length(reason) > 0),
        CONSTRAINT uq_party_merge_id UNIQUE (id),
        FOREIGN KEY(kept_pk) REFERENCES party (pk),
        FOREIGN KEY(merged_pk) REFERENCES party (pk)
    ) STRICT
    """,
    "CREATE INDEX ix_party_merge_kept_pk ON party_merge (kept_pk)",
    "CREATE INDEX ix_party_merge_merged_pk ON party_merge (merged_pk)",
    """
    CREATE TABLE party_merge_undo (
        merge_pk INTEGER NOT NULL,
        reason TEXT NOT NULL,
        recorded_on TEXT NOT NULL,
        PRIMARY KEY (merge_pk),
        CONSTRAINT ck_party_merge_undo_reason CHECK (length(reason) > 0),
        FOREIGN KEY(merge_pk) REFERENCES party_merge (pk)
    ) STRICT
    """,
)

APPEND_ONLY = (
    "contact",
    "contact_withdrawal",
    "relation",
    "relation_withdrawal",
    "party_merge",
    "party_merge_undo",
)


def follows_merge(name: str) -> str:
    """Return the trigger that lets the rows of a table change hands only as a merge says."""
    return (
        f"CREATE TRIGGER {name}_follows_merge BEFORE UPDATE OF party_pk ON {name} "
        f"WHEN NOT EXISTS ({_IS_MERGE}) "
        f"BEGIN SELECT RAISE(ABORT, '{name} belongs to its party'); END"
    )


_IS_MERGE = """
    SELECT 1 FROM party_merge m LEFT JOIN party_merge_undo u ON u.merge_pk = m.pk
    WHERE (u.merge_pk IS NULL AND m.merged_pk = OLD.party_pk AND m.kept_pk = NEW.party_pk)
    OR (u.merge_pk IS NOT NULL AND m.kept_pk = OLD.party_pk AND m.merged_pk = NEW.party_pk)
"""

# What an issued paper says stays as it is; with whose papers it lies may follow a merge.
TRIGGERS = (
    "DROP TRIGGER notice_facts_frozen",
    "CREATE TRIGGER notice_facts_frozen BEFORE UPDATE OF "
    "pk, id, batch_id, serial, round, issued_on, facts ON notice "
    "BEGIN SELECT RAISE(ABORT, 'an issued notice is frozen'); END",
    "DROP TRIGGER document_facts_frozen",
    "CREATE TRIGGER document_facts_frozen BEFORE UPDATE OF "
    "pk, id, batch_id, serial, kind, subject, issued_on, facts ON document "
    "BEGIN SELECT RAISE(ABORT, 'an issued document is frozen'); END",
    follows_merge("notice"),
    follows_merge("document"),
)
