"""One at a time, in every program of this machine: a lock that the system opens when one dies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from desktop.domain.errors import ExpectedFailure
from desktop.storage.failures import os_failure

_PATIENCE_SECONDS = 1
"""Between two looks whether the person who waits has cancelled."""

_OPENING_SECONDS = 5
"""How long one program waits while another one opens a database or puts a file in its place."""


@contextmanager
def alone_with(path: Path, waiting: Callable[[], object]) -> Iterator[None]:
    """Hold ``PATH.lock``, an empty file that stays.

    While somebody else holds it, ``waiting`` is called again and again, and may raise. Raises
    OSError.
    """
    lock = FileLock(_beside(path), mode=0o600)
    while not _acquired(lock, _PATIENCE_SECONDS):
        waiting()
    try:
        yield
    finally:
        lock.release()


@contextmanager
def alone_with_database(database: Path) -> Iterator[None]:
    """Let nobody else open a database meanwhile, or put another file in its place.

    Who holds it may take the lock again. ExpectedFailure ``database_locked`` where somebody else
    has it and does not end soon, and as every operation on the database.
    """
    lock = FileLock(_beside(database), mode=0o600, is_singleton=True)
    try:
        database.parent.stat()  # the lock would make the folder
        if not _acquired(lock, _OPENING_SECONDS):
            raise ExpectedFailure("database_locked", file=database.name)
    except OSError as error:
        raise os_failure(error, database) from error
    try:
        yield
    finally:
        lock.release()


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.lock")


def _acquired(lock: FileLock, seconds: int) -> bool:
    try:
        lock.acquire(timeout=seconds)
    except Timeout:  # an OSError too
        return False
    return True
