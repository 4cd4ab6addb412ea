"""What ledgers say about repayments that were unknown here when they were read.

Two PCs of a branch both take money on a loan, and the ledger has both: neither finds its own in
what the balance fell by. Once they know of each other's, the ledgers since are compared again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from desktop.domain.interest import interest_to
from desktop.domain.interest.reductions import ReportedSums
from desktop.domain.money import Money
from desktop.domain.repayment.matching import Expected, MatchCode, match
from desktop.services.ports import Desk, Queries, UnitOfWork
from desktop.services.proposals import interest_basis
from desktop.services.records import Loan, LoanStatus
from desktop.services.repayment_ports import LedgerStep, StoredConfirmation
from desktop.services.repayments.confirming import figures_of, is_paid_off

Shares = Mapping[str, Expected]
"""The shares of a loan in repayments that stand, by the repayment's id."""


def match_again(desk: Desk, uow: UnitOfWork, loan_ids: Iterable[str]) -> None:
    """Compare unconfirmed repayments of these loans with the ledgers since they were paid.

    What is explained now is confirmed, what is not is listed as a difference; but of a repayment
    about which a person has spoken only that a ledger has it is said.
    """
    for loan in filter(None, map(uow.loan, loan_ids)):
        words = {each.repayment_id: each for each in uow.last_words(loan.id)}
        said = _said(desk, uow, loan, words)
        new = [each for each in said if _is_news(each, words.get(each.repayment_id))]
        uow.add_confirmations(new)
        if loan.status is LoanStatus.MISSING and any(_is_confirmed(each) for each in new):
            uow.set_loan_status(loan.id, LoanStatus.SETTLED)


def _said(
    desk: Desk, queries: Queries, loan: Loan, words: Mapping[str, StoredConfirmation]
) -> Iterable[StoredConfirmation]:
    shares = _shares(queries, loan)
    inside = {id_ for id_, word in words.items() if _is_confirmed(word) and word.import_id}
    waits = {id_: each for id_, each in shares.items() if id_ not in inside}
    said: dict[str, StoredConfirmation] = {}
    for step in queries.ledger_steps(loan.id) if waits else ():
        due = {id_: each for id_, each in waits.items() if each.on <= step.as_of}
        known = [shares[i] for i in inside & shares.keys() if words[i].import_id == step.import_id]
        for id_, code in _codes(desk, loan, step, due, known).items():
            if code is MatchCode.CONFIRMED:
                del waits[id_]
            # What was paid on the ledger's own day may have been paid after it was made.
            elif due[id_].on == step.as_of:
                continue
            said[id_] = _word(desk, loan, step, id_, code)
    return said.values()


def _shares(queries: Queries, loan: Loan) -> Shares:
    return {
        each.id: Expected(each.id, each.paid_on, share.principal_fen, share.interest_fen)
        for each in queries.repayments_of(loan.borrower_id)
        for share in each.shares
        if share.loan_id == loan.id and each.reversal is None
    }


def _codes(
    desk: Desk, loan: Loan, step: LedgerStep, due: Shares, known: Iterable[Expected]
) -> Mapping[str, MatchCode]:
    """Return what a ledger says about ``due``; what it was found to have already is left out."""
    if not due:
        return {}
    if step.is_missing:
        paid_off = loan.status is LoanStatus.MISSING and is_paid_off(loan, due)
        return dict.fromkeys(due, MatchCode.CONFIRMED if paid_off else MatchCode.LOAN_MISSING)
    principal, on_balance, off_balance = map(Money, step.before)
    basis = replace(
        interest_basis(loan),
        principal=principal,
        on_balance=on_balance,
        off_balance=off_balance,
        reported_on=step.reported_before,
        due_on=step.due_before,
    )
    formed = interest_to(basis, step.as_of, desk.policy).formed
    found = list(known)
    before = ReportedSums(
        step.before.principal - sum(each.principal for each in found),
        max(0, sum(step.before[1:]) - sum(each.interest for each in found)),
        0,
    )
    return match(list(due.values()), before, step.after, formed.fen)


def _word(
    desk: Desk, loan: Loan, step: LedgerStep, repayment_id: str, code: MatchCode
) -> StoredConfirmation:
    figures = figures_of(step.before, ReportedSums(0, 0, 0) if step.is_missing else step.after)
    today = desk.clock.today()
    return StoredConfirmation(repayment_id, loan.id, step.import_id, code, figures, "", "", today)


def _is_confirmed(word: StoredConfirmation) -> bool:
    return word.code is MatchCode.CONFIRMED


def _is_news(said: StoredConfirmation, before: StoredConfirmation | None) -> bool:
    if before is None or said.code is before.code:
        return before is None
    return _is_confirmed(said) if not before.import_id else True
