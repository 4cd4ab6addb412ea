"""Dated tables as a file: what is printed is read back, and what is wrong is said, all of it."""

import json
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.dates import HolidayCalendar
from desktop.domain.errors import RuleViolation
from desktop.domain.policy import DEFAULT_POLICY, Dated, valid_on
from desktop.domain.policy.codec import (
    NamedRow,
    read_rows,
    row_to_plain,
    rows_of,
    table_of,
    table_types,
    with_rows,
)
from desktop.domain.policy.conduct import QuietHours
from desktop.domain.policy.disposal import Rung
from desktop.domain.policy.holidays import HolidayPolicy, HolidayYear, calendar_with

YEARS = {"table": "limitation.years", "since": "2030-01-01", "value": 4, "source": "新法"}


def refused(*rows: object) -> str:
    with pytest.raises(RuleViolation) as caught:
        read_rows({"rows": list(rows)})
    assert caught.value.code == "policy_rows_wrong"
    return str(caught.value.params["problems"])


def one(table: str, value: object) -> object:
    row = {"table": table, "since": "2030-01-01", "value": value, "source": "联社文件"}
    [read] = read_rows([row])
    return read.row.value


def test_every_area_gives_its_tables_and_settings_of_a_branch_are_none() -> None:
    names = set(table_types())
    assert {"limitation.years", "interest.benchmark", "classes.grid", "holidays.years"} <= names
    assert not [name for name in names if name.startswith("notice.")]
    with pytest.raises(KeyError):
        table_of(DEFAULT_POLICY, "limitation.colour")


def test_what_is_shipped_is_read_back_as_it_was_printed() -> None:
    rows = list(rows_of(DEFAULT_POLICY))
    printed = json.dumps([row_to_plain(each) for each in rows], ensure_ascii=False)
    assert read_rows(json.loads(printed)) == rows
    assert len(rows) > 90


def test_adopting_what_is_shipped_changes_nothing() -> None:
    assert with_rows(DEFAULT_POLICY, list(rows_of(DEFAULT_POLICY))) == DEFAULT_POLICY


def test_a_new_row_is_valid_from_its_day_and_in_its_table_alone() -> None:
    policy = with_rows(DEFAULT_POLICY, read_rows([YEARS]))
    years = policy.limitation.years
    assert [valid_on(years, day).value for day in (date(2029, 12, 31), date(2030, 1, 1))] == [3, 4]
    assert policy.interest == DEFAULT_POLICY.interest


@pytest.mark.parametrize(
    ("table", "plain", "value"),
    [
        ("interest.ceiling_percent", "15.4", Decimal("15.4")),
        ("interest.compound_on_penalty", True, True),
        ("interest.settlement_cycle", "monthly", "monthly"),
        ("guarantee.default_mode", "joint", "joint"),
        (
            "guarantee.special_window",
            ["2002-08-01", "2003-01-31"],
            (date(2002, 8, 1), date(2003, 1, 31)),
        ),
        (
            "conduct.quiet_hours",
            {"start": "21:30", "end": "08:00:00"},
            QuietHours(time(21, 30), time(8)),
        ),
        (
            "disposal.relief_ladder",
            [{"approver": "理事会", "most_fen": None}],
            (Rung("理事会", None),),
        ),
        ("disposal.relief_ladder", [], ()),
    ],
)
def test_a_value_is_read_by_the_type_of_its_table(table, plain, value) -> None:
    found = one(table, plain)
    assert found == value
    assert type(found) is type(value) or found in ("monthly", "joint")


