"""Fifth revision: what travels to head office and back, in parts of their own."""

from alembic import op

from desktop.storage.migrations import r0005_approvals as approvals
from desktop.storage.migrations import r0005_captured as captured
from desktop.storage.migrations import r0005_exchange as exchange
from desktop.storage.migrations import r0005_foreign as foreign
from desktop.storage.migrations import r0005_office as office

revision = "0005"
down_revision = "0004"

_PARTS = (captured, foreign, approvals, exchange, office)


def upgrade() -> None:
    """Add every part's tables; those that keep history refuse to be changed."""
    for part in _PARTS:
        for statement in (*part.TABLES, *part.TRIGGERS):
            op.execute(statement)
        for name in part.APPEND_ONLY:
            for act in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {name}_no_{act.lower()} BEFORE {act} ON {name} "
                    f"BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END"
                )
