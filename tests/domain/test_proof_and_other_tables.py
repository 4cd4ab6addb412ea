"""What a court will see is never later than what is claimed, and every rule asks its tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from desktop.domain.guarantee.clock import guarantee_clock, proved_guarantee_clock
from desktop.domain.guarantee.facts import ActKind, GuaranteeAct, GuaranteeContract, GuaranteeMode
from desktop.domain.holidays import national_calendar
from desktop.domain.interest import InterestBasis, interest_to
from desktop.domain.ledger import RateUnit
from desktop.domain.limitation import EventKind, LoanEvent, PeriodKind, clock, proved_clock
from desktop.domain.money import Money
from desktop.domain.policy import DEFAULT_POLICY, Dated
from desktop.domain.policy.interest import FirstPenaltyDay

DUE = date(2018, 6, 30)
CLAIMED = LoanEvent(EventKind.SIGNED_NOTICE, date(2020, 5, 10), proved=False)
PROVED = LoanEvent(EventKind.SIGNED_NOTICE, date(2019, 5, 10))
CONTRACT = GuaranteeContract("保证人甲", date(2022, 3, 1), GuaranteeMode.JOINT)
LATER_LAW = "假设的新法"


def test_only_events_with_evidence_move_the_proved_clock() -> None:
    assert proved_clock(DUE, [PROVED, CLAIMED]).last_day == date(2022, 5, 10)
    assert clock(DUE, [PROVED, CLAIMED]).last_day == date(2023, 5, 10)


def test_with_all_evidence_at_hand_both_clocks_are_one() -> None:
    assert proved_clock(DUE, [PROVED]) == clock(DUE, [PROVED])


def test_a_judgment_without_its_paper_counts_against_the_creditor() -> None:
    due = date(2021, 6, 30)
    events = [
        LoanEvent(EventKind.SUIT_FILED, date(2022, 1, 5), date(2024, 1, 5)),
        LoanEvent(EventKind.JUDGMENT, date(2024, 1, 5), date(2024, 3, 1), proved=False),
    ]
    answer = proved_clock(due, events)
    assert answer.last_day == date(2026, 3, 1)
    assert answer.period_kind is PeriodKind.ENFORCEMENT
    assert clock(due, events[:1]).period_kind is PeriodKind.LIMITATION


def test_the_proved_clock_rolls_over_rest_days_and_ignores_what_precedes_the_loan() -> None:
    calendar = national_calendar()
    due, lent = date(2015, 10, 1), date(2014, 10, 1)
    early = LoanEvent(EventKind.SIGNED_NOTICE, date(2014, 1, 1))
    unproved = LoanEvent(EventKind.SIGNED_NOTICE, date(2014, 2, 1), proved=False)
    answer = proved_clock(due, [early, unproved], calendar, disbursed_on=lent)
    assert (answer.last_day, answer.legal_last_day) == (date(2018, 10, 1), date(2018, 10, 8))
    assert [each.code for each in answer.needs_person].count("event_before_loan") == 1


def test_an_interruption_on_a_rest_day_is_in_time_until_the_legal_last_day() -> None:
    calendar = national_calendar()
    signed = LoanEvent(EventKind.SIGNED_NOTICE, date(2018, 10, 8))
    assert clock(date(2015, 10, 1), [signed], calendar).last_day == date(2021, 10, 8)
    assert clock(date(2015, 10, 1), [signed]).last_day == date(2018, 10, 1)


def test_clocks_ask_the_table_they_are_given() -> None:
    years = (Dated(date(1987, 1, 1), 5, LATER_LAW),)
    policy = replace(DEFAULT_POLICY, limitation=replace(DEFAULT_POLICY.limitation, years=years))
    unproved = [PROVED, CLAIMED]
    assert clock(DUE, policy=policy).last_day == date(2023, 6, 30)
    assert proved_clock(DUE, unproved, policy=policy).last_day == date(2024, 5, 10)


def test_a_demand_without_evidence_does_not_prove_that_the_guarantor_is_bound() -> None:
    demand = GuaranteeAct(ActKind.DEMAND_ARRIVED, date(2023, 12, 1), proved=False)
    due = date(2023, 8, 31)
    assert str(guarantee_clock(CONTRACT, due, [demand]).result) == "liable"
    assert str(proved_guarantee_clock(CONTRACT, due, [demand]).result) == "released"


def test_a_guarantors_second_demand_without_evidence_proves_only_the_first() -> None:
    first = GuaranteeAct(ActKind.DEMAND_ARRIVED, date(2023, 12, 1))
    second = GuaranteeAct(ActKind.DEMAND_ARRIVED, date(2025, 12, 1), proved=False)
    due = date(2023, 8, 31)
    claimed = guarantee_clock(CONTRACT, due, [first, second])
    proved = proved_guarantee_clock(CONTRACT, due, [second, first])
    assert claimed.limitation_last_day == date(2028, 12, 1)
    assert proved.limitation_last_day == date(2026, 12, 1)


def test_guarantee_clocks_ask_the_tables_they_are_given() -> None:
    shelf = replace(
        DEFAULT_POLICY.guarantee,
        regime=(Dated(date(1949, 10, 1), "新法", LATER_LAW),),
        default_mode=(Dated(date(1949, 10, 1), "joint", LATER_LAW),),
        months_unagreed=(Dated(date(1949, 10, 1), 9, LATER_LAW),),
    )
    years = (Dated(date(1987, 1, 1), 5, LATER_LAW),)
    policy = replace(
        DEFAULT_POLICY,
        guarantee=shelf,
        limitation=replace(DEFAULT_POLICY.limitation, years=years),
    )
    contract = replace(CONTRACT, mode=None)
    demand = GuaranteeAct(ActKind.DEMAND_ARRIVED, date(2024, 5, 31))
    unproved = GuaranteeAct(ActKind.DEMAND_ARRIVED, date(2024, 5, 30), proved=False)
    answer = proved_guarantee_clock(contract, date(2023, 8, 31), [demand, unproved], policy)
    assert (answer.regime, answer.mode, answer.months) == ("新法", GuaranteeMode.JOINT, 9)
    assert answer.period_end == date(2024, 5, 31)
    assert answer.limitation_last_day == date(2029, 5, 31)


def test_the_estimate_asks_its_tables_and_names_what_it_was_computed_from() -> None:
    basis = InterestBasis(
        principal=Money(1_000_000),
        on_balance=Money(0),
        off_balance=Money(0),
        reported_on=date(2024, 1, 1),
        disbursed_on=date(2023, 1, 1),
        due_on=date(2024, 2, 1),
        rate=Decimal("36"),
        rate_unit=RateUnit.ANNUAL_PERCENT,
    )
    later = replace(
        DEFAULT_POLICY.interest,
        first_penalty_day=(Dated(date(1987, 1, 1), FirstPenaltyDay.DAY_AFTER, LATER_LAW),),
    )
    policy = replace(DEFAULT_POLICY, interest=later)
    shipped, other = (
        interest_to(basis, date(2024, 3, 2)),
        interest_to(basis, date(2024, 3, 2), policy),
    )
    days = [(row.label, row.days) for row in shipped.rows if row.days]
    assert days == [("期内利息", 31), ("逾期利息", 30)]
    assert [row.days for row in other.rows if row.days] == [32, 29]
    assert shipped.computed_to == date(2024, 3, 2)
    assert shipped.reported_on == date(2024, 1, 1)
    assert shipped.findings
