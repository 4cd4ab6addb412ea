"""Bringing a database to this program's schema: create, leave alone, upgrade or refuse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine

from desktop.domain.errors import ExpectedFailure
from desktop.storage.failures import expected_failures

NEWEST = "0005"
"""The revision this program was written for; known without importing Alembic."""


def revision_of(connection: Connection) -> str | None:
    """Return the schema's revision, or None for a database without tables."""
    exists = connection.exec_driver_sql(
        "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
    ).first()
    if exists is None:
        return None
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())


def create_schema(engine: Engine, path: Path) -> None:
    """Create all tables in an empty database, in one transaction."""
    with expected_failures(path), engine.connect() as connection:
        _migrate(connection, None)


def bring_up_to_date(engine: Engine, path: Path, back_up: Callable[[], Path]) -> None:
    """Upgrade an older database after a verified backup; refuse a newer one.

    The upgrade is one transaction: when it fails, the database is as it was and ExpectedFailure
    ``upgrade_failed`` names the backup. ExpectedFailure ``database_newer`` names the version of a
    database that a newer program wrote.
    """
    with expected_failures(path), engine.connect() as connection:
        current = revision_of(connection)
        connection.rollback()
    if current == NEWEST:
        return
    if current is None:
        raise ExpectedFailure("database_damaged", file=path.name)
    if current > NEWEST:
        raise ExpectedFailure("database_newer", file=path.name, version=current, known=NEWEST)
    backup = back_up()
    try:
        with expected_failures(path), engine.connect() as connection:
            _migrate(connection, current)
    except Exception as error:
        raise ExpectedFailure(
            "upgrade_failed", file=path.name, version=NEWEST, backup=backup.name
        ) from error


def _migrate(connection: Connection, current: str | None) -> None:
    from desktop.storage.migrations import apply_after

    # Rebuilding a parent table fails while foreign keys are enforced; they are checked at the end.
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            apply_after(connection, current)
            _check(connection)
            connection.commit()
        except BaseException:
            connection.rollback()
            raise
    finally:
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")


def _check(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    sound = connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    if broken or not sound:
        raise ExpectedFailure("database_damaged")
