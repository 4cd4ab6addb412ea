"""One place where the driver's errors become failures a person can do something about.

Nothing outside this room sees an exception of SQLite or SQLAlchemy for a cause that is to be
expected: disk full, file locked, damaged or read-only. A broken constraint is our bug and stays
what it is.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from sqlalchemy.exc import DBAPIError

from desktop.domain.errors import ExpectedFailure

_PRIMARY = 0xFF
"""SQLite keeps the primary result code in the lowest byte of an extended one."""

_CODES = {
    driver.SQLITE_BUSY: "database_locked",
    driver.SQLITE_LOCKED: "database_locked",
    driver.SQLITE_FULL: "disk_full",
    driver.SQLITE_CORRUPT: "database_damaged",
    driver.SQLITE_NOTADB: "database_damaged",
    driver.SQLITE_IOERR: "database_io",
    driver.SQLITE_READONLY: "database_readonly",
    driver.SQLITE_CANTOPEN: "database_unreachable",
    driver.SQLITE_PERM: "database_unreachable",
}

_LEAST_ROOM = 64 * 1024
"""Bytes; the index of the log grows by half of it at a time."""

_SAID = {
    "database or disk is full": driver.SQLITE_FULL,
    "disk I/O error": driver.SQLITE_IOERR,
    "database is locked": driver.SQLITE_BUSY,
    "database disk image is malformed": driver.SQLITE_CORRUPT,
    "attempt to write a readonly database": driver.SQLITE_READONLY,
    "unable to open database file": driver.SQLITE_CANTOPEN,
}
"""The driver's online backup gives no code with its errors, only SQLite's words for it."""


def result_code(error: BaseException) -> int:
    """Return SQLite's primary result code of a driver error, 0 where it has none."""
    code = getattr(error, "sqlite_errorcode", 0) or _SAID.get(str(error), 0)
    return int(code) & _PRIMARY


@contextmanager
def expected_failures(path: Path) -> Iterator[None]:
    """Turn expected errors of the database at ``path`` into ExpectedFailure with its file name."""
    try:
        yield
    except (DBAPIError, driver.Error) as error:
        failure = _translated(error, path)
        if failure is None:
            raise
        raise failure from error


def os_failure(error: OSError, path: Path) -> ExpectedFailure:
    """Return the failure for an error of the operating system while using the file at ``path``."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ExpectedFailure("disk_full", file=path.name)
    if error.errno == errno.EROFS:
        return ExpectedFailure("database_readonly", file=path.name)
    if error.errno == errno.EIO:
        return ExpectedFailure("database_io", file=path.name)
    return ExpectedFailure("database_unreachable", file=path.name)


def _translated(error: BaseException, path: Path) -> ExpectedFailure | None:
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = _CODES.get(result_code(cause)) if cause is not None else None
    if code == "database_io" and _is_full(path):
        code = "disk_full"
    return ExpectedFailure(code, file=path.name) if code else None


def _is_full(path: Path) -> bool:
    """Without room even for the index of its log, SQLite speaks of an I/O error only."""
    try:
        return shutil.disk_usage(path.parent).free < _LEAST_ROOM
    except OSError:
        return False
