"""Small files written so that a power cut leaves the old one or the new one, never half."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path


def write_durably(path: Path, content: bytes) -> None:
    """Write beside, flush to the disk, then take the place of ``path``; owner-only mode.

    One at a time: where another program may write the same file, the caller holds a lock.
    """
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    create_private(part, content)
    part.replace(path)
    sync_folder(path.parent)


def create_private(path: Path, content: bytes) -> None:
    """Create a file that only its owner may read; FileExistsError if there is one already."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_file(path: Path) -> None:
    """Flush a closed file to the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Flush a folder's entries to the disk, where the system can (Windows does it by itself)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def discard_database(path: Path) -> None:
    """Remove a database that never came to count: file, log, the log's index, and its lock."""
    for each in (*with_logs(path), path.with_name(f"{path.name}.lock")):
        each.unlink(missing_ok=True)


def with_logs(path: Path) -> Iterable[Path]:
    """Return a database file, its log and the log's index."""
    return [path.with_name(f"{path.name}{tail}") for tail in ("", "-wal", "-shm")]
