"""Reliefs that were granted: the written approval, taking one back, the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop.domain.errors import RuleViolation
from desktop.domain.money import Money
from desktop.domain.permissions import Action, Part
from desktop.domain.relief_terms import ReliefState, payable, state_on
from desktop.services.evidence_files import hashes, read_evidence
from desktop.services.permits import permitted
from desktop.services.ports import Desk, Queries
from desktop.services.records import Party
from desktop.services.relief.checking import OPEN_STATES
from desktop.services.relief.debts import debtor_of, debts_left
from desktop.services.relief_ports import ReliefStep, StoredRelief


@dataclass(frozen=True, slots=True)
class ReliefLine:
    """A relief as a list shows it: of whom, how it stands today, what must still be paid."""

    relief: StoredRelief
    party: Party
    state: ReliefState
    to_pay: Money


@permitted(Action.SEE, Part.READ)
def lines(desk: Desk, party_id: str = "") -> tuple[ReliefLine, ...]:
    """Return what was granted, to a debtor or to all, newest first."""
    with desk.store.read() as queries:
        found = queries.reliefs_of(party_id) if party_id else queries.reliefs()
        return tuple(_line(desk, queries, each) for each in found)


@permitted(Action.RELIEF)
def sign(
    desk: Desk, relief_id: str, number: str, signed_on: date, files: Sequence[Path] = ()
) -> None:
    """Record the written approval (批复): from now on a payment brings the relief about.

    What was said over the phone at night is granted, and goes no further without this. Raises
    RuleViolation ``relief_unknown``, ``relief_not_waiting``, ``field_missing``,
    ``event_in_future``, and as :func:`read_evidence` does.
    """
    if not number.strip():
        raise RuleViolation("field_missing", field="number")
    if signed_on > desk.clock.today():
        raise RuleViolation("relief_signed_in_future", field="signed_on")
    evidence = [read_evidence(path) for path in files]
    step = ReliefStep(ReliefState.SIGNED, signed_on, number.strip())
    with desk.store.write() as uow:
        relief = require_in(uow, relief_id, (ReliefState.GRANTED,), desk.clock.today())
        uow.add_relief_step(relief_id, step)
        for file in evidence:
            uow.add_relief_evidence(file, relief_id)
        body = {"number": step.number, "evidence": hashes(evidence)}
        uow.record("relief_signed", relief_id, body, signed_on, [relief.party_id])
        uow.commit()


@permitted(Action.RELIEF)
def withdraw(desk: Desk, relief_id: str, reason: str) -> None:
    """Take a relief back before it was booked.

    Raises RuleViolation ``reason_missing``, ``relief_unknown``, ``relief_not_waiting``.
    """
    if not reason.strip():
        raise RuleViolation("reason_missing", field="reason")
    today = desk.clock.today()
    with desk.store.write() as uow:
        relief = require_in(uow, relief_id, OPEN_STATES, today)
        uow.add_relief_step(
            relief_id, ReliefStep(ReliefState.WITHDRAWN, today, reason=reason.strip())
        )
        uow.record(
            "relief_withdrawn", relief_id, {"reason": reason.strip()}, today, [relief.party_id]
        )
        uow.commit()


def require_in(
    queries: Queries, relief_id: str, states: Sequence[ReliefState], on: date
) -> StoredRelief:
    """Return a relief that stands in one of these states on a day.

    Raises RuleViolation ``relief_unknown``, ``relief_not_waiting``.
    """
    relief = queries.relief(relief_id)
    if relief is None:
        raise RuleViolation("relief_unknown", field="relief")
    state = state_on(relief.state, relief.valid_until, on)
    if state not in states:
        raise RuleViolation("relief_not_waiting", field="relief", reason=f"relief_{state.value}")
    return relief


def _line(desk: Desk, queries: Queries, relief: StoredRelief) -> ReliefLine:
    today = desk.clock.today()
    party = debtor_of(queries, relief)
    state = state_on(relief.state, relief.valid_until, today)
    return ReliefLine(relief, party, state, _to_pay(desk, queries, relief, state))


def _to_pay(desk: Desk, queries: Queries, relief: StoredRelief, state: ReliefState) -> Money:
    """Return what a payment today must come to, nothing for what no payment brings about."""
    if state not in OPEN_STATES:
        return Money(0)
    waived = {each.loan_id: each.waived for each in relief.parts}
    debts = debts_left(desk, queries, relief, desk.clock.today())
    return Money.total(payable(debt, waived[debt.loan_id]) for debt in debts)
