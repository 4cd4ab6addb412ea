"""A stick for tests: a folder that real files are carried to, and that fails as asked.

Set ``room``, ``locked``, ``pulled_after`` or ``corrupts`` and carry; ``plug_in`` puts it back.
"""

import errno
from collections.abc import Iterable, Sequence
from pathlib import Path

from desktop.domain.package_names import FOLDER
from desktop.services.package_ports import Stick
from desktop.services.progress import Progress
from desktop.storage.sticks.failures import stick_failure
from desktop.storage.sticks.out import carry_out
from desktop.storage.sticks.system import SystemSticks


class FakeSticks(SystemSticks):
    """The one stick of a test, mounted at ``path``; everything but its faults is real."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.room = 16 * 1024**3
        """Bytes that are free."""
        self.locked = False
        self.pulled_after: int | None = None
        """KiB, written and read back, after which somebody pulls it out."""
        self.corrupts = False
        """Whether it gives back other bytes than it was given."""
        path.mkdir(parents=True, exist_ok=True)

    @property
    def folder(self) -> Path:
        """Where carried files lie."""
        return self.path / FOLDER

    @property
    def _drawer(self) -> Path:
        return self.path.with_name(f"{self.path.name} (pulled)")

    def pull_out(self) -> None:
        self.path.rename(self._drawer)

    def plug_in(self) -> None:
        """Put it back, working again."""
        if self._drawer.exists():
            self._drawer.rename(self.path)
        self.pulled_after, self.corrupts, self.locked = None, False, False

    def litter(self) -> list[str]:
        """Return the names of unfinished files."""
        return sorted(each.name for each in self.path.rglob("*.part"))

    def found(self) -> Sequence[Stick]:
        if not self.path.exists():
            return ()
        return (Stick(self.path, "联社U盘", self.room, not self.locked),)

    def carry_out(self, files: Sequence[Path], folder: Path, progress: Progress) -> Sequence[Path]:
        if self.locked:
            raise stick_failure(OSError(errno.EROFS, "read-only"), self.path, folder)
        return carry_out(files, folder, _Hand(self, progress), lambda _: self.room)

    def carry_in(self, files: Sequence[Path], inbox: Path, progress: Progress) -> Sequence[Path]:
        return super().carry_in(files, inbox, _Hand(self, progress))


class _Hand:
    """Does to the stick what a test asked for, in the middle of the work."""

    def __init__(self, sticks: FakeSticks, progress: Progress) -> None:
        self._sticks, self._progress = sticks, progress

    def report(self, stage: str, done: int = 0, total: int = 0) -> None:
        sticks = self._sticks
        if sticks.pulled_after is not None and done >= sticks.pulled_after and sticks.path.exists():
            sticks.pull_out()
        if sticks.corrupts:
            _spoil(sticks.path.rglob("*.part"))
        self._progress.report(stage, done, total)


def _spoil(files: Iterable[Path]) -> None:
    """Turn a bit of what has been written and flushed; what is still on its way is left."""
    for file in files:
        if content := bytearray(file.read_bytes()):
            content[0] ^= 1
            file.write_bytes(content)
