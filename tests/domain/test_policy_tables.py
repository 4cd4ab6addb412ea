"""The dated tables: complete, in order, and a change leaves the past as it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.limitation import clock
from desktop.domain.policy import DEFAULT_POLICY, Dated, known_on, valid_on, with_row


def tables() -> Iterator[tuple[str, Sequence[Dated[object]]]]:
    """Yield every dated table as shipped, by area and name."""
    for area in fields(DEFAULT_POLICY):
        shelf = getattr(DEFAULT_POLICY, area.name)
        for table in fields(shelf):
            rows = getattr(shelf, table.name)
            if isinstance(rows, tuple) and rows and isinstance(rows[0], Dated):
                yield f"{area.name}.{table.name}", rows


TABLES = dict(tables())
DAYS = st.dates(date(1985, 1, 1), date(2040, 1, 1))


def test_every_area_of_the_rules_has_its_tables() -> None:
    areas = {name.split(".")[0] for name in TABLES}
    assert areas >= {"limitation", "guarantee", "interest", "classes", "conduct", "disposal"}
    assert len(TABLES) >= 35


@pytest.mark.parametrize("name", TABLES)
def test_a_table_rises_by_date_and_every_row_names_its_source(name: str) -> None:
    days = [row.since for row in TABLES[name]]
    assert days == sorted(set(days))
    assert all(row.source for row in TABLES[name])


@pytest.mark.parametrize("name", TABLES)
def test_an_uncertain_row_says_why(name: str) -> None:
    assert all(row.note for row in TABLES[name] if row.uncertain)


def test_the_first_row_judges_days_before_it_and_the_last_one_days_after() -> None:
    table = DEFAULT_POLICY.limitation.years
    assert valid_on(table, date(1950, 1, 1)).value == 2
    assert valid_on(table, date(2017, 9, 30)).value == 2
    assert valid_on(table, date(2017, 10, 1)).value == 3
    assert valid_on(table, date(2050, 1, 1)).value == 3


def test_nothing_is_known_before_the_first_row_where_nothing_may_be_assumed() -> None:
    benchmark = DEFAULT_POLICY.interest.benchmark
    assert known_on(benchmark, date(1991, 4, 20)) is None
    found = known_on(benchmark, date(1991, 4, 21))
    assert found is not None
    assert found.value.to_6_months == Decimal("8.10")


def test_an_empty_table_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a row"):
        valid_on([], date(2024, 1, 1))
    assert known_on([], date(2024, 1, 1)) is None


@given(since=DAYS, day=DAYS)
def test_a_value_changed_from_a_day_on_leaves_the_past_as_it_was(since: date, day: date) -> None:
    old = DEFAULT_POLICY.limitation.years
    new = with_row(old, Dated(since, 5, "假设的新法"))
    following = [row.since for row in old if row.since > since]
    if day < since or (following and day >= following[0]):
        assert valid_on(new, day) == valid_on(old, day)
    else:
        assert valid_on(new, day).value == 5


def test_a_row_of_the_same_day_takes_the_place_of_the_old_one() -> None:
    old = DEFAULT_POLICY.limitation.years
    new = with_row(old, Dated(old[1].since, 4, "假设的新法"))
    assert [row.value for row in new] == [2, 4]


@given(due=st.dates(date(1990, 1, 1), date(2028, 12, 31)))
def test_a_longer_period_of_tomorrow_changes_no_clock_of_today(due: date) -> None:
    tomorrow = Dated(date(2030, 1, 1), 6, "假设的新法")
    years = with_row(DEFAULT_POLICY.limitation.years, tomorrow)
    limitation = replace(DEFAULT_POLICY.limitation, years=years)
    policy = replace(DEFAULT_POLICY, limitation=limitation)
    assert clock(due, policy=policy).last_day == clock(due).last_day


def test_the_benchmark_is_the_published_one_on_days_around_its_changes() -> None:
    table = DEFAULT_POLICY.interest.benchmark
    day = date(2008, 12, 23)
    assert valid_on(table, day - timedelta(days=1)).value.to_6_months == Decimal("5.04")
    assert valid_on(table, day).value.to_6_months == Decimal("4.86")
    assert valid_on(table, date(2013, 1, 1)).value.to_3_years == Decimal("6.15")
    assert valid_on(table, date(1995, 8, 1)).value.to_1_year == Decimal("12.06")
    assert valid_on(table, date(2020, 1, 1)).value.over_5_years == Decimal("4.90")
