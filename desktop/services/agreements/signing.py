"""What happens to a printed agreement: it is signed, and its notice of acceleration arrives.

Either is a fact with its day and its proof. Signing is consent to perform (诉讼时效规定 §§14, 19),
and limitation starts at the last instalment (民法典 §189); arrival makes all of it due. Each
guarantor consents for himself: who did not sign is not bound by the new days (§695).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from desktop.domain.documents import DocumentFacts, DocumentKind
from desktop.domain.errors import RuleViolation
from desktop.domain.following import may_accelerate
from desktop.domain.guarantee.facts import GuaranteeContract, GuaranteeMode, PeriodTerm
from desktop.domain.limitation import EventKind, LoanEvent
from desktop.domain.permissions import Action
from desktop.services.agreement_ports import StoredAgreement, StoredArrival, StoredSigning
from desktop.services.agreements.following import (
    RUNS,
    followed,
    known_agreement,
    payments_since,
    running_on,
)
from desktop.services.branch import new_id
from desktop.services.claims import require_loan
from desktop.services.clock_effects import ClockEffect, clock_effect
from desktop.services.clocks import recompute
from desktop.services.evidence_files import hashes, read_evidence
from desktop.services.permits import permitted
from desktop.services.ports import Desk, UnitOfWork
from desktop.services.records import Evidence, StoredEvent
from desktop.services.rule_records import StoredGuarantee

_GUARANTORS = frozenset(each.value for each in GuaranteeMode)


@dataclass(frozen=True, slots=True)
class Happened:
    """What was recorded about an agreement, and what it did to each loan's clock.

    ``unbound`` are the guarantors and joiners who did not sign.
    """

    agreement: StoredAgreement
    effects: tuple[ClockEffect, ...]
    unbound: tuple[str, ...] = ()


@permitted(Action.AGREEMENT)
def sign(
    desk: Desk,
    serial: str,
    signed_on: date,
    consents: Sequence[str],
    evidence: Sequence[Path] = (),
    note: str = "",
) -> Happened:
    """Record that the debtor signed, with whoever signed beside him, and the files that prove it.

    Without a file the signature counts as claimed, not as proved. Raises RuleViolation
    ``agreement_unknown``, ``agreement_signed``, ``signed_in_future``, ``signed_before_paper``,
    ``signed_after_plan``, ``signer_not_on_paper`` for a name the paper has no line for, and
    ``agreement_runs`` where another agreement runs for one of its loans.
    """
    files = [read_evidence(path) for path in evidence]
    with desk.store.write() as uow:
        agreement = known_agreement(uow, serial)
        _check_signing(desk, uow, agreement, signed_on, consents)
        signing = StoredSigning(
            new_id(), agreement.id, signed_on, tuple(consents), note.strip(), desk.clock.now()
        )
        uow.add_signing(signing)
        last = agreement.plan.limitation_start
        effects = _happened(
            desk, uow, agreement, EventKind.REPAY_PLAN, signed_on, last, signing.id, files
        )
        bound = _guarantees(desk, uow, agreement, _consented(agreement, signed_on, consents))
        body = _body(agreement, effects, files) | {
            "signed_on": signed_on.isoformat(),
            "last_instalment": last.isoformat(),
            "consents": list(consents),
            "guarantees": bound,
            "note": signing.note,
        }
        uow.record("agreement_signed", agreement.id, body, signed_on, [agreement.party_id])
        uow.commit()
    signed = replace(agreement, signing=signing)
    return Happened(signed, effects, signed.unbound)


@permitted(Action.AGREEMENT)
def add_proof(desk: Desk, serial: str, evidence: Sequence[Path]) -> StoredAgreement:
    """Attach files to a signature: what was claimed of every loan becomes proved.

    Raises RuleViolation ``field_missing`` without a file, ``agreement_unknown``,
    ``agreement_unsigned``.
    """
    if not evidence:
        raise RuleViolation("field_missing", field="evidence")
    files = [read_evidence(path) for path in evidence]
    with desk.store.write() as uow:
        agreement = known_agreement(uow, serial)
        signing = agreement.signing
        if signing is None:
            raise RuleViolation("agreement_unsigned", field="agreement", serial=agreement.serial)
        stored = uow.events_of(agreement.loan_ids).values()
        standing = [
            each
            for events in stored
            for each in events
            if each.entry_id == signing.id and not each.withdrawn
        ]
        for event in standing:
            uow.withdraw_event(event.id, "evidence_added")
            proved = replace(event, id=new_id(), proved=True)
            uow.add_event(proved)
            if event is standing[0]:
                for file in files:
                    uow.add_event_evidence(file, proved.id)
        loans = [require_loan(uow, each) for each in agreement.loan_ids]
        recompute(desk, uow, [(each.id, each.due_on) for each in loans])
        body = _body(agreement, (), files)
        today = desk.clock.today()
        uow.record("agreement_proved", agreement.id, body, today, [agreement.party_id])
        uow.commit()
    return agreement


@permitted(Action.FIELD_WORK)
def record_arrival(
    desk: Desk,
    notice_serial: str,
    arrived_on: date,
    evidence: Sequence[Path] = (),
    note: str = "",
) -> Happened:
    """Record the day on which a notice of acceleration arrived: on it the whole debt falls due.

    Raises RuleViolation ``serial_unknown``, ``not_an_acceleration``, ``arrival_in_future``,
    ``arrival_before_notice``, ``agreement_called_in`` for a second arrival, ``plan_not_running``,
    and ``plan_caught_up`` where the debtor had paid up enough by then.
    """
    files = [read_evidence(path) for path in evidence]
    with desk.store.write() as uow:
        notice, agreement = _noticed(uow, notice_serial)
        _check_arrival(desk, uow, notice, agreement, arrived_on)
        arrival = StoredArrival(
            new_id(), agreement.id, notice.serial, arrived_on, note.strip(), desk.clock.now()
        )
        uow.add_arrival(arrival)
        effects = _happened(
            desk, uow, agreement, EventKind.ACCELERATED, arrived_on, None, arrival.id, files
        )
        bound = _guarantees(desk, uow, agreement, _called_in(agreement, arrived_on))
        body = _body(agreement, effects, files) | {
            "notice": notice.serial,
            "arrived_on": arrived_on.isoformat(),
            "guarantees": bound,
            "note": arrival.note,
        }
        uow.record("agreement_called_in", agreement.id, body, arrived_on, [agreement.party_id])
        uow.commit()
    return Happened(replace(agreement, arrival=arrival), effects)


def _check_signing(
    desk: Desk, uow: UnitOfWork, agreement: StoredAgreement, on: date, consents: Sequence[str]
) -> None:
    serial = agreement.serial
    if agreement.signing is not None:
        raise RuleViolation("agreement_signed", field="agreement", serial=serial)
    if on > desk.clock.today():
        raise RuleViolation("signed_in_future", field="signed_on")
    [paper] = uow.documents([serial])
    if on < paper.issued_on:
        issued = paper.issued_on.isoformat()
        raise RuleViolation("signed_before_paper", field="signed_on", date=issued)
    if on > agreement.plan.limitation_start:
        last = agreement.plan.limitation_start.isoformat()
        raise RuleViolation("signed_after_plan", field="signed_on", date=last)
    for name in consents:
        if name not in agreement.third_parties:
            raise RuleViolation("signer_not_on_paper", field="consents", name=name)
    # Another plan that was signed since then counts too: two would set the days of one loan.
    for day in (on, desk.clock.today()):
        for each in running_on(uow, agreement.party_id, agreement.loan_ids, day):
            if each.agreement.id != agreement.replaces:
                serial = each.agreement.serial
                raise RuleViolation("agreement_runs", field="agreement", serial=serial)


def _noticed(uow: UnitOfWork, serial: str) -> tuple[DocumentFacts, StoredAgreement]:
    found = uow.documents([serial.strip().upper()])
    if not found:
        raise RuleViolation("serial_unknown", field="serial", serial=serial)
    if found[0].kind is not DocumentKind.ACCELERATION_NOTICE:
        raise RuleViolation("not_an_acceleration", field="serial", serial=serial)
    notice = DocumentFacts.from_json(found[0].facts)
    return notice, known_agreement(uow, notice.fields["agreement_serial"])


def _check_arrival(
    desk: Desk, uow: UnitOfWork, notice: DocumentFacts, agreement: StoredAgreement, on: date
) -> None:
    serial = agreement.serial
    if on > desk.clock.today():
        raise RuleViolation("arrival_in_future", field="arrived_on")
    if on < notice.issued_on:
        issued = notice.issued_on.isoformat()
        raise RuleViolation("arrival_before_notice", field="arrived_on", date=issued)
    if agreement.arrival is not None:
        raise RuleViolation("agreement_called_in", field="serial", serial=serial)
    if followed(uow, agreement, on).state not in RUNS:
        raise RuleViolation("plan_not_running", field="serial", serial=serial)
    paid = payments_since(uow, agreement)
    if not may_accelerate(agreement.plan, paid, on, agreement.clause, agreement.grace_days):
        raise RuleViolation("plan_caught_up", field="arrived_on", serial=serial)


def _happened(
    desk: Desk,
    uow: UnitOfWork,
    agreement: StoredAgreement,
    kind: EventKind,
    on: date,
    restart_on: date | None,
    entry_id: str,
    files: Sequence[Evidence],
) -> tuple[ClockEffect, ...]:
    """Let every loan's clock know. The files hang on the first event; all share one entry."""
    loans = [require_loan(uow, each) for each in agreement.loan_ids]
    stored = uow.events_of(agreement.loan_ids)
    proved, serial = bool(files), agreement.serial
    fact = LoanEvent(kind, on, restart_on, proved, serial)
    effects = tuple(clock_effect(desk, each, stored.get(each.id, ()), fact) for each in loans)
    for loan in loans:
        event = StoredEvent(
            new_id(), loan.id, kind, on, restart_on, proved, False, serial, "", entry_id=entry_id
        )
        uow.add_event(event)
        if loan is loans[0]:
            for file in files:
                uow.add_event_evidence(file, event.id)
    recompute(desk, uow, [(each.id, each.due_on) for each in loans])
    return effects


