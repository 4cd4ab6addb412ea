"""Text of strangers, made safe to show on one line: names on their sticks, words in their packages.

What a terminal would take for commands, and what turns the direction of writing round, is replaced.
"""

from __future__ import annotations

import unicodedata

_UNSEEN = ("Cc", "Cf", "Cs")
"""Control characters, formatting, half characters."""


def on_one_line(text: str) -> str:
    """Return text that can be shown and stored as it is read."""
    return "".join("_" if unicodedata.category(each) in _UNSEEN else each for each in text)