@pytest.mark.parametrize(
    ("table", "plain", "words"),
    [
        ("limitation.years", "3", "应是整数"),
        ("limitation.years", True, "应是整数"),
        ("limitation.years", 3.0, "应是整数"),
        ("limitation.years", 0, "应在 1 与 20 之间"),
        ("limitation.suspension_rest_months", -1, "不能为负"),
        ("interest.day_count", 0, "应在 360 与 366 之间"),
        ("interest.ceiling_percent", 24, "应是文字"),
        ("interest.ceiling_percent", 24.5, "应是文字"),
        ("interest.ceiling_percent", "NaN", "不能为负，也不能过大"),
        ("interest.ceiling_percent", "-1", "不能为负"),
        ("interest.ceiling_percent", "二十四", "应是小数"),
        ("interest.compound_on_penalty", 1, "true 或 false"),
        ("interest.settlement_cycle", "weekly", "只能是 quarterly、monthly、with_principal"),
        ("guarantee.default_mode", "一般", "只能是 general、joint"),
        ("guarantee.special_window", ["2002-08-01"], "应有 2 个值"),
        ("guarantee.special_window", "2002-08-01", "应是一列值"),
        ("guarantee.special_window", ["2002-08-01", "2003-02-30"], "value[2]：应是日期"),
        ("conduct.quiet_hours", {"start": "25:00", "end": "08:00"}, "value.start：应是时刻"),
        ("conduct.quiet_hours", {"start": "22:00"}, "value.end：缺少这一项"),
        ("agreements.harvest_days", [{"month": 2, "day": 30}], "value[1]：不是每年都有"),
        ("agreements.harvest_days", [], "至少要有一天"),
        ("agreements.grace_days", 61, "应在 0 与 60 之间"),
        ("conduct.quiet_hours", ["22:00", "08:00"], "应是一个对象"),
        (
            "disposal.relief_ladder",
            [{"approver": "主任", "most_fen": 1, "note": ""}],
            "value[1].note：没有这一项",
        ),
        ("limitation.years", None, "应是整数"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_its_place(table, plain, words) -> None:
    said = refused({**YEARS, "table": table, "value": plain})
    assert said.startswith("第1行 value")
    assert words in said


def test_all_problems_of_a_file_are_told_each_with_its_row_and_field() -> None:
    said = refused(
        YEARS,
        {**YEARS, "table": "limitation.colour"},
        {**YEARS, "since": "2030-02-30", "source": " "},
        {key: value for key, value in YEARS.items() if key != "source"},
        {**YEARS, "since": "2031-01-01", "uncertain": True},
        {**YEARS, "since": "2032-01-01", "colour": "red", "uncertain": "no"},
        "not a row",
    ).split("；")
    places = [each.split("：")[0] for each in said]
    assert places == [
        "第2行 table",
        "第3行 since",
        "第3行 source",
        "第4行 source",
        "第4行 since",
        "第5行 note",
        "第6行 colour",
        "第6行 uncertain",
        "第7行 ",
    ]


def test_a_row_given_twice_is_refused() -> None:
    assert "第2行 since：与第1行同表同日" in refused(YEARS, {**YEARS, "value": 5})


@pytest.mark.parametrize("plain", [{}, [], {"rows": []}, "rows", None, {"rows": {"0": YEARS}}])
def test_a_file_without_rows_is_refused(plain) -> None:
    with pytest.raises(RuleViolation) as caught:
        read_rows(plain)
    assert caught.value.code == "policy_rows_wrong"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(table=st.sampled_from(sorted(table_types())), value=JSON)
def test_whatever_stands_in_a_file_is_a_row_or_a_refusal_never_a_crash(table, value) -> None:
    try:
        [read] = read_rows([{**YEARS, "table": table, "value": value}])
    except RuleViolation as error:
        assert error.params["problems"]
    else:
        assert read_rows([row_to_plain(read)]) == [read]


CALENDAR = HolidayCalendar(
    frozenset({date(2026, 10, 1)}), frozenset({date(2026, 10, 10)}), date(2026, 1, 1),
    date(2026, 12, 31),
)  # fmt: skip


def years(*rows: tuple[str, list[str], list[str]]) -> HolidayPolicy:
    return HolidayPolicy(
        tuple(
            Dated(
                date.fromisoformat(since),
                HolidayYear(
                    tuple(map(date.fromisoformat, rest)), tuple(map(date.fromisoformat, worked))
                ),
                "国务院办公厅通知",
            )
            for since, rest, worked in rows
        )
    )


def test_a_further_year_is_rolled_and_the_shipped_ones_stay() -> None:
    longer = calendar_with(CALENDAR, years(("2027-01-01", ["2027-10-01"], ["2027-10-09"])))
    assert longer.roll(date(2027, 10, 1)) == date(2027, 10, 4)
    assert longer.roll(date(2027, 10, 9)) == date(2027, 10, 9)
    assert longer.roll(date(2026, 10, 1)) == date(2026, 10, 2)
    assert not longer.covers(date(2028, 1, 1))
    assert calendar_with(longer, years(("2027-01-01", ["2027-10-01"], ["2027-10-09"]))) == longer


def test_a_corrected_year_takes_the_place_of_the_shipped_one() -> None:
    corrected = calendar_with(CALENDAR, years(("2026-01-01", ["2026-10-02"], [])))
    assert corrected.holidays == {date(2026, 10, 2)}
    assert corrected.workdays == frozenset()
    assert corrected.last == CALENDAR.last


@pytest.mark.parametrize(
    ("year", "code"),
    [
        (("2028-01-01", [], []), "holiday_year_gap"),
        (("2025-01-01", [], []), "holiday_year_gap"),
        (("2027-05-01", [], []), "holiday_day_wrong"),
        (("2027-01-01", ["2028-01-01"], []), "holiday_day_wrong"),
        (("2027-01-01", [], ["2027-10-08"]), "holiday_day_wrong"),
    ],
)
def test_a_year_that_leaves_a_gap_or_names_a_wrong_day_is_refused(year, code) -> None:
    with pytest.raises(RuleViolation) as caught:
        calendar_with(CALENDAR, years(year))
    assert caught.value.code == code


def test_a_year_is_handed_over_as_a_row_like_any_other() -> None:
    value = {"rest_days": ["2027-10-01"], "worked_days": ["2027-10-09"]}
    assert one("holidays.years", value) == HolidayYear((date(2027, 10, 1),), (date(2027, 10, 9),))
    assert [each for each in rows_of(DEFAULT_POLICY) if each.table == "holidays.years"] == []
    row = NamedRow("holidays.years", Dated(date(2027, 1, 1), HolidayYear((), ()), "通知"))
    assert with_rows(DEFAULT_POLICY, [row]).holidays.years == (row.row,)
