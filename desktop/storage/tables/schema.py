"""What all tables share: the metadata, short names for columns, sync classes, append-only guards.

Every table is STRICT, so that SQLite refuses a text where fen are kept. Days are ISO text, moments
ISO text with their zone, yes and no are 1 and 0. ``pk`` is a small integer that joins tables and
never leaves this room; ``id`` is the UUID by which everybody else knows a row.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.schema import SchemaItem

UP = "up"
"""Owned by the branch and sent up."""
DOWN = "down"
"""Owned by head office and sent down."""
LOCAL = "local"
"""Stays where it is; can be rebuilt or concerns this replica alone."""

IS_DAY = "is_day"
"""What the ``info`` of a column says that holds a day."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def table(
    name: str,
    *items: SchemaItem,
    sync: str,
    append_only: bool = False,
    without_rowid: bool = False,
) -> Table:
    """Return a STRICT table with its sync class; an append-only one refuses UPDATE and DELETE."""
    return Table(
        name,
        metadata,
        *items,
        info={"sync": sync, "append_only": append_only},
        sqlite_strict=True,
        sqlite_with_rowid=not without_rowid,
    )


def pk() -> Column[int]:
    """Return the table's small integer key."""
    return Column("pk", Integer, primary_key=True)


def text(name: str, **options: Any) -> Column[str]:
    """Return a text column that is never null; absent is ""."""
    return Column(name, Text, nullable=False, **options)


def integer(name: str, **options: Any) -> Column[int]:
    """Return an integer column that is never null."""
    return Column(name, Integer, nullable=False, **options)


def fen(name: str) -> Column[int]:
    """Return an amount in fen."""
    return integer(name)


def flag(name: str, **options: Any) -> Column[int]:
    """Return a yes-or-no column."""
    return integer(name, **options)


def day(name: str) -> Column[str]:
    """Return a day that is always known."""
    return Column(name, Text, nullable=False, info={IS_DAY: True})


def maybe_day(name: str) -> Column[str | None]:
    """Return a day that may be unknown."""
    return Column(name, Text, info={IS_DAY: True})


def blob(name: str) -> Column[bytes]:
    """Return a column for bytes."""
    return Column(name, LargeBinary, nullable=False)


def refers(name: str, target: str, **options: Any) -> Column[int]:
    """Return a reference to another table's ``pk``."""
    return Column(name, Integer, ForeignKey(f"{target}.pk"), nullable=False, **options)


def is_flag(name: str) -> CheckConstraint:
    """Return the check that a column is 0 or 1."""
    return CheckConstraint(f"{name} IN (0, 1)", name=name)


def is_day(name: str) -> CheckConstraint:
    """Return the check that a column looks like a day."""
    return CheckConstraint(f"length({name}) = 10", name=name)


def one_of(name: str, values: Any) -> CheckConstraint:
    """Return the check that a column holds one of the values of an enumeration."""
    allowed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{name} IN ({allowed})", name=name)


def is_named(name: str) -> CheckConstraint:
    """Return the check that a column is not blank.

    Kinds of events grow with the rules: which there are stands in the domain alone, so that a new
    one rebuilds no table of history.
    """
    return CheckConstraint(f"length({name}) > 0", name=name)
