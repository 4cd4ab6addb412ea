"""The notice that calls in what is left of a broken plan (还款协议第四条, 民法典 §137).

It makes nothing due by being printed: everything falls due on the day it arrives.
"""

from __future__ import annotations

from desktop.domain.documents import DocumentFacts, DocumentKind, money_fields
from desktop.domain.documents.facts import Rows
from desktop.domain.errors import RuleViolation
from desktop.domain.following import InstalmentState, PlanStanding
from desktop.services.agreement_ports import StoredAgreement
from desktop.services.agreements.following import (
    AgreementState,
    FollowedAgreement,
    followed,
    known_agreement,
)
from desktop.services.documents.builder import Builder, Built, Input, InputKind, Refused, Scope
from desktop.services.documents.building.signing import hindrance_of
from desktop.services.documents.case import Case, day_words

_SHORT = (InstalmentState.PARTLY, InstalmentState.MISSED)


def acceleration_notice(case: Case) -> Built:
    """Return the notice about the agreement whose serial was typed.

    Refused where nobody could be given it (as :func:`hindrance_of`), ``plan_not_broken`` while too
    few instalments are short, ``plan_not_running`` where no plan is left to be called in. Raises
    RuleViolation ``agreement_unknown``, ``serial_of_another``.
    """
    found = followed(case.queries, _agreement(case), case.as_of)
    refused = hindrance_of(case) or _hindrance(case, found)
    if refused is not None:
        return Built((), (refused,))
    agreement, standing = found.agreement, found.standing
    loans = [each for each in case.loans if each.loan.id in agreement.loan_ids]
    signing = agreement.signing
    fields = {
        **case.debtor_fields,
        "agreement_serial": agreement.serial,
        "agreement_signed_on": day_words(signing.signed_on if signing else None),
        "count": str(len(agreement.plan.instalments)),
        "missed": str(agreement.missed),
        "short": str(standing.short),
        **money_fields("overdue", standing.overdue.fen),
        **case.owed_fields(loans),
        "lapsed_relief": _relief(case, agreement),
        "deadline": case.deadline(),
    }
    tables = {"loans": case.loan_rows(loans), "missed": missed_rows(standing)}
    kind = DocumentKind.ACCELERATION_NOTICE
    return Built((case.facts(kind, case.debtor.name, fields, tables, loans),))


def missed_rows(standing: PlanStanding) -> Rows:
    """Return the instalments that are short, with what of them was paid."""
    return tuple(
        (
            str(each.instalment.number),
            each.instalment.due_on.isoformat(),
            str(each.instalment.amount),
            str(each.paid),
            str(each.left),
        )
        for each in standing.instalments
        if each.state in _SHORT
    )


def _agreement(case: Case) -> StoredAgreement:
    agreement = known_agreement(case.queries, case.required("agreement"))
    if agreement.party_id != case.debtor.id:
        name, serial = case.debtor.name, agreement.serial
        raise RuleViolation("serial_of_another", field="agreement", serial=serial, name=name)
    return agreement


def _hindrance(case: Case, found: FollowedAgreement) -> Refused | None:
    """Return why a plan cannot be called in; one that has ended is due as it is."""
    agreement, standing = found.agreement, found.standing
    about = {"serial": agreement.serial, "missed": agreement.missed, "short": standing.short}
    is_over = standing.all_due_on is not None
    if found.state not in (AgreementState.BEHIND, AgreementState.BROKEN, AgreementState.RUNNING):
        return Refused(case.debtor.name, "plan_not_running", about)
    if is_over:
        return Refused(case.debtor.name, "plan_ended", about)
    if found.state is not AgreementState.BROKEN:
        return Refused(case.debtor.name, "plan_not_broken", about)
    return None


def _relief(case: Case, agreement: StoredAgreement) -> str:
    """Return the interest that the agreement would have forgone, "" for none."""
    [paper] = case.queries.documents([agreement.serial])
    return DocumentFacts.from_json(paper.facts).fields.get("relief_amount", "")


def _broken(case: Case) -> str:
    """Propose the debtor's agreement that may be called in."""
    found = (followed(case.queries, each, case.as_of) for each in _agreements(case))
    broken = (each.agreement.serial for each in found if each.state is AgreementState.BROKEN)
    return next(broken, "")


def _agreements(case: Case) -> tuple[StoredAgreement, ...]:
    return tuple(case.queries.agreements(case.debtor.id))


ACCELERATION_NOTICE = Builder(
    DocumentKind.ACCELERATION_NOTICE,
    Scope.DEBTOR,
    acceleration_notice,
    (Input("agreement", InputKind.SERIAL, required=True, default=_broken),),
)
