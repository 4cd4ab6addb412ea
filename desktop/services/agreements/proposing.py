"""Proposing an agreement: live while it is typed, frozen when it is handed to the manager."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.domain.limitation import EventKind, LoanEvent
from desktop.domain.permissions import Action, Part
from desktop.services import approvals
from desktop.services.agreements.act import KIND, AgreementWish, case_about, case_and_terms
from desktop.services.approvals import Submitted
from desktop.services.clock_effects import ClockEffect, clock_effect
from desktop.services.documents.builder import Refused
from desktop.services.documents.building.plan_terms import Terms, live_terms
from desktop.services.documents.building.repayment import agreement_paper
from desktop.services.documents.building.signing import signable
from desktop.services.permits import permitted
from desktop.services.ports import Desk, Queries
from desktop.services.templates import in_force_in


@dataclass(frozen=True, slots=True)
class LivePlan:
    """What an agreement would say so far: its terms, why loans are left out, what signing does.

    ``terms`` is None where no loan is left; ``effects`` tell what signing today did to each clock.
    """

    terms: Terms | None
    refused: tuple[Refused, ...]
    effects: tuple[ClockEffect, ...] = ()


@permitted(Action.SEE, Part.READ)
def live_plan(desk: Desk, wish: AgreementWish) -> LivePlan:
    """Return the plan as typed so far, stored nowhere.

    Raises RuleViolation as the paper's builder does, with the input to correct as its field.
    """
    today = desk.clock.today()
    with desk.store.read() as queries:
        case, missing = case_about(desk, queries, wish, today)
        about = signable(case)
        terms = live_terms(case) if about.loans else None
        if terms is not None:
            agreement_paper(case, terms)  # refuses what the figures alone do not show
        refused = (*missing, *about.refused)
        return LivePlan(terms, refused, _effects(desk, queries, terms, today))


@permitted(Action.AGREEMENT)
def propose(desk: Desk, wish: AgreementWish) -> Submitted:
    """Propose an agreement to the manager: its figures to be read, its paper by its hash.

    Raises RuleViolation as the paper's builder does, ``agreement_runs`` where another agreement
    runs for one of the loans, ``agreement_over`` and ``agreement_loans_left`` for a version that
    cannot replace the one named, ``item_waiting``.
    """
    with desk.store.read() as queries:
        desk_now = in_force_in(desk, queries)
        case, terms = case_and_terms(desk_now, queries, wish, desk.clock.today())
        paper = agreement_paper(case, terms)
    body = {
        "party_id": wish.party_id,
        "debtor": case.debtor.name,
        "plan_total_fen": terms.plan.total.fen,
        "inputs": {name: text for name, text in wish.inputs.items() if text.strip()},
        "replaces": wish.replaces.strip().upper(),
        "loan_ids": list(paper.loan_ids),
        "loans": [
            {
                "loan_no": each.loan.loan_no,
                "principal_fen": each.loan.balance_fen,
                "interest_fen": each.interest.total.fen,
            }
            for each in terms.about.loans
        ],
        "plan": [
            {
                "instalment_no": str(each.number),
                "due_on": each.due_on.isoformat(),
                "amount_fen": each.amount.fen,
            }
            for each in terms.plan.instalments
        ],
        "as_of": case.as_of.isoformat(),
        "drafted_at": desk.clock.now().isoformat(),
        "paper_hash": paper.sha256(),
    }
    title = f"{case.debtor.name} {paper.fields['plan_total']}"
    return approvals.submit(desk, KIND, f"{KIND}:{wish.party_id}", title, body)


def _effects(
    desk: Desk, queries: Queries, terms: Terms | None, today: date
) -> tuple[ClockEffect, ...]:
    if terms is None:
        return ()
    until = terms.plan.limitation_start
    events = queries.events_of([each.loan.id for each in terms.about.loans])
    signing = LoanEvent(EventKind.REPAY_PLAN, today, until)
    return tuple(
        clock_effect(desk, each.loan, events.get(each.loan.id, ()), signing)
        for each in terms.about.loans
    )
