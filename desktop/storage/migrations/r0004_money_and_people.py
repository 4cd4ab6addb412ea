"""Fourth revision: users and second signatures, in parts that stand in modules of their own."""

from alembic import op

from desktop.storage.migrations import r0004_office as office
from desktop.storage.migrations import r0004_relief as relief
from desktop.storage.migrations import r0004_repayments as repayments

revision = "0004"
down_revision = "0003"

_PARTS = (office, repayments, relief)


def upgrade() -> None:
    """Add every part's tables; those that keep history refuse to be changed."""
    for part in _PARTS:
        for statement in (*part.TABLES, *_guards(part.APPEND_ONLY), *part.TRIGGERS):
            op.execute(statement)


def _guards(names: tuple[str, ...]) -> list[str]:
    return [
        f"CREATE TRIGGER {name}_no_{act.lower()} BEFORE {act} ON {name} "
        f"BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END"
        for name in names
        for act in ("UPDATE", "DELETE")
    ]
