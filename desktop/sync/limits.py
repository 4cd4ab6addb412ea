"""How large what comes from outside may be; each is looked at before memory is taken for it.

Together they keep the reading of a package under 300 MB: its payload stays compressed, and beside
it there is one line, as bytes, as text and as values.
"""

from __future__ import annotations

KIB = 1024
MIB = 1024 * KIB

FILE_BYTES = 96 * MIB
"""A package file: it is decrypted in one call, so it must fit into memory three times. 100,000
entries are 21 MB."""
PART_BYTES = 64 * MIB
"""The content of a part: a photograph has 20 MiB at most."""
KEY_FILE_BYTES = 64 * KIB
MANIFEST_BYTES = 4 * MIB
RAW_BYTES = 1024 * MIB
"""A payload without its compression; never held as a whole."""
LINES = 1_000_000
"""What is remembered of each line, an event's id, must have room for all of them."""
KINDS = 1_000
"""Each is counted by itself."""
ID_CHARS = 64
NAME_CHARS = 1_000
"""Every name in an entry's body; the longest real one is that of a file."""
JSON_DEPTH = 64
WINDOW_BYTES = 8 * MIB
"""What decompression may look back on, and so the memory that it takes."""
STEP_BYTES = 256
"""Compressed bytes taken at once: the worst that a bomb can make of them is 8 MiB."""
