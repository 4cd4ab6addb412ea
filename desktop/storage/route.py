"""The number in a group's name, so that 2组 is visited before 10组."""

from __future__ import annotations

import re
from functools import lru_cache

_DIGITS = re.compile(r"\d+")
_CHINESE = re.compile("([一二三四五六七八九])?(十)?([一二三四五六七八九])?")
_VALUES = {character: value for value, character in enumerate("一二三四五六七八九", start=1)}


@lru_cache(maxsize=4_096)
def group_number(name: str) -> int:
    """Return the number of a villagers' group: 10组 and 十组 -> 10; 0 for a name without one."""
    found = _DIGITS.search(name)
    if found:
        return min(int(found.group()), 999_999)
    for match in _CHINESE.finditer(name):
        if match.group():
            tens, ten, ones = match.groups()
            if not ten:
                return _VALUES[tens]
            return _VALUES.get(tens or "", 1) * 10 + _VALUES.get(ones or "", 0)
    return 0