Change = Callable[[str, GuaranteeContract | None], GuaranteeContract | None]
"""What becomes of a guarantor's contract, by his name and the one known; None leaves it."""


def _guarantees(
    desk: Desk, uow: UnitOfWork, agreement: StoredAgreement, change: Change
) -> list[dict[str, object]]:
    """Write what becomes of every guarantor's contract, and return what the journal keeps."""
    told: list[dict[str, object]] = []
    known = uow.guarantees_of(agreement.loan_ids)
    for loan_id in agreement.loan_ids:
        contracts = {each.contract.guarantor: each.contract for each in known.get(loan_id, ())}
        for name in dict.fromkeys((*contracts, *agreement.third_parties)):
            changed = change(name, contracts.get(name))
            if changed is None:
                continue
            uow.save_guarantee(StoredGuarantee(loan_id, changed, desk.clock.today()))
            extended = changed.extended_to.isoformat() if changed.extended_to else ""
            told.append(
                {
                    "loan_id": loan_id,
                    "guarantor": name,
                    "extended_to": extended,
                    "consented": changed.consented,
                }
            )
    return told


def _consented(agreement: StoredAgreement, on: date, consents: Sequence[str]) -> Change:
    """Who signed guarantees anew, for the months after the last instalment (协议第五条).

    Of the others the new day is noted without consent: their period runs from the old due date.
    """
    last = agreement.plan.limitation_start
    is_guarantee = agreement.third_role in _GUARANTORS

    def change(name: str, known: GuaranteeContract | None) -> GuaranteeContract | None:
        if is_guarantee and name in consents:
            return replace(
                known or GuaranteeContract(name, on),
                contract_on=on,
                mode=GuaranteeMode(agreement.third_role),
                term=PeriodTerm.MONTHS,
                months=agreement.guarantee_months,
                extended_to=last,
                consented=True,
            )
        if known is None or known.consented:
            return None
        return replace(known, extended_to=last)

    return change


def _called_in(agreement: StoredAgreement, on: date) -> Change:
    """The period of who consented counts from the day everything fell due (协议第五条)."""
    signing = agreement.signing
    consents = signing.consents if signing else ()

    def change(name: str, known: GuaranteeContract | None) -> GuaranteeContract | None:
        if known is None or name not in consents or not known.consented:
            return None
        return replace(known, extended_to=on)

    return change


def _body(
    agreement: StoredAgreement, effects: Sequence[ClockEffect], files: Sequence[Evidence]
) -> dict[str, object]:
    return {
        "serial": agreement.serial,
        "version": agreement.version,
        "loans": [
            {
                "loan_no": each.loan_no,
                "effect": each.effect,
                "last_day": each.after.isoformat() if each.after else "",
            }
            for each in effects
        ],
        "evidence": hashes(files),
    }
