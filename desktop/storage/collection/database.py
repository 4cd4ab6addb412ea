"""The collection as the use cases of head office see it, and how it is made and opened."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, text

from desktop.domain.errors import ExpectedFailure
from desktop.services.ports import Clock
from desktop.storage.collection.addresses import read_address, require_encrypted, server_of
from desktop.storage.collection.branches import BranchWrites
from desktop.storage.collection.engines import (
    WAIT_MS,
    CollectionEngine,
    PostgresEngine,
    SqliteEngine,
)
from desktop.storage.collection.entries import EntryWrites
from desktop.storage.collection.ledgers import LedgerQueries, LedgerWrites
from desktop.storage.collection.money import MoneyWrites
from desktop.storage.collection.office import OfficeQueries, OfficeWrites
from desktop.storage.collection.packages import PackageQueries, PackageWrites
from desktop.storage.collection.schema import bring_up_to_date, owner_of, set_owner
from desktop.storage.collection.standings import StandingQueries
from desktop.storage.collection.tables import epoch
from desktop.storage.durable import discard_database, sync_folder
from desktop.storage.engine import open_engine
from desktop.storage.failures import os_failure

_TAG = b"qingshou-collection-1"
_OFFICE = ""
"""What stands for head office itself where a branch is named."""


class SqlCollectionQueries(StandingQueries, PackageQueries, LedgerQueries, OfficeQueries):
    """The CollectionQueries port."""


class SqlCollectionWork(
    SqlCollectionQueries,
    BranchWrites,
    EntryWrites,
    MoneyWrites,
    PackageWrites,
    LedgerWrites,
    OfficeWrites,
):
    """The CollectionWork port: one transaction about one branch."""

    def commit(self) -> None:
        """Make everything durable; nothing more can be written by mistake."""
        self._connection.commit()
        self._connection.close()

    def add_epoch(self, number: int) -> None:
        self._add(epoch, {"epoch": number})


class SqlCollection:
    """The Collection port, on either kind of database, from any thread."""

    def __init__(self, engine: CollectionEngine, clock: Clock, address: str = "") -> None:
        self._engine = engine
        self._clock = clock
        self.address = address

    @contextmanager
    def read(self) -> Iterator[SqlCollectionQueries]:
        """Ask questions of one consistent state."""
        with self._engine.reading() as connection:
            yield SqlCollectionQueries(connection)

    @contextmanager
    def write(self, branch: str) -> Iterator[SqlCollectionWork]:
        """Change things about a branch; leaving without ``commit`` changes nothing.

        Waits for others who write about the branch: ExpectedFailure ``collection_locked`` when it
        has waited too long, ``collection_gone`` where the server went away.
        """
        with self._engine.writing(branch) as connection:
            yield self._work(connection, branch)

    def raise_epoch(self, by: str, reason: str, beyond: int = 0) -> int:
        """Begin a new epoch, after head office was restored, and return it; see the port."""
        with self.write(_OFFICE) as work:
            now = work.epoch()
            if beyond and now > beyond:  # another package said so before
                return now
            number = max(now, beyond) + 1
            work.add_epoch(number)
            work.note("epoch_raised", by, {"epoch": number, "reason": reason})
            work.commit()
        return number

    def close(self) -> None:
        """Close every connection."""
        self._engine.close()

    def bring_up_to_date(self) -> None:
        """Take the steps of the schema that are missing; ExpectedFailure ``collection_newer``."""
        with self._engine.writing(_OFFICE) as connection:
            bring_up_to_date(connection)
            connection.commit()

    def claim(self, owner: str) -> None:
        """Say whose branches these are; ExpectedFailure ``collection_taken``: another's are."""
        with self._engine.writing(_OFFICE) as connection:
            if SqlCollectionQueries(connection).branches() and owner_of(connection) != owner:
                raise ExpectedFailure("collection_taken", **_place(self.address))
            set_owner(connection, owner)
            connection.commit()

    def _work(self, connection: Connection, branch: str) -> SqlCollectionWork:
        return SqlCollectionWork(connection, branch, self._clock)


