"""Relief of interest (减免息, 打包收息): what must hold before one may be booked (rules section 5).

Source: the relief rules of rural credit cooperatives, 贷款通则 §16. A branch never waives
principal; the ladder of approvers is the bank's own (policy.disposal).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.errors import RuleViolation
from desktop.domain.money import Money
from desktop.domain.policy import DEFAULT_POLICY, Policy, valid_on
from desktop.domain.policy.disposal import Rung


class ReliefError(StrEnum):
    """Why a relief may not be booked; each has words and a source."""

    PRINCIPAL_NOT_WAIVABLE = "PRINCIPAL_NOT_WAIVABLE"
    PRINCIPAL_NOT_CLEARED = "PRINCIPAL_NOT_CLEARED"
    WAIVE_GT_INTEREST = "WAIVE_GT_INTEREST"
    ABLE_TO_PAY_BARRED = "ABLE_TO_PAY_BARRED"
    EVASION_BARRED = "EVASION_BARRED"
    STAFF_RELATED_BARRED = "STAFF_RELATED_BARRED"
    SAME_PERSON = "SAME_PERSON"
    NO_WRITTEN_APPROVAL = "NO_WRITTEN_APPROVAL"
    OFFER_EXPIRED = "OFFER_EXPIRED"

    @property
    def words(self) -> str:
        return _REASONS[self][0]

    @property
    def article(self) -> str:
        return _REASONS[self][1]


_PRACTICE = "本联社减免利息管理办法"
_REASONS = {
    ReliefError.PRINCIPAL_NOT_WAIVABLE: ("本金不得减免", "贷款通则第16条"),
    ReliefError.PRINCIPAL_NOT_CLEARED: ("本金尚未还清：先还后免", _PRACTICE),
    ReliefError.WAIVE_GT_INTEREST: ("减免金额超过所欠利息", _PRACTICE),
    ReliefError.ABLE_TO_PAY_BARRED: ("有偿还能力的不予减免", _PRACTICE),
    ReliefError.EVASION_BARRED: ("恶意逃废债务的不予减免", _PRACTICE),
    ReliefError.STAFF_RELATED_BARRED: ("本单位职工及关系人的借款不予减免", "内部控制要求"),
    ReliefError.SAME_PERSON: ("经办与审批不得为同一人", "内部控制要求"),
    ReliefError.NO_WRITTEN_APPROVAL: ("没有书面批复：口头请示的须补办后才能入账", _PRACTICE),
    ReliefError.OFFER_EXPIRED: ("批复已过有效期，须重新报批", _PRACTICE),
}


@dataclass(frozen=True, slots=True)
class ReliefRequest:
    """A relief as asked for; amounts of one loan, frozen at ``approved_on``.

    ``interest_due`` is what was owed on the day of approval: what accrues later is not waived.
    """

    applicant: str
    approver: str
    principal_due: Money
    principal_paid: Money
    interest_due: Money
    waived: Money
    waived_principal: Money
    able_to_pay: bool = False
    evasion: bool = False
    staff_related: bool = False
    written_approval: bool = True
    approved_on: date | None = None
    valid_until: date | None = None
    paid_on: date | None = None

    def __post_init__(self) -> None:
        amounts = (self.principal_due, self.principal_paid, self.interest_due)
        if any(each.fen < 0 for each in (*amounts, self.waived, self.waived_principal)):
            raise RuleViolation("amount_below_zero", field="waived")
        if not self.applicant.strip():
            raise RuleViolation("field_missing", field="applicant")
        if not self.approver.strip():
            raise RuleViolation("field_missing", field="approver")


@dataclass(frozen=True, slots=True)
class ReliefAnswer:
    """Every hindrance, who must approve, and the interest that remains to be paid."""

    errors: tuple[ReliefError, ...]
    approval_level: str
    still_due: Money

    @property
    def ok(self) -> bool:
        return not self.errors


def check_relief(request: ReliefRequest, ladder: Sequence[Rung]) -> ReliefAnswer:
    """Check a relief; all that is wrong is named, not only the first.

    Principal first, never more than the interest owed, none for the able, for evaders, for staff
    and their kin; maker and checker are two people; approved in writing and paid while valid.
    """
    left = max(0, request.interest_due.fen - request.waived.fen)
    return ReliefAnswer(_errors(request), approver_of(request.waived, ladder), Money(left))


def relief_ladder(as_of: date, policy: Policy = DEFAULT_POLICY) -> tuple[Rung, ...]:
    """Return who may approve up to how much on a day; the shipped amounts are examples."""
    return valid_on(policy.disposal.relief_ladder, as_of).value


def is_example_ladder(as_of: date, policy: Policy = DEFAULT_POLICY) -> bool:
    """Return whether the ladder of a day is still the shipped example: no authority for anybody."""
    return valid_on(policy.disposal.relief_ladder, as_of).uncertain


def shared_out(waived: Money, interest: Sequence[Money]) -> tuple[Money, ...]:
    """Return a waiver parted among loans in their order, so that each can be booked.

    No loan gets more than its interest; a waiver above the whole interest leaves a rest unshared.
    """
    rest, shares = waived.fen, []
    for each in interest:
        share = min(rest, each.fen)
        rest -= share
        shares.append(Money(share))
    return tuple(shares)


def approver_of(waived: Money, ladder: Sequence[Rung]) -> str:
    """Return the lowest rung that may approve ``waived``; the limit itself belongs to the rung.

    Raises RuleViolation ``relief_above_ladder`` where no rung goes as far.
    """
    for rung in ladder:
        if rung.most_fen is None or waived.fen <= rung.most_fen:
            return rung.approver
    raise RuleViolation("relief_above_ladder", field="waived", amount=str(waived))


def _errors(request: ReliefRequest) -> tuple[ReliefError, ...]:
    late = (
        request.valid_until is not None
        and request.paid_on is not None
        and request.paid_on > request.valid_until
    )
    found = {
        ReliefError.PRINCIPAL_NOT_WAIVABLE: request.waived_principal.fen > 0,
        ReliefError.PRINCIPAL_NOT_CLEARED: request.principal_paid < request.principal_due,
        ReliefError.WAIVE_GT_INTEREST: request.waived > request.interest_due,
        ReliefError.ABLE_TO_PAY_BARRED: request.able_to_pay,
        ReliefError.EVASION_BARRED: request.evasion,
        ReliefError.STAFF_RELATED_BARRED: request.staff_related,
        ReliefError.SAME_PERSON: request.applicant.strip() == request.approver.strip(),
        ReliefError.NO_WRITTEN_APPROVAL: not request.written_approval,
        ReliefError.OFFER_EXPIRED: late,
    }
    return tuple(error for error, holds in found.items() if holds)
