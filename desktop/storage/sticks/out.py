"""Files onto a stick: when this returns, the stick may be removed."""

from __future__ import annotations

import os
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from desktop.domain.errors import ExpectedFailure
from desktop.domain.package_names import FOLDER
from desktop.services.progress import Progress
from desktop.storage.failures import os_failure
from desktop.storage.one_at_a_time import alone_with
from desktop.storage.sticks.copying import (
    UNFINISHED,
    Carried,
    carried,
    copy_whole,
    digest_of,
    flush,
    flush_folder,
)
from desktop.storage.sticks.failures import (
    is_full,
    said_by,
    source_failure,
    stick_failure,
    stick_full,
)
from desktop.storage.sticks.fat import LARGEST, room_for, takes_name
from desktop.storage.sticks.telling import Telling

_TURNS = 100
"""Two sticks out of a hundred wait for each other, and no more small files than that stay."""

FreeBytes = Callable[[Path], int]


class _Item(NamedTuple):
    source: Path
    target: Path
    size: int


def free_bytes(folder: Path) -> int:
    """Return the bytes that are free where a folder is; raises OSError."""
    return shutil.disk_usage(folder).free


def carry_out(
    files: Sequence[Path], folder: Path, progress: Progress, free: FreeBytes = free_bytes
) -> Sequence[Path]:
    """Copy files and folders of files into the folder 清收通 of a stick; see the port Sticks."""
    return _Journey(folder, progress, free).go(files)


def _turn_at(place: Path) -> Path:
    """Return what stands for a stick where people take turns; nothing of it lies on the stick."""
    user = os.getuid() if hasattr(os, "getuid") else ""  # on Windows the folder is his own
    number = zlib.crc32(os.fsencode(place.resolve())) % _TURNS
    return Path(tempfile.gettempdir(), f"qingshou-stick{user}-{number}")


def _meant(files: Sequence[Path]) -> Sequence[Carried]:
    with said_by(source_failure, files[0] if files else Path()):
        return carried(files)


def _room(items: Sequence[_Item]) -> int:
    return sum(room_for(each.size) for each in items)


class _Journey:
    """One carrying out; ``_needed`` is the room that what is left to copy takes."""

    def __init__(self, folder: Path, progress: Progress, free: FreeBytes) -> None:
        self._folder = folder
        self._place = folder if folder.name == FOLDER else folder / FOLDER
        self._progress = progress
        self._free = free
        self._needed = 0

    def go(self, files: Sequence[Path]) -> Sequence[Path]:
        items = self._planned(files)
        self._needed = _room(items)
        with said_by(self._failing, self._folder):
            next(self._folder.iterdir(), None)  # the stick is there
        # What somebody else has not finished yet is no leftover.
        turn = _turn_at(self._place)
        with said_by(os_failure, turn), alone_with(turn, lambda: self._progress.report("wait")):
            self._carry(items)
        return [self._place / each.name for each in files]

    def _carry(self, items: Sequence[_Item]) -> None:
        folders = {self._place, *(each.target.parent for each in items)}
        made: list[Path] = []
        try:
            self._make_folders(folders, made)
            left = self._not_there(items)
            self._require_room(left)
            self._copy(left)
            self._flush({self._folder, *folders})
        except BaseException:
            for each in reversed(made):
                with suppress(OSError):  # one that holds a finished file stays
                    each.rmdir()
            raise

    def _planned(self, files: Sequence[Path]) -> list[_Item]:
        items: dict[str, _Item] = {}
        for source, below in _meant(files):
            with said_by(source_failure, source):
                size = source.stat().st_size
            if not all(takes_name(each) for each in below.parts):
                raise ExpectedFailure("stick_name_refused", file=str(below))
            if size > LARGEST:
                raise ExpectedFailure("stick_file_too_large", file=below.name)
            item = _Item(source, self._place / below, size)
            if items.setdefault(str(below).casefold(), item) is not item:
                raise self._other_there(item.target)
        return list(items.values())

    def _make_folders(self, folders: Iterable[Path], made: list[Path]) -> None:
        """Make what is not there, noting it in ``made``; clear what earlier tries left."""
        for each in sorted(folders):  # the one above first
            with said_by(self._failing, each):
                if not each.is_dir():
                    each.mkdir()
                    made.append(each)
            with suppress(OSError):  # where nothing can be removed, writing says why
                for leftover in each.glob("*" + UNFINISHED):
                    leftover.unlink()

    def _not_there(self, items: Sequence[_Item]) -> list[_Item]:
        """Return what is to be copied; ExpectedFailure where a name is taken by something else."""
        telling = Telling(self._progress, "compare", 0)
        left = []
        names = {each: self._names_in(each) for each in {item.target.parent for item in items}}
        for item in items:
            there = names[item.target.parent].get(item.target.name.casefold())
            if there is None:
                left.append(item)
                continue
            with said_by(self._failing, there):
                is_same = there.is_file() and there.stat().st_size == item.size
                if is_same:
                    flush(there)
            if not is_same or digest_of(there, self._failing, telling) != digest_of(
                item.source, source_failure, telling
            ):
                raise self._other_there(item.target)
        return left

    def _names_in(self, folder: Path) -> dict[str, Path]:
        """Return what lies in a folder, by name as a stick compares names."""
        with said_by(self._failing, folder):
            return {each.name.casefold(): each for each in folder.iterdir()}

    def _require_room(self, items: Sequence[_Item]) -> None:
        self._needed = _room(items)
        with said_by(self._failing, self._folder):
            free = self._free(self._folder)
        if free < self._needed:
            raise stick_full(self._folder, self._needed, free)

    def _copy(self, items: Sequence[_Item]) -> None:
        telling = Telling(self._progress, "carry", 2 * sum(each.size for each in items))
        for item in items:
            copy_whole(
                item.source,
                item.target,
                source_failure,
                self._failing,
                "stick_read_back_wrong",
                telling,
            )
            self._needed -= room_for(item.size)

    def _flush(self, folders: Iterable[Path]) -> None:
        self._progress.report("flush")
        for each in folders:
            with said_by(self._failing, each):
                flush_folder(each)

    def _failing(self, error: OSError, file: Path) -> ExpectedFailure:
        if not is_full(error):
            return stick_failure(error, file, self._folder)
        try:
            free = self._free(self._folder)
        except OSError:
            free = 0
        return stick_full(self._folder, self._needed, free)

    def _other_there(self, target: Path) -> ExpectedFailure:
        return ExpectedFailure("stick_file_exists", file=target.name, folder=str(target.parent))
