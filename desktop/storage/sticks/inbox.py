"""Files from a stick into the inbox; nobody works on the stick, and nothing there is changed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import count
from pathlib import Path

from desktop.domain.errors import ExpectedFailure
from desktop.domain.shown_text import on_one_line
from desktop.services.progress import Progress
from desktop.storage.one_at_a_time import alone_with
from desktop.storage.sticks.copying import (
    UNFINISHED,
    carried,
    copy_whole,
    digest_of,
    flush_folder,
)
from desktop.storage.sticks.failures import inbox_failure, said_by, unreadable
from desktop.storage.sticks.telling import Telling


def carry_in(files: Sequence[Path], inbox: Path, progress: Progress) -> Sequence[Path]:
    """Copy files and folders of files into an inbox that only its owner sees; see the port."""
    if not files:
        return ()
    with said_by(unreadable, files[0]):
        meant = carried(files)
        total = sum(each.source.stat().st_size for each in meant)
    telling = Telling(progress, "carry", 2 * total)
    failing = partial(inbox_failure, inbox=inbox)
    # What somebody else has not finished yet is no leftover.
    with said_by(failing, inbox), alone_with(inbox, lambda: progress.report("wait")):
        shelves = {inbox: _Shelf(inbox)}  # first: what lies above a folder is made for everybody
        came = {}
        for source, below in meant:
            folder = inbox / below.parent
            if folder not in shelves:
                shelves[folder] = _Shelf(folder)
            came[source] = shelves[folder].take(source, telling)
        for shelf in shelves.values():
            shelf.flush()
    return [came.get(each, inbox / each.name) for each in files]


class _Shelf:
    """A folder of the inbox and what lies in it, by size."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._by_size: dict[int, list[Path]] = {}
        with said_by(self._failing, folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for each in sorted(folder.iterdir()):
                if each.name.endswith(UNFINISHED):
                    each.unlink()
                elif each.is_file():
                    self._note(each)

    def take(self, source: Path, telling: Telling) -> Path:
        """Return the copy of a file, made now or before."""
        there = self._same(source, telling)
        if there is not None:
            return there
        target = self._free_name(source)
        copy_whole(source, target, unreadable, self._failing, "inbox_unwritable", telling)
        with said_by(self._failing, target):
            self._note(target)
        return target

    def flush(self) -> None:
        """Have the disk take the names of what came."""
        with said_by(self._failing, self._folder):
            flush_folder(self._folder)

    def _same(self, source: Path, telling: Telling) -> Path | None:
        with said_by(unreadable, source):
            alike = self._by_size.get(source.stat().st_size)
        if not alike:
            return None
        digest = digest_of(source, unreadable, telling)
        return next((each for each in alike if self._digest(each, telling) == digest), None)

    def _digest(self, path: Path, telling: Telling) -> str:
        return digest_of(path, self._failing, telling)

    def _note(self, path: Path) -> None:
        self._by_size.setdefault(path.stat().st_size, []).append(path)

    def _free_name(self, source: Path) -> Path:
        name = Path(on_one_line(source.name))
        target = self._folder / name
        numbers = count(2)
        with said_by(self._failing, target):
            while target.exists():
                target = target.with_name(f"{name.stem} ({next(numbers)}){name.suffix}")
        return target

    def _failing(self, error: OSError, file: Path) -> ExpectedFailure:
        return inbox_failure(error, file, self._folder)
