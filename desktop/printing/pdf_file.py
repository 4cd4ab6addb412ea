"""The file itself: numbered objects, streams, and the table of where they are (ISO 32000-1, 7.5).

Every object is written once, as it comes, so that a thousand pages cost no tree of objects. The
same objects give the same bytes; the file's identity is a fingerprint of all of them.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from functools import lru_cache

# Speed matters more than the last tenth of size.
_COMPRESSION = 3
# A window of 32 kB, compressed fast.
_ZLIB_HEAD = b"\x78\x5e"
# The second line's bytes tell every program that this is no text.
_HEAD = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"


class PdfFile:
    """Takes objects and gives them numbers; :meth:`finish` returns the file's bytes."""

    def __init__(self) -> None:
        self._data = bytearray(_HEAD)
        self._places: list[int] = []

    def reserve(self) -> int:
        """Return the number of an object that will be known later."""
        self._places.append(0)
        return len(self._places)

    def add(self, body: str | bytes, number: int = 0) -> int:
        """Write an object, perhaps a reserved one, and return its number."""
        number = number or self.reserve()
        self._places[number - 1] = len(self._data)
        self._data += b"%d 0 obj\n" % number
        self._data += body.encode("ascii") if isinstance(body, str) else body
        self._data += b"\nendobj\n"
        return number

    def add_stream(self, data: bytes, entries: str) -> int:
        """Write a stream as it is; ``entries`` of its dictionary say how it is to be read."""
        head = f"<< {entries} /Length {len(data)} >>\nstream\n".encode("ascii")
        return self.add(b"%b%b\nendstream" % (head, data))

    def add_compressed(self, data: bytes, entries: str = "") -> int:
        """Write a stream, compressed."""
        return self.add_deflated(_compressed(data), entries)

    def add_deflated(self, data: bytes, entries: str) -> int:
        """Write a stream that is compressed already."""
        return self.add_stream(data, f"{entries} /Filter /FlateDecode".lstrip())

    def finish(self, catalog: int, information: int) -> bytes:
        """Return the whole file."""
        identity = hashlib.sha256(self._data).hexdigest()[:32]
        start, count = len(self._data), len(self._places) + 1
        table = "".join(f"{place:010d} 00000 n \n" for place in self._places)
        trailer = (
            f"xref\n0 {count}\n0000000000 65535 f \n{table}"
            f"trailer\n<< /Size {count} /Root {catalog} 0 R /Info {information} 0 R"
            f" /ID [<{identity}> <{identity}>] >>\nstartxref\n{start}\n%%EOF\n"
        )
        return bytes(self._data) + trailer.encode("ascii")


@lru_cache(maxsize=32)
def _compressed(data: bytes) -> bytes:
    """Return data compressed; a thousand single files have their forms in common."""
    return zlib.compress(data, _COMPRESSION)


def deflated(data: bytes, shared: slice) -> bytes:
    """Return ``data`` compressed, its ``shared`` middle only once for all data that share it.

    The parts end on whole bytes (a full flush), so that they can be joined as RFC 1950 and 1951
    want a stream.
    """
    if shared.start == shared.stop:
        return zlib.compress(data, _COMPRESSION)
    before = data[: shared.start]
    rest = zlib.compressobj(_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    parts = (
        _ZLIB_HEAD,
        struct.pack("<BHH", 0, len(before), len(before) ^ 0xFFFF),  # stored as it is
        before,
        _flushed(data[shared]),
        rest.compress(data[shared.stop :]),
        rest.flush(),
        zlib.adler32(data).to_bytes(4, "big"),
    )
    return b"".join(parts)


@lru_cache(maxsize=16)
def _flushed(data: bytes) -> bytes:
    part = zlib.compressobj(_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    return part.compress(data) + part.flush(zlib.Z_FULL_FLUSH)


def text_string(text: str) -> str:
    """Return text as a PDF writes it outside pages: UTF-16 with its mark, in hexadecimal."""
    return f"<feff{text.encode('utf-16-be').hex()}>"
