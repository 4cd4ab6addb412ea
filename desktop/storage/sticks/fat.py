"""What FAT32 and Windows take as a name and as a size; a stick meets both sooner or later."""

from __future__ import annotations

import re

LARGEST = 4 * 1024**3 - 1
"""Bytes of the largest file."""

CLUSTER = 32 * 1024
"""Bytes by which a file grows on a large stick."""

_LONGEST = 255 - len(".part")
"""UTF-16 units of a name, which is a little longer while the file is written."""

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f"*/:<>?\\|]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³])(\..*)?", re.IGNORECASE)


def takes_name(name: str) -> bool:
    """Return whether a file or a folder may bear a name."""
    try:
        units = len(name.encode("utf-16-le")) // 2
    except UnicodeEncodeError:  # half a character
        return False
    return (
        0 < units <= _LONGEST
        and not _FORBIDDEN.search(name)
        and not _RESERVED.fullmatch(name)
        and name == name.rstrip(". ")
        and name == name.lstrip(" ")
    )


def room_for(size: int) -> int:
    """Return the bytes that a file of ``size`` takes, its name included."""
    return (size // CLUSTER + 1) * CLUSTER
