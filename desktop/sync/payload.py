"""The payload: JSON lines in one zstd frame, written and read line by line.

A line is ``{"data": …, "kind": …}``. Where it has ``texts``, the raw lines after it are fields of
its data by these names: an entry's body and rows are JSON already and travel byte for byte.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import zstandard

from desktop.services.line_limits import LINE_BYTES, is_too_long
from desktop.services.package_ports import Line, LineKind, PackageRefused
from desktop.services.progress import Progress
from desktop.sync.inspection import Inspection
from desktop.sync.limits import FILE_BYTES, LINES, MIB, RAW_BYTES, STEP_BYTES, WINDOW_BYTES
from desktop.sync.strict_json import canonical, read, read_object, wrong
from desktop.sync.upcast import downcast

_LEVEL = 3
_BATCH = 200
_MOST = FILE_BYTES - 8 * MIB
"""Compressed bytes: manifest and seal want room too."""
_ENTRY_TEXTS = ("body", "rows")


@dataclass(slots=True)
class Compressed:
    """A payload that was written: pieces of the frame, their length and hash, the raw length."""

    pieces: list[bytes] = field(default_factory=list)
    length: int = 0
    raw_length: int = 0
    sha256: str = ""

    def take(self, piece: bytes, digest: hashlib._Hash) -> None:
        """Add a piece of the frame."""
        digest.update(piece)
        self.pieces.append(piece)
        self.length += len(piece)


def compress(
    lines: Iterable[Line], schema: str, inspection: Inspection, progress: Progress
) -> Compressed:
    """Write lines as a schema has them, each inspected as it will be read.

    Raises PackageRefused as the inspection, and ``package_too_large``.
    """
    made, digest = Compressed(), hashlib.sha256()
    frame = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).compressobj()
    number = 0
    for batch in _batches(lines):
        progress.report("write", number)
        number += len(batch)
        raw = b"".join([_written(downcast(line, schema), inspection) for line in batch])
        made.raw_length += len(raw)
        made.take(frame.compress(raw), digest)
        if made.length > _MOST or made.raw_length > RAW_BYTES or number > LINES:
            raise PackageRefused("package_too_large")
    made.take(frame.flush(), digest)
    made.sha256 = digest.hexdigest()
    return made


def checked_lines(payload: memoryview, raw_length: int) -> Iterator[tuple[Line, str]]:
    """Yield the lines of a payload that nobody has looked at yet, strictly read, with their text.

    Raises PackageRefused ``package_content_wrong``, ``package_too_large``.
    """
    for number, (line, text) in enumerate(_lines(payload, raw_length, _strict)):
        if number >= LINES:
            raise PackageRefused("package_too_large")
        rows = line.data.get("rows") if line.kind == LineKind.ENTRY else None
        if isinstance(rows, str) and rows:
            read(rows, nfc=False)  # rows are as people typed them
        yield line, text


def known_lines(payload: memoryview, raw_length: int) -> Iterator[Line]:
    """Yield the lines of a payload that was checked before."""
    return (line for line, _ in _lines(payload, raw_length, json.loads))


def _lines(
    payload: memoryview, raw_length: int, parse: Callable[[str], dict[str, Any]]
) -> Iterator[tuple[Line, str]]:
    raw = raw_lines(payload, raw_length)
    for each in raw:
        text = _decoded(each)
        plain = parse(text)
        data = plain["data"]
        for name in plain.get("texts", ()):
            data[name] = _decoded(next(raw, None))
        yield Line(plain["kind"], data), text


def _strict(text: str) -> dict[str, Any]:
    plain = read_object(text)
    kind, data, texts = plain.get("kind"), plain.get("data"), plain.get("texts", [])
    if not isinstance(kind, str) or not isinstance(data, dict) or not isinstance(texts, list):
        raise wrong("a line without kind or data")
    if len(texts) > len(_ENTRY_TEXTS) or any(
        not isinstance(name, str) or name in data for name in texts
    ):
        raise wrong("texts")
    return plain


def _decoded(raw: bytes | None) -> str:
    if raw is None:
        raise wrong("a line without its texts")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise wrong(error) from error


def raw_lines(payload: memoryview, raw_length: int) -> Iterator[bytes]:
    """Yield the bytes of each line; memory holds one line and a step.

    Raises PackageRefused ``package_content_wrong`` where the frame is cut, goes on, or holds more
    or less than ``raw_length`` bytes; ``package_too_large`` for a line without end.
    """
    begun: list[bytes] = []
    length = 0
    for chunk in _chunks(payload, raw_length):
        start = 0
        while start < len(chunk):
            end = chunk.find(b"\n", start)
            piece = chunk[start : end if end >= 0 else None]
            begun.append(piece)
            length += len(piece)
            if length > LINE_BYTES:
                raise PackageRefused("package_too_large")
            if end < 0:
                break
            yield b"".join(begun)
            begun, length, start = [], 0, end + 1
    if begun:
        raise wrong("a line without end")


def _chunks(payload: memoryview, raw_length: int) -> Iterator[bytes]:
    frame = zstandard.ZstdDecompressor(max_window_size=WINDOW_BYTES).decompressobj()
    taken = produced = 0
    while taken < len(payload) and not frame.eof:
        try:
            chunk = frame.decompress(payload[taken : taken + STEP_BYTES])
        except zstandard.ZstdError as error:
            raise wrong(error) from error
        taken += STEP_BYTES
        produced += len(chunk)
        if produced > raw_length:
            raise wrong("more than it says")
        yield chunk
    if not frame.eof or frame.unused_data or taken < len(payload) or produced != raw_length:
        raise wrong("a compressed stream that does not end where it should")


def _written(line: Line, inspection: Inspection) -> bytes:
    """Return a line's bytes; an entry's texts follow in lines of their own, for their hashes."""
    if line.kind == LineKind.ENTRY:
        inspection.take(line, "")
        return _entry(line.data)
    text = canonical(line._asdict()).decode("utf-8")
    inspection.take(Line(line.kind, read_object(text)["data"]), text)
    return _ended([text])


def _entry(data: Mapping[str, Any]) -> bytes:
    """Return the lines of an entry that was inspected: its hashes need no escapes."""
    texts = [name for name in _ENTRY_TEXTS if name in data]
    hashes = f'"hash":"{data["hash"]}","prev_hash":"{data["prev_hash"]}"'
    names = '","'.join(texts)
    first = f'{{"data":{{{hashes}}},"kind":"entry","texts":["{names}"]}}'
    return _ended([first, *(data[name] for name in texts)])


def _ended(lines: list[str]) -> bytes:
    for line in lines:
        if "\n" in line:
            raise wrong("a line break inside a line")
        if is_too_long(line):
            raise PackageRefused("package_too_large")
    return "\n".join((*lines, "")).encode("utf-8")


def _batches(lines: Iterable[Line]) -> Iterator[list[Line]]:
    left = iter(lines)
    while batch := list(islice(left, _BATCH)):
        yield batch
