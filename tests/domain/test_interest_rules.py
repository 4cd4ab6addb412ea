"""Rates, days, books and the worked examples of interest."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import RuleViolation
from desktop.domain.interest.days import (
    counted_days,
    days_overdue,
    first_settlement_period,
    penalty_start,
    settlement_boundaries,
    settlement_period,
    whole_months,
)
from desktop.domain.interest.doubts import ceiling_warning, rate_doubts, total_doubts
from desktop.domain.interest.rates import (
    HEAVIER_RULE,
    DailyRate,
    PenaltyKind,
    annual_percent,
    heavier_penalty,
    heavier_rate,
    monthly_permille,
    penalty_rate,
    penalty_rule_words,
    uplift_verdict,
)
from desktop.domain.interest.reference import (
    BenchmarkTerm,
    LprTerm,
    benchmark_rate,
    loan_prime_rate,
)
from desktop.domain.interest.simple import (
    Book,
    bearing_principal,
    book_after,
    implied_simple_rate,
    interest_book,
    judgment_delay_interest,
    simple_interest,
)
from desktop.domain.ledger import RateUnit
from desktop.domain.money import Money
from desktop.domain.policy import DEFAULT_POLICY, Dated
from desktop.domain.policy.interest import DayMethod, FirstPenaltyDay, SettlementCycle

_RULES = Path(__file__).parents[1] / "data" / "rules.json"
EXAMPLES = {
    each["id"]: each
    for each in json.loads(_RULES.read_text(encoding="utf-8"))["vectors"]
    if each["group"] == "interest"
}
ANNUAL = RateUnit.ANNUAL_PERCENT
MONTHLY = RateUnit.MONTHLY_PERMILLE
ACTUAL, MONTHS = DayMethod.ACTUAL_DAYS, DayMethod.WHOLE_MONTHS


def yuan(text):
    return Money(int(Decimal(text) * 100))


def day(text):
    return date.fromisoformat(text)


def of_keys(*keys):
    return [name for name, each in EXAMPLES.items() if set(keys) <= each["input"].keys()]


def example(name):
    return EXAMPLES[name]["input"], EXAMPLES[name]["expected"]


def rate_of(given_):
    if "daily_rate_per_10000" in given_:
        return DailyRate.per_10000(Decimal(given_["daily_rate_per_10000"]))
    if "monthly_rate_permille" in given_:
        return DailyRate.quoted(Decimal(given_["monthly_rate_permille"]), MONTHLY)
    return DailyRate.quoted(Decimal(given_["annual_rate_pct"]), ANNUAL)


SIMPLE = [n for n in of_keys("principal", "from_") if "claimed_interest" not in example(n)[0]]


@pytest.mark.parametrize("name", SIMPLE)
def test_simple_interest_comes_out_as_the_example_says(name):
    given_, expected = example(name)
    made = simple_interest(
        yuan(given_["principal"]), rate_of(given_), day(given_["from_"]), day(given_["to"])
    )
    assert (made.days, made.amount) == (expected["days"], yuan(expected["interest"]))


def test_the_real_judgments_penalty_rate_is_130_percent_of_the_contracts():
    given_, expected = example("INT-007")
    made = penalty_rate(Decimal(given_["contract_monthly_permille"]), Decimal(given_["uplift_pct"]))
    assert made == Decimal(expected["penalty_monthly_permille"])
    assert annual_percent(made, MONTHLY) == Decimal(expected["annual_pct"])
    assert monthly_permille(annual_percent(made, MONTHLY), ANNUAL) == made


@pytest.mark.parametrize("name", of_keys("uplift_pct", "contract_annual_pct"))
def test_an_uplift_is_judged_as_the_example_says(name):
    given_, expected = example(name)
    kind = PenaltyKind(given_.get("kind", "overdue"))
    uplift = Decimal(given_["uplift_pct"])
    verdict = uplift_verdict(kind, uplift, day(given_.get("loan_date", "2020-01-01")))
    assert verdict.allowed is expected["allowed"]
    if "penalty_annual_pct" in expected:
        made = penalty_rate(Decimal(given_["contract_annual_pct"]), uplift)
        assert made == Decimal(expected["penalty_annual_pct"])
    if "max_uplift_pct" in expected:
        assert verdict.highest_percent == Decimal(expected["max_uplift_pct"])


@pytest.mark.parametrize(
    ("kind", "uplift", "allowed"),
    [("overdue", 29, False), ("overdue", 30, True), ("overdue", 50, True), ("overdue", 51, False),
     ("misuse", 49, False), ("misuse", 50, True), ("misuse", 100, True), ("misuse", 101, False)],
)  # fmt: skip
def test_both_ends_of_an_uplifts_range_are_lawful(kind, uplift, allowed):
    verdict = uplift_verdict(PenaltyKind(kind), Decimal(uplift), date(2020, 1, 1))
    assert verdict.allowed is allowed
    lowest, highest = (30, 50) if kind == "overdue" else (50, 100)
    assert (verdict.lowest_percent, verdict.highest_percent) == (lowest, highest)
    assert verdict.source == "银发〔2003〕251号"


def test_overdue_and_misuse_bear_the_heavier_rate_only():
    given_, expected = example("INT-011")
    uplifts = [Decimal(given_["overdue_uplift"]), Decimal(given_["misuse_uplift"])]
    made = heavier_penalty(Decimal(given_["contract_annual_pct"]), uplifts)
    assert (made, HEAVIER_RULE) == (Decimal(expected["penalty_annual_pct"]), expected["rule"])
    low, high = DailyRate.per_10000(Decimal("2.1")), DailyRate.quoted(Decimal(9), ANNUAL)
    assert heavier_rate([high, low]) == heavier_rate([low, high]) == high


@pytest.mark.parametrize("name", of_keys("overdue_from"))
def test_the_penalty_of_a_loans_day_is_said_in_words(name):
    given_, expected = example(name)
    words = penalty_rule_words(day(given_["loan_date"]), agreed_251=given_.get("agreed_251", False))
    assert words == expected["penalty"]


def test_words_of_misuse_and_of_an_old_loan_under_the_new_rule():
    old = date(2003, 12, 31)
    assert penalty_rule_words(old, PenaltyKind.MISUSE) == "日万分之五(按原合同)"
    assert penalty_rule_words(old, agreed_251=True) == "合同利率×1.3~1.5"
    assert penalty_rule_words(date(2004, 1, 1), PenaltyKind.MISUSE) == "合同利率×1.5~2.0"


def test_settlement_periods_count_the_settlement_day():
    given_, expected = example("INT-017")
    made = settlement_period(day(given_["settle_date"]), day(given_["prev_settle"]))
    assert (str(made.first), str(made.last), made.days) == (
        expected["period_from"],
        expected["period_to_inclusive"],
        expected["days"],
    )
    given_, expected = example("INT-018")
    made = first_settlement_period(day(given_["disbursed"]), day(given_["settle_date"]))
    assert made.days == expected["days"]
    same = date(2024, 3, 20)
    assert first_settlement_period(same, same).days == 1


def test_unpaid_interest_stays_in_its_book_to_the_limit_and_with_it():
    given_, expected = example("INT-019")
    since, as_of = day(given_["overdue_unpaid_interest_since"]), day(given_["as_of"])
    assert (as_of - since).days == expected["days"]
    assert interest_book(since, as_of).label == expected["book"]
    assert interest_book(since, date(2024, 6, 19)).label == "表外"
    given_, expected = example("INT-021")
    assert interest_book(day(given_["unpaid_since"]), day(given_["date"])).label == expected["book"]
    assert book_after(given_["days"], day(given_["date"])).label == expected["book"]


@pytest.mark.parametrize(
    ("days", "as_of", "book"),
    [(90, "2002-01-01", "表内"), (91, "2002-01-01", "表外"), (180, "2001-12-31", "表内"),
     (181, "2001-12-31", "表外"), (730, "2000-12-31", "表内"), (731, "2000-12-31", "表外")],
)  # fmt: skip
def test_the_limit_is_the_one_of_the_day(days, as_of, book):
    assert book_after(days, day(as_of)).label == book


def test_overdue_principal_takes_fresh_interest_off_the_balance():
    since, as_of = date(2024, 6, 1), date(2024, 6, 30)
    assert interest_book(since, as_of, date(2024, 4, 1)) is Book.ON_BALANCE
    assert interest_book(since, as_of, date(2024, 3, 31)) is Book.OFF_BALANCE


@pytest.mark.parametrize("name", of_keys("lookup"))
def test_benchmark_rates_are_those_of_the_table(name):
    given_, expected = example(name)
    made = benchmark_rate(day(given_["date"]), BenchmarkTerm(given_["term"]))
    assert made.percent == Decimal(expected["rate"])
    assert str(made.since) in made.words
    assert not made.last_known


def test_before_the_table_nothing_is_known_and_past_it_the_last_row_says_so():
    assert benchmark_rate(date(1991, 4, 20), BenchmarkTerm.TO_1_YEAR) is None
    assert benchmark_rate(date(1991, 4, 21), BenchmarkTerm.TO_1_YEAR).percent == Decimal("8.64")
    last = benchmark_rate(date(2026, 1, 1), BenchmarkTerm.OVER_5_YEARS)
    assert (last.percent, last.since, last.last_known) == (
        Decimal("4.90"),
        date(2015, 10, 24),
        True,
    )
    assert "LPR" in last.words
    assert loan_prime_rate(date(2019, 8, 19), LprTerm.ONE_YEAR) is None
    first = loan_prime_rate(date(2019, 8, 20), LprTerm.FIVE_YEARS)
    assert (first.percent, first.last_known) == (Decimal("4.85"), False)
    assert "补录" in loan_prime_rate(date(2030, 1, 1), LprTerm.ONE_YEAR).words
    assert loan_prime_rate(date(2030, 1, 1), LprTerm.ONE_YEAR).last_known


def test_half_a_fen_is_rounded_up():
    given_, expected = example("INT-032")
    assert Money.rounded(Decimal(given_["amount"]) * 100) == yuan(expected["rounded"])
    # 3.00 yuan at 0.1 per mille a month, 500 days: exactly half a fen
    low = DailyRate.quoted(Decimal("0.1"), MONTHLY)
    made = simple_interest(Money(300), low, date(2024, 1, 1), date(2025, 5, 15))
    assert (made.days, made.exact, made.amount) == (500, Decimal("0.5"), Money(1))


def test_the_ceiling_warns_above_it_and_not_at_it():
    given_, expected = example("INT-034")
    made = penalty_rate(
        Decimal(given_["contract_annual_pct"]), Decimal(given_["penalty_uplift_pct"])
    )
    assert made == Decimal(expected["effective_annual_pct"])
    assert ceiling_warning(made, date(2024, 1, 1)) == expected["warn"]
    assert ceiling_warning(Decimal(24), date(2024, 1, 1)) is None
    assert ceiling_warning(Decimal("24.01"), date(2017, 8, 4)) is not None
    assert ceiling_warning(Decimal(30), date(2017, 8, 3)) is None


def test_a_claimed_interest_shows_its_rate():
    given_, expected = example("INT-035")
    made = implied_simple_rate(
        yuan(given_["principal"]),
        yuan(given_["claimed_interest"]),
        day(given_["from_"]),
        day(given_["to"]),
    )
    assert made.days == expected["days"]
    assert f"{made.fen_per_day / 100:.6f}" == expected["interest_per_day"]
    assert f"{made.annual_percent:.2f}" == expected["simple_annual_pct_360"]


def test_late_performance_of_a_judgment_costs_1_75_per_10000_a_day():
    made = judgment_delay_interest(yuan("10000.00"), date(2024, 1, 1), date(2024, 1, 11))
    assert (made.days, made.amount) == (10, yuan("17.50"))


def test_interest_deducted_in_advance_is_no_principal():
    assert bearing_principal(yuan("10000"), yuan("600")) == yuan("9400")
    assert bearing_principal(yuan("600"), yuan("600")) == Money(0)
    for deducted in (yuan("10000.01"), Money(-1)):
        with pytest.raises(RuleViolation, match="principal_negative") as refused:
            bearing_principal(yuan("10000"), deducted)
        assert refused.value.field == "deducted_in_advance"


def test_whole_months_and_odd_days():
    start = date(2024, 1, 31)
    assert whole_months(start, date(2024, 2, 28)) == 0
    assert whole_months(start, date(2024, 2, 29)) == 1
    assert whole_months(date(2023, 3, 15), date(2024, 5, 14)) == 13
    assert counted_days(date(2024, 3, 21), date(2024, 6, 21), MONTHS) == 90
    assert counted_days(date(2024, 3, 21), date(2024, 6, 21), ACTUAL) == 92
    assert counted_days(date(2024, 3, 21), date(2024, 6, 26), MONTHS) == 95


def test_bad_days_and_amounts_are_refused():
    first, second = date(2024, 1, 1), date(2024, 1, 2)
    rate = DailyRate.quoted(Decimal(6), ANNUAL)
    cases = {
        "period_reversed": [
            lambda: simple_interest(Money(1), rate, second, first),
            lambda: settlement_period(first, first),
            lambda: first_settlement_period(second, first),
            lambda: implied_simple_rate(Money(1), Money(1), first, first),
            lambda: interest_book(second, first),
        ],
        "principal_negative": [
            lambda: simple_interest(Money(-1), rate, first, second),
            lambda: implied_simple_rate(Money(0), Money(1), first, second),
        ],
        "rate_negative": [
            lambda: DailyRate.quoted(Decimal(-1), MONTHLY),
            lambda: DailyRate.per_10000(Decimal(-1)),
            lambda: penalty_rate(Decimal(-1), Decimal(30)),
            lambda: penalty_rate(Decimal(6), Decimal(-1)),
        ],
    }
    for code, acts in cases.items():
        for act in acts:
            with pytest.raises(RuleViolation, match=code) as refused:
                act()
            assert refused.value.field


def test_a_rate_that_looks_like_per_mille_for_per_cent_needs_a_person():
    at_limit = DailyRate.quoted(Decimal(36), ANNUAL)
    above = DailyRate.quoted(Decimal("36.01"), ANNUAL)
    early = date(2010, 1, 1)
    assert rate_doubts(at_limit, None, early) == ()
    assert [each.code for each in rate_doubts(above, None, early)] == ["rate_improbable"]
    hundred = DailyRate.quoted(Decimal(100), ANNUAL)
    codes = [each.code for each in rate_doubts(hundred, None, date(2024, 1, 1))]
    assert codes == ["rate_improbable", "interest_above_ceiling"]
    assert [each.code for each in rate_doubts(None, None, early)] == ["rate_missing"]
    contract, penalty = (DailyRate.quoted(Decimal(each), ANNUAL) for each in (18, 27))
    late = date(2024, 1, 1)
    assert rate_doubts(contract, None, late) == ()
    assert [each.code for each in rate_doubts(contract, penalty, late)] == [
        "interest_above_ceiling"
    ]


def test_all_interest_together_is_held_against_the_ceiling():
    late = date(2024, 1, 1)
    assert total_doubts(0, Decimal(0), late) == ()
    assert total_doubts(36_000, Decimal(24), late) == ()
    assert total_doubts(36_000, Decimal("24.01"), late)[0].code == "interest_above_ceiling"


def test_boundaries_are_the_days_after_settlement():
    quarterly = settlement_boundaries(
        date(2024, 3, 21), date(2024, 12, 21), SettlementCycle.QUARTERLY
    )
    assert [str(each) for each in quarterly] == ["2024-06-21", "2024-09-21", "2024-12-21"]
    monthly = settlement_boundaries(date(2024, 1, 20), date(2024, 3, 20), SettlementCycle.MONTHLY)
    assert [str(each) for each in monthly] == ["2024-01-21", "2024-02-21"]
    with_principal = SettlementCycle.WITH_PRINCIPAL
    assert not list(settlement_boundaries(date(2024, 1, 1), date(2026, 1, 1), with_principal))


def test_the_first_penalty_day_is_a_setting():
    due = date(2024, 3, 20)
    tables = replace(
        DEFAULT_POLICY.interest,
        first_penalty_day=(Dated(date(1987, 1, 1), FirstPenaltyDay.DAY_AFTER, "另一口径"),),
    )
    assert penalty_start(due) == due
    assert penalty_start(due, replace(DEFAULT_POLICY, interest=tables)) == date(2024, 3, 21)
    assert [days_overdue(due, date(2024, 3, each)) for each in (19, 20, 21)] == [0, 0, 1]


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(0, 3000), st.integers(0, 3000))
def test_interest_is_additive_over_split_periods(start, first, second):
    rate = DailyRate.quoted(Decimal("7.25"), MONTHLY)
    days = [date.fromordinal(start.toordinal() + each) for each in (0, first, first + second)]
    whole = simple_interest(Money(1_234_56), rate, days[0], days[2]).exact
    parts = [simple_interest(Money(1_234_56), rate, *pair).exact for pair in
             (days[:2], days[1:])]  # fmt: skip
    assert abs(whole - sum(parts)) < Decimal("1e-18")


@given(st.integers(0, 10**10), st.integers(0, 10**10), st.integers(0, 4000))
def test_interest_is_monotone_in_the_principal(first, second, days):
    rate = DailyRate.quoted(Decimal("7.25"), MONTHLY)
    start = date(2010, 1, 1)
    end = date.fromordinal(start.toordinal() + days)
    low, high = sorted((Money(first), Money(second)))
    assert simple_interest(low, rate, start, end).amount <= (
        simple_interest(high, rate, start, end).amount
    )
