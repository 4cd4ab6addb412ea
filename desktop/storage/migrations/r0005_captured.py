"""Part of the fifth revision: the rows of an entry. The triggers that note them follow the tables
and are made anew after every upgrade (``storage/capture.py``)."""

TABLES = (
    """
    CREATE TABLE row_change (
        pk INTEGER NOT NULL,
        table_name TEXT NOT NULL,
        old TEXT,
        new TEXT NOT NULL,
        PRIMARY KEY (pk)
    ) STRICT
    """,
    """
    CREATE TABLE entry_rows (
        local_no INTEGER NOT NULL,
        content TEXT NOT NULL,
        PRIMARY KEY (local_no),
        FOREIGN KEY(local_no) REFERENCES journal (local_no)
    ) STRICT
    """,
)

APPEND_ONLY = ("entry_rows",)

TRIGGERS = ()
