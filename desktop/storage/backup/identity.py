"""Which branch and which replica a database is, and where its journal stands: read in a moment."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.errors import ExpectedFailure
from desktop.storage.engine import open_readonly
from desktop.storage.failures import expected_failures
from desktop.storage.integrity import is_damage


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a database is; ``entries`` and ``chain_head`` are of its journal's last entry."""

    installation_id: str
    replica_letter: str
    entries: int
    chain_head: str


def identity_of(database: Path, key: bytes) -> Identity | None:
    """Return who a database is, or None where it is gone, damaged or not set up."""
    if not database.is_file():
        return None
    try:
        with expected_failures(database):
            connection = open_readonly(database, key)
            try:
                row = connection.execute(
                    "SELECT installation_id, replica_letter, local_no, hash"
                    " FROM installation, journal ORDER BY local_no DESC LIMIT 1"
                ).fetchone()
            finally:
                connection.close()
    except ExpectedFailure as error:
        if not (is_damage(error) or error.code == "wrong_key"):
            raise
        return None
    return Identity(*row) if row else None
