"""The texts of entries, packed: hundreds of journal entries say much the same words.

A bundle holds bodies and rows of entries that arrived one after the other, byte for byte, as one
zstd frame: a line with the lengths in bytes, then everything. An entry's place in its bundle is
its arrival number less that of the bundle's first. This is a tenth of what would be encrypted,
logged and sent to the server otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

import zstandard

from desktop.services.collection_records import ReceivedEntry

AT_MOST = 256
"""Entries: few enough that one of them is read quickly."""

_LEVEL = 1


def packed(entries: Iterable[ReceivedEntry]) -> bytes:
    """Return the texts of entries."""
    texts = [text.encode() for each in entries for text in (each.body, each.rows)]
    lengths = json.dumps([len(text) for text in texts]).encode()
    return zstandard.compress(b"\n".join((lengths, b"".join(texts))), _LEVEL)


def unpacked(bundle: bytes) -> Sequence[tuple[str, str]]:
    """Return body and rows by place."""
    lengths, content = zstandard.decompress(bundle).split(b"\n", 1)
    bounds = pairwise(accumulate(json.loads(lengths), initial=0))
    texts = [content[start:end].decode() for start, end in bounds]
    return list(zip(texts[::2], texts[1::2], strict=True))
