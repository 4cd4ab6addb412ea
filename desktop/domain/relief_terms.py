"""What a relief says of each loan, when it takes effect, and what is left of it (先还后免).

The waiver is frozen on the day of its approval. It takes effect only when, within its validity,
the principal of every loan and all interest but the waived has been paid; until then everything is
owed. Rules section 5; 贷款通则 §16.

Of the interest of a loan the off-balance part is waived first: payments go to the on-balance part
first (rule 3.15, 农行应收利息核算办法 §15), so what a payment leaves is what is waived, and the
bank writes back no income it has booked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.money import Money
from desktop.domain.policy.disposal import Rung
from desktop.domain.relief import approver_of, shared_out


class ReliefState(StrEnum):
    """How far a relief has come; what is only asked for is an item that waits for its checkers.

    ``granted`` was agreed to by everybody who must, but nobody has signed a paper yet: a word on
    the telephone at night goes no further. ``signed`` waits for the payment.
    """

    GRANTED = "granted"
    SIGNED = "signed"
    BOOKED = "booked"
    UNDONE = "undone"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class ReliefDebt:
    """What one loan owes on a day, interest by the book it stands in."""

    loan_id: str
    principal: Money
    on_balance: Money
    off_balance: Money

    @property
    def interest(self) -> Money:
        return self.on_balance + self.off_balance

    @property
    def total(self) -> Money:
        return self.principal + self.interest


@dataclass(frozen=True, slots=True)
class WaivedInterest:
    """Interest of one loan that is waived, by the book it stands in."""

    loan_id: str
    on_balance: Money
    off_balance: Money

    @property
    def total(self) -> Money:
        return self.on_balance + self.off_balance


def waiver_of(debt: ReliefDebt, most: Money) -> WaivedInterest:
    """Return what is waived of one loan: never more than its interest, off-balance first."""
    off_balance = min(debt.off_balance, most)
    return WaivedInterest(debt.loan_id, min(debt.on_balance, most - off_balance), off_balance)


def parted(waived: Money, debts: Sequence[ReliefDebt]) -> tuple[WaivedInterest, ...]:
    """Return a waiver parted among loans in their order, as the application prints it."""
    shares = shared_out(waived, [each.interest for each in debts])
    return tuple(waiver_of(debt, share) for debt, share in zip(debts, shares, strict=True))


def payable(debt: ReliefDebt, waived: Money) -> Money:
    """Return what must be paid on a loan so that its waiver takes effect.

    What accrued since the approval is not waived, and what was paid of the interest since then
    leaves less to waive.
    """
    return debt.principal + Money(max(0, debt.interest.fen - waived.fen))


def is_settled(debts: Sequence[ReliefDebt], waived: Mapping[str, Money]) -> bool:
    """Return whether nothing is left to be paid on any loan but the interest that is waived."""
    return all(not payable(each, waived[each.loan_id]).fen for each in debts)


def needs_head_office(waived: Money, ladder: Sequence[Rung]) -> bool:
    """Return whether a waiver exceeds the branch's own limit, which is the lowest rung's.

    Raises RuleViolation ``relief_above_ladder``.
    """
    return approver_of(waived, ladder) != ladder[0].approver


def is_in_force(state: ReliefState, valid_until: date, on: date) -> bool:
    """Return whether a payment on a day brings a relief about: signed, and not past its last day.

    The last day counts.
    """
    return state is ReliefState.SIGNED and on <= valid_until


def state_on(state: ReliefState, valid_until: date, on: date) -> ReliefState:
    """Return a stored state as it stands on a day: what was not paid in time has lapsed."""
    waits = state in (ReliefState.GRANTED, ReliefState.SIGNED)
    return ReliefState.LAPSED if waits and on > valid_until else state
