"""Removable drives on Windows, by its own functions."""

from __future__ import annotations

import ctypes
import string
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from desktop.services.package_ports import Stick

_REMOVABLE = 2
_READ_ONLY_VOLUME = 0x00080000
_NO_DIALOG = 1
"""SEM_FAILCRITICALERRORS: an empty card reader must not open a box that asks for a disk."""

_ROOM = 261
"""Characters of a label, with the closing zero."""


def windows_sticks(kernel32: Any) -> Sequence[Stick]:
    """Return the removable drives that have a medium in them, by letter."""
    before = ctypes.c_uint32(0)
    kernel32.SetThreadErrorMode(_NO_DIALOG, ctypes.byref(before))
    try:
        letters = int(kernel32.GetLogicalDrives())
        roots = [f"{each}:\\" for n, each in enumerate(string.ascii_uppercase) if letters >> n & 1]
        removable = [root for root in roots if kernel32.GetDriveTypeW(root) == _REMOVABLE]
        return tuple(stick for root in removable if (stick := _look_at(kernel32, root)))
    finally:
        kernel32.SetThreadErrorMode(before.value, None)


def _look_at(kernel32: Any, root: str) -> Stick | None:
    label = ctypes.create_unicode_buffer(_ROOM)
    flags, free = ctypes.c_uint32(0), ctypes.c_uint64(0)
    is_there = kernel32.GetVolumeInformationW(
        root, label, _ROOM, None, None, ctypes.byref(flags), None, 0
    ) and kernel32.GetDiskFreeSpaceExW(root, ctypes.byref(free), None, None)
    if not is_there:
        return None
    writable = not flags.value & _READ_ONLY_VOLUME
    return Stick(Path(root), label.value or root[:2], free.value, writable)
