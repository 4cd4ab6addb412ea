"""Code 128 of a serial, and of nothing else: a scanned slip tells a stranger nothing."""

from __future__ import annotations

import re
import struct
import zlib
from functools import lru_cache
from typing import Any

import zxingcpp

from desktop.domain.errors import RuleViolation
from desktop.domain.page import Bars

# 0.254 mm: a whole number of dots at 300, 600 and 1200 dpi, wide enough for cheap scanners.
MODULE = 0.72
HEIGHT = 19.0
_PNG_ROWS = 60
_SERIAL = re.compile(r"[\x21-\x7e]{1,40}")

Modules = tuple[tuple[int, int], ...]


def code128(serial: str) -> Modules:
    """Return the black bars as (distance, width) in modules, without quiet zones.

    A draft has no serial yet and no bars. Raises RuleViolation ``serial_unfit`` for a serial that
    is longer than 40 characters or not printable ASCII.
    """
    if not serial:
        return ()
    if not _SERIAL.fullmatch(serial):
        raise RuleViolation("serial_unfit", field="serial", serial=serial)
    barcode = zxingcpp.create_barcode(serial, zxingcpp.BarcodeFormat.Code128)
    image: Any = barcode.to_image(add_quiet_zones=False)
    row = bytes(image)[: image.shape[1]]
    spans = [black.span() for black in re.finditer(b"\0+", row)]
    return tuple([(start, end - start) for start, end in spans])


def width(modules: Modules) -> float:
    """Return the barcode's width in points; 0 for none."""
    return _module_count(modules) * MODULE


def place(modules: Modules, right: float, y: float) -> Bars:
    """Return the barcode with its right edge and its top at the given places, in points."""
    return Bars(right - width(modules), y, HEIGHT, _bars(modules))


@lru_cache(maxsize=8)
def _bars(modules: Modules) -> tuple[tuple[float, float], ...]:
    """Return bars in points; a notice and its slip bear the same ones."""
    return tuple([(distance * MODULE, length * MODULE) for distance, length in modules])


def png(modules: Modules) -> bytes:
    """Return the barcode as a black and white PNG, for documents that take no vectors."""
    row = bytearray(b"f" * _module_count(modules))
    for distance, length in modules:
        row[distance : distance + length] = b"0" * length
    # Four pixels a module are one hexadecimal digit: f is white.
    digits = row.decode("ascii") + "f" * (len(row) % 2)
    lines = (b"\0" + bytes.fromhex(digits)) * _PNG_ROWS
    header = struct.pack(">IIBBBBB", 4 * len(row), _PNG_ROWS, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    check = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)


def _module_count(modules: Modules) -> int:
    return sum(modules[-1]) if modules else 0
