"""Third revision: issued documents, and the templates that head office set."""

from alembic import op

revision = "0003"
down_revision = "0002"

_TABLES = (
    """
    CREATE TABLE document (
        pk INTEGER NOT NULL,
        id TEXT NOT NULL,
        batch_id TEXT NOT NULL,
        serial TEXT NOT NULL,
        kind TEXT NOT NULL,
        party_pk INTEGER,
        subject TEXT NOT NULL,
        issued_on TEXT NOT NULL,
        state TEXT NOT NULL,
        printed_on TEXT,
        handed_out_on TEXT,
        reprints INTEGER NOT NULL,
        facts TEXT NOT NULL,
        PRIMARY KEY (pk),
        CONSTRAINT ck_document_kind CHECK (length(kind) > 0),
        CONSTRAINT ck_document_state CHECK (state IN ('generated', 'printed', 'handed_out',
            'served', 'failed')),
        CONSTRAINT ck_document_issued_on CHECK (length(issued_on) = 10),
        CONSTRAINT uq_document_id UNIQUE (id),
        CONSTRAINT uq_document_serial UNIQUE (serial),
        FOREIGN KEY(party_pk) REFERENCES party (pk)
    ) STRICT
    """,
    "CREATE INDEX ix_document_batch_id ON document (batch_id)",
    "CREATE INDEX ix_document_party_pk ON document (party_pk)",
    """
    CREATE TABLE template (
        version TEXT NOT NULL,
        format TEXT NOT NULL,
        content BLOB NOT NULL,
        adopted_on TEXT NOT NULL,
        PRIMARY KEY (version, format),
        CONSTRAINT ck_template_format CHECK (format IN ('toml', 'docx')),
        CONSTRAINT ck_template_adopted_on CHECK (length(adopted_on) = 10)
    ) WITHOUT ROWID, STRICT
    """,
)

_TRIGGERS = (
    "CREATE TRIGGER template_no_update BEFORE UPDATE ON template "
    "BEGIN SELECT RAISE(ABORT, 'template is append-only'); END",
    "CREATE TRIGGER template_no_delete BEFORE DELETE ON template "
    "BEGIN SELECT RAISE(ABORT, 'template is append-only'); END",
    "CREATE TRIGGER document_facts_frozen BEFORE UPDATE OF "
    "pk, id, batch_id, serial, kind, party_pk, subject, issued_on, facts ON document "
    "BEGIN SELECT RAISE(ABORT, 'an issued document is frozen'); END",
    "CREATE TRIGGER document_no_delete BEFORE DELETE ON document "
    "BEGIN SELECT RAISE(ABORT, 'an issued document stays'); END",
)


def upgrade() -> None:
    """Add both tables; what they hold is never changed."""
    for statement in (*_TABLES, *_TRIGGERS):
        op.execute(statement)
