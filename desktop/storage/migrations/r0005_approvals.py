"""Part of the fifth revision: a decision may have come by a return package.

The table is made anew under its own name: a trigger of another table looks into it, and a renaming
would stumble over that.
"""

from desktop.storage.migrations.r0004_office import TRIGGERS as _OFFICE

TABLES = (
    "CREATE TABLE kept_step AS SELECT * FROM approval_step ORDER BY pk",
    "DROP TABLE approval_step",
    """
    CREATE TABLE approval_step (
        pk INTEGER NOT NULL,
        approval_pk INTEGER NOT NULL,
        decision TEXT NOT NULL,
        maker_id TEXT NOT NULL,
        checker_id TEXT NOT NULL,
        checker_role TEXT NOT NULL,
        means TEXT NOT NULL,
        item_hash TEXT NOT NULL,
        reason TEXT NOT NULL,
        decided_at TEXT NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_approval_step_decision CHECK (decision IN ('approved', 'refused',
            'withdrawn', 'expired', 'voided', 'wrong_code')),
        CONSTRAINT ck_approval_step_means CHECK (means IN ('password', 'phone', 'package', 'none')),
        CONSTRAINT ck_approval_step_two_people CHECK (maker_id <> checker_id OR decision
            NOT IN ('approved', 'refused')),
        FOREIGN KEY(approval_pk) REFERENCES approval (pk)
    ) STRICT
    """,
    "INSERT INTO approval_step SELECT * FROM kept_step",
    "DROP TABLE kept_step",
    "CREATE INDEX ix_approval_step_approval_pk ON approval_step (approval_pk)",
    "CREATE UNIQUE INDEX ix_approval_step_once ON approval_step (approval_pk, checker_id) "
    "WHERE decision = 'approved'",
)

APPEND_ONLY = ("approval_step",)

TRIGGERS = tuple(each for each in _OFFICE if " ON approval_step " in each)
"""They went with the table that was rebuilt."""
