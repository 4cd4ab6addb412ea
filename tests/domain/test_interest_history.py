"""A loan's interest replayed: rows, repayments, books, and what holds whatever the facts."""

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.allocation import AllocationOrder
from desktop.domain.errors import RuleViolation
from desktop.domain.interest.facts import ContractRate, LoanTerms, Repayment
from desktop.domain.interest.history import interest_history
from desktop.domain.interest.rates import DailyRate
from desktop.domain.interest.simple import Book
from desktop.domain.ledger import RateUnit
from desktop.domain.money import Money
from desktop.domain.policy.interest import DayMethod, SettlementCycle

_RULES = Path(__file__).parents[1] / "data" / "rules.json"
INT_016 = next(
    each
    for each in json.loads(_RULES.read_text(encoding="utf-8"))["vectors"]
    if each["id"] == "INT-016"
)
MADE, DUE = date(2023, 3, 21), date(2024, 3, 21)


def annual(percent):
    return DailyRate.quoted(Decimal(percent), RateUnit.ANNUAL_PERCENT)


def yuan(text):
    return Money(int(Decimal(text) * 100))


def terms(**changes):
    values = {
        "principal": yuan("36000"),
        "disbursed_on": MADE,
        "due_on": DUE,
        "rates": (ContractRate(MADE, annual(6)),),
        "overdue": annual(9),
    }
    return LoanTerms(**{**values, **changes})


def paid(day, amount, **changes):
    return Repayment(day, yuan(amount), **changes)


def test_the_worked_example_of_compound_interest_comes_out_row_by_row():
    made = interest_history(terms(), [], date.fromisoformat(INT_016["input"]["stop"]))
    expected = INT_016["expected"]
    assert (made.normal, made.penalty, made.compound) == tuple(
        yuan(expected[each]) for each in ("normal", "penalty", "compound")
    )
    assert [
        (str(row.start), str(row.end), row.days, row.rate.annual_percent, row.amount, row.compound)
        for row in made.rows
    ] == [
        (start, end, days, Decimal(rate), yuan(amount), yuan(compound))
        for start, end, days, rate, amount, compound in expected["rows"]
    ]
    assert made.owed == yuan("36000") + made.normal + made.penalty + made.compound


def test_compound_interest_that_does_not_join_the_base_is_less():
    made = interest_history(terms(compound_joins_base=False), [], date(2023, 12, 21))
    # 1,104.00 yuan at 6 % for 91 days
    assert made.rows[2].compound == yuan("16.74")


def test_penalty_interest_compounds_only_where_the_switch_is_on():
    until = date(2024, 9, 21)
    off = interest_history(terms(), [], until).rows[-1]
    on = interest_history(terms(compound_on_penalty=True), [], until).rows[-1]
    # 828.00 yuan of penalty interest at 9 % for 92 days
    assert off.end == on.end == until
    assert Money.rounded(on.compound_exact - off.compound_exact) == yuan("19.04")


def test_interest_of_the_last_term_becomes_payable_on_the_due_date():
    made = interest_history(terms(due_on=date(2024, 2, 5)), [], date(2024, 3, 21))
    assert [(str(row.start), str(row.end), row.label) for row in made.rows[-2:]] == [
        ("2023-12-21", "2024-02-05", "期内利息"),
        ("2024-02-05", "2024-03-21", "逾期罚息"),
    ]
    last = made.rows[-1].spans[0]
    assert last.unpaid == Money.total(row.amount + row.compound for row in made.rows[:-1])


def test_a_repayment_in_term_pays_settled_interest_then_principal():
    made = interest_history(terms(), [paid(date(2023, 7, 1), "1000")], date(2023, 9, 21))
    allocation = made.repaid[0].allocation
    assert (allocation.interest, allocation.principal) == (yuan("552"), yuan("448"))
    row = made.rows[-1]
    assert [(span.days, span.principal, span.unpaid) for span in row.spans] == [
        (10, yuan("36000"), yuan("552")),
        (82, yuan("35552"), Money(0)),
    ]
    # (36,000 x 10 + 35,552 x 82) x 6 % / 360 = 545.8773; 552 x 10 x 6 % / 360 = 0.92
    assert (row.amount, row.compound) == (yuan("545.88"), yuan("0.92"))
    assert row.product == (3_600_000 * 10 + 3_555_200 * 82)