def branches_beside(database: Path) -> Path:
    """Return the file of head office's branches beside its desk database."""
    return database.with_name(f"{database.stem}.branches.db")


def create_collection(path: Path, key: bytes, clock: Clock) -> SqlCollection:
    """Create a new encrypted file and return it opened; it appears when it is complete.

    An existing file is never overwritten: ExpectedFailure ``database_exists``.
    """
    if path.exists():
        raise ExpectedFailure("database_exists", file=path.name)
    part = path.with_name(f"{path.name}.part")
    try:
        discard_database(part)
        try:
            _opened(part, key, clock, WAIT_MS).close()
        except BaseException:
            discard_database(part)
            raise
        part.rename(path)
        sync_folder(path.parent)
    except OSError as error:
        raise os_failure(error, path) from error
    return open_collection(path, key, clock)


def open_collection(path: Path, key: bytes, clock: Clock, wait_ms: int = WAIT_MS) -> SqlCollection:
    """Open an encrypted file, bringing an older one up to date.

    ExpectedFailure ``database_missing``, ``wrong_key``, ``database_damaged``,
    ``collection_locked``, ``collection_newer``.
    """
    if not path.is_file():
        raise ExpectedFailure("database_missing", file=path.name)
    if not path.stat().st_size:
        raise ExpectedFailure("database_damaged", file=path.name)
    return _opened(path, key, clock, wait_ms)


def create_collection_url(url: str, key: bytes, clock: Clock) -> SqlCollection:
    """Make a PostgreSQL database the collection of the head office that has a key, and open it.

    Raises as :func:`open_collection_url`, and ExpectedFailure ``collection_taken`` where another
    one's branches are in it.
    """
    collection = open_collection_url(url, clock)
    try:
        collection.claim(_mark(key))
    except BaseException:
        collection.close()
        raise
    return collection


def open_collection_url(
    url: str, clock: Clock, wait_ms: int = WAIT_MS, key: bytes | None = None
) -> SqlCollection:
    """Open a PostgreSQL database by its SQLAlchemy URL; an empty one gets its tables.

    With ``key`` it must be the collection of the head office that has it. ExpectedFailure
    ``postgresql_missing`` where the driver is not installed, ``collection_url_wrong``,
    ``collection_not_encrypted``, ``collection_gone``, ``collection_login_refused``,
    ``collection_database_missing``, ``collection_not_allowed``, ``collection_not_utf8``,
    ``collection_newer``, ``collection_other``; then nothing was written.
    """
    address = read_address(url)
    try:
        import psycopg  # noqa: F401 - an extra: most head offices need one file
    except ImportError:
        raise ExpectedFailure("postgresql_missing") from None
    require_encrypted(address)
    engine = PostgresEngine(address, wait_ms)
    return _checked(SqlCollection(engine, clock, url), engine, key)


def _mark(key: bytes) -> str:
    """Return by what a server's database is known as that of a head office; it tells no key."""
    return hashlib.sha256(_TAG + key).hexdigest()


def _place(address: str) -> dict[str, str]:
    """Return server and database of an address, for words about them."""
    url = read_address(address)
    return {"server": server_of(url), "database": url.database or ""}


def _opened(path: Path, key: bytes, clock: Clock, wait_ms: int) -> SqlCollection:
    engine = SqliteEngine(path, open_engine(path, key, wait_ms))
    return _checked(SqlCollection(engine, clock), engine)


def _checked(
    collection: SqlCollection, engine: CollectionEngine, key: bytes | None = None
) -> SqlCollection:
    try:
        with engine.reading() as connection:
            if connection.dialect.name == "postgresql":
                encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
                if encoding != "UTF8":
                    raise ExpectedFailure("collection_not_utf8", encoding=encoding)
            if key is not None and owner_of(connection) != _mark(key):
                raise ExpectedFailure("collection_other", **_place(collection.address))
        collection.bring_up_to_date()
    except BaseException:
        collection.close()
        raise
    return collection
