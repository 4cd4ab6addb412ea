"""What a newer ledger says about repayments taken here, and what a person decides about the rest.

A confirmed share is inside the ledger's own figures and is subtracted no more. One that differs
stays subtracted, and is listed until a person has looked: to demand what was paid would be worse
than to demand too little for a month.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.errors import RuleViolation
from desktop.domain.interest import interest_to
from desktop.domain.interest.reductions import ReductionKind, ReportedSums
from desktop.domain.money import Money
from desktop.domain.permissions import Action, Part
from desktop.domain.repayment.matching import Expected, MatchCode, match
from desktop.services.permits import permitted
from desktop.services.ports import Desk, Queries, UnitOfWork
from desktop.services.proposals import interest_basis
from desktop.services.records import LedgerImport, Loan, LoanStatus
from desktop.services.reductions import refresh_reductions
from desktop.services.repayment_ports import (
    OpenDifference,
    StoredConfirmation,
    StoredRepayment,
    StoredShare,
)


@dataclass(frozen=True, slots=True)
class Matched:
    """What an import says about repayments; ``paid_off`` are loans it dropped since they were."""

    confirmations: tuple[StoredConfirmation, ...]
    paid_off: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many shares the ledger confirmed, and how many it says otherwise about."""
        confirmed = sum(each.code is MatchCode.CONFIRMED for each in self.confirmations)
        return {
            "repayments_confirmed": confirmed,
            "repayments_differing": len(self.confirmations) - confirmed,
        }


def match_import(
    desk: Desk,
    queries: Queries,
    result: LedgerImport,
    after: Mapping[str, ReportedSums],
    missing: Sequence[str],
) -> Matched:
    """Compare what was repaid with the figures of a ledger, before they are written.

    ``after`` has the new figures by loan, ``missing`` are loans that the ledger lists no more.
    """
    listed = {*after, *missing}
    wanted = [each for each in queries.all_reductions() if each in listed]
    provisional = queries.provisional_of(wanted)
    found: list[StoredConfirmation] = []
    paid_off = []
    for loan in filter(None, map(queries.loan, wanted)):
        shares = _expected(provisional, loan.id, result.as_of)
        if not shares:
            continue
        if loan.id in after:
            found += _compared(desk, loan, shares, after[loan.id], result)
        elif is_paid_off(loan, shares):
            paid_off.append(loan.id)
            found += _all(loan, shares, MatchCode.CONFIRMED, ReportedSums(0, 0, 0), result)
        else:
            found += _all(loan, shares, MatchCode.LOAN_MISSING, ReportedSums(0, 0, 0), result)
    return Matched(tuple(found), tuple(paid_off))


def write_matched(uow: UnitOfWork, matched: Matched, loan_ids: Sequence[str]) -> None:
    """Write what an import said, after its figures; ``loan_ids`` are the loans it changed.

    A loan that was paid off here and that the ledger dropped is settled.
    """
    uow.add_confirmations(matched.confirmations)
    for loan_id in matched.paid_off:
        uow.set_loan_status(loan_id, LoanStatus.SETTLED)
    touched = set(loan_ids)
    lowered = {*uow.stored_reductions(), *uow.all_reductions()}
    refresh_reductions(uow, (lowered & touched) | {each.loan_id for each in matched.confirmations})


@permitted(Action.SEE, Part.READ)
def differences(desk: Desk) -> tuple[OpenDifference, ...]:
    """Return the shares that a ledger should contain and does not, or not so, oldest first."""
    with desk.store.read() as queries:
        return tuple(_open(queries, each) for each in queries.differences())


