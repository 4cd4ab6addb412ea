from datetime import date

import pytest

from desktop.domain.dates import HolidayCalendar, add_months, add_years
from desktop.domain.holidays import national_calendar


@pytest.mark.parametrize(
    ("day", "years", "answer"),
    [
        (date(2020, 2, 29), 3, date(2023, 2, 28)),
        (date(2021, 2, 28), 3, date(2024, 2, 28)),
        (date(2020, 2, 29), 4, date(2024, 2, 29)),
    ],
)
def test_a_corresponding_day_or_the_months_end(day, years, answer):
    assert add_years(day, years) == answer


def test_half_a_year_after_the_end_of_august_is_the_end_of_february():
    assert add_months(date(2025, 8, 31), 6) == date(2026, 2, 28)
    assert add_months(date(2026, 3, 31), -1) == date(2026, 2, 28)


def test_a_worked_saturday_is_a_working_day():
    calendar = national_calendar()
    assert calendar.roll(date(2017, 9, 30)) == date(2017, 9, 30)
    assert calendar.roll(date(2020, 10, 8)) == date(2020, 10, 9)


def test_a_day_past_the_table_is_never_rolled():
    calendar = national_calendar()
    saturday = date(2027, 10, 2)
    assert not calendar.covers(saturday)
    assert calendar.roll(saturday) == saturday


def test_a_calendar_without_holidays_still_knows_weekends():
    assert HolidayCalendar.of([], []).roll(date(2024, 6, 30)) == date(2024, 7, 1)


def test_a_roll_that_runs_out_of_the_table_is_not_guessed():
    saturday = date(2022, 12, 31)
    calendar = HolidayCalendar(frozenset(), frozenset(), date(2022, 1, 1), saturday)
    assert calendar.roll(saturday) == saturday
    assert calendar.roll(date(2022, 12, 24)) == date(2022, 12, 26)
