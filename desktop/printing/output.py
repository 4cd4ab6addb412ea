"""Files on disk: written beside their place, made durable, and only then put there."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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
        _write(part, data)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):  # nor can anything be removed from a read-only disk
            part.unlink(missing_ok=True)
        raise ExpectedFailure(_code(error), file=path.name) from error


def write_inside(path: Path, data: bytes) -> None:
    """Write a file into a folder of :func:`whole_folder`, which itself is there whole or not.

    Raises ExpectedFailure as :func:`write_whole`.
    """
    try:
        _write(path, data)
    except OSError as error:
        raise ExpectedFailure(_code(error), file=path.name) from error


def _write(path: Path, data: bytes) -> None:
    """Write a file and wait until the disk has it."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """Give a folder to write files into that gets its name when all of them are there.

    Raises ExpectedFailure ``paper_folder_not_empty`` before anything is written, ``disk_full``,
    ``paper_file_in_use`` or ``paper_unwritable``; whatever goes wrong, the files are removed.
    """
    refuse_filled(folder)
    part = folder.with_name(f"{folder.name}.part")
    try:
        if part.is_dir() and not part.is_symlink():
            shutil.rmtree(part)  # left by a run that was killed
        part.mkdir()
    except OSError as error:
        raise ExpectedFailure(_code(error), file=folder.name) from error
    try:
        yield part
        _put_in_place(part, folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def refuse_filled(folder: Path) -> None:
    """Raise ExpectedFailure ``paper_folder_not_empty`` where a folder holds files already."""
    try:
        is_filled = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as error:
        raise ExpectedFailure(_code(error), file=folder.name) from error
    if is_filled:
        raise ExpectedFailure("paper_folder_not_empty", file=folder.name)


def require_place(path: Path) -> None:
    """Raise as :func:`write_whole` would where a file cannot be written, before serials are taken.

    It is tried out: rights alone say nothing of a share, a full disk or a folder of that name.
    """
    try:
        if path.is_dir():
            raise ExpectedFailure("paper_is_folder", file=path.name or str(path))
        probe = path.with_name(f"{path.name}.probe")
        _write(probe, b"")
        probe.unlink()
        if path.exists():
            path.open("r+b").close()  # refused where another program holds it open
    except OSError as error:
        raise ExpectedFailure(_code(error), file=path.name) from error


def _put_in_place(part: Path, folder: Path) -> None:
    try:
        if folder.exists():
            folder.rmdir()  # empty: Windows renames over nothing
        part.replace(folder)
    except OSError as error:
        raise ExpectedFailure(_code(error), file=folder.name) from error


def _code(error: OSError) -> str:
    if error.errno in _FULL:
        return "disk_full"
    if isinstance(error, PermissionError):
        return "paper_file_in_use"
    return "paper_unwritable"
