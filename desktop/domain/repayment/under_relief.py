"""A loan under a relief, as a payment sees it: less interest to pay, and principal first (打包).

The debtor asked for the relief and the bank granted it on the condition that the principal is paid:
that is an agreement on the order (民法典 §561). Rules section 5: 先还后免.
"""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.allocation import AllocationOrder, InterestPart, OrderChoice
from desktop.domain.interest.simple import Book
from desktop.domain.money import Money
from desktop.domain.repayment.set_off import LoanDebt

PRINCIPAL_FIRST = OrderChoice(
    AllocationOrder.PRINCIPAL_FIRST,
    "减免批复以先还清本金为条件，约定先本后息",
    "民法典第561条但书",
    True,
)


def under_relief(debt: LoanDebt, waived: Money) -> LoanDebt:
    """Return a debt without the interest that is waived once the rest is paid.

    Off-balance interest is left out first, the newest first: a payment goes to the others (3.15).
    """
    return replace(debt, interest=_without(debt.interest, waived), order=PRINCIPAL_FIRST)


def _without(parts: tuple[InterestPart, ...], waived: Money) -> tuple[InterestPart, ...]:
    left, rest = list(parts), waived
    for at in sorted(range(len(left)), key=lambda at: _waived_first(left[at]), reverse=True):
        taken = min(left[at].amount, rest)
        left[at] = replace(left[at], amount=left[at].amount - taken)
        rest -= taken
    return tuple(left)


def _waived_first(part: InterestPart) -> tuple[bool, int]:
    return (part.book is Book.OFF_BALANCE, part.formed_on.toordinal())
