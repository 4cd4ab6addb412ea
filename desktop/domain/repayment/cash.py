"""Counting the drawer: notes and coins by their fen."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.errors import RuleViolation
from desktop.domain.money import Money

DENOMINATIONS = (100_00, 50_00, 20_00, 10_00, 5_00, 1_00, 50, 10, 5, 2, 1)
"""Notes and coins of the renminbi in circulation, in fen."""


def counted_sum(counts: Mapping[int, int]) -> Money:
    """Return what counted notes and coins come to.

    Raises RuleViolation ``denomination_unknown`` for a fen that no note or coin has, or a number
    below nought.
    """
    for fen, number in counts.items():
        if fen not in DENOMINATIONS or number < 0:
            raise RuleViolation("denomination_unknown", field="counts", value=str(Money(fen)))
    return Money(sum(fen * number for fen, number in counts.items()))
