"""Files of this room: new ones are there whole or not at all, others are read within bounds."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from desktop.domain.errors import ExpectedFailure
from desktop.services.package_ports import PackageRefused

_FULL = (errno.ENOSPC, errno.EDQUOT)


def write_new(path: Path, content: bytes) -> None:
    """Write a file that was not there: beside its place, flushed to the disk, then renamed.

    Raises ExpectedFailure ``package_exists``, ``disk_full``, ``package_unwritable``; nothing is
    left then.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        if path.exists():
            raise ExpectedFailure("package_exists", file=path.name)
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        code = "disk_full" if error.errno in _FULL else "package_unwritable"
        raise ExpectedFailure(code, file=path.name) from error
    finally:
        with suppress(OSError):  # nothing can be removed from a read-only disk
            part.unlink(missing_ok=True)


def read_bounded(path: Path, most: int) -> bytes:
    """Return a file's bytes.

    Raises PackageRefused ``package_too_large``, ExpectedFailure ``package_unreadable``.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:  # reading takes memory for all that it is asked for
            content = file.read(size + 1) if size <= most else None
    except OSError as error:
        raise ExpectedFailure("package_unreadable", file=path.name) from error
    if content is None or len(content) > most:
        raise PackageRefused("package_too_large")
    return content


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # Windows does it by itself
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
