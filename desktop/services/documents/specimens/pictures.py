"""Pictures for specimens: drawn, not taken; a door under a sky, upright or across."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping
from functools import cache

from desktop.domain.documents import DocumentFacts, picture_ids

_SIZES = ((240, 180), (180, 240))
_SKY, _WALL, _DOOR = (196, 214, 230), (188, 160, 136), (104, 74, 56)


def specimen_pictures(facts: DocumentFacts) -> Mapping[str, bytes]:
    """Return a PNG file for every picture a specimen shows, by its id."""
    return {
        each: _picture(*_SIZES[number % len(_SIZES)])
        for number, each in enumerate(picture_ids(facts))
    }


@cache
def _picture(width: int, height: int) -> bytes:
    rows = b"".join(b"\0" + bytes(_row(y, width, height)) for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _row(y: int, width: int, height: int) -> Iterable[int]:
    """Return the colours of one row, three numbers a point."""
    for x in range(width):
        is_door = 2 * width < 5 * x < 3 * width and 20 * y > 11 * height
        is_wall = 5 * y > 2 * height
        yield from _DOOR if is_door else _WALL if is_wall else _SKY


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
