"""Which debt a payment is set off against, and in which order (rules 3.14 to 3.16).

Nothing is lost and nothing turns negative: what exceeds the debts is a surplus, to be returned.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desktop.domain.errors import RuleViolation
from desktop.domain.interest.simple import Book
from desktop.domain.money import Money

_ZERO = Money(0)


class AllocationOrder(StrEnum):
    """The order of the law (费用→利息→本金), or principal before interest by agreement."""

    CIVIL_561 = "civil_561"
    PRINCIPAL_FIRST = "principal_first"

    @property
    def label(self) -> str:
        """The words that a receipt prints."""
        return "费用→利息→本金" if self is AllocationOrder.CIVIL_561 else "费用→本金→利息"


@dataclass(frozen=True, slots=True)
class Owed:
    """What one debt consists of on a day: costs of collection, interest, principal."""

    cost: Money
    interest: Money
    principal: Money


@dataclass(frozen=True, slots=True)
class Allocation:
    """What a payment was set off against; ``surplus`` exceeds the debt and is to be returned."""

    cost: Money
    interest: Money
    principal: Money
    surplus: Money


def allocate(
    payment: Money, owed: Owed, order: AllocationOrder = AllocationOrder.CIVIL_561
) -> Allocation:
    """Set a payment off against one debt (民法典 §561, rule 3.14).

    Principal first by agreement puts it before the interest only: costs stay first. Raises
    RuleViolation ``payment_not_positive`` and ``amount_negative_owed``.
    """
    _check_payment(payment)
    for name in ("cost", "interest", "principal"):
        _check_owed(getattr(owed, name), name)
    cost, rest = _take(payment, owed.cost)
    if order is AllocationOrder.PRINCIPAL_FIRST:
        principal, rest = _take(rest, owed.principal)
        interest, rest = _take(rest, owed.interest)
    else:
        interest, rest = _take(rest, owed.interest)
        principal, rest = _take(rest, owed.principal)
    return Allocation(cost, interest, principal, rest)


@dataclass(frozen=True, slots=True)
class PrincipalFirstClause:
    """A contract clause: principal before interest once overdue for more than so many days."""

    more_than_days: int


def clause_in(words: str | None) -> PrincipalFirstClause | None:
    """Read a clause such as 「逾期超90天先本后息」; None where principal first is not agreed."""
    if not words or "先本后息" not in words:
        return None
    days = re.search(r"(\d+)\s*[天日]", words)
    return PrincipalFirstClause(int(days.group(1)) if days else 0)


@dataclass(frozen=True, slots=True)
class OrderChoice:
    """Which order holds, why in Chinese, its article, and whether a receipt must print it."""

    order: AllocationOrder
    reason: str
    article: str
    must_print_on_receipt: bool


def order_for(days_overdue: int, clause: PrincipalFirstClause | None) -> OrderChoice:
    """Choose the order for a loan: the law's unless the contract agreed on another (民法典 §561).

    How the bank books an overdue loan does not change the law's order (rule 3.14).
    """
    if clause is None:
        reason = "合同未约定先本后息，按法定顺序；会计口径不改变法律顺序"
        return OrderChoice(AllocationOrder.CIVIL_561, reason, "民法典第561条", False)
    if days_overdue > clause.more_than_days:
        reason = f"逾期{days_overdue}天，超过约定的{clause.more_than_days}天，约定先本后息"
        return OrderChoice(AllocationOrder.PRINCIPAL_FIRST, reason, "民法典第561条但书", True)
    reason = f"逾期{days_overdue}天，未超过约定的{clause.more_than_days}天，按法定顺序"
    return OrderChoice(AllocationOrder.CIVIL_561, reason, "民法典第561条", False)


def agreed_order(order: AllocationOrder, agreement: str) -> OrderChoice:
    """Return the order that a signed agreement sets, whatever the contract said before it."""
    article = "民法典第561条但书" if order is AllocationOrder.PRINCIPAL_FIRST else "民法典第561条"
    return OrderChoice(order, f"还款协议 {agreement} 约定{order.label}", article, True)


@dataclass(frozen=True, slots=True)
class InterestPart:
    """Unpaid interest of one settlement: when it was formed, in which book, how much."""

    formed_on: date
    book: Book
    amount: Money


def allocate_interest(
    parts: Iterable[InterestPart], payment: Money
) -> tuple[tuple[InterestPart, ...], Money]:
    """Set a payment off against parts of interest: on-balance first, then oldest (rule 3.15).

    Returns what was applied, a part for each touched, and what is left over. A bank's rule
    (农行应收利息核算办法 §15), not the law.
    """
    _check_payment(payment)
    applied = []
    rest = payment
    for part in sorted(parts, key=_interest_order):
        _check_owed(part.amount, "interest_parts")
        taken, rest = _take(rest, part.amount)
        if taken.fen:
            applied.append(InterestPart(part.formed_on, part.book, taken))
    return tuple(applied), rest


@dataclass(frozen=True, slots=True)
class Debt:
    """One of several debts: ``security_ratio`` is the secured share, ``rate`` its burden."""

    id: str
    amount: Money
    due_on: date
    due: bool
    security_ratio: Decimal
    rate: Decimal


@dataclass(frozen=True, slots=True)
class DebtsAllocation:
    """What each debt received, by id in the order given, the surplus, and the reasons."""

    paid: tuple[tuple[str, Money], ...]
    surplus: Money
    reasons: tuple[str, ...]
    article: str = "民法典第560条"


def allocate_debts(
    debts: Sequence[Debt], payment: Money, designated: str | None = None
) -> DebtsAllocation:
    """Set a payment off against several debts (民法典 §560, rule 3.16).

    The debt the debtor designates comes first; then debts that are due, then the least secured,
    the heaviest (rate), the earliest due; equals pro rata, left-over fen to the largest remainders.
    Raises RuleViolation ``payment_not_positive``, ``amount_negative_owed``, ``debt_unknown``,
    ``debt_listed_twice``.
    """
    _check_payment(payment)
    by_id = {debt.id: debt for debt in debts}
    if len(by_id) != len(debts):
        raise RuleViolation("debt_listed_twice", field="debts")
    if designated is not None and designated not in by_id:
        raise RuleViolation("debt_unknown", field="designated")
    for debt in debts:
        _check_owed(debt.amount, "debts")
    paid: dict[str, Money] = {}
    reasons = []
    rest = payment
    for rank in sorted({_rank(debt, designated) for debt in debts}):
        equals = [debt for debt in debts if _rank(debt, designated) == rank]
        shares = _pro_rata(equals, rest)
        for debt_id, share in shares.items():
            if share.fen:
                reasons.append(f"{debt_id}：{_reason(by_id[debt_id], designated, len(equals) > 1)}")
        paid |= shares
        rest -= Money.total(shares.values())
    return DebtsAllocation(tuple((debt.id, paid[debt.id]) for debt in debts), rest, tuple(reasons))


def _rank(debt: Debt, designated: str | None) -> tuple[bool, bool, Decimal, Decimal, date]:
    return (debt.id != designated, not debt.due, debt.security_ratio, -debt.rate, debt.due_on)


def _reason(debt: Debt, designated: str | None, shared: bool) -> str:
    if debt.id == designated:
        return "债务人指定"
    due = "已到期" if debt.due else "未到期"
    words = f"{due}，担保比例{debt.security_ratio:f}，利率{debt.rate:f}，到期日{debt.due_on}"
    return f"{words}；与他笔相同，按债务比例" if shared else words


def _pro_rata(debts: Sequence[Debt], payment: Money) -> dict[str, Money]:
    """Share a payment among equal debts in proportion; left-over fen by largest remainder."""
    whole = sum(debt.amount.fen for debt in debts)
    available = min(payment.fen, whole)
    if not whole:
        return {debt.id: _ZERO for debt in debts}
    shares = {debt.id: divmod(available * debt.amount.fen, whole) for debt in debts}
    left = available - sum(share for share, _ in shares.values())
    first = sorted(shares, key=lambda each: (-shares[each][1], each))[:left]
    return {each: Money(share + (each in first)) for each, (share, _) in shares.items()}


def _interest_order(part: InterestPart) -> tuple[bool, date]:
    return (part.book is not Book.ON_BALANCE, part.formed_on)


def _take(payment: Money, owed: Money) -> tuple[Money, Money]:
    """Return how much of a payment goes to what is owed, and the rest."""
    taken = min(payment, owed)
    return taken, payment - taken


def _check_payment(payment: Money) -> None:
    if payment.fen <= 0:
        raise RuleViolation("payment_not_positive", field="payment")


def _check_owed(amount: Money, field: str) -> None:
    if amount.fen < 0:
        raise RuleViolation("amount_negative_owed", field=field)
