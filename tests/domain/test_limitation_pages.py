"""The examples on the pages about limitation and guarantee are what the program computes."""

from datetime import date

from desktop.domain.guarantee.clock import GuaranteeState, guarantee_clock
from desktop.domain.guarantee.facts import (
    ActKind,
    GuaranteeAct,
    GuaranteeContract,
    GuaranteeMode,
    PeriodTerm,
)
from desktop.domain.limitation import EventKind, LoanEvent, clock

DAY = date.fromisoformat


def test_the_example_of_the_limitation_page():
    due = DAY("2019-04-15")
    cause = LoanEvent(EventKind.SUSPENSION, DAY("2022-01-01"), DAY("2022-03-01"))
    signed = LoanEvent(EventKind.SIGNED_NOTICE, DAY("2022-08-01"))
    late = LoanEvent(EventKind.SIGNED_NOTICE, DAY("2025-08-02"))
    agreed = LoanEvent(EventKind.SIGNED_CONFIRM_AGREE, DAY("2025-08-02"))
    assert clock(due, [cause]).last_day == DAY("2022-09-01")
    assert clock(due, [cause, signed, late]).last_day == DAY("2025-08-01")
    assert clock(due, [cause, signed, agreed]).last_day == DAY("2028-08-02")


def test_the_example_of_the_guarantee_page():
    made = GuaranteeContract("甲", DAY("2021-06-01"), GuaranteeMode.JOINT, PeriodTerm.UNCLEAR)
    on_time = GuaranteeAct(ActKind.DEMAND_ARRIVED, DAY("2023-02-28"))
    answer = guarantee_clock(made, DAY("2022-08-31"), [on_time])
    assert answer.limitation_last_day == DAY("2026-02-28")
    late = [
        GuaranteeAct(ActKind.DEMAND_ARRIVED, DAY("2023-03-01")),
        GuaranteeAct(ActKind.ORDINARY_NOTICE_SIGNED, DAY("2023-06-01")),
    ]
    answer = guarantee_clock(made, DAY("2022-08-31"), late)
    assert answer.outcome is GuaranteeState.RELEASED
