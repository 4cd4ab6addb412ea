from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.class_upgrade import UpgradeFacts, may_go_up, observation_end

TODAY = date(2026, 1, 1)
GOOD = UpgradeFacts(True, 6, 2, True, False)


def test_all_conditions_together_allow_an_upgrade():
    assert may_go_up(GOOD, TODAY).allowed


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"overdue_cleared": False}, "付清"),
        ({"months_normal": 5}, "不足 6 个月"),
        ({"periods_normal": 1}, "不足 2 期"),
        ({"able_to_continue": False}, "持续"),
        ({"other_impaired_assets": True}, "减值"),
    ],
)
def test_each_condition_alone_hinders_it(change, words):
    answer = may_go_up(replace(GOOD, **change), TODAY)
    assert not answer.allowed
    assert len(answer.hindrances) == 1
    assert words in answer.hindrances[0]


@pytest.mark.parametrize("change", [{"months_normal": None}, {"periods_normal": None}])
def test_what_nobody_counted_is_asked_for(change):
    answer = may_go_up(replace(GOOD, **change), TODAY)
    assert not answer.allowed
    assert answer.needs_person[0].code == "order_not_counted"


def test_observation_is_the_longer_of_a_year_and_two_periods():
    start = date(2024, 3, 31)
    assert observation_end(start, date(2024, 9, 30)) == date(2025, 3, 31)
    assert observation_end(start, date(2025, 9, 30)) == date(2025, 9, 30)
    assert observation_end(date(2024, 2, 29), date(2024, 9, 30)) == date(2025, 2, 28)
    assert observation_end(start, None).code == "repayment_plan_missing"


def test_before_2023_observation_was_six_months():
    assert observation_end(date(2020, 3, 31), None) == date(2020, 9, 30)
