"""What kind of file this is, by its contents, and whether it is safe to open.

Everything here happens before a parser sees the file: size, password, macros, zip bombs (by
really inflating, since a zip directory can lie), cells so far out that a parser would fill
gigabytes with blanks.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from desktop.domain.errors import ExpectedFailure
from desktop.services.progress import Progress

MAX_FILE_BYTES = 200 * 2**20
MAX_INFLATED_BYTES = 700 * 2**20
MAX_ROWS = 200_000
"""A parser keeps every row up to the last one that says something."""

_MAX_RATIO = 400
_RATIO_FROM = 20 * 2**20
_MAX_PARTS = 5_000
_CHUNK = 2**20
_OVERLAP = 512
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
# Cells that say something beyond column CZ or row 199,999; styled blanks may lie there.
_FAR_COLUMN = re.compile(rb' r="(?:[A-Z]{3}|[D-Z][A-Z])\d{1,7}"[^<>]*(?<!/)>')
_FAR = re.compile(rb' r="(?!(?:[A-C]?[A-Z])?+1?[0-9]{1,5}")')  # quick: a row or a cell
_FAR_ROW = re.compile(rb' r="[A-Z]{1,3}(?:[2-9]\d{5}|\d{7})"[^<>]*(?<!/)>')
_BIFF8_GLOBALS = bytes.fromhex("09081000 00060500")
_DATE_MODE, _END_OF_GLOBALS = 0x22, 0x0A
_DATE_1904 = re.compile(rb'date1904="(?:1|true)"')


class Kind(StrEnum):
    """The formats that can be read."""

    XLSX = "xlsx"
    XLS = "xls"
    TEXT = "text"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Container:
    """A file that may be opened, and whether its bare day numbers count from 1904."""

    kind: Kind
    from_1904: bool = False


def inspect(path: Path, progress: Progress) -> Container:
    """Return what a file is, or raise ExpectedFailure for one that cannot or must not be read.

    Codes: ``ledger_empty``, ``ledger_too_large``, ``ledger_encrypted``, ``ledger_has_macros``,
    ``ledger_zip_bomb``, ``ledger_too_many_rows``, ``ledger_too_many_columns``,
    ``ledger_damaged``, ``ledger_unsafe``, ``ledger_not_a_spreadsheet``, ``ledger_format_old``,
    each with ``file``.
    """
    size = path.stat().st_size
    if size == 0:
        raise ExpectedFailure("ledger_empty", file=path.name)
    if size > MAX_FILE_BYTES:
        raise ExpectedFailure(
            "ledger_too_large", file=path.name, mb=size >> 20, limit=MAX_FILE_BYTES >> 20
        )
    with path.open("rb") as file:
        start = file.read(4_096)
    if start.startswith(_OLE):
        return _inspect_ole(path)
    if start.startswith(b"PK"):
        return _inspect_zip(path, progress)
    return _inspect_text(path, start)


def _inspect_ole(path: Path) -> Container:
    data = path.read_bytes()
    if _utf16("EncryptedPackage") in data:
        raise ExpectedFailure("ledger_encrypted", file=path.name)
    if _utf16("_VBA_PROJECT_CUR") in data:
        raise ExpectedFailure("ledger_has_macros", file=path.name)
    if _utf16("Workbook") not in data and _utf16("Book") not in data:
        raise ExpectedFailure("ledger_not_a_spreadsheet", file=path.name)
    return Container(Kind.XLS, _counts_from_1904(data))


def _counts_from_1904(data: bytes) -> bool:
    """Whether a BIFF8 workbook says so in the DATEMODE record (0x22) of its globals."""
    place = data.find(_BIFF8_GLOBALS)
    while 0 <= place < len(data) - 6:
        kind, size = (
            int.from_bytes(data[place : place + 2], "little"),
            int.from_bytes(data[place + 2 : place + 4], "little"),
        )
        if kind == _DATE_MODE:
            return data[place + 4] == 1
        if kind == _END_OF_GLOBALS:
            return False
        place += 4 + size
    return False


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def _inspect_text(path: Path, start: bytes) -> Container:
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    utf16 = start[:2] in (b"\xff\xfe", b"\xfe\xff")
    if head.startswith(b"<?xml") or b"schemas-microsoft-com:office:spreadsheet" in head:
        raise ExpectedFailure("ledger_format_old", file=path.name)
    if head.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<style")):
        return Container(Kind.HTML)
    if start.startswith((b"%PDF", b"{\\rtf", b"\x89PNG", b"Rar!", b"7z\xbc", b"\xff\xd8\xff")):
        raise ExpectedFailure("ledger_not_a_spreadsheet", file=path.name)
    if not utf16 and b"\x00" in start:
        raise ExpectedFailure("ledger_not_a_spreadsheet", file=path.name)
    return Container(Kind.TEXT)


def _inspect_zip(path: Path, progress: Progress) -> Container:
    try:
        with path.open("rb") as file, ZipFile(file) as archive:
            parts = archive.infolist()
            _check_directory(path.name, parts, path.stat().st_size)
            return _check_parts(path.name, file, parts, progress)
    except (BadZipFile, zlib.error, NotImplementedError, ValueError, EOFError) as error:
        raise ExpectedFailure("ledger_damaged", file=path.name) from error


def _check_directory(name: str, parts: list[ZipInfo], size: int) -> None:
    names = {part.filename.lower() for part in parts}
    if len(parts) > _MAX_PARTS:
        raise ExpectedFailure("ledger_zip_bomb", file=name)
    inflated = sum(part.file_size for part in parts)
    if inflated > MAX_INFLATED_BYTES or (inflated > _RATIO_FROM and inflated > _MAX_RATIO * size):
        raise ExpectedFailure("ledger_zip_bomb", file=name)
    if any(part.flag_bits & 1 for part in parts):
        raise ExpectedFailure("ledger_encrypted", file=name)
    if any(part.endswith(("vbaproject.bin", ".xlm")) or "macrosheets/" in part for part in names):
        raise ExpectedFailure("ledger_has_macros", file=name)
    if "xl/workbook.bin" in names or "content.xml" in names:
        raise ExpectedFailure("ledger_format_old", file=name)
    if not any(part.startswith("xl/") for part in names):
        raise ExpectedFailure("ledger_not_a_spreadsheet", file=name)


def _check_parts(name: str, file: BinaryIO, parts: list[ZipInfo], progress: Progress) -> Container:
    """Inflate every XML part once, count its real bytes and look for what a parser chokes on."""
    left, from_1904 = MAX_INFLATED_BYTES, False
    for part in parts:
        if not part.filename.lower().endswith((".xml", ".rels")):
            continue
        is_sheet = "worksheets/" in part.filename
        tail = b""
        for piece in _inflated(file, part):
            progress.report("check")
            left -= len(piece)
            if left < 0:
                raise ExpectedFailure("ledger_zip_bomb", file=name)
            if not tail and (b"<!DOCTYPE" in piece[:4_096] or b"<!ENTITY" in piece[:4_096]):
                raise ExpectedFailure("ledger_unsafe", file=name)
            if is_sheet:
                _check_cells(name, tail + piece)
            elif part.filename.endswith("workbook.xml"):
                from_1904 = from_1904 or bool(_DATE_1904.search(piece))
            tail = piece[-_OVERLAP:]
    return Container(Kind.XLSX, from_1904)


def _check_cells(name: str, xml: bytes) -> None:
    if not _FAR.search(xml):
        return
    if _FAR_ROW.search(xml):
        raise ExpectedFailure("ledger_too_many_rows", file=name, limit=MAX_ROWS)
    if _FAR_COLUMN.search(xml):
        raise ExpectedFailure("ledger_too_many_columns", file=name)


def _inflated(file: BinaryIO, part: ZipInfo) -> Iterator[bytes]:
    """Yield a part's contents in pieces of at most a megabyte, whatever its directory claims."""
    file.seek(part.header_offset)
    header = file.read(30)
    if len(header) < 30 or header[:4] != b"PK\x03\x04":
        raise BadZipFile
    file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
    left = part.compress_size
    if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise BadZipFile
    inflate = zlib.decompressobj(-zlib.MAX_WBITS) if part.compress_type == ZIP_DEFLATED else None
    while left > 0 and (raw := file.read(min(left, 65_536))):
        left -= len(raw)
        if inflate is None:
            yield raw
            continue
        while raw:
            yield inflate.decompress(raw, _CHUNK)
            raw = inflate.unconsumed_tail
