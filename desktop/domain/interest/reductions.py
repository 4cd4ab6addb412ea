"""What was repaid or waived since the ledger's day and is in no ledger yet.

The reported figures stay as they are; these are kept beside them and subtracted wherever something
is demanded or shown as owed, until a newer ledger contains them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from desktop.domain.money import Money


class ReductionKind(StrEnum):
    """Money that came in, or interest that was forgone."""

    REPAYMENT = "repayment"
    RELIEF = "relief"

    @property
    def label(self) -> str:
        """The words of its row in a computation of interest."""
        return "暂收还息" if self is ReductionKind.REPAYMENT else "已批减免息"


@dataclass(frozen=True, slots=True)
class Reduction:
    """A repayment or a relief of one loan on its value date; ``ref`` names its paper."""

    on: date
    principal: Money
    on_balance: Money
    off_balance: Money
    ref: str = ""
    kind: ReductionKind = ReductionKind.REPAYMENT

    @property
    def interest(self) -> Money:
        return self.on_balance + self.off_balance


class ReportedSums(NamedTuple):
    """Principal and interest of both books, in fen: of a report, or a part of it."""

    principal: int
    on_balance: int
    off_balance: int


NOTHING = ReportedSums(0, 0, 0)


def reduced_by(
    reported: ReportedSums, reported_on: date, reductions: Iterable[Reduction]
) -> ReportedSums:
    """Return by how much reductions lower what was reported; no figure falls below nought.

    Interest that had formed after the report is no part of it: a repayment of that lowers nothing
    here. Once a later report is there, that interest is inside its figures and whatever book it
    stands in is lowered.
    """
    left = list(reported)
    for each in sorted(reductions, key=lambda each: each.on):
        left[0] -= min(left[0], each.principal.fen)
        rest = 0
        for book, paid in ((1, each.on_balance.fen), (2, each.off_balance.fen)):
            taken = min(left[book], paid)
            left[book] -= taken
            rest += paid - taken
        if each.on <= reported_on:
            for book in (1, 2):
                taken = min(left[book], rest)
                left[book] -= taken
                rest -= taken
    return ReportedSums(*(whole - rest for whole, rest in zip(reported, left, strict=True)))
