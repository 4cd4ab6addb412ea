"""How long a line of a package may be: for those who write entries and for those who read them.

A line is read as a whole. What that takes depends less on its bytes than on how many values stand
in it, at most one more than there are marks; so both are counted before a value is made of it.
"""

from __future__ import annotations

LINE_BYTES = 8 * 1024 * 1024
LINE_MARKS = 500_000
"""Values of a line, about. A batch of 10,000 notices has a body of 3 MB with 140,000 marks."""
ROWS_CHARS = LINE_MARKS
"""Where the rows of an act are longer, they are divided among several entries: what is no longer
keeps both limits, whatever it says."""

_MARKS = ",:[{"


def is_too_long(text: str) -> bool:
    """Return whether no reader would take a text for a line."""
    if len(text) <= LINE_MARKS:  # four bytes a character at most
        return False
    return len(text.encode("utf-8")) > LINE_BYTES or has_too_many_marks(text)


def has_too_many_marks(text: str) -> bool:
    """Return whether JSON text may hold more values than a reader has room for."""
    return len(text) > LINE_MARKS and sum(map(text.count, _MARKS)) > LINE_MARKS
