"""Revision 0004, the part about ways to the data key."""

TABLES = (
    """
    CREATE TABLE keyslot_copy (
        id TEXT NOT NULL,
        content TEXT NOT NULL,
        PRIMARY KEY (id)
    ) WITHOUT ROWID, STRICT
    """,
)

APPEND_ONLY = ()

TRIGGERS = ()
