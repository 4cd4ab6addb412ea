"""Fourth revision: users and second signatures, in parts that stand in modules of their own."""

from alembic import op

from desktop.storage.migrations import r0004_agreements as agreements
from desktop.storage.migrations import r0004_drafts as drafts
from desktop.storage.migrations import r0004_keys as keys
from desktop.storage.migrations import r0004_office as office
from desktop.storage.migrations import r0004_parties as parties
from desktop.storage.migrations import r0004_relief as relief
from desktop.storage.migrations import r0004_repayments as repayments

revision = "0004"
down_revision = "0003"

_PARTS = (office, keys, repayments, relief, parties, drafts, agreements)


def upgrade() -> None:
    """Add every part's tables; those that keep history refuse to be changed."""
    for part in _PARTS:
        for statement in part.TABLES:
            op.execute(statement)
        for statement in (*_guards(part.APPEND_ONLY), *part.TRIGGERS):
            op.execute(statement)


def _guards(names: tuple[str, ...]) -> list[str]:
    """Return what keeps rows as they are; to whom they belong may follow a merge of doubles."""
    found = []
    for name in names:
        rows = op.get_bind().exec_driver_sql(f"SELECT name FROM pragma_table_info('{name}')")
        columns = [column for (column,) in rows]
        of = ""
        if "party_pk" in columns:
            of = f" OF {', '.join(column for column in columns if column != 'party_pk')}"
            found.append(parties.follows_merge(name))
        found += [
            f"CREATE TRIGGER {name}_no_{act.lower()} BEFORE {act}{more} ON {name} "
            f"BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END"
            for act, more in (("UPDATE", of), ("DELETE", ""))
        ]
    return found
