"""The sticks of the machine the program runs on: the Sticks port."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop.domain.package_names import FOLDER, PACKAGE, Direction, parse_name
from desktop.services.package_ports import Stick
from desktop.services.progress import Progress
from desktop.storage.sticks.failures import said_by, unreadable
from desktop.storage.sticks.inbox import carry_in
from desktop.storage.sticks.linux import linux_sticks
from desktop.storage.sticks.out import carry_out
from desktop.storage.sticks.windows import windows_sticks


class SystemSticks:
    """Removable drives as Linux or Windows knows them."""

    def found(self) -> Sequence[Stick]:
        """Return the removable drives that are plugged in now."""
        if sys.platform == "win32":
            return windows_sticks(ctypes.windll.kernel32)
        return linux_sticks()

    def carry_out(self, files: Sequence[Path], folder: Path, progress: Progress) -> Sequence[Path]:
        """Copy files and folders of files onto a stick."""
        return carry_out(files, folder, progress)

    def carry_in(self, files: Sequence[Path], inbox: Path, progress: Progress) -> Sequence[Path]:
        """Copy files and folders of files from a stick into an inbox."""
        return carry_in(files, inbox, progress)

    def packages_on(self, folder: Path, direction: Direction, branch: str = "") -> Sequence[Path]:
        """Return the packages in a folder and in its folder 清收通."""
        named, others = [], []
        for path in _package_files(folder):
            name = parse_name(path.name)
            if name is None:
                others.append(path)
            elif name.direction is direction and branch in ("", name.branch):
                named.append(((name.branch, name.letter, name.number, name.day, path.name), path))
        return [path for _, path in sorted(named)] + ([] if branch else sorted(others))

    def parts_beside(self, package: Path) -> Path | None:
        """Return the folder of a package's parts, None where it has none."""
        name = parse_name(package.name)
        if name is None:
            return None
        folder = package.with_name(name.parts_folder)
        with said_by(unreadable, package):
            return folder if folder.is_dir() else None


def _package_files(folder: Path) -> Sequence[Path]:
    """Return the files with the ending of a package; on a stick it may be in capitals."""
    with said_by(unreadable, folder / FOLDER):
        return [
            each
            for place in (folder, folder / FOLDER)
            if place == folder or place.is_dir()
            for each in place.iterdir()
            if each.suffix.lower() == PACKAGE and each.name[0] != "." and each.is_file()
        ]
