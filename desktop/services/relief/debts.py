"""What loans owe on a day, interest by the book it stands in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from desktop.domain.errors import RuleViolation
from desktop.domain.interest.simple import Book
from desktop.domain.money import Money
from desktop.domain.relief_terms import ReliefDebt
from desktop.services.ports import Desk, Queries
from desktop.services.proposals import OwedLoan, owed_loans
from desktop.services.records import Party
from desktop.services.relief_ports import StoredRelief
from desktop.services.repayments.debts import interest_parts


def debts_of(
    desk: Desk, queries: Queries, party_id: str, loan_ids: Collection[str], on: date
) -> tuple[tuple[OwedLoan, ReliefDebt], ...]:
    """Return what is owed on a debtor's loans, on those named or on all of them."""
    owed = owed_loans(desk, queries, party_id, on)
    chosen = [each for each in owed if not loan_ids or each.loan.id in loan_ids]
    return tuple((each, debt_of(desk, each, on)) for each in chosen)


def debtor_of(queries: Queries, relief: StoredRelief) -> Party:
    """Return whose loans a relief is about: he may have been two records when it was granted."""
    loan = queries.loan(relief.parts[0].loan_id)
    party = queries.party(loan.borrower_id) if loan else None
    if party is None:
        raise RuleViolation("party_unknown", field="party")
    return party


def debts_left(
    desk: Desk, queries: Queries, relief: StoredRelief, on: date
) -> tuple[ReliefDebt, ...]:
    """Return what is left of every loan of a relief, nothing of one that is no longer owed.

    Its loans may be of two records again that were one when it was granted.
    """
    ids = [part.loan_id for part in relief.parts]
    parties = {loan.borrower_id for loan in map(queries.loan, ids) if loan is not None}
    owed = [each for party in parties for each in debts_of(desk, queries, party, ids, on)]
    left = {debt.loan_id: debt for _, debt in owed}
    nothing = Money(0)
    return tuple(left.get(each, ReliefDebt(each, nothing, nothing, nothing)) for each in ids)


def debt_of(desk: Desk, owed: OwedLoan, on: date) -> ReliefDebt:
    """Return the debt of one loan; what accrued since its ledger stands where new interest goes."""
    parts = interest_parts(desk, owed, on)
    on_balance, off_balance = (
        Money.total(part.amount for part in parts if part.book is book)
        for book in (Book.ON_BALANCE, Book.OFF_BALANCE)
    )
    return ReliefDebt(owed.loan.id, Money(owed.loan.balance_fen), on_balance, off_balance)