def test_a_repayment_when_overdue_pays_interest_to_its_day():
    day = date(2024, 4, 20)
    made = interest_history(terms(), [paid(day, "3000")], day)
    # penalty: 36,000 x 30 days x 9 % / 360 = 270.00; 2,246.74 owed at the due date
    allocation = made.repaid[0].allocation
    assert allocation.interest == made.normal + made.penalty + made.compound
    assert made.penalty == yuan("270.00")
    assert allocation.principal == yuan("3000") - allocation.interest
    assert made.unpaid == ()


def test_a_loan_settled_with_its_principal_pays_interest_to_the_day_and_compounds_only_when_due():
    whole = terms(cycle=SettlementCycle.WITH_PRINCIPAL)
    made = interest_history(whole, [paid(date(2023, 4, 20), "1180")], date(2024, 6, 21))
    # 36,000 x 30 days x 6 % / 360 = 180.00
    assert made.repaid[0].allocation.interest == yuan("180")
    assert made.repaid[0].allocation.principal == yuan("1000")
    assert [row.compound.fen > 0 for row in made.rows] == [False, False, True]
    assert len(made.rows) == 3


def test_a_back_dated_repayment_sorts_in_by_its_value_date():
    late = paid(date(2023, 12, 1), "500")
    early = paid(date(2023, 7, 1), "1000")
    until = date(2024, 6, 21)
    assert interest_history(terms(), [late, early], until) == (
        interest_history(terms(), [early, late], until)
    )


def test_a_change_of_rate_ends_a_row():
    rates = (ContractRate(date(2023, 5, 1), annual("5.4")), ContractRate(MADE, annual(6)))
    made = interest_history(terms(rates=rates), [], date(2023, 6, 21))
    assert [(row.days, row.rate.annual_percent) for row in made.rows] == [
        (41, Decimal(6)),
        (51, Decimal("5.4")),
    ]


def test_misuse_bears_its_rate_in_term_and_overdue_the_heavier():
    bad = terms(misused_since=date(2024, 1, 1), misuse=annual(12))
    made = interest_history(bad, [], date(2024, 4, 21))
    assert [(str(row.start), row.label) for row in made.rows[-3:]] == [
        ("2023-12-21", "期内利息"),
        ("2024-01-01", "挪用罚息"),
        ("2024-03-21", "挪用罚息"),
    ]
    lighter = interest_history(replace(bad, misuse=annual(8)), [], date(2024, 4, 21))
    assert lighter.rows[-1].label == "逾期罚息"


def test_without_an_agreed_penalty_rate_the_lowest_lawful_uplift_is_claimed():
    made = interest_history(terms(overdue=None), [], date(2024, 6, 21))
    assert made.rows[-1].rate.annual_percent == Decimal("7.8")
    assert "1.3" in made.rows[-1].source


def test_an_old_loan_bears_the_flat_rate_since_its_day_and_asks_before_it():
    old = terms(
        disbursed_on=date(1997, 6, 21),
        due_on=date(1998, 6, 21),
        rates=(ContractRate(date(1997, 6, 21), annual(10)),),
        overdue=None,
    )
    made = interest_history(old, [], date(1999, 6, 21))
    assert [(str(row.start), row.rate.value) for row in made.rows[-2:]] == [
        ("1999-03-21", annual(10).value),
        ("1999-06-10", Decimal("0.00021")),
    ]
    assert [each.code for each in made.findings] == ["penalty_rate_unknown"]
    agreed = interest_history(
        replace(old, overdue=DailyRate.per_10000(Decimal(3))), [], date(1999, 6, 21)
    )
    assert agreed.findings == ()
    assert agreed.rows[-1].rate.value == Decimal("0.0003")


def test_whole_months_count_thirty_days_in_term_and_actual_days_overdue():
    made = interest_history(terms(method=DayMethod.WHOLE_MONTHS), [], date(2024, 6, 21))
    assert [row.days for row in made.rows] == [90, 90, 90, 90, 92]
    assert made.rows[0].amount == yuan("540.00")


def test_no_interest_agreed_is_no_interest():
    made = interest_history(terms(rates=(), overdue=None), [], date(2024, 6, 21))
    assert made.interest_owed == Money(0)
    assert made.rows[0].source == "未约定利息，民法典第680条"


def test_interest_deducted_in_advance_lowers_the_principal():
    made = interest_history(terms(deducted_in_advance=yuan("2160")), [], date(2023, 6, 21))
    assert made.principal == yuan("33840")
    assert made.normal == yuan("518.88")


