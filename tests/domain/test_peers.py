"""Numbers out of the tests of other programs, where we share the convention.

Those we do not share stand in docs/conventions.md with the reason; every number is in one of the
two places.
"""

import json
import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.domain.allocation import AllocationOrder, Owed, allocate
from desktop.domain.instalments import due_dates, plan_by_number
from desktop.domain.interest.days import days_overdue
from desktop.domain.interest.rates import DailyRate
from desktop.domain.interest.simple import simple_interest
from desktop.domain.ledger import RateUnit
from desktop.domain.money import Money

_ROOT = Path(__file__).parents[2]
PEERS = {
    each["id"]: each
    for each in json.loads((_ROOT / "tests/data/peers.json").read_text(encoding="utf-8"))["vectors"]
}
SHARED = {
    *("A13", "A14", "A16", "A17", "B01", "B02", "B03", "B07", "C04"),
    *("D01", "D02", "D03", "D08", "D09", "E09", "E10", "E11", "E13", "F03"),
}


def yuan(number):
    return Money(int(Decimal(str(number)) * 100))


def day(text):
    return date.fromisoformat(text)


def facts(name):
    return PEERS[name]["inputs"], PEERS[name]["expected"]


def actual_365(percent):
    return DailyRate.quoted(Decimal(str(percent)), RateUnit.ANNUAL_PERCENT, year_days=365)


def test_every_number_is_tested_here_or_listed_with_its_reason():
    text = (_ROOT / "docs/conventions.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| ([A-G]\d\d) \|", text, re.MULTILINE)
    assert len(listed) == len(set(listed))
    assert SHARED.isdisjoint(listed)
    assert SHARED | set(listed) == PEERS.keys()


def test_a_plan_without_interest_halves_and_quarters():
    given, expected = facts("A13")
    plan = plan_by_number(yuan(given["principal"]), given["periods"], date(2024, 1, 1))
    assert [each.amount for each in plan.instalments] == [yuan(n) for n in expected["instalments"]]
    assert [each.balance_after for each in plan.instalments] == [
        yuan(n) for n in expected["balances"]
    ]


def test_rates_by_actual_days_of_a_year_of_365():
    given, expected = facts("A14")
    rate = actual_365(Decimal(given["annual_rate"]) * 100)
    made = [f"{rate.interest(days):.12f}" for days in given["days"]]
    assert made == expected["factors"]


@pytest.mark.parametrize(("name", "anchor"), [("A16", 31), ("A17", 17)])
def test_dates_of_a_plan(name, anchor):
    given, expected = facts(name)
    days = due_dates(day(expected["first"]), given["periods"], anchor=anchor)
    assert str(days[-1]) == expected["last"]
    assert str(days[1]) == expected.get("second", "2022-11-17")


def test_interest_where_both_end_days_count_is_interest_to_the_day_after():
    given, expected = facts("B01")
    made = simple_interest(
        yuan(given["principal"]),
        actual_365(given["annual_rate_pct"]),
        day(given["from"]),
        day(given["to"]) + timedelta(1),
    )
    assert (made.days, made.amount) == (given["days"], yuan(expected["interest_2dp"]))
    given, expected = facts("B02")
    rate, principal = actual_365(given["annual_rate_pct"]), yuan(given["principal"])
    exact = sum(
        simple_interest(principal, rate, day(start), day(end) + timedelta(1)).exact
        for start, end in given["periods"]
    )
    assert round(exact / 100) == expected["total_pending_interest_0dp"]


def test_a_broken_first_period():
    given, expected = facts("B03")
    rate, principal = actual_365(given["annual_rate_pct"]), yuan(given["principal"])
    start = date(2024, 1, 1)
    broken, normal = (
        simple_interest(principal, rate, start, start + timedelta(given[each])).amount
        for each in ("broken_period_days", "normal_days")
    )
    assert broken == yuan(expected["broken_period_interest"])
    assert normal == yuan(expected["normal_interest_30d"])
    assert broken + normal == yuan(expected["first_period_interest_total"])


def test_a_rate_of_nothing_makes_no_interest():
    given, expected = facts("B07")
    start = date(2024, 1, 1)
    end = start + timedelta(given["overdue_days"])
    rate = actual_365(given["interest_pct"])
    made = simple_interest(yuan(given["outstanding"]), rate, start, end)
    assert made.amount == yuan(expected["interest"])


def test_days_overdue_over_a_leap_day():
    given, expected = facts("C04")
    as_of = day(given["as_of"])
    made = [days_overdue(day(each), as_of) for each in given["weekly_due_dates_unpaid"]]
    assert made == expected["penalty_per_instalment"]


@pytest.mark.parametrize("name", ["D01", "D02", "D03"])
def test_days_past_due_from_a_months_end(name):
    given, expected = facts(name)
    made = days_overdue(day(given["due_date"]), day(given["as_of"]))
    assert made == expected["days_past_due"]


@pytest.mark.parametrize("name", ["D08", "D09"])
def test_instalments_age_by_their_own_days(name):
    given, expected = facts(name)
    ranges = {"RANGE_1": (1, 3), "RANGE_3": (4, 30), "RANGE_30": (31, 60), "RANGE_60": (61, 90)}
    found = {}
    for due, amount in given["instalments"]:
        days = days_overdue(day(due), day(given["as_of"]))
        label = next(each for each, (low, high) in ranges.items() if low <= days <= high)
        found[label] = found.get(label, 0) + amount
    assert found == expected


@pytest.mark.parametrize("name", ["E09", "E10", "E11"])
def test_costs_then_interest_then_principal(name):
    given, expected = facts(name)
    due = given["due"]
    owed = Owed(
        yuan(due.get("fees_and_penalties", 0)), yuan(due["interest"]), yuan(due["principal"])
    )
    made = allocate(yuan(given["payment"]), owed)
    assert (made.interest, made.principal) == (
        yuan(expected["interest"]),
        yuan(expected["principal"]),
    )
    assert made.cost == yuan(expected.get("fees_and_penalties", 0))


def test_principal_first_turns_the_same_payment_round():
    given, expected = facts("E13")
    interest, principal = (
        Money.total(yuan(each[part]) for each in given["instalments"])
        for part in ("interest", "principal")
    )
    owed = Owed(Money(0), interest, principal)
    for name, order in (
        ("standard", AllocationOrder.CIVIL_561),
        ("npa", AllocationOrder.PRINCIPAL_FIRST),
    ):
        made = allocate(yuan(given["payment"]), owed, order)
        assert (made.interest, made.principal) == (
            yuan(expected[name]["interest"]),
            yuan(expected[name]["principal"]),
        )


def test_the_rest_of_a_plan_spread_over_more_instalments():
    given, expected = facts("F03")
    each = given["principal"] // given["periods"]
    rest = plan_by_number(
        yuan(given["principal"] - each),
        given["periods"] - 1 + given["extra_terms"],
        day(given["from"]),
    )
    made = [yuan(each), *(row.amount for row in rest.instalments)]
    assert made == [yuan(amount) for amount in expected["instalments"]]
    assert str(rest.limitation_start) == expected["last_date"]
