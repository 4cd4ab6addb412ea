"""Letters to guarantors: a demand where one is bound, else an offer to talk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from desktop.domain.documents import DocumentFacts, DocumentKind, money_fields
from desktop.domain.errors import RuleViolation
from desktop.domain.guarantee.clock import GuaranteeClock, GuaranteeState, guarantee_clock
from desktop.domain.guarantee.facts import GuaranteeContract, GuaranteeMode
from desktop.domain.limitation import ClockState
from desktop.domain.rounds import Obstacle
from desktop.services.documents.builder import Builder, Built, Input, Refused, Scope, refuse
from desktop.services.documents.case import Case, day_words, identity, joined
from desktop.services.guarantor_facts import GuarantorFacts, of_loan
from desktop.services.proposals import OwedLoan
from desktop.services.records import Hold

_MODES = {GuaranteeMode.JOINT: "连带责任保证", GuaranteeMode.GENERAL: "一般保证"}
_OVER = (GuaranteeState.RELEASED, GuaranteeState.LIMITATION_OVER)
_NEVER_BOUND = (GuaranteeState.NOT_LIABLE, GuaranteeState.VOID, GuaranteeState.NEEDS_PERSON)
_PRESERVED = (GuaranteeState.LIABLE, GuaranteeState.LIABLE_AFTER_ENFORCEMENT)
_UNPROVED = "guarantee_unproved"
_WITH_MAIN_CLAIM = "主债务诉讼时效期间届满之日"


@dataclass(frozen=True, slots=True)
class _Bond:
    """One guarantor of one loan, and the code of why nothing may be demanded ("" if it may)."""

    owed: OwedLoan
    contract: GuaranteeContract
    clock: GuaranteeClock
    state: GuaranteeState
    obstacle: str

    @property
    def guarantor(self) -> str:
        return self.contract.guarantor

    @property
    def letter(self) -> DocumentKind | None:
        """The letter that may be written, None for none at all."""
        if self.state in _OVER:
            return DocumentKind.CONSULTATION_LETTER
        return None if self.obstacle else DocumentKind.GUARANTOR_NOTICE

    @property
    def terms(self) -> tuple[object, ...]:
        """What the loans on one letter have in common."""
        contract, clock = self.contract, self.clock
        bound = (clock.mode, clock.period_end, clock.preserved_on)
        return (self.letter, contract.guarantor, contract.contract_on, *bound)

    def refused(self, code: str) -> Refused:
        return Refused(self.guarantor, code, {"loan_no": self.owed.loan.loan_no})


def guarantor_notices(case: Case) -> Built:
    """Return a demand to every guarantor, each his own copy (担保制度解释 §29).

    ``person`` restricts it to one of them. Where a guarantee is over, a letter that demands nothing
    takes the demand's place, and the reason is told. A general guarantor is bound by a suit against
    the debtor and by no letter (民法典 §693 I): refused until he may refuse no more.
    """
    return _letters(case, DocumentKind.GUARANTOR_NOTICE)


def consultation_letters(case: Case) -> Built:
    """Return letters to those guarantors only whose guarantee is over."""
    return _letters(case, DocumentKind.CONSULTATION_LETTER)


def _letters(case: Case, wanted: DocumentKind) -> Built:
    if case.debtor.hold is Hold.IMPERSONATION:
        return refuse(case.debtor.name, Obstacle.IMPERSONATION_HOLD)
    guarantors = list(_guarantors(case))
    if not guarantors:
        return refuse(case.debtor.name, "guarantors_none")
    judged = [_judged(case, owed, facts) for owed, facts in guarantors]
    refused = [each for each in judged if isinstance(each, Refused)]
    grouped: dict[tuple[object, ...], list[_Bond]] = {}
    for bond in judged:
        if isinstance(bond, Refused):
            continue
        if bond.letter is not wanted:
            refused.append(bond.refused(bond.obstacle or "guarantee_still_binds"))
        if bond.letter in (wanted, DocumentKind.CONSULTATION_LETTER):
            grouped.setdefault(bond.terms, []).append(bond)
    _refuse_shared_inputs(case, list(grouped.values()))
    return Built(tuple(_letter(case, bonds) for bonds in grouped.values()), tuple(refused))


def _guarantors(case: Case) -> Iterator[tuple[OwedLoan, GuarantorFacts]]:
    """Yield the guarantors of every loan; RuleViolation ``guarantor_unknown`` for a wrong name."""
    only, found = case.text("person"), False
    for owed in case.loans:
        for facts in of_loan(case.queries, owed.loan.id):
            if only in ("", facts.guarantor):
                found = True
                yield owed, facts
    if only and not found:
        raise RuleViolation("guarantor_unknown", field="person", name=only)


def _judged(case: Case, owed: OwedLoan, facts: GuarantorFacts) -> _Bond | Refused:
    contract = facts.contract
    if contract is None:
        return Refused(facts.guarantor, "guarantee_not_entered", {"loan_no": owed.loan.loan_no})
    clock, is_proved = _clock(case, owed, contract, facts)
    state = clock.state(case.as_of)
    obstacle = _obstacle(case, owed, clock, state)
    return _Bond(owed, contract, clock, state, obstacle or ("" if is_proved else _UNPROVED))


def _clock(
    case: Case, owed: OwedLoan, contract: GuaranteeContract, facts: GuarantorFacts
) -> tuple[GuaranteeClock, bool]:
    """Return the clock a letter speaks by, and whether what preserved the claim is proved.

    A letter states as a fact only what evidence is attached to. While the period runs an act
    without any is not needed: the letter itself is the demand.
    """
    acts = [act.fact for act in facts.standing]
    due_on, policy = owed.loan.due_on, case.desk.policy
    claimed = guarantee_clock(contract, due_on, acts, policy)
    if claimed.preserved_on is None or claimed.state(case.as_of) not in _PRESERVED:
        return claimed, True
    proved = guarantee_clock(contract, due_on, [act for act in acts if act.proved], policy)
    if proved.preserved_on is not None:
        return replace(claimed, preserved_on=proved.preserved_on), True
    is_running = proved.state(case.as_of) is GuaranteeState.PERIOD_RUNNING
    demandable = is_running and proved.mode is GuaranteeMode.JOINT
    return (proved, True) if demandable else (claimed, False)


def still_binds(case: Case, loan_id: str, guarantor: str) -> bool:
    """Return whether a guarantor of a loan may still be held to a demand that is on its way."""
    loan = case.queries.loan(loan_id)
    for facts in of_loan(case.queries, loan_id):
        if loan is None or facts.guarantor != guarantor or facts.contract is None:
            continue
        acts = [act.fact for act in facts.standing]
        clock = guarantee_clock(facts.contract, loan.due_on, acts, case.desk.policy)
        return clock.state(case.as_of) not in (*_OVER, *_NEVER_BOUND)
    return False


def _obstacle(case: Case, owed: OwedLoan, clock: GuaranteeClock, state: GuaranteeState) -> str:
    """Return why nothing may be demanded, "" where it may.

    A guarantee of before 1995-10-01 lives as long as the main claim (法发〔1994〕8号 §29); what is
    not clear about it is for a person. Before the due date there is nothing to demand. A later one
    that the debtor alone was given does not move the guarantor's period (民法典 §695 II): to wait
    for it would lose the guarantee.
    """
    if state in _OVER or state in _NEVER_BOUND:
        return f"guarantee_{state}"
    if state is GuaranteeState.LIABLE_AFTER_ENFORCEMENT:
        return "guarantee_enforce_first"
    follows = state is GuaranteeState.FOLLOWS_MAIN_LIMITATION
    is_joint = clock.mode is GuaranteeMode.JOINT
    if follows and (not is_joint or owed.clock_state is not ClockState.ALIVE):
        return "guarantee_needs_person"
    due_on = clock.period_start or owed.loan.due_on
    if due_on is None or case.as_of <= due_on:
        return "guarantee_not_due"
    if state is GuaranteeState.PERIOD_RUNNING and not is_joint:
        return "guarantee_sue_debtor"
    return "loan_incomplete" if owed.loan.amount_fen is None else ""


def _refuse_shared_inputs(case: Case, letters: Sequence[Sequence[_Bond]]) -> None:
    """Raise RuleViolation ``input_for_one_letter`` where one text would stand on several."""
    people = len({bonds[0].guarantor for bonds in letters})
    counts = {
        "guarantee_contract_no": len(letters),
        "person_id_number": people,
        "person_address": people,
    }
    for name, count in counts.items():
        if count > 1 and case.text(name):
            raise RuleViolation("input_for_one_letter", field=name, count=count)


def _letter(case: Case, bonds: Sequence[_Bond]) -> DocumentFacts:
    first, loans = bonds[0], [bond.owed for bond in bonds]
    kind = first.letter
    if kind is DocumentKind.GUARANTOR_NOTICE:
        fields, tables = _demand(case, first, loans), {"loans": case.loan_rows(loans)}
    else:
        kind, tables = DocumentKind.CONSULTATION_LETTER, {}
        fields = {"loan_nos": joined(owed.loan.loan_no for owed in loans)}
    fields = {**_guarantee(case, first), **fields}
    return case.facts(kind, first.guarantor, fields, tables, loans)


def _guarantee(case: Case, bond: _Bond) -> dict[str, str]:
    """Return what both letters say of the guarantee; of the debtor they give the name only."""
    return {
        "guarantor": bond.guarantor,
        "guarantor_identity": identity(case.text("person_id_number"), case.text("person_address")),
        "guarantee_contract_no": case.text("guarantee_contract_no"),
        "guarantee_signed_on": day_words(bond.contract.contract_on),
        "guarantee_mode": _MODES[bond.clock.mode] if bond.clock.mode else "",
        "debtor": case.debtor.name,
    }


def _demand(case: Case, bond: _Bond, loans: Sequence[OwedLoan]) -> dict[str, str]:
    """Return what a demand says beyond that."""
    is_running = bond.state is GuaranteeState.PERIOD_RUNNING
    return {
        "guarantee_until": day_words(bond.clock.period_end, _WITH_MAIN_CLAIM),
        "arrive_by": day_words(bond.clock.period_end) if is_running else "",
        "preserved_on": day_words(bond.clock.preserved_on),
        **money_fields("guaranteed", sum(owed.loan.amount_fen or 0 for owed in loans)),
        **case.owed_fields(loans),
        "deadline": case.deadline(),
    }


GUARANTOR_INPUTS = (
    Input("person"),
    Input("person_id_number"),
    Input("person_address"),
    Input("guarantee_contract_no"),
)

GUARANTOR_BUILDERS: Sequence[Builder] = (
    Builder(DocumentKind.GUARANTOR_NOTICE, Scope.DEBTOR, guarantor_notices, GUARANTOR_INPUTS),
    Builder(DocumentKind.CONSULTATION_LETTER, Scope.DEBTOR, consultation_letters, GUARANTOR_INPUTS),
)