def test_more_than_the_debt_is_a_surplus_and_nothing_bears_interest_after_it():
    made = interest_history(terms(), [paid(date(2023, 6, 21), "40000")], date(2024, 6, 21))
    assert made.surplus == yuan("3448")
    assert (made.owed, made.normal) == (Money(0), yuan("552"))


def test_principal_first_and_costs_are_taken_as_the_repayment_says():
    given_ = paid(
        date(2023, 7, 1), "1000", order=AllocationOrder.PRINCIPAL_FIRST, costs=yuan("100")
    )
    made = interest_history(terms(), [given_], date(2023, 7, 1))
    allocation = made.repaid[0].allocation
    assert (allocation.cost, allocation.principal) == (yuan("100"), yuan("900"))
    assert made.interest_owed == yuan("612.92")


def test_unpaid_interest_stands_in_its_book():
    made = interest_history(terms(), [], date(2023, 9, 21))
    assert made.books(None)[Book.OFF_BALANCE] == yuan("552.00")
    assert made.books(None)[Book.ON_BALANCE] == yuan("560.46")


def test_interest_above_the_ceiling_in_all_needs_a_person():
    dear = terms(rates=(ContractRate(MADE, annual(20)),), overdue=annual(30))
    made = interest_history(dear, [], date(2026, 3, 21))
    assert [each.code for each in made.findings] == ["interest_above_ceiling"]
    assert interest_history(terms(), [], date(2026, 3, 21)).findings == ()


@pytest.mark.parametrize(
    ("facts", "repaid", "code"),
    [
        ({"principal": Money(-1)}, [], "principal_negative"),
        ({"due_on": date(2023, 3, 20)}, [], "due_before_disbursed"),
        ({"rates": (ContractRate(date(2023, 3, 22), annual(6)),)}, [], "rate_missing"),
        ({}, [paid(date(2023, 3, 20), "1")], "repayment_before_loan"),
        ({}, [paid(MADE, "0")], "payment_not_positive"),
        ({}, [paid(MADE, "1", costs=Money(-1))], "amount_negative_owed"),
    ],
)
def test_facts_that_contradict_each_other_are_refused(facts, repaid, code):
    with pytest.raises(RuleViolation) as refused:
        interest_history(terms(**facts), repaid, DUE)
    assert refused.value.code == code
    assert refused.value.field


REPAYMENTS = st.lists(
    st.builds(
        Repayment,
        st.integers(0, 900).map(lambda days: MADE + timedelta(days)),
        st.integers(100, 2_000_000).map(Money),
        st.sampled_from(AllocationOrder),
    ),
    max_size=6,
)
CYCLES = st.sampled_from(SettlementCycle)


@settings(max_examples=60, deadline=None)
@given(REPAYMENTS, CYCLES, st.randoms())
def test_the_order_of_entering_repayments_does_not_matter(repayments, cycle, chance):
    until = MADE + timedelta(1000)
    made = interest_history(terms(cycle=cycle), repayments, until)
    mixed = list(repayments)
    chance.shuffle(mixed)
    assert interest_history(terms(cycle=cycle), mixed, until) == made


@settings(max_examples=60, deadline=None)
@given(REPAYMENTS, CYCLES)
def test_what_came_in_and_what_is_owed_balance_to_the_fen(repayments, cycle):
    made = interest_history(terms(cycle=cycle), repayments, MADE + timedelta(1000))
    received = Money.total(each.amount for each in repayments)
    charged = yuan("36000") + made.normal + made.penalty + made.compound
    assert received - made.surplus + made.owed == charged
    assert made.owed >= Money(0)
    assert all(part.amount > Money(0) for part in made.unpaid)


@settings(max_examples=60, deadline=None)
@given(REPAYMENTS, CYCLES, st.integers(0, 1000))
def test_a_payment_never_increases_what_is_owed(repayments, cycle, days):
    until = MADE + timedelta(1000)
    one_more = Repayment(MADE + timedelta(days), yuan("10"))
    before = interest_history(terms(cycle=cycle), repayments, until).owed
    after = interest_history(terms(cycle=cycle), [*repayments, one_more], until).owed
    assert after <= before


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 1500), st.integers(0, 400), CYCLES)
def test_what_is_owed_grows_with_time(first, more, cycle):
    loan = terms(cycle=cycle)
    early = interest_history(loan, [], MADE + timedelta(first))
    late = interest_history(loan, [], MADE + timedelta(first + more))
    assert early.owed <= late.owed
