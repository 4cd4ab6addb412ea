"""Control totals: what both sides count of every kind of entry and of line, to compare by hand.

The rule is part of the container's format: changing it takes a new format number, or an older and
a newer program would count the same package differently.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from desktop.services.package_ports import ControlTotal
from desktop.sync.limits import KINDS, NAME_CHARS
from desktop.sync.strict_json import wrong

_MONEY = ("balance_fen", "amount_fen", "principal_balance_fen", "counted_fen", "fen")
"""The first of these that data has is its money, in fen; what has none counts 0."""
_LOAN = re.compile(r'"loan_no":"([^"\\]*)"')
"""Inside a string the quotes would have backslashes before them."""
_DIGIT_VALUES = bytes(max(0, byte - 48) if byte < 58 else 0 for byte in range(256))


class Tally:
    """Counts line after line."""

    def __init__(self) -> None:
        self._found: dict[str, list[int]] = {}

    def add(self, kind: str, data: Mapping[str, Any], text: str) -> None:
        """Count one line or entry, whose JSON text names its loans.

        PackageRefused ``package_content_wrong`` for money that is no whole number, and for more
        kinds than can be counted.
        """
        sums = self._found.get(kind)
        if sums is None:
            if len(kind) > NAME_CHARS or len(self._found) == KINDS:
                raise wrong("more kinds than there are")
            sums = self._found[kind] = [0, 0, 0]
        sums[0] += 1
        sums[1] += fen_of(data)
        sums[2] += loan_digits(text)

    def totals(self) -> tuple[ControlTotal, ...]:
        """Return what was counted, by kind in the order of its name."""
        return tuple(ControlTotal(kind, *sums) for kind, sums in sorted(self._found.items()))


def fen_of(data: Mapping[str, Any]) -> int:
    """Return the fen that data speaks of."""
    for name in _MONEY:
        if name in data:
            return _fen(data[name])
    return 0


def loan_digits(text: str) -> int:
    """Return the sum of the digits of every ``loan_no`` in JSON text, however deep it stands."""
    numbers = "".join(_LOAN.findall(text))
    return sum(numbers.encode("utf-8").translate(_DIGIT_VALUES))


def _fen(value: Any) -> int:
    if value is None:
        return 0
    if type(value) is not int:
        raise wrong("an amount that is no whole number")
    return value
