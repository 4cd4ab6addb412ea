"""Specimens of derivation sheets: invented facts, the answers of the program's own rules."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from desktop.domain.classification import better_than_allowed, class_floor
from desktop.domain.derivation import DerivationSheet
from desktop.domain.guarantee.clock import guarantee_clock
from desktop.domain.guarantee.facts import GuaranteeContract, GuaranteeMode, PeriodTerm
from desktop.domain.holidays import national_calendar
from desktop.domain.interest import interest_to
from desktop.domain.ledger import RateUnit
from desktop.domain.limitation import EventKind, LoanEvent, clock, proved_clock
from desktop.domain.notices import SAMPLE_HEAD
from desktop.domain.policy import DEFAULT_POLICY
from desktop.domain.rounds import serve_by
from desktop.services.derivation import LoanDerivation, sheet
from desktop.services.derivation.answers import GuaranteeAnswer
from desktop.services.documents.specimens.invented import (
    CASES,
    DAY,
    DEMANDED_ON,
    InventedCase,
    Size,
)
from desktop.services.guarantor_facts import GuarantorFacts
from desktop.services.proposals import interest_basis
from desktop.services.records import Hold, Loan, LoanStatus, Party

_REPORTED_ON = date(2026, 9, 30)
_RATE = Decimal("7.25")
_MANY_EVENTS, _MANY_GUARANTORS = 40, 12
_BETWEEN = timedelta(days=50)


def derivation_specimen(size: Size = Size.USUAL) -> DerivationSheet:
    """Return how everything about the case's first loan was computed."""
    case = CASES[size]
    loan = _loan(case, size)
    events = _events(loan, size)
    claimed = clock(loan.due_on, events, national_calendar(), DEFAULT_POLICY)
    proved = proved_clock(loan.due_on, events, national_calendar(), DEFAULT_POLICY, claimed=claimed)
    last = claimed.last_day
    floor = class_floor(loan.due_on, DAY, policy=DEFAULT_POLICY)
    answers = LoanDerivation(
        loan=loan,
        party=_party(case),
        bank=SAMPLE_HEAD,
        as_of=DAY,
        clock=claimed,
        proved=proved,
        serve_by=serve_by(last, DAY, DEFAULT_POLICY.notice) if last else None,
        interest=interest_to(interest_basis(loan), DAY, DEFAULT_POLICY),
        class_floor=floor,
        class_doubt=better_than_allowed(loan.five_class, floor),
        guarantees=tuple(_guarantee(name, loan) for name in loan.guarantors),
    )
    return sheet(answers)


def _events(loan: Loan, size: Size) -> Sequence[LoanEvent]:
    """Return notices signed in time, every other one with evidence; none for the short one."""
    if size is Size.SHORT or loan.due_on is None:
        return ()
    if size is Size.USUAL:
        days = [date(2023, 10, 10), *DEMANDED_ON]
    else:
        days = [loan.due_on + number * _BETWEEN for number in range(1, _MANY_EVENTS + 1)]
    return [
        LoanEvent(EventKind.SIGNED_NOTICE, day, None, number % 2 == 0, f"PA{day:%y}-{number:04d}")
        for number, day in enumerate(days)
    ]


def _guarantee(name: str, loan: Loan) -> GuaranteeAnswer:
    contract = GuaranteeContract(
        name, loan.disbursed_on, GuaranteeMode.JOINT, PeriodTerm.MONTHS, months=72
    )
    answer = guarantee_clock(contract, loan.due_on, (), DEFAULT_POLICY)
    return GuaranteeAnswer(GuarantorFacts(name, contract, ()), answer, answer)


def _guarantors(case: InventedCase, size: Size) -> tuple[str, ...]:
    if size is Size.EXTREME:
        return tuple(f"{case.other.name}之{number}" for number in range(1, _MANY_GUARANTORS + 1))
    return () if size is Size.SHORT else (case.other.name,)


def _loan(case: InventedCase, size: Size) -> Loan:
    loan = case.loans[0]
    return Loan(
        id="specimen",
        loan_no=loan.loan_no,
        contract_no="",
        borrower_id="specimen",
        disbursed_on=date.fromisoformat(loan.disbursed_on),
        due_on=date.fromisoformat(loan.due_on),
        amount_fen=loan.amount_fen,
        balance_fen=loan.principal_fen,
        on_balance_interest_fen=0,
        off_balance_interest_fen=loan.interest_fen,
        reported_on=_REPORTED_ON,
        rate=_RATE,
        rate_unit=RateUnit.MONTHLY_PERMILLE,
        five_class="损失",
        officer="彭春兰",
        purpose="",
        remark="",
        status=LoanStatus.ACTIVE,
        last_day=None,
        legal_last_day=None,
        proved_last_day=None,
        clock_state="",
        guarantors=_guarantors(case, size),
    )


def _party(case: InventedCase) -> Party:
    debtor = case.debtor
    return Party(
        id="specimen",
        name=debtor.name,
        id_number="",
        id_problem="",
        customer_no="",
        phone="",
        address=debtor.address,
        township=debtor.township,
        village=debtor.village,
        group=debtor.group,
        hold=Hold.NONE,
        deceased=False,
    )
