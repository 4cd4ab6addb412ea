import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.domain.allocation import AllocationOrder, Owed
from desktop.domain.errors import RuleViolation
from desktop.domain.instalments import (
    MOST_INSTALMENTS,
    AccelerationClause,
    accelerate,
    acceleration_clause_in,
    due_dates,
    plan_by_amount,
    plan_by_number,
    plan_effect,
    plan_progress,
    set_off_plan,
)
from desktop.domain.limitation import clock
from desktop.domain.money import Money

_RULES = Path(__file__).parents[1] / "data" / "rules.json"
EXAMPLES = {
    each["id"]: each
    for each in json.loads(_RULES.read_text(encoding="utf-8"))["vectors"]
    if each["group"] == "instalment schedule"
}


def yuan(text):
    return Money(int(Decimal(text) * 100))


def day(text):
    return date.fromisoformat(text)


def row(each):
    amounts = [f"{Decimal(money.fen) / 100:.2f}" for money in (each.amount, each.balance_after)]
    return [each.number, str(each.due_on), *amounts]


@pytest.mark.parametrize("name", [each for each in EXAMPLES if "total" in EXAMPLES[each]["input"]])
def test_a_plan_comes_out_as_the_example_says(name):
    given_, expected = EXAMPLES[name]["input"], EXAMPLES[name]["expected"]
    total, first = yuan(given_["total"]), day(given_["first"])
    if "each" in given_:
        plan = plan_by_amount(total, yuan(given_["each"]), first, given_.get("anchor"))
    else:
        plan = plan_by_number(total, given_["n"], first, given_.get("anchor"))
    rows = [row(each) for each in plan.instalments]
    assert len(rows) == expected["count"]
    assert (rows[0], rows[-1]) == (expected["first"], expected["last"])
    assert rows == expected.get("rows", rows)
    assert plan.total == yuan(expected["sum"])
    assert str(clock(plan.limitation_start).last_day) == expected["limitation_last_day"]


def test_a_signed_plan_interrupts_and_limitation_starts_at_its_last_instalment():
    given_, expected = EXAMPLES["INS-007"]["input"], EXAMPLES["INS-007"]["expected"]
    days = [day(given_[each]) for each in ("old_lim_last", "agreement_signed", "last_instalment")]
    effect = plan_effect(*days)
    assert str(effect.interrupted_on) == expected["interrupted_on"]
    assert effect.revived_on is None
    assert str(effect.new_start) == expected["new_start"]
    assert str(clock(effect.new_start).last_day) == expected["limitation_last_day"]


def test_a_plan_signed_after_the_last_day_revives():
    last, instalment = date(2022, 6, 30), date(2024, 6, 15)
    assert plan_effect(last, last, instalment).interrupted_on == last
    late = plan_effect(last, date(2022, 7, 1), instalment)
    assert (late.interrupted_on, late.revived_on) == (None, date(2022, 7, 1))
    assert plan_effect(last, last, date(2022, 1, 1)).new_start == last


def test_progress_counts_whole_instalments_only():
    given_, expected = EXAMPLES["INS-008"]["input"], EXAMPLES["INS-008"]["expected"]
    made = plan_progress(yuan(given_["start_balance"]), Money(150_000), yuan(given_["paid_total"]))
    assert made.balance == yuan(expected["balance"])
    assert made.instalments_paid == expected["instalments_paid_at_1500"]
    assert plan_progress(Money(1000), Money(100), Money(199)).instalments_paid == 1
    over = plan_progress(Money(1000), Money(100), Money(1001))
    assert (over.balance, over.instalments_paid, over.surplus) == (Money(0), 10, Money(1))


def test_a_whole_debt_falls_due_with_a_clause_enough_missed_and_a_notice_arrived():
    given_, expected = EXAMPLES["INS-009"]["input"], EXAMPLES["INS-009"]["expected"]
    clause = acceleration_clause_in(given_["acceleration_clause"])
    arrived = day(given_["notice_arrived"])
    made = accelerate(clause, given_["missed_consecutive"], arrived)
    assert str(made.all_due_on) == expected["all_due_on"]
    assert str(clock(made.all_due_on).last_day) == expected["limitation_last_day"]
    assert clause == AccelerationClause(2)
    assert accelerate(clause, 1, arrived).all_due_on is None
    assert accelerate(clause, 3, arrived).all_due_on == arrived
    assert accelerate(clause, 2, None).all_due_on is None
    without = accelerate(None, 9, arrived)
    assert without.all_due_on is None
    assert "没有提前到期条款" in without.reason


@pytest.mark.parametrize(
    ("words", "missed"),
    [("累计3期未还，全部到期", 3), ("连续三期逾期，宣布提前到期", 3), ("连续两期未还", None),
     ("提前到期", None), (None, None)],
)  # fmt: skip
def test_a_clause_is_read_only_where_it_calls_the_debt_in(words, missed):
    assert acceleration_clause_in(words) == (missed and AccelerationClause(missed))


def test_a_plan_on_29_february_keeps_to_the_months_end_where_it_must():
    days = due_dates(date(2024, 2, 29), 13)
    assert (days[1], days[12]) == (date(2024, 3, 29), date(2025, 2, 28))
    ends = due_dates(date(2024, 2, 29), 3, anchor=31)
    assert ends == (date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 30))
    assert due_dates(date(2023, 11, 30), 2, months=3) == (date(2023, 11, 30), date(2024, 2, 29))


