"""The font files of the papers, checked before they are used.

A damaged font prints wrong or missing characters, which nobody would see before a debtor does.
"""

from __future__ import annotations

import zlib
from functools import cache
from pathlib import Path

from desktop.domain.errors import ExpectedFailure
from desktop.domain.page import Face

# CRC-32 of each file as it travels with the program: against damage, not against malice.
_CHECKS = {
    Face.SERIF: 0xE9DD75ED,
    Face.SANS: 0x6602F87F,
    Face.BOLD: 0x487C280A,
}


def read_font_file(face: Face, path: Path) -> bytes:
    """Return a face's font file.

    Raises ExpectedFailure ``font_unreadable`` with its name where it is missing, cut off or
    damaged.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ExpectedFailure("font_unreadable", file=path.name) from error
    if zlib.crc32(data) != _CHECKS[face]:
        raise ExpectedFailure("font_unreadable", file=path.name)
    return data


@cache
def require_font_file(face: Face, path: Path) -> None:
    """Check a face's font file once per process, for those that let Qt read it."""
    read_font_file(face, path)
