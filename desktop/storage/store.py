"""The encrypted database as the rest of the program sees it: read, write, verify, back up."""

from __future__ import annotations

import copy
import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from desktop.domain.errors import ExpectedFailure
from desktop.services.ports import Clock, IntegrityFinding
from desktop.services.progress import Progress
from desktop.storage.backup import back_up, last_backup
from desktop.storage.backup.shelf import SqlShelf
from desktop.storage.backup.swapping import finish_restore
from desktop.storage.durable import discard_database, sync_folder
from desktop.storage.engine import BUSY_MS, open_engine
from desktop.storage.failures import expected_failures, os_failure
from desktop.storage.integrity import findings, is_damage
from desktop.storage.keyslots import new_data_key
from desktop.storage.one_at_a_time import alone_with_database
from desktop.storage.queries import SqlQueries
from desktop.storage.renewal import renew, settle
from desktop.storage.unit_of_work import SqlUnitOfWork
from desktop.storage.upgrade import bring_up_to_date, create_schema
from desktop.storage.user_slots import SlotFile
from desktop.storage.writes.drafts import write_draft


def create_store(
    path: Path, key: bytes, clock: Clock, *, operator: str = "local", busy_ms: int = BUSY_MS
) -> SqlStore:
    """Create a new encrypted database and return it opened.

    It appears under its name only when it is complete. An existing file is never overwritten:
    ExpectedFailure ``database_exists``.
    """
    if path.exists():
        raise ExpectedFailure("database_exists", file=path.name)
    part = path.with_name(f"{path.name}.part")
    try:
        discard_database(part)
        try:
            _fill(part, path, key, busy_ms)
        except BaseException:
            discard_database(part)
            raise
        part.rename(path)
        sync_folder(path.parent)
    except OSError as error:
        raise os_failure(error, path) from error
    return open_store(path, key, clock, operator=operator, busy_ms=busy_ms)


def _fill(part: Path, path: Path, key: bytes, busy_ms: int) -> None:
    engine = open_engine(part, key, busy_ms)
    try:
        create_schema(engine, path)
    finally:
        engine.dispose()


def open_store(
    path: Path, key: bytes, clock: Clock, *, operator: str = "local", busy_ms: int = BUSY_MS
) -> SqlStore:
    """Open an encrypted database, upgrading an older one after a verified backup.

    ExpectedFailure ``database_missing``, ``wrong_key``, ``database_damaged``, ``database_locked``,
    ``database_newer`` (with ``version``), ``upgrade_failed`` (with ``backup``).
    """
    finish_restore(path)
    if not path.is_file():
        raise ExpectedFailure("database_missing", file=path.name)
    if not path.stat().st_size:
        raise ExpectedFailure("database_damaged", file=path.name)
    with alone_with_database(path):
        settle(path)
        engine = open_engine(path, key, busy_ms)
        try:
            bring_up_to_date(engine, path, lambda: back_up(path, key, "upgrade", clock.now()))
        except BaseException:
            engine.dispose()
            raise
    return SqlStore(path, key, clock, engine, operator)


class _Opened:
    """The open file, shared by everybody who signs in this program; a new key replaces both."""

    def __init__(self, key: bytes, engine: Engine) -> None:
        self.key = key
        self.engine = engine


class SqlStore:
    """The Store port: one writer at a time, any number of readers, from any thread."""

    def __init__(self, path: Path, key: bytes, clock: Clock, engine: Engine, operator: str) -> None:
        self.path = path
        self._clock = clock
        self._opened = _Opened(key, engine)
        self._operator = operator
        self._run_id = str(uuid.uuid4())
        self._writing = threading.RLock()

    @contextmanager
    def read(self) -> Iterator[SqlQueries]:
        """Ask questions of one consistent snapshot."""
        with expected_failures(self.path), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            yield SqlQueries(connection, self._clock)

    @contextmanager
    def write(self) -> Iterator[SqlUnitOfWork]:
        """Change things; leaving without ``commit`` changes nothing.

        Threads of this program wait for each other, however long the other one writes.
        ExpectedFailure ``database_locked`` while another program holds the write lock.
        """
        with (
            expected_failures(self.path),
            self._writing,
            self._engine.connect() as connection,
        ):
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield SqlUnitOfWork(connection, self._clock, self._operator, self._run_id)

    def keep_draft(self, user_id: str, form: str, content: str) -> None:
        """Keep what somebody is typing into a form; "" forgets it.

        It is written apart from the journal: nothing has happened yet.
        """
        with (
            expected_failures(self.path),
            self._writing,
            self._engine.connect() as connection,
        ):
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            write_draft(connection, user_id, form, content, self._clock.now())
            connection.commit()

    def signed_by(self, operator_id: str) -> SqlStore:
        """Return the same database, its journal signed by somebody else."""
        other = copy.copy(self)
        other._operator = operator_id
        return other

    @property
    def _engine(self) -> Engine:
        return self._opened.engine

    @property
    def _key(self) -> bytes:
        return self._opened.key

    @property
    def data_key(self) -> bytes:
        """The key of now, for the key ring."""
        return self._key

    def renew(self, change: Callable[[SqlUnitOfWork, bytes], SlotFile]) -> None:
        """Put the database under a new data key; raises as :func:`~.renewal.renew` does.

        ``change`` writes and records in the new file, is told its key and returns its slots.
        """
        opened, new_key = self._opened, new_data_key()

        def in_new_file(part: Path) -> SlotFile:
            engine = open_engine(part, new_key)
            try:
                with engine.connect() as connection:
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
                    uow = SqlUnitOfWork(connection, self._clock, self._operator, self._run_id)
                    slots = change(uow, new_key)
                    uow.commit()
                    return slots
            finally:
                engine.dispose()

        with self._writing:
            self.backup("new_key")
            opened.engine.dispose()
            try:
                renew(self.path, opened.key, new_key, in_new_file)
            finally:
                opened.key, opened.engine = _reopened(self.path, new_key, opened.key)

    def verify(self, progress: Progress) -> Sequence[IntegrityFinding]:
        """Check cipher, structure, references, journal and evidence; an empty list is sound."""
        found: list[IntegrityFinding] = []
        try:
            with expected_failures(self.path), self._engine.connect() as connection:
                for finding in findings(connection, progress):
                    found.append(finding)
        except ExpectedFailure as error:
            if not is_damage(error):
                raise
            found.append(IntegrityFinding("cipher_integrity", str(error)))
        return found

    def backup(self, reason: str) -> Path:
        """Write a verified copy under the same key into ``backup/`` and return its path."""
        return back_up(self.path, self._key, reason, self._clock.now())

    @property
    def shelf(self) -> SqlShelf:
        """The copies of this database."""
        return SqlShelf(self.path, self._key, self._clock)

    def last_backup(self) -> datetime | None:
        """Return when the newest copy was made."""
        return last_backup(self.path)

    def folder(self, name: str) -> Path:
        """Return the folder ``DATABASE.name`` beside the database, for its owner alone."""
        folder = self.path.with_name(f"{self.path.stem}.{name}")
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise os_failure(error, folder) from error
        return folder

    def close(self) -> None:
        """Close every connection; the last one writes the WAL back into the file."""
        self._engine.dispose()


def _reopened(path: Path, *keys: bytes) -> tuple[bytes, Engine]:
    """Open the file of now, whichever of the keys is its own."""
    *others, last = keys
    for key in others:
        try:
            return key, open_engine(path, key)
        except ExpectedFailure as error:
            if error.code != "wrong_key":
                raise
    return last, open_engine(path, last)