@permitted(Action.CLOSE_DAY, Part.CHECK)
def decide(desk: Desk, repayment_id: str, loan_id: str, booked: bool, note: str) -> None:
    """Write down what a person found out about a difference.

    ``booked``: the core system has it, in whatever way, and its figures are right; nothing is
    subtracted any more. Otherwise it stays subtracted until the next ledger is compared. Raises
    RuleViolation ``difference_unknown``, ``reason_missing``, and ``difference_without_figures``
    for a loan that the ledger lists no more: its old figures do not have the repayment.
    """
    if not note.strip():
        raise RuleViolation("reason_missing", field="note")
    with desk.store.write() as uow:
        listed = ((each.repayment_id, each.loan_id) for each in uow.differences())
        if (repayment_id, loan_id) not in set(listed):
            raise RuleViolation("difference_unknown", field="repayment")
        stored, loan = uow.repayment(repayment_id), uow.loan(loan_id)
        assert stored is not None and loan is not None
        if booked and loan.status is LoanStatus.MISSING:
            raise RuleViolation("difference_without_figures", field="loan", loan=loan.loan_no)
        code = MatchCode.CONFIRMED if booked else MatchCode.NOT_BOOKED
        today = desk.clock.today()
        word = StoredConfirmation(
            repayment_id, loan_id, "", code, {}, note.strip(), desk.operator.user_id, today
        )
        uow.add_confirmations([word])
        refresh_reductions(uow, [loan_id])
        body = {
            "receipt": stored.receipt,
            "loan_no": loan.loan_no,
            "code": code.value,
            "note": word.note,
        }
        uow.record("difference_decided", repayment_id, body, today, [stored.party_id])
        uow.commit()


def _expected(
    repayments: Sequence[StoredRepayment], loan_id: str, as_of: date
) -> dict[str, Expected]:
    """Return the unconfirmed shares of a loan that a ledger of ``as_of`` should contain, by id."""
    return {
        each.id: Expected(each.id, each.paid_on, share.principal_fen, share.interest_fen)
        for each in repayments
        for share in each.shares
        if share.loan_id == loan_id and not share.is_confirmed and each.paid_on <= as_of
    }


def _compared(
    desk: Desk,
    loan: Loan,
    shares: Mapping[str, Expected],
    after: ReportedSums,
    result: LedgerImport,
) -> list[StoredConfirmation]:
    formed = interest_to(interest_basis(loan), result.as_of, desk.policy).formed
    codes = match(list(shares.values()), loan.reported, after, formed.fen)
    return [
        _confirmation(loan, repayment_id, code, after, result)
        for repayment_id, code in codes.items()
        # What was paid on the ledger's own day may have been paid after it was made.
        if code is MatchCode.CONFIRMED or shares[repayment_id].on < result.as_of
    ]


def is_paid_off(loan: Loan, shares: Mapping[str, Expected]) -> bool:
    """Whether principal and reported interest were repaid, or waived with the payment."""
    principal = sum(each.principal for each in shares.values())
    interest = sum(each.interest for each in shares.values())
    waived = [each.interest for each in loan.reductions if each.kind is ReductionKind.RELIEF]
    reported = loan.reported
    owed = reported.on_balance + reported.off_balance
    return principal == reported.principal and interest + Money.total(waived).fen >= owed


def _all(
    loan: Loan,
    shares: Mapping[str, Expected],
    code: MatchCode,
    after: ReportedSums,
    result: LedgerImport,
) -> list[StoredConfirmation]:
    return [_confirmation(loan, each, code, after, result) for each in shares]


def _confirmation(
    loan: Loan, repayment_id: str, code: MatchCode, after: ReportedSums, result: LedgerImport
) -> StoredConfirmation:
    figures = figures_of(loan.reported, after)
    return StoredConfirmation(repayment_id, loan.id, result.id, code, figures, "", "", result.as_of)


def figures_of(before: ReportedSums, after: ReportedSums) -> dict[str, int]:
    """Return the figures by which a ledger was compared with the one before."""
    return {
        "principal_before": before.principal,
        "principal_after": after.principal,
        "interest_before": before.on_balance + before.off_balance,
        "interest_after": after.on_balance + after.off_balance,
    }


def _open(queries: Queries, word: StoredConfirmation) -> OpenDifference:
    stored = queries.repayment(word.repayment_id)
    assert stored is not None
    return OpenDifference(stored, _share(stored, word.loan_id), word)


def _share(stored: StoredRepayment, loan_id: str) -> StoredShare:
    return next(share for share in stored.shares if share.loan_id == loan_id)
