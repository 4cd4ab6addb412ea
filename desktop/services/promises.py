"""Promises to pay (承诺): recorded on the spot, and kept or not by what comes in.

A promise alone binds nobody. Where it can be proved that the debtor asked for time it interrupts
limitation (诉讼时效规定 §14); without a file it moves no clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from desktop.domain.errors import RuleViolation
from desktop.domain.limitation import EventKind, LoanEvent
from desktop.domain.permissions import Action, Part
from desktop.domain.promises import (
    Promise,
    PromiseStanding,
    PromiseState,
    check_promise,
    promise_standing,
)
from desktop.services.agreement_ports import StoredPromise
from desktop.services.agreements.following import payments
from desktop.services.branch import new_id
from desktop.services.clock_effects import ClockEffect, clock_effect
from desktop.services.clocks import recompute
from desktop.services.evidence_files import hashes, read_evidence
from desktop.services.permits import permitted
from desktop.services.ports import Desk, Queries, UnitOfWork
from desktop.services.proposals import owed_loans
from desktop.services.records import Evidence, Loan, Party, StoredEvent


@dataclass(frozen=True, slots=True)
class FollowedPromise:
    """A promise and what became of it on a day."""

    stored: StoredPromise
    standing: PromiseStanding


@dataclass(frozen=True, slots=True)
class RecordedPromise:
    """A promise that was recorded, and what its proof did to the clocks; () where it has none."""

    stored: StoredPromise
    effects: tuple[ClockEffect, ...]


@permitted(Action.FIELD_WORK)
def record_promise(
    desk: Desk,
    party_id: str,
    promise: Promise,
    loan_ids: Sequence[str] = (),
    promisor: str = "",
    note: str = "",
    evidence: Sequence[Path] = (),
) -> RecordedPromise:
    """Record a promise about some of a debtor's loans, all that are owed where none are named.

    ``promisor`` is who gave it, the debtor where nobody is named; only his own moves clocks. Raises
    RuleViolation ``party_unknown``, ``nothing_owed``, ``promise_above_debt``,
    ``promise_proof_of_another`` for a file with another's promise, and as
    :func:`~desktop.domain.promises.check_promise` does.
    """
    files = [read_evidence(path) for path in evidence]
    check_promise(promise, desk.clock.today())
    with desk.store.write() as uow:
        party = uow.party(party_id)
        if party is None:
            raise RuleViolation("party_unknown", field="party")
        loans = _promised_loans(desk, uow, party, promise, loan_ids)
        stored = StoredPromise(
            id=new_id(),
            party_id=party_id,
            debtor=party.name,
            loan_ids=tuple(each.id for each in loans),
            promise=promise,
            promisor=promisor.strip() or party.name,
            note=note.strip(),
            recorded_at=desk.clock.now(),
        )
        uow.add_promise(stored)
        if files and stored.promisor != party.name:
            raise RuleViolation("promise_proof_of_another", field="evidence")
        effects = _interrupt(desk, uow, stored, loans, files) if files else ()
        body = _body(stored, loans, effects) | {"evidence": hashes(files)}
        uow.record("promise_recorded", stored.id, body, promise.promised_on, [party_id])
        uow.commit()
    return RecordedPromise(stored, effects)


@permitted(Action.FIELD_WORK)
def withdraw_promise(desk: Desk, promise_id: str, reason: str) -> None:
    """Take a promise back that was recorded wrongly, with the events it brought about.

    Raises RuleViolation ``reason_missing``, ``promise_unknown``.
    """
    if not reason.strip():
        raise RuleViolation("reason_missing", field="reason")
    with desk.store.write() as uow:
        stored = uow.promise(promise_id)
        if stored is None or stored.withdrawn is not None:
            raise RuleViolation("promise_unknown", field="promise")
        uow.withdraw_promise(promise_id, reason.strip())
        loans = [each for each in map(uow.loan, stored.loan_ids) if each is not None]
        for events in uow.events_of(stored.loan_ids).values():
            for event in events:
                if event.entry_id == promise_id and not event.withdrawn:
                    uow.withdraw_event(event.id, reason.strip())
        recompute(desk, uow, [(each.id, each.due_on) for each in loans])
        body = _body(stored, loans, ()) | {"reason": reason.strip()}
        today = desk.clock.today()
        uow.record("promise_withdrawn", promise_id, body, today, [stored.party_id])
        uow.commit()


@permitted(Action.SEE, Part.READ)
def promises_to_follow(desk: Desk, as_of: date) -> tuple[FollowedPromise, ...]:
    """Return the promises of the branch that were not kept yet, the longest broken first."""
    with desk.store.read() as queries:
        return standing_promises(queries, as_of)


def standing_promises(queries: Queries, as_of: date) -> tuple[FollowedPromise, ...]:
    """Return them as :func:`promises_to_follow` does, inside a transaction that is open."""
    standing = (each for each in queries.promises() if each.withdrawn is None)
    found = (followed_promise(queries, each, as_of) for each in standing)
    unkept = [each for each in found if each.standing.state is not PromiseState.KEPT]
    return tuple(sorted(unkept, key=lambda each: (each.stored.promise.pay_by, each.stored.id)))


def followed_promise(queries: Queries, stored: StoredPromise, as_of: date) -> FollowedPromise:
    """Return what became of a promise.

    Money of its own first day counts where it came after the promise was entered, or where the
    promise was entered on a later day and nobody can tell.
    """
    first, entered = stored.promise.promised_on, stored.recorded_at
    is_same_day = entered.date() == first
    after = entered if is_same_day else datetime.combine(first, time.min, entered.tzinfo)
    paid = payments(queries, stored.party_id, stored.loan_ids, recorded_after=after)
    return FollowedPromise(stored, promise_standing(stored.promise, paid, as_of))


def _promised_loans(
    desk: Desk, queries: Queries, party: Party, promise: Promise, loan_ids: Sequence[str]
) -> list[Loan]:
    owed = owed_loans(desk, queries, party.id, desk.clock.today())
    chosen = [each for each in owed if not loan_ids or each.loan.id in loan_ids]
    if not chosen:
        raise RuleViolation("nothing_owed", field="loans", name=party.name)
    if promise.amount.fen > sum(each.total_fen for each in chosen):
        raise RuleViolation("promise_above_debt", field="amount")
    return [each.loan for each in chosen]


def _interrupt(
    desk: Desk,
    uow: UnitOfWork,
    stored: StoredPromise,
    loans: Sequence[Loan],
    files: Sequence[Evidence],
) -> tuple[ClockEffect, ...]:
    """Enter that the debtor asked for time, of every loan; the files hang on the first event."""
    kind, on = EventKind.TIME_ASKED, stored.promise.promised_on
    known = uow.events_of(stored.loan_ids)
    fact = LoanEvent(kind, on)
    effects = tuple(clock_effect(desk, each, known.get(each.id, ()), fact) for each in loans)
    for loan in loans:
        event = StoredEvent(
            new_id(), loan.id, kind, on, None, True, False, "", stored.note, entry_id=stored.id
        )
        uow.add_event(event)
        if loan is loans[0]:
            for file in files:
                uow.add_event_evidence(file, event.id)
    recompute(desk, uow, [(each.id, each.due_on) for each in loans])
    return effects


def _body(
    stored: StoredPromise, loans: Sequence[Loan], effects: Sequence[ClockEffect]
) -> dict[str, object]:
    promise = stored.promise
    return {
        "promised_on": promise.promised_on.isoformat(),
        "pay_by": promise.pay_by.isoformat(),
        "amount_fen": promise.amount.fen,
        "by_debtor": stored.promisor == stored.debtor,
        "loan_nos": [each.loan_no for each in loans],
        "effects": [{"loan_no": each.loan_no, "effect": each.effect} for each in effects],
        "note": stored.note,
    }
