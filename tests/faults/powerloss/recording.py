"""What a program did to the files of a folder, in order, as the interposer wrote it down."""

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_HEAD = struct.Struct("=c3xiqII")
_NOT_SEEN = "-shm"
"""Its pages change through a memory map, which no recorder sees; SQLite makes it anew."""


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes written to an inode."""

    inode: int
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Cut:
    """An inode cut or stretched to a size."""

    inode: int
    size: int


@dataclass(frozen=True, slots=True)
class Entries:
    """Names given and taken in one go: to an inode, to a folder (0), or to nothing (None)."""

    changes: tuple[tuple[str, int | None], ...]

    @property
    def folders(self) -> set[str]:
        return {str(Path(name).parent) for name, _ in self.changes}


@dataclass(frozen=True, slots=True)
class Flush:
    """An inode, or a folder's entries, asked to be made durable."""

    target: int | str


@dataclass(frozen=True, slots=True)
class Told:
    """What the outside world was told: from here on it must be true."""

    text: str


Event = Write | Cut | Entries | Flush | Told


def folder_contents(folder: Path) -> dict[str, bytes | None]:
    """Return every file under a folder with its bytes, and every folder with None."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
        if not path.name.endswith(_NOT_SEEN)
    }


class Recording:
    """Events on inodes, numbered as they came; inodes of ``before`` are numbered by its order."""

    def __init__(self, trace: Path, folder: Path, before: dict[str, bytes | None]) -> None:
        self.before = before
        self._folder = folder
        self._names: dict[str, int | None] = {
            name: number if content is not None else 0
            for number, (name, content) in enumerate(before.items(), 1)
        }
        self.first_inodes = {name: inode for name, inode in self._names.items() if inode}
        self._next = len(before) + 1
        self._open: dict[int, int | str] = {}
        self.events = list(self._read(trace.read_bytes()))

    def _read(self, data: bytes) -> Iterator[Event]:
        at = 0
        while at < len(data):
            what, file, number, first, second = _HEAD.unpack_from(data, at)
            at += _HEAD.size
            one, two = data[at : at + first], data[at + first : at + first + second]
            at += first + second
            yield from self._event(what, file, number, one, two)

    def _event(
        self, what: bytes, file: int, number: int, one: bytes, two: bytes
    ) -> Iterator[Event]:
        if what == b"A":
            if one:
                yield Told(one.decode())
        elif what == b"O":
            yield from self._opened(file, number, self._name(one))
        elif what == b"C":
            self._open.pop(file, None)
        elif what in (b"W", b"T", b"F"):
            target = self._open.get(file)
            if target is None:  # the index of the log
                return
            if what == b"F":
                yield Flush(target)
            elif what == b"W":
                yield Write(int(target), number, one)
            else:
                yield Cut(int(target), number)
        else:
            yield from self._renamed(what, self._name(one), self._name(two))

    def _opened(self, file: int, flags: int, name: str) -> Iterator[Event]:
        if name.endswith(_NOT_SEEN):
            return
        if flags & os.O_DIRECTORY or self._names.get(name) == 0 or name == ".":
            self._open[file] = name
            return
        inode = self._names.get(name)
        if inode is None:
            inode, self._next = self._next, self._next + 1
            self._names[name] = inode
            yield Entries(((name, inode),))
        elif flags & os.O_TRUNC:
            yield Cut(inode, 0)
        self._open[file] = inode

    def _renamed(self, what: bytes, old: str, new: str) -> Iterator[Event]:
        if old.endswith(_NOT_SEEN):
            return
        changes: tuple[tuple[str, int | None], ...]
        if what == b"M":
            changes = ((old, 0),)
        elif what == b"U":
            changes = ((old, None),)
        elif what == b"L":
            changes = ((new, self._names[old]),)
        else:
            changes = ((new, self._names[old]), (old, None))
        self._names.update(changes)
        yield Entries(changes)

    def _name(self, path: bytes) -> str:
        return str(Path(os.fsdecode(path)).relative_to(self._folder)) if path else ""
