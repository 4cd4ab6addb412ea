"""Events of a claim that no notice of ours brought about: old papers, suits, payments, plans.

Each function is one transaction with one journal entry; the stored clock follows in it. Events are
never changed: a correction withdraws one and adds another under the same entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from desktop.domain.claim_entry import LASTING, ClaimAct, check_claim_act
from desktop.domain.errors import RuleViolation
from desktop.domain.limitation import LoanEvent
from desktop.domain.permissions import Action, Part
from desktop.services.branch import new_id
from desktop.services.clock_effects import ClockEffect, clock_effect
from desktop.services.clocks import recompute
from desktop.services.evidence_files import hashes, read_evidence
from desktop.services.permits import permitted
from desktop.services.ports import Desk, Queries, UnitOfWork
from desktop.services.records import Evidence, Loan, StoredEvent


@dataclass(frozen=True, slots=True)
class EnteredEvent:
    """An event that was entered, and what it did to the clock."""

    event: StoredEvent
    effect: ClockEffect


@permitted(Action.SEE, Part.READ)
def preview(desk: Desk, loan_id: str, act: ClaimAct, has_evidence: bool) -> ClockEffect:
    """Return what an event would do to the clock, without recording it."""
    with desk.store.read() as queries:
        loan = require_loan(queries, loan_id)
        check_claim_act(act, loan.disbursed_on, desk.clock.today())
        return _effect(desk, queries, loan, _event(loan_id, act, has_evidence))


@permitted(Action.FIELD_WORK)
def record_event(
    desk: Desk, loan_id: str, act: ClaimAct, evidence: Sequence[Path] = ()
) -> EnteredEvent:
    """Record something that happened to a claim, with the files that prove it.

    Without a file it counts as claimed, not as proved. Raises RuleViolation ``loan_unknown`` and
    as :func:`~desktop.domain.claim_entry.check_claim_act` does.
    """
    files = [read_evidence(path) for path in evidence]
    with desk.store.write() as uow:
        loan = require_loan(uow, loan_id)
        check_claim_act(act, loan.disbursed_on, desk.clock.today())
        event = _event(loan_id, act, bool(files))
        effect = _effect(desk, uow, loan, event)
        _add(desk, uow, loan, event, files)
        body = _body(loan, event, files, effect)
        uow.record("claim_event_recorded", event.id, body, act.occurred_on, [loan.borrower_id])
        uow.commit()
    return EnteredEvent(event, effect)


@permitted(Action.FIELD_WORK)
def end_procedure(
    desk: Desk, event_id: str, ended_on: date, evidence: Sequence[Path] = ()
) -> EnteredEvent:
    """Set the day on which a procedure or a cause of suspension ended: the period runs again.

    Raises RuleViolation ``event_unknown``, ``event_of_delivery``, ``event_not_open`` for one that
    has no end or has ended, and for the day as :func:`record_event` does.
    """
    files = [read_evidence(path) for path in evidence]
    with desk.store.write() as uow:
        old = _entered(uow, event_id)
        if old.kind not in LASTING or old.restart_on is not None:
            raise RuleViolation("event_not_open", field="event")
        loan = require_loan(uow, old.loan_id)
        act = ClaimAct(old.kind, old.occurred_on, ended_on)
        check_claim_act(act, loan.disbursed_on, desk.clock.today())
        entered = _correct(
            desk, uow, loan, old, replace(old, restart_on=ended_on), "procedure_ended", files
        )
        body = _body(loan, entered.event, files, entered.effect) | {"withdrawn": old.id}
        uow.record("procedure_ended", entered.event.id, body, ended_on, [loan.borrower_id])
        uow.commit()
    return entered


@permitted(Action.FIELD_WORK)
def add_evidence(desk: Desk, event_id: str, paths: Sequence[Path]) -> EnteredEvent:
    """Attach files to an event entered by hand: what was claimed becomes proved.

    Raises RuleViolation ``field_missing`` without a file, ``event_unknown``,
    ``event_of_delivery``.
    """
    if not paths:
        raise RuleViolation("field_missing", field="evidence")
    files = [read_evidence(path) for path in paths]
    with desk.store.write() as uow:
        old = _entered(uow, event_id)
        loan = require_loan(uow, old.loan_id)
        entered = _correct(desk, uow, loan, old, old, "evidence_added", files)
        body = _body(loan, entered.event, files, entered.effect) | {"withdrawn": old.id}
        today = desk.clock.today()
        uow.record("claim_evidence_added", entered.event.id, body, today, [loan.borrower_id])
        uow.commit()
    return entered


@permitted(Action.FIELD_WORK)
def withdraw_event(desk: Desk, event_id: str, reason: str) -> None:
    """Take a wrongly entered event back: it stays, marked, and the clock is computed without it.

    Raises RuleViolation ``reason_missing``, ``event_unknown``, and ``event_of_delivery``: such an
    event goes with its delivery.
    """
    if not reason.strip():
        raise RuleViolation("reason_missing", field="reason")
    with desk.store.write() as uow:
        event = _entered(uow, event_id)
        loan = require_loan(uow, event.loan_id)
        uow.withdraw_event(event.id, reason)
        recompute(desk, uow, [(loan.id, loan.due_on)])
        body = {"loan_no": loan.loan_no, "kind": event.kind.value, "reason": reason}
        today = desk.clock.today()
        uow.record("claim_event_withdrawn", event.id, body, today, [loan.borrower_id])
        uow.commit()


def require_loan(queries: Queries, loan_id: str) -> Loan:
    """Return a loan; RuleViolation ``loan_unknown`` if there is none."""
    loan = queries.loan(loan_id)
    if loan is None:
        raise RuleViolation("loan_unknown", field="loan")
    return loan


def loan_numbered(queries: Queries, loan_no: str) -> Loan:
    """Return the loan with this number (借据号); RuleViolation ``loan_unknown`` if none has it."""
    loan = queries.loan_by_no(loan_no.strip())
    if loan is None:
        raise RuleViolation("loan_unknown", field="loan")
    return loan


def _entered(queries: Queries, event_id: str) -> StoredEvent:
    event = queries.event(event_id)
    if event is None or event.withdrawn:
        raise RuleViolation("event_unknown", field="event")
    if event.delivery_id:
        raise RuleViolation("event_of_delivery", field="event", serial=event.ref)
    if queries.repayment_of_event(event.id) is not None:
        raise RuleViolation("event_of_repayment", field="event", serial=event.ref)
    return event


def _event(loan_id: str, act: ClaimAct, proved: bool) -> StoredEvent:
    event_id = new_id()
    return StoredEvent(
        id=event_id,
        loan_id=loan_id,
        kind=act.kind,
        occurred_on=act.occurred_on,
        restart_on=act.restart_on,
        proved=proved,
        withdrawn=False,
        ref=act.ref.strip(),
        note=act.note.strip(),
        entry_id=event_id,
    )


def _correct(
    desk: Desk,
    uow: UnitOfWork,
    loan: Loan,
    old: StoredEvent,
    new: StoredEvent,
    reason: str,
    files: Sequence[Evidence],
) -> EnteredEvent:
    """Put ``new`` for ``old`` under the same entry, proved by the files of both."""
    uow.withdraw_event(old.id, reason)
    event = replace(new, id=new_id(), proved=old.proved or bool(files))
    effect = _effect(desk, uow, loan, event)
    _add(desk, uow, loan, event, files)
    return EnteredEvent(event, effect)


def _add(
    desk: Desk, uow: UnitOfWork, loan: Loan, event: StoredEvent, files: Sequence[Evidence]
) -> None:
    uow.add_event(event)
    for file in files:
        uow.add_event_evidence(file, event.id)
    recompute(desk, uow, [(loan.id, loan.due_on)])


def _effect(desk: Desk, queries: Queries, loan: Loan, event: StoredEvent) -> ClockEffect:
    stored = queries.events_of([loan.id]).get(loan.id, ())
    fact = LoanEvent(event.kind, event.occurred_on, event.restart_on, event.proved, event.ref)
    return clock_effect(desk, loan, stored, fact)


def _body(
    loan: Loan, event: StoredEvent, files: Sequence[Evidence], effect: ClockEffect
) -> dict[str, object]:
    """Return what the journal keeps: enough to compute the clock again from it."""
    return {
        "loan_no": loan.loan_no,
        "kind": event.kind.value,
        "occurred_on": event.occurred_on.isoformat(),
        "restart_on": event.restart_on.isoformat() if event.restart_on else "",
        "proved": event.proved,
        "ref": event.ref,
        "note": event.note,
        "entry": event.entry_id,
        "evidence": hashes(files),
        "effect": effect.effect,
        "last_day": effect.after.isoformat() if effect.after else "",
    }
