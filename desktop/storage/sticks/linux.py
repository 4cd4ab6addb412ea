"""Removable drives on Linux, from what the kernel says about mounts and block devices."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from desktop.services.package_ports import Stick

PLACES = (Path("/media"), Path("/run/media"), Path("/mnt"))
"""Where desktops and people mount sticks; a system that itself runs from a stick is not one."""

_DISCS = ("iso9660", "udf", "squashfs")
_OCTAL = re.compile(r"\\([0-7]{3})")


class _Mount(NamedTuple):
    device: str
    """Major and minor number, as in ``8:17``."""
    path: Path
    options: Sequence[str]
    source: str


def linux_sticks(
    proc: Path = Path("/proc"), sys: Path = Path("/sys"), places: Sequence[Path] = PLACES
) -> Sequence[Stick]:
    """Return the mounted removable drives, each once, in the order they were mounted."""
    sticks: dict[Path, Stick] = {}
    for mount in _mounts(proc / "self" / "mountinfo"):
        if not any(mount.path.is_relative_to(place) for place in places):
            continue
        device = _device(mount, sys)
        if device is None or device in sticks or not _is_removable(device):
            continue
        try:
            free = shutil.disk_usage(mount.path).free
        except OSError:  # pulled out in this moment
            continue
        writable = "ro" not in mount.options and os.access(mount.path, os.W_OK)
        sticks[device] = Stick(mount.path, mount.path.name, free, writable)
    return tuple(sticks.values())


def _mounts(mountinfo: Path) -> Iterator[_Mount]:
    """Yield all mounts but discs; names of folders may be in any encoding."""
    try:
        lines = os.fsdecode(mountinfo.read_bytes()).split("\n")
    except OSError:
        return
    for line in lines:
        left, dash, right = line.partition(" - ")
        fields, rest = left.split(" "), right.split(" ")
        if not dash or len(fields) < 6 or len(rest) < 3 or rest[0] in _DISCS:
            continue
        options = [*fields[5].split(","), *rest[2].split(",")]
        yield _Mount(fields[2], Path(_plain(fields[4])), options, _plain(rest[1]))


def _plain(text: str) -> str:
    """Undo how mountinfo writes blanks: ``\\040``."""
    return _OCTAL.sub(lambda each: chr(int(each[1], 8)), text)


def _device(mount: _Mount, sys: Path) -> Path | None:
    """Return the folder of a mount's device; drivers in user space hide its number."""
    known = (sys / "dev/block" / mount.device, sys / "class/block" / Path(mount.source).name)
    return next((each.resolve() for each in known if each.exists()), None)


def _is_removable(device: Path) -> bool:
    """Return whether it can be pulled out; USB disks say 0 themselves but hang on a USB port."""
    if any(part.startswith("usb") for part in device.parts):
        return True
    disk = device.parent if (device / "partition").exists() else device
    try:
        return (disk / "removable").read_text("ascii").strip() == "1"
    except OSError:
        return False
