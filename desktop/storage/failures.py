"""One place where the driver's errors become failures a person can do something about.

Nothing outside this room sees an exception of SQLite or SQLAlchemy for a cause that is to be
expected: disk full, file locked, damaged or read-only. A broken constraint is our bug and stays
what it is.
"""

from __future__ import annotations

import errno
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


def result_code(error: BaseException) -> int:
    """Return SQLite's primary result code of a driver error, 0 where it has none."""
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & _PRIMARY


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
    return ExpectedFailure(code, file=path.name) if code else None
