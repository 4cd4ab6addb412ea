"""A new head office: its desk database and that of its branches."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from desktop.bootstrap.application import Application, SystemClock
from desktop.bootstrap.opening import build
from desktop.domain.errors import ExpectedFailure
from desktop.domain.notices import BankHead
from desktop.services.branch import require_complete
from desktop.services.office.founding import found_head_office
from desktop.services.ports import Clock
from desktop.storage.collection import (
    branches_beside,
    create_collection,
    create_collection_url,
)
from desktop.storage.durable import create_private, discard_database
from desktop.storage.keyslots import new_data_key
from desktop.sync.room import PackageRoom


def found_office(
    database: Path,
    key: bytes,
    bank: BankHead,
    escrow_file: Path,
    url: str = "",
    *,
    clock: Clock | None = None,
) -> Application:
    """Create head office's desk database and that of its branches, and return the application.

    ``url`` is a PostgreSQL database; without one the branches lie in a file beside. The private
    half of the escrow key is written to ``escrow_file``, an identity that the program age reads,
    and nowhere else: it belongs into a safe. Raises ExpectedFailure ``database_exists``,
    ``key_file_exists``, what opening the collection raises, RuleViolation ``field_missing``.
    """
    clock, branches = clock or SystemClock(), branches_beside(database)
    require_complete(bank)
    if database.exists():
        raise ExpectedFailure("database_exists", file=database.name)
    escrow, collection_key = PackageRoom().new_keys(), new_data_key()
    with ExitStack() as undo:
        try:
            create_private(escrow_file, f"{escrow.sealing}\n".encode())
        except FileExistsError as error:
            raise ExpectedFailure("key_file_exists", file=escrow_file.name) from error
        undo.callback(escrow_file.unlink)
        if url:
            create_collection_url(url, collection_key, clock).close()
        else:
            create_collection(branches, collection_key, clock).close()
            undo.callback(discard_database, branches)
        with build(database, key, create=True, clock=clock) as application:
            undo.callback(discard_database, database)
            found_head_office(application.desk, bank, escrow, collection_key, url)
        undo.pop_all()
    return build(database, key, clock=clock)
