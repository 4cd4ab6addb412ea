"""What loans owe on a day, interest by the book it stands in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from desktop.domain.interest.simple import Book, interest_book
from desktop.domain.money import Money
from desktop.domain.relief_terms import LoanDebt
from desktop.services.ports import Desk, Queries
from desktop.services.proposals import OwedLoan, owed_loans


def debts_of(
    desk: Desk, queries: Queries, party_id: str, loan_ids: Collection[str], on: date
) -> tuple[tuple[OwedLoan, LoanDebt], ...]:
    """Return what is owed on a debtor's loans, on those named or on all of them."""
    owed = owed_loans(desk, queries, party_id, on)
    chosen = [each for each in owed if not loan_ids or each.loan.id in loan_ids]
    return tuple((each, debt_of(desk, each, on)) for each in chosen)


def debt_of(desk: Desk, owed: OwedLoan, on: date) -> LoanDebt:
    """Return the debt of one loan; what accrued since its ledger stands where new interest goes."""
    loan = owed.loan
    on_balance, off_balance = loan.on_balance_interest_fen, loan.off_balance_interest_fen
    accrued = owed.interest.total.fen - on_balance - off_balance
    since = min(loan.reported_on, on)
    if interest_book(since, on, owed.due_on, desk.policy) is Book.ON_BALANCE:
        on_balance += accrued
    else:
        off_balance += accrued
    return LoanDebt(loan.id, Money(loan.balance_fen), Money(on_balance), Money(off_balance))
