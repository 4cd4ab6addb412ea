"""Code 128 of a serial, and of nothing else: a scanned slip tells a stranger nothing."""

from __future__ import annotations

import re
from typing import Any

import zxingcpp

from desktop.domain.errors import RuleViolation
from desktop.domain.page import Bars

# 0.254 mm: a whole number of dots at 300, 600 and 1200 dpi, wide enough for cheap scanners.
MODULE = 0.72
HEIGHT = 19.0
_SERIAL = re.compile(r"[\x21-\x7e]{1,40}")

Modules = tuple[tuple[int, int], ...]


def code128(serial: str) -> Modules:
    """Return the black bars as (distance, width) in modules, without quiet zones.

    Raises RuleViolation ``notice_blank`` or ``serial_unfit`` for a serial that is empty, longer
    than 40 characters or not printable ASCII.
    """
    if not serial:
        raise RuleViolation("notice_blank", field="serial", serial=serial)
    if not _SERIAL.fullmatch(serial):
        raise RuleViolation("serial_unfit", field="serial", serial=serial)
    barcode = zxingcpp.create_barcode(serial, zxingcpp.BarcodeFormat.Code128)
    image: Any = barcode.to_image(add_quiet_zones=False)
    row = bytes(image)[: image.shape[1]]
    return tuple((black.start(), len(black.group())) for black in re.finditer(b"\0+", row))


def width(modules: Modules) -> float:
    """Return the barcode's width in points."""
    distance, length = modules[-1]
    return (distance + length) * MODULE


def place(modules: Modules, right: float, y: float, height: float = HEIGHT) -> Bars:
    """Return the barcode with its right edge and its top at the given places, in points."""
    bars = tuple((distance * MODULE, length * MODULE) for distance, length in modules)
    return Bars(right - width(modules), y, height, bars)
