"""What a debtor's loans consist of on a day, and what their rank among each other hangs on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from desktop.domain.allocation import (
    AllocationOrder,
    InterestPart,
    OrderChoice,
    agreed_order,
    clause_in,
    order_for,
)
from desktop.domain.documents import DocumentFacts
from desktop.domain.guarantee.clock import GuaranteeState, guarantee_clock
from desktop.domain.interest import annual_percent
from desktop.domain.interest.simple import Book, interest_book
from desktop.domain.money import Money
from desktop.domain.repayment.set_off import LoanDebt
from desktop.services.guarantor_facts import GuarantorFacts, of_loan
from desktop.services.ports import Desk, Queries
from desktop.services.proposals import OwedLoan, owed_loans
from desktop.services.records import Loan, LoanStatus

_FREE = (GuaranteeState.RELEASED, GuaranteeState.VOID, GuaranteeState.NOT_LIABLE)


def payable_loans(
    desk: Desk, queries: Queries, party_id: str, day: date, designated: Collection[str] = ()
) -> tuple[OwedLoan, ...]:
    """Return the loans of a debtor that a payment on ``day`` may go to.

    One that the newest ledger lacks may have been paid elsewhere: only if the debtor names it.
    """
    return tuple(
        each
        for each in owed_loans(desk, queries, party_id, day)
        if each.loan.status is not LoanStatus.MISSING or each.loan.id in designated
    )


def agreed_orders(queries: Queries, party_id: str, day: date) -> Mapping[str, OrderChoice]:
    """Return the order that a signed agreement of the debtor sets for its loans, by loan.

    It stands on the agreement's frozen paper; one that gave way to another before ``day`` is over.
    """
    found: dict[str, OrderChoice] = {}
    for each in reversed(queries.agreements(party_id)):
        is_over = each.replaced_on is not None and each.replaced_on <= day
        if each.signing is None or each.signing.signed_on > day or is_over:
            continue
        for document in queries.documents([each.serial]):
            words = DocumentFacts.from_json(document.facts).fields["order"]
            order = next(order for order in AllocationOrder if order.label == words)
            found.update(dict.fromkeys(each.loan_ids, agreed_order(order, each.serial)))
    return found


def debt_of(
    desk: Desk,
    queries: Queries,
    owed: OwedLoan,
    day: date,
    costs: Mapping[str, int],
    agreed: OrderChoice | None = None,
) -> LoanDebt:
    """Return what a loan consists of on ``day``, and how a payment is set off within it.

    What was ``agreed`` on goes before the clause of the contract, and that before the law.
    """
    loan = owed.loan
    due_on = owed.due_on
    overdue = (day - due_on).days if due_on else 0
    rate = annual_percent(loan.rate, loan.rate_unit) if loan.rate is not None else Decimal(0)
    return LoanDebt(
        loan_id=loan.id,
        loan_no=loan.loan_no,
        cost=Money(costs.get(loan.id, 0)),
        interest=interest_parts(desk, owed, day),
        principal=Money(loan.balance_fen),
        due_on=due_on or loan.reported_on,
        due=due_on is None or due_on <= day,
        security_ratio=Decimal(int(_is_secured(desk, queries, loan, day))),
        rate=rate,
        order=agreed or order_for(max(0, overdue), clause_in(loan.remark)),
    )


def interest_parts(desk: Desk, owed: OwedLoan, day: date) -> tuple[InterestPart, ...]:
    """Return the reported interest that is left by book, and what formed since the report."""
    loan = owed.loan
    on, off = loan.on_balance_interest_fen, loan.off_balance_interest_fen
    formed = max(0, owed.interest.total.fen - on - off)
    since = min(loan.reported_on, day)
    book = interest_book(since, day, owed.due_on, desk.policy)
    return (
        InterestPart(since, Book.ON_BALANCE, Money(on)),
        InterestPart(since, Book.OFF_BALANCE, Money(off)),
        InterestPart(day, book, Money(formed)),
    )


def _is_secured(desk: Desk, queries: Queries, loan: Loan, day: date) -> bool:
    """Whether a guarantor stands for a loan: named, and not known to be free (民法典 §560)."""
    return any(_stands(desk, loan, each, day) for each in of_loan(queries, loan.id))


def _stands(desk: Desk, loan: Loan, facts: GuarantorFacts, day: date) -> bool:
    if facts.contract is None:
        return True
    acts = [each.fact for each in facts.standing if each.occurred_on <= day]
    clock = guarantee_clock(facts.contract, loan.due_on, acts, desk.policy)
    return clock.state(day) not in _FREE
