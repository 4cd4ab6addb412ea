"""The parts of a package: photographs in a folder beside it, each sealed by itself."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from desktop.domain.errors import ExpectedFailure
from desktop.domain.package_names import PARTS_FOLDER
from desktop.services.package_ports import PackageRefused, Packages, PartMark, PrivateKeys


def parts_folder(path: Path) -> Path:
    """Return the folder of a package's parts."""
    return path.with_suffix(PARTS_FOLDER)


def make_parts_folder(folder: Path) -> None:
    """Make it where it is not there; ExpectedFailure ``package_unwritable``."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise ExpectedFailure("package_unwritable", file=folder.name) from error


def open_part(packages: Packages, file: Path, keys: Iterable[PrivateKeys], mark: PartMark) -> bytes:
    """Return a part's content, by whichever of the keys it was sealed to.

    PackageRefused ``package_part_wrong`` where it is damaged or sealed to somebody else;
    ExpectedFailure ``package_unreadable`` where the system does not let it be read.
    """
    for each in keys:
        with suppress(PackageRefused):
            return packages.read_part(file, each, mark)
    raise PackageRefused("package_part_wrong", file=file.name)
