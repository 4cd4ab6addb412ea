"""What a guarantee contract may say, and writing it down when a second person has checked it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from desktop.domain.approvals import Body
from desktop.domain.errors import RuleViolation
from desktop.domain.guarantee.clock import guarantee_clock
from desktop.domain.guarantee.facts import (
    GuaranteeAct,
    GuaranteeContract,
    GuaranteeMode,
    GuarantorKind,
    PeriodTerm,
)
from desktop.domain.permissions import Action
from desktop.services.checked_acts import Applied, CheckedAct, Signed
from desktop.services.claims import require_loan
from desktop.services.ports import Desk, Queries, UnitOfWork
from desktop.services.records import Loan
from desktop.services.rule_records import StoredGuarantee


def check_contract(loan: Loan, contract: GuaranteeContract, today: date) -> None:
    """Refuse what no contract can say.

    RuleViolation ``field_missing`` for a blank name, ``guarantee_in_future``,
    ``guarantee_months_wrong`` for a period in months without a number of months,
    ``guarantee_months_unfit`` for a number without such a period, ``guarantee_extension_wrong``
    for an extension to a day before the due date, or a consent to none.
    """
    if not contract.guarantor:
        raise RuleViolation("field_missing", field="guarantor")
    if contract.contract_on is not None and contract.contract_on > today:
        raise RuleViolation("guarantee_in_future", field="contract_on")
    if contract.term is PeriodTerm.MONTHS:
        if contract.months is None or contract.months <= 0:
            raise RuleViolation("guarantee_months_wrong", field="months")
    elif contract.months is not None:
        raise RuleViolation("guarantee_months_unfit", field="months")
    if contract.extended_to is None:
        if contract.consented:
            raise RuleViolation("guarantee_extension_wrong", field="extended_to")
    elif loan.due_on is not None and contract.extended_to < loan.due_on:
        raise RuleViolation("guarantee_extension_wrong", field="extended_to")


def require_computable(
    desk: Desk, queries: Queries, loan: Loan, contract: GuaranteeContract, *new: GuaranteeAct
) -> None:
    """Refuse what the clock cannot count with, before a dossier stumbles over it."""
    acts = queries.guarantee_acts_of([loan.id]).get(loan.id, ())
    standing = [
        act.fact for act in acts if act.guarantor == contract.guarantor and not act.withdrawn
    ]
    guarantee_clock(contract, loan.due_on, [*standing, *new], desk.policy)


def known_names(queries: Queries, loan: Loan) -> tuple[str, ...]:
    """Return the guarantors the ledger names or a person entered, each once."""
    entered = queries.guarantees_of([loan.id]).get(loan.id, ())
    names = (*loan.guarantors, *(each.contract.guarantor for each in entered))
    return tuple(dict.fromkeys(names))


def contract_of(queries: Queries, loan_id: str, name: str) -> GuaranteeContract | None:
    """Return what is known of a guarantor's contract, None for nothing."""
    for each in queries.guarantees_of([loan_id]).get(loan_id, ()):
        if each.contract.guarantor == name:
            return each.contract
    return None


def plain_contract(contract: GuaranteeContract) -> dict[str, Any]:
    """Return a contract as JSON data."""
    return {
        "guarantor": contract.guarantor,
        "contract_on": contract.contract_on.isoformat() if contract.contract_on else "",
        "mode": contract.mode.value if contract.mode else "",
        "term": contract.term.value,
        "months": contract.months,
        "kind": contract.kind.value,
        "extended_to": contract.extended_to.isoformat() if contract.extended_to else "",
        "consented": contract.consented,
        "new_for_old": contract.new_for_old,
        "knew_new_for_old": contract.knew_new_for_old,
    }


def read_contract(plain: Mapping[str, Any]) -> GuaranteeContract:
    """Return what :func:`plain_contract` wrote."""
    days = {name: plain[name] for name in ("contract_on", "extended_to")}
    return GuaranteeContract(
        **{
            **plain,
            "mode": GuaranteeMode(plain["mode"]) if plain["mode"] else None,
            "term": PeriodTerm(plain["term"]),
            "kind": GuarantorKind(plain["kind"]),
            **{name: date.fromisoformat(day) if day else None for name, day in days.items()},
        }
    )


def _check(desk: Desk, queries: Queries, body: Body) -> None:
    loan, contract = require_loan(queries, body["loan_id"]), read_contract(body["contract"])
    check_contract(loan, contract, desk.clock.today())
    require_computable(desk, queries, loan, contract)


def _record(desk: Desk, uow: UnitOfWork, body: Body, signed: Signed) -> Applied:
    loan, contract = require_loan(uow, body["loan_id"]), read_contract(body["contract"])
    before, today = contract_of(uow, loan.id, contract.guarantor), desk.clock.today()
    uow.save_guarantee(StoredGuarantee(loan.id, contract, today))
    kept = {
        "loan_no": loan.loan_no,
        **body["contract"],
        "before": plain_contract(before) if before is not None else None,
    }
    return Applied(loan.id, kept, today, (loan.borrower_id,))


GUARANTEE_ACTS = (CheckedAct("guarantee_recorded", Action.PARTY, _check, _record),)