def refusal(act):
    with pytest.raises(RuleViolation) as refused:
        act()
    return refused.value.code, refused.value.field


@pytest.mark.parametrize("count", [0, -1, MOST_INSTALMENTS + 1])
def test_a_plan_of_no_or_too_many_instalments_is_refused(count):
    first = date(2026, 1, 1)
    assert refusal(lambda: plan_by_number(Money(10**6), count, first)) == (
        "plan_count_invalid",
        "count",
    )


def test_a_plan_may_have_the_most_instalments():
    assert len(due_dates(date(2026, 1, 1), MOST_INSTALMENTS)) == MOST_INSTALMENTS


@pytest.mark.parametrize("total", [0, -1, 2])
def test_a_total_of_less_than_a_fen_each_is_refused(total):
    assert refusal(lambda: plan_by_number(Money(total), 3, date(2026, 1, 1))) == (
        "plan_amount_invalid",
        "total",
    )
    assert plan_by_number(Money(3), 3, date(2026, 1, 1)).total == Money(3)


@pytest.mark.parametrize("each", [0, -1, 1001])
def test_an_instalment_of_nothing_or_more_than_the_total_is_refused(each):
    act = lambda: plan_by_amount(Money(1000), Money(each), date(2026, 1, 1))  # noqa: E731
    assert refusal(act) == ("plan_amount_invalid", "each")


def test_an_instalment_of_the_whole_total_is_one_instalment():
    assert len(plan_by_amount(Money(1000), Money(1000), date(2026, 1, 1)).instalments) == 1


@pytest.mark.parametrize(("anchor", "months"), [(0, 1), (32, 1), (30, 1), (31, 0)])
def test_an_anchor_that_does_not_fit_the_first_date_is_refused(anchor, months):
    act = lambda: due_dates(date(2026, 1, 31), 2, months, anchor)  # noqa: E731
    assert refusal(act) == ("plan_anchor_invalid", "anchor")


def test_a_plan_may_start_on_the_given_day_but_not_before_it():
    today = date(2026, 1, 20)
    assert plan_by_number(Money(100), 1, today, not_before=today).instalments[0].due_on == today
    late = date(2026, 1, 21)
    assert refusal(lambda: plan_by_number(Money(100), 1, today, not_before=late)) == (
        "plan_start_in_past",
        "first",
    )


def test_progress_refuses_amounts_below_zero():
    assert refusal(lambda: plan_progress(Money(1), Money(0), Money(1)))[0] == "plan_amount_invalid"
    assert refusal(lambda: plan_progress(Money(-1), Money(1), Money(1)))[1] == "each"
    assert refusal(lambda: plan_progress(Money(1), Money(1), Money(-1)))[1] == "paid_total"
    assert plan_progress(Money(0), Money(1), Money(0)).balance == Money(0)


def test_payments_clear_the_earliest_instalments():
    plan = plan_by_number(Money(50_000), 4, date(2024, 1, 1))
    assert plan.outstanding(Money(17_500)) == (
        Money(0), Money(7_500), Money(12_500), Money(12_500)
    )  # fmt: skip
    assert Money.total(plan.outstanding(Money(60_000))) == Money(0)


@given(st.integers(1, 10**10), st.integers(1, 60), st.dates(date(2000, 1, 1), date(2050, 1, 1)))
def test_a_plan_sums_to_the_fen_and_ends_at_nothing(fen, count, first):
    total = Money(fen + count)
    plan = plan_by_number(total, count, first)
    assert plan.total == total
    assert plan.instalments[-1].balance_after == Money(0)
    assert len({(each.due_on.year, each.due_on.month) for each in plan.instalments}) == count


@given(st.integers(1, 10**8), st.integers(1, 10**6), st.dates(date(2000, 1, 1), date(2050, 1, 1)))
def test_a_plan_by_amount_never_asks_more_than_its_amount(fen, each, first):
    least = -(-fen // MOST_INSTALMENTS)
    amount = Money(min(fen, max(each, least)))
    plan = plan_by_amount(Money(fen), amount, first)
    assert plan.total == Money(fen)
    assert all(Money(0) < row.amount <= amount for row in plan.instalments)


@given(
    interest=st.integers(0, 10**12),
    principal=st.integers(0, 10**12),
    count=st.integers(1, 120),
    order=st.sampled_from(AllocationOrder),
)
def test_what_instalments_pay_sums_to_interest_and_principal_to_the_fen(
    interest, principal, count, order
):
    assume(interest + principal >= count)
    owed = Owed(Money(0), Money(interest), Money(principal))
    plan = plan_by_number(Money(interest + principal), count, date(2026, 11, 30))
    shares = set_off_plan(plan, owed, order)
    assert Money.total(each.interest for each in shares) == owed.interest
    assert Money.total(each.principal for each in shares) == owed.principal
    for each, share in zip(plan.instalments, shares, strict=True):
        assert share.interest + share.principal == each.amount
        assert share.surplus == share.cost == Money(0)
    first, second = ("interest", "principal")
    if order is AllocationOrder.PRINCIPAL_FIRST:
        first, second = second, first
    begun = [n for n, share in enumerate(shares) if getattr(share, second).fen]
    done = [n for n, share in enumerate(shares) if getattr(share, first).fen]
    assert not begun or not done or done[-1] <= begun[0]
