"""The collection's own schema version: steps that lead from nothing to today's tables."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    Table,
    Text,
    delete,
    insert,
    inspect,
    select,
    update,
)

from desktop.domain.errors import ExpectedFailure
from desktop.storage.collection.guards import add_guards
from desktop.storage.collection.tables import metadata

_version = Table(
    "collection_version",
    MetaData(),
    Column("version", Integer, nullable=False),
    Column("owner", Text, nullable=False),
)
"""One row. ``owner`` is the mark of the head office whose branches these are, "" in a file: there
its key says so.
"""


def _first(connection: Connection) -> None:
    """Make all tables. Once a second step exists this one is frozen as statements."""
    metadata.create_all(connection)
    add_guards(connection)


STEPS = (_first,)
"""Each leads from one version to the next; a collection of version n has gone through n of them."""


def bring_up_to_date(connection: Connection) -> None:
    """Take the steps that are missing, in the caller's transaction.

    ExpectedFailure ``collection_newer`` where a newer program has taken steps unknown to this one.
    """
    version = _stored_version(connection)
    if version > len(STEPS):
        raise ExpectedFailure("collection_newer", version=str(version), known=str(len(STEPS)))
    for step in STEPS[version:]:
        step(connection)
    if version < len(STEPS):
        owner = owner_of(connection)
        _version.create(connection, checkfirst=True)
        connection.execute(delete(_version))
        connection.execute(insert(_version).values(version=len(STEPS), owner=owner))


def owner_of(connection: Connection) -> str:
    """Return whose collection this is, "" where nobody has said so."""
    if not inspect(connection).has_table(_version.name):
        return ""
    return str(connection.execute(select(_version.c.owner)).scalar_one())


def set_owner(connection: Connection, owner: str) -> None:
    """Say whose collection this is."""
    connection.execute(update(_version).values(owner=owner))


def _stored_version(connection: Connection) -> int:
    if not inspect(connection).has_table(_version.name):
        return 0
    return int(connection.execute(select(_version.c.version)).scalar_one())
