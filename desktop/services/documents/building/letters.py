"""Letters: to guarantors, users of the money, heirs, the missing."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.documents import DocumentFacts, DocumentKind, money_fields
from desktop.domain.guarantee.clock import GuaranteeClock, GuaranteeState, guarantee_clock
from desktop.domain.guarantee.facts import GuaranteeMode
from desktop.services.documents.builder import Builder, Built, Input, Refused, Scope
from desktop.services.documents.case import Case, day_words
from desktop.services.guarantees import GuarantorFacts, of_loan
from desktop.services.proposals import OwedLoan

_MODES = {GuaranteeMode.JOINT: "连带责任保证", GuaranteeMode.GENERAL: "一般保证"}
_BINDING = frozenset(
    {
        GuaranteeState.PERIOD_RUNNING,
        GuaranteeState.LIABLE,
        GuaranteeState.LIABLE_AFTER_ENFORCEMENT,
        GuaranteeState.FOLLOWS_MAIN_LIMITATION,
    }
)


def guarantor_notices(case: Case) -> Built:
    """Return a notice to every guarantor of every loan, each its own copy (担保制度解释 §29).

    ``person`` restricts it to one guarantor. Refused where no contract was entered, where the
    clock needs a person, and where the guarantor is not bound any more.
    """
    drafts: list[DocumentFacts] = []
    refused: list[Refused] = []
    only = case.text("person")
    for owed in case.loans:
        for facts in of_loan(case.queries, owed.loan.id):
            if only and facts.guarantor != only:
                continue
            made = _guarantor_notice(case, owed, facts)
            (drafts if isinstance(made, DocumentFacts) else refused).append(made)  # type: ignore[arg-type]
    return Built(tuple(drafts), tuple(refused))


def _guarantor_notice(case: Case, owed: OwedLoan, facts: GuarantorFacts) -> DocumentFacts | Refused:
    contract = facts.contract
    if contract is None:
        return Refused(facts.guarantor, "guarantee_not_entered", {"loan_no": owed.loan.loan_no})
    acts = [act.fact for act in facts.standing]
    clock = guarantee_clock(contract, owed.loan.due_on, acts, case.desk.policy)
    state = clock.state(case.as_of)
    if state not in _BINDING:
        return Refused(facts.guarantor, f"guarantee_{state}", {"loan_no": owed.loan.loan_no})
    return case.facts(
        DocumentKind.GUARANTOR_NOTICE,
        facts.guarantor,
        {
            **case.debtor_fields,
            **_guarantee_fields(case, owed, facts, clock),
            **case.owed_fields([owed]),
            "deadline": case.deadline(),
        },
        {"loans": case.loan_rows([owed])},
        [owed],
    )


def _guarantee_fields(
    case: Case, owed: OwedLoan, facts: GuarantorFacts, clock: GuaranteeClock
) -> dict[str, str]:
    party, contract = case.debtor, facts.contract
    return {
        "guarantor": facts.guarantor,
        "guarantee_contract_no": case.text("guarantee_contract_no"),
        "guarantee_signed_on": day_words(contract.contract_on if contract else None),
        "guarantee_mode": _MODES[clock.mode] if clock.mode else "",
        "guarantee_until": day_words(clock.period_end),
        **money_fields("guaranteed", owed.loan.amount_fen or 0),
        "place_label": party.village + (f" {party.group}" if party.group else ""),
    }


LETTER_BUILDERS: Sequence[Builder] = (
    Builder(
        DocumentKind.GUARANTOR_NOTICE,
        Scope.DEBTOR,
        guarantor_notices,
        (Input("person"), Input("guarantee_contract_no")),
    ),
)
