"""What a payment does to a relief, and its reversal (先还后免).

A payment takes a relief in force into account loan by loan: the waived interest is left out, and
the principal comes first, as the debtor and the bank agreed (民法典 §561). When nothing but the
waived interest is left of any of its loans, the relief is booked in the payment's transaction. If
that payment, or another on the same loans, is reversed, principal is owed again: the relief is
undone in the reversal's transaction, and its interest is owed as before.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from desktop.domain.money import Money
from desktop.domain.relief_terms import (
    ReliefState,
    WaivedInterest,
    is_in_force,
    is_settled,
    waiver_of,
)
from desktop.services.agreements.following import followed
from desktop.services.ports import Desk, Queries, UnitOfWork
from desktop.services.relief.debts import debtor_of, debts_left
from desktop.services.relief_ports import ReliefStep, StoredRelief


@dataclass(frozen=True, slots=True)
class ReliefTerm:
    """What a relief in force says of one loan: so much of its interest is not to be paid."""

    relief_id: str
    waived: Money


@dataclass(frozen=True, slots=True)
class Rebooked:
    """A relief that was booked or undone, and the interest that it had waived of each loan."""

    relief: StoredRelief
    waived: tuple[WaivedInterest, ...]

    @property
    def loan_ids(self) -> set[str]:
        return {part.loan_id for part in self.relief.parts}

    @property
    def journal(self) -> dict[str, object]:
        """What the journal keeps of it."""
        numbers = {part.loan_id: part.loan_no for part in self.relief.parts}
        return {
            "relief_id": self.relief.id,
            "waived": [
                {
                    "loan_no": numbers[each.loan_id],
                    "on_balance_fen": each.on_balance.fen,
                    "off_balance_fen": each.off_balance.fen,
                }
                for each in self.waived
            ],
        }


def terms_in_force(
    queries: Queries, loan_ids: Collection[str], on: date
) -> Mapping[str, ReliefTerm]:
    """Return by loan what a payment on a day need not pay, where a relief is in force."""
    return {
        part.loan_id: ReliefTerm(relief.id, part.waived)
        for relief in _in_force(queries, loan_ids, on)
        for part in relief.parts
    }


def book_settled(
    desk: Desk,
    uow: UnitOfWork,
    repayment_id: str,
    loan_ids: Collection[str],
    on: date,
    terms: Mapping[str, ReliefTerm],
) -> tuple[Rebooked, ...]:
    """Book every relief in force on these loans of which only the waived interest is left.

    ``terms`` were in force before the payment: what makes a broken plan whole brings none back.
    Called when the payment's rows are written, in its transaction; its entry keeps what comes back.
    """
    booked, known = [], {each.relief_id for each in terms.values()}
    for relief in _in_force(uow, loan_ids, on):
        if relief.id not in known:
            continue
        debts = debts_left(desk, uow, relief, on)
        most = {part.loan_id: part.waived for part in relief.parts}
        if is_settled(debts, most):
            waived = tuple(waiver_of(debt, most[debt.loan_id]) for debt in debts)
            step = ReliefStep(ReliefState.BOOKED, on, repayment_id=repayment_id, waived=waived)
            uow.add_relief_step(relief.id, step)
            booked.append(Rebooked(relief, waived))
    return tuple(booked)


def undo_booked(
    uow: UnitOfWork, repayment_id: str, loan_ids: Collection[str], on: date
) -> tuple[Rebooked, ...]:
    """Undo every booked relief on loans whose payment is reversed, in the reversal's transaction.

    Principal is owed again, so nothing may be waived. Its parts are unmade together.
    """
    undone = []
    for relief in uow.reliefs_on(list(loan_ids)):
        booked = relief.step(ReliefState.BOOKED)
        if booked is not None and relief.state is ReliefState.BOOKED:
            step = ReliefStep(ReliefState.UNDONE, on, repayment_id=repayment_id)
            uow.add_relief_step(relief.id, step)
            undone.append(Rebooked(relief, booked.waived))
    return tuple(undone)


def _in_force(queries: Queries, loan_ids: Collection[str], on: date) -> list[StoredRelief]:
    return [
        each
        for each in queries.reliefs_on(list(loan_ids))
        if each.granted_on <= on
        and is_in_force(each.state, each.valid_until, on)
        and not _is_lost(queries, each, on)
    ]


def _is_lost(queries: Queries, relief: StoredRelief, on: date) -> bool:
    """Whether an agreement carried it whose plan is broken: then it has no effect (协议第三条)."""
    return any(
        followed(queries, each, on).relief_lapsed
        for each in queries.agreements(debtor_of(queries, relief).id)
        if each.relief_id == relief.id
    )
