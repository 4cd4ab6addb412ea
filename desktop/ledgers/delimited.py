"""Text exports: the encoding, the delimiter and the lines of a csv or txt file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from desktop.domain.errors import ExpectedFailure

_DELIMITERS = ",\t;|，"
_SAMPLE_LINES = 40
_MAX_FIELD = 100_000


def read_lines(path: Path) -> Iterator[list[str]]:
    """Yield the rows of a text file, each a list of its cells.

    Raises ExpectedFailure ``ledger_not_a_spreadsheet`` where no encoding or delimiter fits, and
    ``ledger_damaged`` where quotes are never closed.
    """
    text = decode(path.read_bytes(), path.name)
    delimiter = _delimiter(text)
    if delimiter is None:
        raise ExpectedFailure("ledger_not_a_spreadsheet", file=path.name)
    csv.field_size_limit(_MAX_FIELD)
    try:
        yield from csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise ExpectedFailure("ledger_damaged", file=path.name) from error


def decode(data: bytes, name: str) -> str:
    """Return text in UTF-8, UTF-16 (with its mark) or GB18030; CP936 files are GB18030."""
    marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    return _lenient(data, name)


def _lenient(data: bytes, name: str) -> str:
    """Decode a file with a few broken characters; they show as U+FFFD and become problems."""
    text = data.decode("gb18030", errors="replace")
    if "\x00" in text or text.count("\ufffd") * 100 > len(text):
        raise ExpectedFailure("ledger_not_a_spreadsheet", file=name)
    return text


def _delimiter(text: str) -> str | None:
    """Return the character that divides most sample lines into the same number of cells."""
    lines = [line for line in text[:200_000].splitlines() if line.strip()][:_SAMPLE_LINES]
    best: tuple[int, str] | None = None
    for delimiter in _DELIMITERS:
        counts = [line.count(delimiter) for line in lines]
        usual = max(set(counts), key=lambda count: (counts.count(count), count), default=0)
        widest = sorted(counts)[len(counts) // 2] if counts else 0
        score = max(usual, widest)
        if score >= 2 and (best is None or score > best[0]):
            best = score, delimiter
    return best[1] if best else None
