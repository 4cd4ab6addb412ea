"""Part of the fourth revision: what was typed and not stored yet."""

TABLES = (
    """
    CREATE TABLE draft (
        user_id TEXT NOT NULL,
        form TEXT NOT NULL,
        content TEXT NOT NULL,
        saved_at TEXT NOT NULL,
        PRIMARY KEY (user_id, form)
    ) WITHOUT ROWID, STRICT
    """,
)

APPEND_ONLY = ()

TRIGGERS = ()
