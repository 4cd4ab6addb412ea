"""Files on disk: written beside their place, made durable, and only then put there."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from desktop.domain.errors import ExpectedFailure

_FULL = (errno.ENOSPC, errno.EDQUOT)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all; what was there before stays till then.

    Raises ExpectedFailure ``disk_full``, ``paper_file_in_use`` (open in another program) or
    ``paper_unwritable``, each with the file's name; the part that was written is removed.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with suppress(OSError):  # nor can anything be removed from a read-only disk
            part.unlink(missing_ok=True)
        raise ExpectedFailure(_code(error), file=path.name) from error


def _code(error: OSError) -> str:
    if error.errno in _FULL:
        return "disk_full"
    if isinstance(error, PermissionError):
        return "paper_file_in_use"
    return "paper_unwritable"
