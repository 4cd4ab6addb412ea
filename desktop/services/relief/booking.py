"""What a payment does to a relief, and its reversal (先还后免).

A payment takes a relief in force into account loan by loan: the waived interest is left out, and
the principal comes first, as the debtor and the bank agreed (民法典 §561). When nothing but the
waived interest is left of any of its loans, the relief is booked in the payment's transaction. If
that payment, or another on the same loans, is reversed, principal is owed again: the relief is
undone in the reversal's transaction, and its interest is owed as before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.money import Money
from desktop.domain.relief_terms import (
    LoanDebt,
    ReliefState,
    WaivedInterest,
    is_in_force,
    is_settled,
    waiver_of,
)
from desktop.services.ports import Queries, UnitOfWork
from desktop.services.relief_ports import ReliefStep, StoredRelief


@dataclass(frozen=True, slots=True)
class ReliefTerm:
    """What a relief in force says of one loan: so much of its interest is not to be paid."""

    relief_id: str
    waived: Money


def terms_in_force(queries: Queries, loan_ids: Sequence[str], on: date) -> Mapping[str, ReliefTerm]:
    """Return by loan what a payment on a day need not pay, where a relief is in force."""
    return {
        part.loan_id: ReliefTerm(relief.id, part.waived)
        for relief in _in_force(queries, loan_ids, on)
        for part in relief.parts
    }


def waived_of(queries: Queries, loan_ids: Sequence[str]) -> Mapping[str, WaivedInterest]:
    """Return by loan the interest that booked reliefs waived and nobody undid.

    The ledger may still report it: the loan is at an end, so whatever it reports of this is not
    owed.
    """
    return {
        share.loan_id: share
        for relief in queries.reliefs_on(loan_ids)
        if relief.state is ReliefState.BOOKED
        for step in relief.steps
        for share in step.waived
    }


def book_settled(
    uow: UnitOfWork, repayment_id: str, debts: Mapping[str, LoanDebt], on: date
) -> list[dict[str, object]]:
    """Book every relief in force of which only the waived interest is left; return journal parts.

    ``debts`` are what is left of the loans after the payment, those of the relief included that
    the payment did not touch.
    """
    return [
        _book(uow, relief, repayment_id, debts, on)
        for relief in _in_force(uow, list(debts), on)
        if is_settled(
            [debts[part.loan_id] for part in relief.parts],
            {part.loan_id: part.waived for part in relief.parts},
        )
    ]


def undo_booked(
    uow: UnitOfWork, repayment_id: str, loan_ids: Sequence[str], on: date
) -> list[dict[str, object]]:
    """Undo every booked relief on loans whose payment is reversed; return journal parts."""
    undone = []
    for relief in uow.reliefs_on(loan_ids):
        if relief.state is ReliefState.BOOKED:
            step = ReliefStep(ReliefState.UNDONE, on, repayment_id=repayment_id)
            uow.add_relief_step(relief.id, step)
            undone.append({"relief_id": relief.id, "waived_fen": _booked(relief)})
    return undone


def _in_force(queries: Queries, loan_ids: Sequence[str], on: date) -> list[StoredRelief]:
    return [
        each
        for each in queries.reliefs_on(loan_ids)
        if is_in_force(each.state, each.valid_until, on)
    ]


def _book(
    uow: UnitOfWork,
    relief: StoredRelief,
    repayment_id: str,
    debts: Mapping[str, LoanDebt],
    on: date,
) -> dict[str, object]:
    waived = tuple(waiver_of(debts[part.loan_id], part.waived) for part in relief.parts)
    step = ReliefStep(ReliefState.BOOKED, on, repayment_id=repayment_id, waived=waived)
    uow.add_relief_step(relief.id, step)
    return {
        "relief_id": relief.id,
        "waived": [
            {
                "loan_id": each.loan_id,
                "on_balance_fen": each.on_balance.fen,
                "off_balance_fen": each.off_balance.fen,
            }
            for each in waived
        ],
    }


def _booked(relief: StoredRelief) -> int:
    step = relief.step(ReliefState.BOOKED)
    return sum(each.total.fen for each in step.waived) if step else 0
