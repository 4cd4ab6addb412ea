"""Where a guarantor stands, in words and colour."""

from datetime import date

import pytest

from desktop.domain.guarantee.clock import GuaranteeState, guarantee_clock
from desktop.domain.guarantee.facts import (
    ActKind,
    GuaranteeAct,
    GuaranteeContract,
    GuaranteeMode,
    GuarantorKind,
    PeriodTerm,
)
from desktop.ui.theme import Tone
from desktop.ui.widgets.guarantee_pill import _words, guarantee_pill

DUE = date(2024, 10, 13)


def contract(**facts):
    values = {
        "contract_on": date(2021, 10, 13),
        "mode": GuaranteeMode.JOINT,
        "term": PeriodTerm.MONTHS,
        "months": 24,
    }
    return GuaranteeContract("贺富生", **{**values, **facts})


def pill(today, *acts, **facts):
    return guarantee_pill(guarantee_clock(contract(**facts), DUE, acts), today)


@pytest.mark.parametrize(
    ("today", "tone"),
    [
        (date(2026, 1, 1), Tone.GOOD),
        (date(2026, 8, 1), Tone.WARNING),
        (date(2026, 10, 1), Tone.DANGER),
    ],
)
def test_a_running_period_turns_amber_and_red_as_its_last_day_comes(today, tone):
    found = pill(today)
    assert found.text == "period to 2026-10-13"
    assert found.tone is tone


def test_a_period_over_without_a_demand_releases_the_guarantor():
    found = pill(date(2026, 10, 14))
    assert (found.text, found.tone) == ("released 2026-10-13", Tone.MUTED)


def test_a_demand_in_time_makes_the_guarantor_liable_for_three_years():
    demand = GuaranteeAct(ActKind.DEMAND_ARRIVED, date(2026, 1, 5))
    found = pill(date(2026, 11, 1), demand)
    assert (found.text, found.tone) == ("liable to 2029-01-05", Tone.GOOD)


def test_a_guarantor_whose_contract_day_is_missing_is_for_a_person_to_check():
    found = pill(date(2026, 1, 1), contract_on=None)
    assert (found.text, found.tone) == ("to check: no contract day", Tone.WARNING)


def test_a_void_guarantor_pays_a_share_at_most():
    found = pill(date(2026, 1, 1), kind=GuarantorKind.GOVERNMENT)
    assert found.text == "void, at most 1/2"
    assert found.tone is Tone.WARNING


def test_one_who_did_not_know_of_the_old_loan_is_not_liable():
    assert pill(date(2026, 1, 1), new_for_old=True).text == "not liable"


def test_every_state_has_words():
    clock = guarantee_clock(contract(), DUE)
    assert set(_words(clock)) == set(GuaranteeState)
