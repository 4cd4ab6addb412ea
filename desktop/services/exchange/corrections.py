"""Asking head office to correct what it owns, and what it answered."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.errors import RuleViolation
from desktop.domain.money import yuan_text
from desktop.domain.permissions import Action, Part
from desktop.services.branch import new_id
from desktop.services.exchange_ports import CorrectionSubject, StoredCorrection
from desktop.services.permits import permitted
from desktop.services.ports import Desk
from desktop.services.records import Loan


@permitted(Action.EXCHANGE)
def request_correction(
    desk: Desk, loan_id: str, what: CorrectionSubject, should_be: str, reason: str
) -> str:
    """Ask for a correction of a loan's ledger; it goes with the next package. Returns its id.

    Raises RuleViolation ``loan_unknown``, ``field_missing``, ``reason_missing``, and
    ``correction_open`` while the same figure of the loan is being asked about.
    """
    if not should_be.strip():
        raise RuleViolation("field_missing", field="should_be")
    if not reason.strip():
        raise RuleViolation("reason_missing", field="reason")
    with desk.store.write() as uow:
        loan = uow.loan(loan_id)
        if loan is None:
            raise RuleViolation("loan_unknown", field="loan")
        if any(_is_open(each, loan_id, what) for each in uow.corrections()):
            raise RuleViolation("correction_open", field="what")
        party = uow.party(loan.borrower_id)
        asked = StoredCorrection(
            id=new_id(),
            loan_id=loan.id,
            loan_no=loan.loan_no,
            borrower=party.name if party else "",
            what=what,
            says=ledger_says(loan, what, party.name if party else ""),
            should_be=should_be.strip(),
            reason=reason.strip(),
            asked_on=desk.clock.today(),
            asked_by=desk.operator.user_id,
        )
        uow.add_correction(asked)
        body = {"loan_no": loan.loan_no, "what": what.value}
        today = desk.clock.today()
        uow.record("correction_requested", asked.id, body, today, [loan.borrower_id])
        uow.commit()
    return asked.id


@permitted(Action.EXCHANGE, Part.READ)
def corrections(desk: Desk) -> Sequence[StoredCorrection]:
    """Return what was asked for, newest first, each with its answer once there is one."""
    with desk.store.read() as queries:
        return queries.corrections()


def _is_open(each: StoredCorrection, loan_id: str, what: CorrectionSubject) -> bool:
    return each.answer is None and (each.loan_id, each.what) == (loan_id, what)


def ledger_says(loan: Loan, what: CorrectionSubject, borrower: str) -> str:
    """Return what the ledger says now of what is to be corrected."""
    reported = loan.reported
    return {
        CorrectionSubject.BALANCE: yuan_text(reported.principal),
        CorrectionSubject.INTEREST: yuan_text(reported.on_balance + reported.off_balance),
        CorrectionSubject.RATE: str(loan.rate or ""),
        CorrectionSubject.DUE_ON: loan.due_on.isoformat() if loan.due_on else "",
        CorrectionSubject.BORROWER: borrower,
        CorrectionSubject.FIVE_CLASS: loan.five_class,
        CorrectionSubject.MISSING: loan.status.value,
        CorrectionSubject.OTHER: "",
    }[what]
