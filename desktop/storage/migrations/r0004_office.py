"""Revision 0004, the part about the people of the branch and acts that wait for a second one."""

TABLES = (
    """
    CREATE TABLE app_user (
        pk INTEGER NOT NULL,
        id TEXT NOT NULL,
        login TEXT NOT NULL,
        name TEXT NOT NULL,
        role TEXT NOT NULL,
        created_on TEXT NOT NULL,
        disabled_on TEXT,
        password_since TEXT,
        PRIMARY KEY (pk),
        CONSTRAINT ck_app_user_role CHECK (role IN ('teller', 'credit_officer',
            'accountant', 'manager', 'head_office')),
        CONSTRAINT ck_app_user_login CHECK (length(login) > 0),
        CONSTRAINT ck_app_user_created_on CHECK (length(created_on) = 10),
        CONSTRAINT uq_app_user_id UNIQUE (id),
        CONSTRAINT uq_app_user_login UNIQUE (login)
    ) STRICT
    """,
    """
    CREATE TABLE approval (
        pk INTEGER NOT NULL,
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        action TEXT NOT NULL,
        target_id TEXT NOT NULL,
        title TEXT NOT NULL,
        body TEXT NOT NULL,
        basis TEXT NOT NULL,
        item_hash TEXT NOT NULL,
        maker_id TEXT NOT NULL,
        made_at TEXT NOT NULL,
        expires_at TEXT NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_approval_kind CHECK (length(kind) > 0),
        CONSTRAINT ck_approval_item_hash CHECK (length(item_hash) = 64),
        CONSTRAINT uq_approval_id UNIQUE (id)
    ) STRICT
    """,
    "CREATE INDEX ix_approval_kind ON approval (kind)",
    "CREATE INDEX ix_approval_target_id ON approval (target_id)",
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
        CONSTRAINT ck_approval_step_means CHECK (means IN ('password', 'phone', 'none')),
        CONSTRAINT ck_approval_step_two_people CHECK (maker_id <> checker_id OR decision
            NOT IN ('approved', 'refused')),
        FOREIGN KEY(approval_pk) REFERENCES approval (pk)
    ) STRICT
    """,
    "CREATE INDEX ix_approval_step_approval_pk ON approval_step (approval_pk)",
    "CREATE UNIQUE INDEX ix_approval_step_once ON approval_step (approval_pk, checker_id) "
    "WHERE decision = 'approved'",
    """
    CREATE TABLE approval_open (
        target_id TEXT NOT NULL,
        approval_pk INTEGER NOT NULL,
        PRIMARY KEY (target_id),
        CONSTRAINT uq_approval_open_approval_pk UNIQUE (approval_pk),
        FOREIGN KEY(approval_pk) REFERENCES approval (pk)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE phone_key (
        pk INTEGER NOT NULL,
        "key" BLOB NOT NULL,
        fingerprint TEXT NOT NULL,
        installed_on TEXT NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_phone_key_one_row CHECK (pk = 1),
        CONSTRAINT ck_phone_key_key CHECK (length(key) = 32),
        CONSTRAINT ck_phone_key_installed_on CHECK (length(installed_on) = 10)
    ) STRICT
    """,
)

APPEND_ONLY = ("approval", "approval_step")

TRIGGERS = (
    "CREATE TRIGGER app_user_no_delete BEFORE DELETE ON app_user "
    "BEGIN SELECT RAISE(ABORT, 'a user stays'); END",
    "CREATE TRIGGER approval_step_of_its_item BEFORE INSERT ON approval_step "
    "WHEN NOT EXISTS (SELECT 1 FROM approval a WHERE a.pk = NEW.approval_pk "
    "AND a.maker_id = NEW.maker_id AND a.item_hash = NEW.item_hash) "
    "BEGIN SELECT RAISE(ABORT, 'a decision is about the very item'); END",
    "CREATE TRIGGER approval_step_while_open BEFORE INSERT ON approval_step "
    "WHEN NOT EXISTS (SELECT 1 FROM approval_open o WHERE o.approval_pk = NEW.approval_pk) "
    "BEGIN SELECT RAISE(ABORT, 'a closed item takes no decision'); END",
)
