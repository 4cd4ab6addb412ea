"""Part of the fifth revision: what head office alone has, its keys and where its branches lie."""

TABLES = (
    """
    CREATE TABLE head_office (
        pk INTEGER NOT NULL,
        sealing TEXT NOT NULL,
        signing TEXT NOT NULL,
        next_sealing TEXT NOT NULL,
        next_signing TEXT NOT NULL,
        former TEXT NOT NULL,
        escrow TEXT NOT NULL,
        collection_url TEXT NOT NULL,
        collection_key BLOB NOT NULL,
        ledgers_from TEXT NOT NULL,
        replica_id TEXT NOT NULL,
        founded_at TEXT NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_head_office_one_row CHECK (pk = 1)
    ) STRICT
    """,
)

APPEND_ONLY = ()

TRIGGERS = ()
