"""What the system's errors mean for somebody with a stick in his hand."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.domain.errors import ExpectedFailure

Failing = Callable[[OSError, Path], ExpectedFailure]
"""Says what an error while using a file means."""

_MIB = 1024 * 1024

_FULL = (errno.ENOSPC, errno.EDQUOT)
_READ_ONLY = (errno.EROFS, errno.EACCES, errno.EPERM)

_WINDOWS_FULL = (39, 112)
_WINDOWS_GONE = (21, 55, 433, 1006, 1167)
"""Not ready, and four ways to say that a device is no more; some of them have errno EACCES."""


@contextmanager
def said_by(failing: Failing, file: Path) -> Iterator[None]:
    """Turn errors of the system while using a file into expected failures."""
    try:
        yield
    except OSError as error:
        raise failing(error, file) from error


def is_full(error: OSError) -> bool:
    """Return whether there was no room."""
    return error.errno in _FULL or getattr(error, "winerror", None) in _WINDOWS_FULL


def source_failure(error: OSError, file: Path) -> ExpectedFailure:
    """Return the failure of a file of ours that was to go onto a stick."""
    return ExpectedFailure("stick_no_source", file=file.name)


def inbox_failure(error: OSError, file: Path, inbox: Path) -> ExpectedFailure:
    """Return the failure of a file that was to come into a folder of the inbox."""
    if is_full(error):
        return ExpectedFailure("disk_full", file=file.name)
    return ExpectedFailure("inbox_unwritable", folder=str(inbox))


def unreadable(error: OSError, file: Path) -> ExpectedFailure:
    """Return the failure of a file on a stick that was to be read."""
    return ExpectedFailure("stick_gone", folder=str(file.parent))


def stick_failure(error: OSError, file: Path, folder: Path) -> ExpectedFailure:
    """Return the failure of a file on the stick at ``folder``, but for want of room."""
    if error.errno == errno.EFBIG:
        return ExpectedFailure("stick_file_too_large", file=file.name)
    if error.errno in (errno.EEXIST, errno.ENOTDIR, errno.EISDIR):
        return ExpectedFailure("stick_file_exists", file=file.name, folder=str(file.parent))
    if error.errno in _READ_ONLY and getattr(error, "winerror", None) not in _WINDOWS_GONE:
        return ExpectedFailure("stick_read_only", folder=str(folder))
    return ExpectedFailure("stick_gone", folder=str(folder))


def stick_full(folder: Path, needed: int, free: int) -> ExpectedFailure:
    """Return the failure of a stick that has ``free`` bytes where ``needed`` are."""
    return ExpectedFailure(
        "stick_full",
        folder=str(folder),
        needed_mb=-(-needed // _MIB),
        free_mb=free // _MIB,
        missing_mb=max(1, -(-(needed - free) // _MIB)),
    )
