"""Guarantee contracts and acts towards guarantors: what the guarantee clocks are computed from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from desktop.domain.errors import RuleViolation
from desktop.domain.guarantee.facts import ActKind, GuaranteeContract
from desktop.domain.permissions import Action
from desktop.services.approvals import Submitted, submit
from desktop.services.branch import new_id
from desktop.services.claims import require_loan
from desktop.services.evidence_files import hashes, read_evidence
from desktop.services.guarantee_contracts import (
    contract_of,
    known_names,
    plain_contract,
    require_computable,
)
from desktop.services.permits import permitted
from desktop.services.ports import Desk, Queries
from desktop.services.records import Evidence, Loan
from desktop.services.rule_records import StoredAct


@dataclass(frozen=True, slots=True)
class EnteredAct:
    """What was done towards a guarantor, as a person enters it.

    ``restart_on`` is the end of a court procedure; ``ref`` names the paper it stands on.
    """

    kind: ActKind
    occurred_on: date
    restart_on: date | None = None
    ref: str = ""
    note: str = ""


@permitted(Action.PARTY)
def record_contract(
    desk: Desk, loan_id: str, contract: GuaranteeContract, *, may_be_new: bool = True
) -> Submitted:
    """Write what a guarantee contract says, for the first time or as a correction.

    Where there are users a second person checks it. Raises RuleViolation ``loan_unknown``,
    ``guarantor_new`` for a name that nobody entered yet unless it ``may_be_new``: a misspelt one
    would be a second guarantor; and as
    :func:`~desktop.services.guarantee_contracts.check_contract` does.
    """
    contract = replace(contract, guarantor=contract.guarantor.strip())
    with desk.store.read() as queries:
        loan = require_loan(queries, loan_id)
        known = known_names(queries, loan)
    if not may_be_new and contract.guarantor not in known:
        names = "、".join(known) or "—"
        raise RuleViolation(
            "guarantor_new", field="guarantor", name=contract.guarantor, known=names
        )
    body = {"loan_id": loan_id, "contract": plain_contract(contract)}
    title = f"{loan.loan_no} {contract.guarantor}"
    return submit(desk, "guarantee_recorded", f"{loan_id}:{contract.guarantor}", title, body)


@permitted(Action.FIELD_WORK)
def record_act(
    desk: Desk, loan_id: str, guarantor: str, act: EnteredAct, evidence: Sequence[Path] = ()
) -> StoredAct:
    """Record what was done towards a guarantor, with the files that prove it.

    Raises RuleViolation ``loan_unknown``, ``guarantor_unknown`` for a name that neither ledger nor
    contract gives, ``act_in_future``, ``act_before_contract``, ``act_before_loan``,
    ``event_ends_before_it_begins``, ``event_end_in_future``.
    """
    files = [read_evidence(path) for path in evidence]
    with desk.store.write() as uow:
        loan = require_loan(uow, loan_id)
        name = _known_name(uow, loan, guarantor)
        contract = contract_of(uow, loan_id, name)
        _check_act(loan, contract, act, desk.clock.today())
        stored = _stored(loan_id, name, act, len(files))
        if contract is not None:
            require_computable(desk, uow, loan, contract, stored.fact)
        uow.add_guarantee_act(stored)
        for file in files:
            uow.add_act_evidence(file, stored.id)
        body = _act_body(loan, stored, files)
        uow.record("guarantee_act_recorded", stored.id, body, act.occurred_on, [loan.borrower_id])
        uow.commit()
    return stored


@permitted(Action.FIELD_WORK)
def add_evidence(desk: Desk, act_id: str, paths: Sequence[Path]) -> StoredAct:
    """Attach files to an act: what was claimed becomes proved.

    Raises RuleViolation ``field_missing`` without a file, ``act_unknown``.
    """
    if not paths:
        raise RuleViolation("field_missing", field="evidence")
    files = [read_evidence(path) for path in paths]
    with desk.store.write() as uow:
        act = _standing_act(uow, act_id)
        loan = require_loan(uow, act.loan_id)
        for file in files:
            uow.add_act_evidence(file, act_id)
        body = _act_body(loan, act, files)
        today = desk.clock.today()
        uow.record("guarantee_evidence_added", act_id, body, today, [loan.borrower_id])
        uow.commit()
    return replace(act, evidence=act.evidence + len(files))


@permitted(Action.FIELD_WORK)
def withdraw_act(desk: Desk, act_id: str, reason: str) -> None:
    """Take a wrongly recorded act back; it stays, marked withdrawn.

    Raises RuleViolation ``reason_missing``, ``act_unknown``.
    """
    if not reason.strip():
        raise RuleViolation("reason_missing", field="reason")
    with desk.store.write() as uow:
        act = _standing_act(uow, act_id)
        loan = require_loan(uow, act.loan_id)
        uow.withdraw_guarantee_act(act_id, reason)
        body = {
            "loan_no": loan.loan_no,
            "guarantor": act.guarantor,
            "kind": act.kind.value,
            "reason": reason,
        }
        today = desk.clock.today()
        uow.record("guarantee_act_withdrawn", act_id, body, today, [loan.borrower_id])
        uow.commit()


def _check_act(
    loan: Loan, contract: GuaranteeContract | None, act: EnteredAct, today: date
) -> None:
    if act.occurred_on > today:
        raise RuleViolation("act_in_future", field="date")
    signed_on = contract.contract_on if contract is not None else None
    if signed_on is not None and act.occurred_on < signed_on:
        raise RuleViolation("act_before_contract", field="date", date=signed_on.isoformat())
    if loan.disbursed_on is not None and act.occurred_on < loan.disbursed_on:
        raise RuleViolation("act_before_loan", field="date", date=loan.disbursed_on.isoformat())
    if act.restart_on is not None and act.restart_on < act.occurred_on:
        raise RuleViolation("event_ends_before_it_begins", field="restart_on")
    if act.restart_on is not None and act.restart_on > today:
        raise RuleViolation("event_end_in_future", field="restart_on")


def _known_name(queries: Queries, loan: Loan, guarantor: str) -> str:
    name = guarantor.strip()
    if name not in known_names(queries, loan):
        raise RuleViolation("guarantor_unknown", field="guarantor", name=name)
    return name


def _standing_act(queries: Queries, act_id: str) -> StoredAct:
    act = queries.guarantee_act(act_id)
    if act is None or act.withdrawn:
        raise RuleViolation("act_unknown", field="act")
    return act


def _stored(loan_id: str, guarantor: str, act: EnteredAct, evidence: int) -> StoredAct:
    return StoredAct(
        id=new_id(),
        loan_id=loan_id,
        guarantor=guarantor,
        kind=act.kind,
        occurred_on=act.occurred_on,
        restart_on=act.restart_on,
        ref=act.ref.strip(),
        note=act.note.strip(),
        evidence=evidence,
    )


def _act_body(loan: Loan, act: StoredAct, files: Sequence[Evidence]) -> dict[str, Any]:
    return {
        "loan_no": loan.loan_no,
        "guarantor": act.guarantor,
        "kind": act.kind.value,
        "occurred_on": act.occurred_on.isoformat(),
        "restart_on": _day(act.restart_on),
        "ref": act.ref,
        "note": act.note,
        "evidence": hashes(files),
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
