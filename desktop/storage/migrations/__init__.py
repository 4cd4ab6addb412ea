"""Alembic revisions, forward only, in the order in which they are applied.

They are modules of the package rather than files found in a folder, so that the installed program
can apply them too. Import this package late: Alembic takes half a second.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, cast

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection

from desktop.storage.capture import start_noting, stop_noting
from desktop.storage.migrations import (
    r0001_first,
    r0002_rules,
    r0003_documents,
    r0004_money_and_people,
    r0005_head_office,
)


class Revision(Protocol):
    """What a revision's module must have."""

    revision: str
    down_revision: str | None
    upgrade: Callable[[], None]


REVISIONS = tuple(
    cast(Revision, each)
    for each in (
        r0001_first,
        r0002_rules,
        r0003_documents,
        r0004_money_and_people,
        r0005_head_office,
    )
)
"""Oldest first. The newest one's name stands in ``storage.upgrade.NEWEST`` too."""


def apply_after(connection: Connection, current: str | None) -> None:
    """Apply every revision after ``current`` inside the transaction of ``connection``."""
    context = MigrationContext.configure(connection)
    # Alembic keeps its own version table; its name and shape stay so that its tools work.
    connection.exec_driver_sql(
        "CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"
    )
    names = [each.revision for each in REVISIONS]
    stop_noting(connection)
    start = names.index(current) + 1 if current else 0
    for revision in REVISIONS[start:]:
        with Operations.context(context):
            revision.upgrade()
        connection.exec_driver_sql("DELETE FROM alembic_version")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (revision.revision,))
    start_noting(connection)
