"""Recording who signed: the delivery, its evidence, and what it did to the clocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.delivery import Boxes, DeliveryAct, DeliveryOutcome, Method, Signer, outcome
from desktop.domain.errors import RuleViolation
from desktop.domain.limitation import LoanEvent
from desktop.domain.notices import NoticeFacts
from desktop.domain.permissions import Action, Part
from desktop.domain.rounds import NoticeState
from desktop.services.branch import new_id
from desktop.services.clock_effects import ClockEffect, clock_effect, no_effect
from desktop.services.clocks import recompute
from desktop.services.evidence_files import hashes, read_evidence
from desktop.services.permits import permitted
from desktop.services.ports import Desk, Queries, UnitOfWork
from desktop.services.records import Delivery, Evidence, Notice, StoredEvent


@dataclass(frozen=True, slots=True)
class NoticeToServe:
    """An issued notice as the delivery page shows it."""

    notice: Notice
    facts: NoticeFacts
    deliveries: tuple[Delivery, ...]


@dataclass(frozen=True, slots=True)
class DeliveryResult:
    """A recorded delivery and what followed from it."""

    delivery_id: str
    serial: str
    outcome: DeliveryOutcome
    effects: tuple[ClockEffect, ...]


@permitted(Action.SEE, Part.READ)
def find_notice(desk: Desk, serial: str) -> NoticeToServe:
    """Return the notice with this serial; RuleViolation ``serial_unknown`` if there is none."""
    with desk.store.read() as queries:
        notice = _notice(queries, serial)
        deliveries = tuple(queries.deliveries(notice.id))
    return NoticeToServe(notice, NoticeFacts.from_json(notice.facts), deliveries)


@permitted(Action.SEE, Part.READ)
def preview(
    desk: Desk, serial: str, act: DeliveryAct, has_evidence: bool
) -> tuple[DeliveryOutcome, tuple[ClockEffect, ...]]:
    """Return what a delivery would do, without recording it."""
    with desk.store.read() as queries:
        notice = _notice(queries, serial)
        _check(desk, queries, notice, act)
        result = outcome(act, has_evidence)
        return result, _effects(desk, queries, notice, act, result, has_evidence)


@permitted(Action.FIELD_WORK)
def record(
    desk: Desk, serial: str, act: DeliveryAct, evidence: Sequence[Path] = ()
) -> DeliveryResult:
    """Record a delivery with its evidence files in one transaction.

    Without evidence the claim counts as demanded, not as proved. Raises RuleViolation for a
    serial, a day or a signer that does not fit, ExpectedFailure for an evidence file that cannot
    be read.
    """
    files = [read_evidence(path) for path in evidence]
    with desk.store.write() as uow:
        notice = _notice(uow, serial)
        _check(desk, uow, notice, act)
        result = outcome(act, bool(files))
        effects = _effects(desk, uow, notice, act, result, bool(files))
        delivery = _delivery(notice, act, result)
        uow.add_delivery(delivery)
        for file in files:
            uow.add_evidence(file, delivery.id)
        _apply(desk, uow, notice, delivery.id, act, result, bool(files))
        body = _body(notice, act, result, files, effects)
        uow.record("delivery_recorded", delivery.id, body, act.occurred_on, [notice.party_id])
        uow.commit()
    return DeliveryResult(delivery.id, notice.serial, result, effects)


@permitted(Action.FIELD_WORK)
def add_evidence(desk: Desk, delivery_id: str, paths: Sequence[Path]) -> DeliveryResult:
    """Attach evidence to a recorded delivery: what was claimed becomes proved.

    Raises RuleViolation ``delivery_unknown``, ``field_missing`` without a file, and for files as
    :func:`record` does.
    """
    if not paths:
        raise RuleViolation("field_missing", field="evidence")
    files = [read_evidence(path) for path in paths]
    with desk.store.write() as uow:
        delivery, notice = _recorded(uow, delivery_id)
        act = act_of(delivery)
        result = outcome(act, True)
        for file in files:
            uow.add_evidence(file, delivery_id)
        for event in uow.events_of_delivery(delivery_id):
            uow.withdraw_event(event.id, "evidence_added")
        effects = _effects(desk, uow, notice, act, result, True)
        _apply(desk, uow, notice, delivery_id, act, result, True)
        body = _body(notice, act, result, files, effects)
        uow.record("evidence_added", delivery_id, body, desk.clock.today(), [notice.party_id])
        uow.commit()
    return DeliveryResult(delivery_id, notice.serial, result, effects)


@permitted(Action.FIELD_WORK)
def withdraw(desk: Desk, delivery_id: str, reason: str) -> str:
    """Take a wrongly recorded delivery back, and return the notice's serial.

    The record stays, marked withdrawn; the clocks are computed without it. RuleViolation
    ``reason_missing`` without a reason.
    """
    if not reason.strip():
        raise RuleViolation("reason_missing", field="reason")
    with desk.store.write() as uow:
        delivery, notice = _recorded(uow, delivery_id)
        uow.withdraw_delivery(delivery_id, reason)
        for event in uow.events_of_delivery(delivery_id):
            uow.withdraw_event(event.id, reason)
        _settle(uow, notice)
        _recompute(desk, uow, notice)
        body = {"serial": notice.serial, "reason": reason}
        today = desk.clock.today()
        uow.record("delivery_withdrawn", delivery.id, body, today, [notice.party_id])
        uow.commit()
    return notice.serial


def _notice(queries: Queries, serial: str) -> Notice:
    notice = queries.notice_by_serial(serial.strip().upper())
    if notice is None:
        raise RuleViolation("serial_unknown", field="serial", serial=serial)
    return notice


def _check(desk: Desk, queries: Queries, notice: Notice, act: DeliveryAct) -> None:
    if act.occurred_on > desk.clock.today():
        raise RuleViolation("delivery_in_future", field="date")
    if act.occurred_on < notice.issued_on:
        issued = notice.issued_on.isoformat()
        raise RuleViolation("delivery_before_issue", field="date", date=issued)
    if notice.state is NoticeState.SERVED:
        raise RuleViolation("notice_already_served", field="serial", serial=notice.serial)


def _recorded(uow: UnitOfWork, delivery_id: str) -> tuple[Delivery, Notice]:
    for delivery in uow.deliveries():
        if delivery.id == delivery_id and not delivery.withdrawn:
            return delivery, _notice(uow, delivery.serial)
    raise RuleViolation("delivery_unknown", field="delivery")


def _settle(uow: UnitOfWork, notice: Notice) -> None:
    """Set the notice's state by the deliveries that stand: the first that served it counts."""
    standing = [each for each in uow.deliveries(notice.id) if not each.withdrawn]
    served = [
        each.occurred_on
        for each in standing
        if outcome(act_of(each), each.evidence > 0).state is NoticeState.SERVED
    ]
    if served:
        uow.set_notice_state([notice.id], NoticeState.SERVED, min(served))
        return
    carried = notice.handed_out_on or min((each.occurred_on for each in standing), default=None)
    uow.set_notice_state([notice.id], NoticeState.HANDED_OUT, carried)


