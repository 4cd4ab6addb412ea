"""One file copied so that it is there whole and verified, or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from desktop.domain.errors import ExpectedFailure
from desktop.storage.durable import sync_folder
from desktop.storage.sticks.failures import Failing, said_by

CHUNK = 1024 * 1024
UNFINISHED = ".part"

Told = Callable[[int], None]
"""Told how many bytes more were gone through; raises Cancelled."""

_NO_FOLDER_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF)
"""File systems that cannot flush a folder by itself."""


class Carried(NamedTuple):
    """A file to carry, and its place below the folder it goes to."""

    source: Path
    below: Path


def carried(paths: Sequence[Path]) -> list[Carried]:
    """Return the files meant by paths, folders one level deep; raises OSError.

    What a Mac or an unfinished copy leaves behind is none of them.
    """
    files = []
    for path in paths:
        if not path.is_dir():
            files.append(Carried(path, Path(path.name)))
            continue
        for each in sorted(path.iterdir()):
            is_litter = each.name.startswith(".") or each.name.endswith(UNFINISHED)
            if each.is_file() and not is_litter:
                files.append(Carried(each, Path(path.name, each.name)))
    return files


def copy_whole(
    source: Path, target: Path, reading: Failing, writing: Failing, wrong: str, told: Told
) -> None:
    """Copy by ``NAME.part``, fsync, read back, compare, rename; ``told`` of each byte twice.

    Whatever happens, ``target`` is there whole or as it was before, and nothing unfinished stays
    if it can be removed. ExpectedFailure ``wrong`` when other bytes are read than were written.
    """
    part = target.with_name(target.name + UNFINISHED)
    try:
        with said_by(writing, part):
            part.unlink(missing_ok=True)
        digest = _write(source, part, reading, writing, told)
        if digest_of(part, writing, told) != digest:
            raise ExpectedFailure(wrong, file=target.name, folder=str(target.parent))
        with said_by(writing, target):
            if target.exists():  # a rename would silently replace it where the system is POSIX
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
            part.rename(target)
            if os.name == "nt":  # its folders cannot be flushed, the file and its name can
                flush(target)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def digest_of(path: Path, failing: Failing, told: Told) -> str:
    """Return the SHA-256 of a file as the disk holds it, not the system's memory of it."""
    digest = hashlib.sha256()
    for chunk in _chunks(path, failing, fresh=True):
        digest.update(chunk)
        told(len(chunk))
    return digest.hexdigest()


def flush(path: Path) -> None:
    """Have the disk take a file that somebody else may just have written; raises OSError."""
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def flush_folder(folder: Path) -> None:
    """Have the disk take the names in a folder, where the file system can; raises OSError."""
    try:
        sync_folder(folder)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise


def _write(source: Path, part: Path, reading: Failing, writing: Failing, told: Told) -> str:
    digest = hashlib.sha256()
    handle = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with said_by(writing, part), os.fdopen(os.open(part, handle, 0o600), "wb") as file:
        for chunk in _chunks(source, reading):
            digest.update(chunk)
            file.write(chunk)
            told(len(chunk))
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _chunks(path: Path, failing: Failing, fresh: bool = False) -> Iterator[bytes]:
    with said_by(failing, path), path.open("rb") as file:
        if fresh and hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while chunk := file.read(CHUNK):
            yield chunk
