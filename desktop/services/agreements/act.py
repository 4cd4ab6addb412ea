"""The act of making an agreement: proposed with its paper's hash, made when the manager signs.

Before it is made it is built again from the same inputs for the same day: where anything differs (a
payment came in, a ledger was read), nobody may sign it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from desktop.domain.approvals import Body
from desktop.domain.documents import DocumentFacts, DocumentKind
from desktop.domain.errors import RuleViolation
from desktop.domain.money import yuan_text
from desktop.domain.permissions import Action
from desktop.domain.policy import valid_on
from desktop.domain.relief_terms import ReliefState, is_in_force
from desktop.services.agreement_ports import StoredAgreement
from desktop.services.agreements.following import (
    AgreementState,
    followed,
    known_agreement,
    running_on,
)
from desktop.services.branch import new_id, require_installation
from desktop.services.checked_acts import Applied, CheckedAct, Signed
from desktop.services.documents.builder import Refused
from desktop.services.documents.building.plan_terms import Terms, live_terms
from desktop.services.documents.building.repayment import (
    agreement_paper,
    guarantee_terms,
    third_parties,
)
from desktop.services.documents.building.signing import signable
from desktop.services.documents.case import Case
from desktop.services.documents.issuing import (
    Wish,
    as_document,
    case_of,
    with_serials,
    without_missing,
)
from desktop.services.paper_archive import check_day
from desktop.services.ports import Desk, Queries, UnitOfWork
from desktop.services.proposals import is_owed, newest_ledger_day
from desktop.services.relief_ports import StoredRelief
from desktop.services.templates import in_force_in

KIND = "agreement"
_PAPER = DocumentKind.REPAYMENT_AGREEMENT
_OVER = (AgreementState.COMPLETED, AgreementState.REPLACED)


@dataclass(frozen=True, slots=True)
class AgreementWish:
    """An agreement as typed: about whom, which loans, with the inputs of its paper.

    ``replaces`` is the serial of the version it takes the place of.
    """

    party_id: str
    loan_ids: tuple[str, ...]
    inputs: Mapping[str, str] = field(default_factory=dict)
    replaces: str = ""


def _check(desk: Desk, queries: Queries, body: Body) -> None:
    _rebuilt(desk, queries, body)


def _basis(queries: Queries, body: Body) -> Mapping[str, str]:
    """Return what is owed by the ledger and repayments, loan by loan."""
    owed = {}
    for loan_id in body["loan_ids"]:
        loan = queries.loan(loan_id)
        if loan is not None:
            sums = (
                loan.balance_fen,
                loan.on_balance_interest_fen + loan.off_balance_interest_fen,
            )
            owed[loan.loan_no] = " + ".join(map(yuan_text, sums))
    return owed


def _apply(desk: Desk, uow: UnitOfWork, body: Body, signed: Signed) -> Applied:
    case, terms, paper = _rebuilt(desk, uow, body)
    today = desk.clock.today()
    [paper] = with_serials(uow, [replace(paper, issued_on=today)], today)
    uow.add_documents([as_document(new_id(), paper)])
    stored = _stored(case, terms, paper, body, signed, uow)
    uow.add_agreement(stored)
    journal: dict[str, object] = {
        "serial": stored.serial,
        "version": stored.version,
        "replaces": body["replaces"],
        "relief_id": stored.relief_id,
        "loan_nos": [each.loan.loan_no for each in terms.about.loans],
        "computed_to": stored.computed_to.isoformat(),
        "instalments": [
            [each.due_on.isoformat(), each.amount.fen] for each in stored.plan.instalments
        ],
        "missed": stored.missed,
        "facts_sha256": paper.sha256(),
    }
    return Applied(stored.id, journal, today, (stored.party_id,), stored.serial)


def _rebuilt(desk: Desk, queries: Queries, body: Body) -> tuple[Case, Terms, DocumentFacts]:
    """Build what was proposed again; refuse it where it comes out otherwise."""
    wish = AgreementWish(
        body["party_id"],
        tuple(body["loan_ids"]),
        body["inputs"],
        body["replaces"],
    )
    as_of = date.fromisoformat(body["as_of"])
    newest = newest_ledger_day(desk, queries)
    if newest is not None and newest > as_of:
        raise RuleViolation("agreement_figures_changed")
    desk = in_force_in(desk, queries)
    case, terms = case_and_terms(desk, queries, wish, as_of)
    paper = agreement_paper(case, terms)
    if paper.sha256() != body["paper_hash"]:
        raise RuleViolation("agreement_figures_changed")
    first = terms.plan.instalments[0].due_on
    if first < desk.clock.today():
        raise RuleViolation("plan_start_in_past", field="first_day", first=first.isoformat())
    return case, terms, paper


def case_about(
    desk: Desk, queries: Queries, wish: AgreementWish, as_of: date
) -> tuple[Case, tuple[Refused, ...]]:
    """Return the case of a wish, and which of its loans the newest ledger lacks."""
    check_day(desk, queries, as_of)
    about = Wish(_PAPER, wish.party_id, wish.loan_ids, wish.inputs)
    case = case_of(desk, queries, require_installation(queries), about, as_of)
    return without_missing(_PAPER, case)


def case_and_terms(
    desk: Desk, queries: Queries, wish: AgreementWish, as_of: date
) -> tuple[Case, Terms]:
    """Return case and terms of a wish; RuleViolation where anything of it cannot be agreed on."""
    case, missing = case_about(desk, queries, wish, as_of)
    refused = (*missing, *signable(case).refused)
    if refused:
        first = refused[0]
        raise RuleViolation(first.code, field="loans", **first.params)
    terms = live_terms(case)
    if terms is None:
        raise RuleViolation("nothing_owed", field="party", name=case.debtor.name)
    loan_ids = [each.loan.id for each in terms.about.loans]
    _check_version(queries, wish, loan_ids, as_of)
    _check_relief(case, terms, loan_ids)
    problems = desk.papers.check_documents([agreement_paper(case, terms)])
    if problems:
        worst = problems[0]
        raise RuleViolation(worst.code, field=worst.field, characters=worst.characters)
    return case, terms


def _check_version(queries: Queries, wish: AgreementWish, loan_ids: list[str], as_of: date) -> None:
    """Refuse a second plan beside a running one, and a version that cannot replace another."""
    older = known_agreement(queries, wish.replaces) if wish.replaces else None
    for each in running_on(queries, wish.party_id, loan_ids, as_of):
        if older is None or each.agreement.id != older.id:
            raise RuleViolation("agreement_runs", field="loans", serial=each.agreement.serial)
    if older is None:
        return
    if older.party_id != wish.party_id or followed(queries, older, as_of).state in _OVER:
        raise RuleViolation("agreement_over", field="agreement", serial=older.serial)
    left = [loan for loan in older.loan_ids if loan not in loan_ids and _is_owed(queries, loan)]
    if left:
        raise RuleViolation("agreement_loans_left", field="loans", serial=older.serial)


def _is_owed(queries: Queries, loan_id: str) -> bool:
    loan = queries.loan(loan_id)
    return loan is not None and is_owed(loan)


def _stored(
    case: Case,
    terms: Terms,
    paper: DocumentFacts,
    body: Body,
    signed: Signed,
    queries: Queries,
) -> StoredAgreement:
    older = known_agreement(queries, body["replaces"]) if body["replaces"] else None
    grace = valid_on(case.desk.policy.agreements.grace_days, case.as_of).value
    role, months = guarantee_terms(case)
    relief = _relief_of(case, paper.loan_ids)
    return StoredAgreement(
        id=new_id(),
        party_id=case.debtor.id,
        debtor=case.debtor.name,
        serial=paper.serial,
        loan_ids=paper.loan_ids,
        version=older.version + 1 if older else 1,
        replaces=older.id if older else "",
        computed_to=case.as_of,
        drafted_at=datetime.fromisoformat(body["drafted_at"]),
        plan=terms.plan,
        missed=terms.missed or 0,
        grace_days=grace,
        third_parties=third_parties(case),
        third_role=role,
        guarantee_months=months,
        relief_id=relief.id if relief else "",
        maker_id=signed.maker_id,
        approval_id=signed.proposal_id,
    )


def _check_relief(case: Case, terms: Terms, loan_ids: list[str]) -> None:
    """Refuse interest forgone on paper that no written approval forgoes (rules section 5)."""
    if not terms.relief.fen:
        return
    relief, until = _relief_of(case, loan_ids), case.day("valid_until")
    number = case.text("approval_no")
    if relief is None or not is_in_force(relief.state, relief.valid_until, case.as_of):
        raise RuleViolation("agreement_relief_unknown", field="approval_no", number=number)
    if terms.relief > relief.waived:
        most = str(relief.waived)
        raise RuleViolation("agreement_relief_above", field="relief_amount", most=most)
    if until is not None and until > relief.valid_until:
        last = relief.valid_until.isoformat()
        raise RuleViolation("agreement_relief_ends", field="valid_until", date=last)


def _relief_of(case: Case, loan_ids: Sequence[str]) -> StoredRelief | None:
    """Return the relief whose written approval the agreement names, None where none is known."""
    number = case.text("approval_no")
    for each in case.queries.reliefs_on(loan_ids):
        signed = each.step(ReliefState.SIGNED)
        if number and signed is not None and signed.number == number:
            return each
    return None


AGREEMENT = CheckedAct(KIND, Action.AGREEMENT, _check, _apply, _basis)