def _delivery(notice: Notice, act: DeliveryAct, result: DeliveryOutcome) -> Delivery:
    facts = NoticeFacts.from_json(notice.facts)
    return Delivery(
        id=new_id(),
        notice_id=notice.id,
        serial=notice.serial,
        debtor=facts.debtor,
        village=facts.village,
        group=facts.group,
        method=act.method,
        signer=act.signer,
        occurred_on=act.occurred_on,
        received=act.boxes.received,
        agrees=act.boxes.agrees,
        objects=act.boxes.objects,
        servers=act.servers,
        note=act.note,
        result=result.words,
        evidence=0,
        withdrawn=False,
    )


def act_of(delivery: Delivery) -> DeliveryAct:
    """Return the act as the officer told it, from its record."""
    return DeliveryAct(
        Method(delivery.method),
        Signer(delivery.signer),
        delivery.occurred_on,
        Boxes(delivery.received, delivery.agrees, delivery.objects),
        delivery.servers,
        delivery.note,
    )


def _apply(
    desk: Desk,
    uow: UnitOfWork,
    notice: Notice,
    delivery_id: str,
    act: DeliveryAct,
    result: DeliveryOutcome,
    proved: bool,
) -> None:
    """Write the events, the notice's state and the clocks that follow."""
    if result.event is not None:
        for loan in NoticeFacts.from_json(notice.facts).loans:
            event = StoredEvent(
                id=new_id(),
                loan_id=loan.loan_id,
                kind=result.event,
                occurred_on=act.occurred_on,
                restart_on=None,
                proved=proved,
                withdrawn=False,
                ref=notice.serial,
                note=act.note,
            )
            uow.add_event(event, delivery_id)
    _settle(uow, notice)
    _recompute(desk, uow, notice)


def _recompute(desk: Desk, uow: UnitOfWork, notice: Notice) -> None:
    loans = [uow.loan(loan.loan_id) for loan in NoticeFacts.from_json(notice.facts).loans]
    recompute(desk, uow, [(loan.id, loan.due_on) for loan in loans if loan is not None])


def _effects(
    desk: Desk,
    queries: Queries,
    notice: Notice,
    act: DeliveryAct,
    result: DeliveryOutcome,
    proved: bool,
) -> tuple[ClockEffect, ...]:
    loans = [queries.loan(loan.loan_id) for loan in NoticeFacts.from_json(notice.facts).loans]
    stored = queries.events_of([loan.id for loan in loans if loan is not None])
    event = None
    if result.event is not None:
        event = LoanEvent(result.event, act.occurred_on, None, proved, notice.serial)
    return tuple(
        clock_effect(desk, loan, stored.get(loan.id, ()), event)
        if event is not None
        else no_effect(desk, loan, stored.get(loan.id, ()), result.words)
        for loan in loans
        if loan is not None
    )


def _body(
    notice: Notice,
    act: DeliveryAct,
    result: DeliveryOutcome,
    files: Sequence[Evidence],
    effects: Sequence[ClockEffect],
) -> dict[str, object]:
    return {
        "serial": notice.serial,
        "method": act.method.value,
        "signer": act.signer.value,
        "occurred_on": act.occurred_on.isoformat(),
        "received": act.boxes.received,
        "agrees": act.boxes.agrees,
        "objects": act.boxes.objects,
        "servers": list(act.servers),
        "event": result.event.value if result.event else "",
        "state": result.state.value,
        "result": result.words,
        "evidence": hashes(files),
        "loans": [
            {
                "loan_no": effect.loan_no,
                "effect": effect.effect,
                "last_day": effect.after.isoformat() if effect.after else "",
            }
            for effect in effects
        ],
    }
