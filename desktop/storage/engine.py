"""Opening the encrypted file: every connection the same, and checked before it is used.

SQLCipher through SQLAlchemy's plain SQLite dialect: its own SQLCipher dialect would set the key a
second time when given a creator. The settings are those of the security design, where
WAL with synchronous=FULL lost nothing under replayed power loss.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool, QueuePool

from desktop.domain.errors import ExpectedFailure
from desktop.storage.failures import expected_failures, result_code

KEY_BYTES = 32
BUSY_MS = 5_000
"""How long a writer waits for another one before it gives up."""

_OLDEST_SQLITE = (3, 51, 3)
"""Older ones have a bug that may reset a WAL file."""

_PAGE_BYTES = 4096
_SYNCHRONOUS_FULL = 2
_READERS = 6

_SETTINGS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "recursive_triggers = ON",  # so that REPLACE cannot slip past the append-only triggers
    "temp_store = MEMORY",
    "secure_delete = ON",
    "trusted_schema = OFF",
    "cache_size = -65536",  # 64 MiB: a ledger of 100,000 loans stays decrypted while it is used
)


def open_engine(path: Path, key: bytes, busy_ms: int = BUSY_MS) -> Engine:
    """Return an engine whose connections are unlocked, set and checked.

    The first connection is made at once, so that a wrong key, a damaged or a locked file is
    reported here: ExpectedFailure ``wrong_key``, ``database_damaged``, ``database_locked``,
    ``cipher_missing``, ``sqlite_too_old`` or ``database_not_durable``.
    """
    engine = create_engine(
        "sqlite://",
        module=driver,
        creator=lambda: connect(path, key, busy_ms),
        poolclass=QueuePool,
        pool_size=2,
        max_overflow=_READERS,
        hide_parameters=True,  # an exception's text must hold no personal data
    )
    try:
        with expected_failures(path), engine.connect():
            return engine
    except BaseException:
        engine.dispose()
        raise


def open_engine_readonly(path: Path, key: bytes) -> Engine:
    """Return an engine whose connections cannot write, for reading a copy where it lies."""
    return create_engine(
        "sqlite://",
        module=driver,
        creator=lambda: open_readonly(path, key),
        poolclass=NullPool,
        hide_parameters=True,
    )


def connect(path: Path, key: bytes, busy_ms: int = BUSY_MS) -> Any:
    """Return a driver connection with the key set, every setting made and checked."""
    if len(key) != KEY_BYTES:
        raise ValueError("a data key has 32 bytes")
    connection = driver.connect(
        str(path),
        timeout=busy_ms / 1000,
        isolation_level=None,  # transactions are begun by the store, never by the driver
        check_same_thread=False,  # the pool lends a connection to one thread at a time
    )
    try:
        _unlock(connection, path, key)
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        _check_settings(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def open_readonly(path: Path, key: bytes) -> Any:
    """Return a driver connection that cannot write, for checking a backup where it lies."""
    connection = driver.connect(
        f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None
    )
    try:
        _unlock(connection, path, key)
    except BaseException:
        connection.close()
        raise
    return connection


def _unlock(connection: Any, path: Path, key: bytes) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")
    if not connection.execute("PRAGMA cipher_version").fetchone():
        raise ExpectedFailure("cipher_missing")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except driver.DatabaseError as error:
        if result_code(error) != driver.SQLITE_NOTADB:
            raise
        raise _locked_out(connection, path) from error


def _locked_out(connection: Any, path: Path) -> ExpectedFailure:
    """Tell a wrong key from a damaged first page: with the right key some page is authentic."""
    pages = -(-path.stat().st_size // _PAGE_BYTES)
    broken = len(connection.execute("PRAGMA cipher_integrity_check").fetchall())
    is_plain = path.read_bytes()[:15] == b"SQLite format 3"
    is_short = pages < 2 or path.stat().st_size % _PAGE_BYTES
    code = "database_damaged" if is_plain or is_short or broken < pages else "wrong_key"
    return ExpectedFailure(code, file=path.name)


def _check_settings(connection: Any) -> None:
    if driver.sqlite_version_info < _OLDEST_SQLITE:
        raise ExpectedFailure("sqlite_too_old", version=driver.sqlite_version)
    mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    synchronous = connection.execute("PRAGMA synchronous").fetchone()[0]
    if mode != "wal" or synchronous != _SYNCHRONOUS_FULL:
        raise ExpectedFailure("database_not_durable", journal_mode=mode, synchronous=synchronous)
