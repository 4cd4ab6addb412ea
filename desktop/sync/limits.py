"""How large what comes from outside may be; each is looked at before memory is taken for it."""

from __future__ import annotations

KIB = 1024
MIB = 1024 * KIB

FILE_BYTES = 512 * MIB
"""A package file: it is decrypted in one call, so it must fit into memory twice."""
PART_BYTES = 1024 * MIB - MIB
"""The content of a part; sealed it stays under 1 GiB, as the smallest file systems want."""
KEY_FILE_BYTES = 64 * KIB
MANIFEST_BYTES = 4 * MIB
RAW_BYTES = 4096 * MIB
"""A payload without its compression; never held as a whole."""
LINE_BYTES = 64 * MIB
"""One line: the rows of a single entry may be all that a branch has. Read as JSON it takes up to
thirty times its length."""
LINES = 5_000_000
JSON_DEPTH = 64
WINDOW_BYTES = 8 * MIB
"""What decompression may look back on, and so the memory that it takes."""
