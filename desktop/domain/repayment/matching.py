"""Whether a newer ledger already contains what was repaid here: by loan, date and amount.

Principal must agree to the fen. Interest can only be told as far as the ledger's figures do: it
grows by itself, so what the core system booked must have fallen below what it would be otherwise.
Some systems write interest only at the quarter's end: a payment may then hold interest that formed
and that the ledger before did not show yet. Interest that fell to nought holds all of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.interest.reductions import ReportedSums

_SLACK = 10
"""Our estimate of what formed may be short by a tenth of it: the core system may compound."""


class MatchCode(StrEnum):
    """What a ledger says about a repayment that it should contain."""

    CONFIRMED = "confirmed"
    NOT_BOOKED = "not_booked"
    PRINCIPAL_DIFFERS = "principal_differs"
    INTEREST_DIFFERS = "interest_differs"
    LOAN_MISSING = "loan_missing"

    @property
    def label(self) -> str:
        """The words a list of differences says it with."""
        return _LABELS[self]


_LABELS = {
    MatchCode.CONFIRMED: "台账已反映",
    MatchCode.NOT_BOOKED: "台账尚未反映",
    MatchCode.PRINCIPAL_DIFFERS: "本金变动与收款不符",
    MatchCode.INTEREST_DIFFERS: "利息变动与收款不符",
    MatchCode.LOAN_MISSING: "台账不再列出这笔借款",
}


@dataclass(frozen=True, slots=True)
class Expected:
    """A repayment of one loan that the ledger should contain: its day and its parts, in fen."""

    id: str
    on: date
    principal: int
    interest: int


def match(
    expected: Sequence[Expected], before: ReportedSums, after: ReportedSums, formed: int
) -> dict[str, MatchCode]:
    """Return what the figures of a newer ledger say about each repayment up to its day.

    ``formed`` is the interest that formed between the two ledgers by our own estimate. The core
    system books in the order of days: the longest run from the oldest on that explains the fall
    of the principal is confirmed, the rest is not booked yet.
    """
    runs = sorted(expected, key=lambda each: each.on)
    fallen = before.principal - after.principal
    interest_before = before.on_balance + before.off_balance
    interest_after = after.on_balance + after.off_balance
    explained = [
        count
        for count in range(len(runs) + 1)
        if sum(each.principal for each in runs[:count]) == fallen
    ]
    if not explained:
        return {each.id: MatchCode.PRINCIPAL_DIFFERS for each in runs}
    for count in reversed(explained):
        paid = sum(each.interest for each in runs[:count])
        left = max(interest_before + formed - paid, 0)
        if not paid or interest_after <= left + formed // _SLACK:
            late = {each.id: MatchCode.NOT_BOOKED for each in runs[count:]}
            return {each.id: MatchCode.CONFIRMED for each in runs[:count]} | late
    return {each.id: MatchCode.INTEREST_DIFFERS for each in runs}
