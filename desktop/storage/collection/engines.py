"""The two kinds of database a collection lies in: how each begins, waits and fails."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import IntegrityError

from desktop.domain.errors import ExpectedFailure
from desktop.storage.collection.addresses import require_encrypted_session
from desktop.storage.collection.failures import CONTENT_REFUSED, server_failures
from desktop.storage.failures import expected_failures

WAIT_MS = 60_000
"""How long an import waits for another one of the same branch before it gives up."""

_OWN_LIMITS = text(
    "SELECT set_config('lock_timeout', :wait, true), set_config('statement_timeout', '0', true),"
    " set_config('idle_in_transaction_session_timeout', '0', true)"
)
"""A server may end what takes long; a large package does, and so does waiting for one."""

_NO_WHOLE_NUMBER = "cannot store REAL value in INTEGER column"
"""What SQLite says of a sum past 64 bits."""


class CollectionEngine(Protocol):
    """A database that holds a collection."""

    def reading(self) -> AbstractContextManager[Connection]:
        """Lend a connection that sees one consistent state."""

    def writing(self, branch: str) -> AbstractContextManager[Connection]:
        """Lend a connection in a transaction that holds a branch's lock."""

    def close(self) -> None: ...


class SqliteEngine:
    """An encrypted file: one writer at a time, whatever the branch."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self._path = path
        self._engine = engine
        self._alone = threading.RLock()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self._failures(), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            yield connection

    @contextmanager
    def writing(self, branch: str) -> Iterator[Connection]:
        with self._failures(), self._alone, self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            with expected_failures(self._path):
                yield
        except ExpectedFailure as failure:
            if failure.code != "database_locked":
                raise
            raise ExpectedFailure("collection_locked", database=self._path.name) from failure
        except (UnicodeEncodeError, OverflowError):
            raise ExpectedFailure(CONTENT_REFUSED, database=self._path.name) from None
        except IntegrityError as error:
            if _NO_WHOLE_NUMBER not in str(error.orig):
                raise  # a broken constraint is our bug
            raise ExpectedFailure(CONTENT_REFUSED, database=self._path.name) from None


class PostgresEngine:
    """A PostgreSQL database: writers of different branches do not wait for each other."""

    def __init__(self, url: URL, wait_ms: int) -> None:
        self._url = url
        self._wait_ms = wait_ms
        self._engine = create_engine(
            url,
            isolation_level="READ COMMITTED",  # whatever the server begins with: who has waited
            # for a lock must see what was written meanwhile
            pool_pre_ping=True,  # a server that was restarted is found again
            hide_parameters=True,  # an exception's text must hold no personal data
        )
        event.listen(self._engine, "connect", lambda raw, _: require_encrypted_session(raw))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with server_failures(self._url), self._engine.connect() as connection:
            connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
            yield connection

    @contextmanager
    def writing(self, branch: str) -> Iterator[Connection]:
        with server_failures(self._url), self._engine.connect() as connection:
            connection.execute(_OWN_LIMITS, {"wait": str(self._wait_ms)})
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _lock(branch)})
            yield connection

    def close(self) -> None:
        self._engine.dispose()


def _lock(branch: str) -> int:
    """Return a branch's number among the server's locks."""
    digest = hashlib.sha256(f"qingshou-collection {branch}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
