"""A payment over the loans of a debtor: which loan, and what of it (民法典 §§560, 561).

Among the loans the debtor's own designation comes first, then the order of §560; within a loan
costs, interest, principal, unless its contract says principal first; within the interest on-balance
first, then oldest (rules 3.14 to 3.16).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop.domain.allocation import (
    Debt,
    InterestPart,
    OrderChoice,
    Owed,
    allocate,
    allocate_debts,
    allocate_interest,
)
from desktop.domain.errors import RuleViolation
from desktop.domain.interest.simple import Book
from desktop.domain.money import Money

_ZERO = Money(0)


@dataclass(frozen=True, slots=True)
class LoanDebt:
    """What one loan consists of on the day of payment, and what its rank among others hangs on.

    ``security_ratio`` is the secured share, ``rate`` percent a year. ``order`` is how a short
    payment is set off within it.
    """

    loan_id: str
    loan_no: str
    cost: Money
    interest: tuple[InterestPart, ...]
    principal: Money
    due_on: date
    due: bool
    security_ratio: Decimal
    rate: Decimal
    order: OrderChoice

    @property
    def owed(self) -> Owed:
        interest = Money.total(part.amount for part in self.interest)
        return Owed(self.cost, interest, self.principal)

    @property
    def total(self) -> Money:
        owed = self.owed
        return owed.cost + owed.interest + owed.principal


@dataclass(frozen=True, slots=True)
class Share:
    """What one loan gets of a payment, and why: as a receipt and a journal entry say it.

    ``why_loan`` says why this loan (民法典 §560), ``order`` how it is set off within the loan.
    ``principal_after`` is what is left of the principal.
    """

    loan_id: str
    loan_no: str
    cost: Money
    on_balance: Money
    off_balance: Money
    principal: Money
    principal_after: Money
    why_loan: str
    order: OrderChoice

    @property
    def interest(self) -> Money:
        return self.on_balance + self.off_balance

    @property
    def total(self) -> Money:
        return self.cost + self.interest + self.principal


def set_off(
    debts: Sequence[LoanDebt], payment: Money, designated: Sequence[str] = ()
) -> tuple[Share, ...]:
    """Return the share of every loan in the order given; their sum is the payment to the fen.

    ``designated`` are the loans the debtor names, in his order. Raises RuleViolation
    ``payment_not_positive``, ``debt_unknown``, and ``payment_above_debt`` with the greatest
    possible amount: a surplus is never taken.
    """
    if payment.fen <= 0:
        raise RuleViolation("payment_not_positive", field="amount")
    by_id = {debt.loan_id: debt for debt in debts}
    if not set(designated) <= set(by_id):
        raise RuleViolation("debt_unknown", field="designated")
    most = Money.total(debt.total for debt in debts)
    if payment > most:
        raise RuleViolation("payment_above_debt", field="amount", most=str(most))
    paid, reasons = _over_loans(debts, payment, designated)
    return tuple(
        _share(debt, paid.get(debt.loan_id, _ZERO), reasons.get(debt.loan_id, "")) for debt in debts
    )


def _over_loans(
    debts: Sequence[LoanDebt], payment: Money, designated: Iterable[str]
) -> tuple[Mapping[str, Money], Mapping[str, str]]:
    """Return what each loan gets, and why it gets something."""
    by_id = {debt.loan_id: debt for debt in debts}
    paid, reasons, rest = {}, {}, payment
    for loan_id in dict.fromkeys(designated):
        paid[loan_id] = min(rest, by_id[loan_id].total)
        rest -= paid[loan_id]
        reasons[loan_id] = "债务人指定（民法典第560条第1款）"
    others = [debt for debt in debts if debt.loan_id not in paid and debt.total.fen]
    if not rest.fen:
        return paid, reasons
    found = allocate_debts(list(map(_debt, others)), rest)
    for loan_id, words in zip(
        [loan_id for loan_id, _ in found.paid], map(_rank_words, others), strict=True
    ):
        reasons[loan_id] = f"{words}（{found.article}第2款）"
    return {**paid, **dict(found.paid)}, reasons


def _debt(debt: LoanDebt) -> Debt:
    return Debt(debt.loan_id, debt.total, debt.due_on, debt.due, debt.security_ratio, debt.rate)


def _rank_words(debt: LoanDebt) -> str:
    due = "已到期" if debt.due else "未到期"
    security = "有担保" if debt.security_ratio else "缺乏担保"
    return f"{due}、{security}、年利率{debt.rate.normalize():f}%、到期日{debt.due_on}"


def _share(debt: LoanDebt, payment: Money, why_loan: str) -> Share:
    if not payment.fen:
        zeros = (_ZERO, _ZERO, _ZERO, _ZERO)
        return Share(debt.loan_id, debt.loan_no, *zeros, debt.principal, "", debt.order)
    found = allocate(payment, debt.owed, debt.order.order)
    books = {Book.ON_BALANCE: _ZERO, Book.OFF_BALANCE: _ZERO}
    if found.interest.fen:
        for part in allocate_interest(debt.interest, found.interest)[0]:
            books[part.book] += part.amount
    return Share(
        debt.loan_id,
        debt.loan_no,
        found.cost,
        books[Book.ON_BALANCE],
        books[Book.OFF_BALANCE],
        found.principal,
        debt.principal - found.principal,
        why_loan,
        debt.order,
    )
