"""Following a plan: due, paid, partly paid, missed, broken, called in; and promises kept or not."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import RuleViolation
from desktop.domain.following import (
    DatedAmount,
    InstalmentState,
    PlanState,
    follow,
    may_accelerate,
)
from desktop.domain.harvest import harvest_dates
from desktop.domain.instalments import (
    AccelerationClause,
    instalments_of,
    plan_by_number,
    plan_on_days,
)
from desktop.domain.money import Money
from desktop.domain.policy import DEFAULT_POLICY, Dated, with_row
from desktop.domain.policy.agreements import HarvestDay
from desktop.domain.promises import Promise, PromiseState, check_promise, promise_standing

TWO = AccelerationClause(2)
PLAN = plan_by_number(Money(400_00), 4, date(2026, 11, 30))
"""Four times 100.00: 2026-11-30, 12-30, 2027-01-30, 02-28."""


def paid(*pairs):
    return [DatedAmount(date.fromisoformat(day), Money(fen)) for day, fen in pairs]


def states(standing):
    return [each.state.value for each in standing.instalments]


def on(day, *pairs, clause=TWO, grace=0, arrived=None):
    when = arrived and date.fromisoformat(arrived)
    return follow(PLAN, paid(*pairs), date.fromisoformat(day), clause, grace, when)


@pytest.mark.parametrize(
    ("day", "payments", "expected", "state"),
    [
        ("2026-11-29", [], "open open open open", "running"),
        ("2026-11-30", [], "due open open open", "running"),
        ("2026-12-01", [], "missed open open open", "behind"),
        ("2026-12-01", [("2026-11-30", 10000)], "paid open open open", "running"),
        ("2026-12-01", [("2026-11-30", 9999)], "partly open open open", "behind"),
        ("2026-12-31", [("2026-12-20", 10001)], "paid partly open open", "behind"),
        ("2026-12-31", [("2026-11-30", 9999)], "partly missed open open", "broken"),
        ("2027-03-01", [("2026-11-30", 30000)], "paid paid paid missed", "broken"),
        ("2027-03-01", [("2026-11-30", 40000)], "paid paid paid paid", "completed"),
        ("2026-11-29", [("2026-11-29", 50000)], "paid paid paid paid", "completed"),
    ],
)
def test_each_instalment_stands_where_the_payments_put_it(day, payments, expected, state):
    standing = on(day, *payments)
    assert states(standing) == expected.split()
    assert standing.state.value == state


def test_money_that_comes_after_the_day_asked_about_does_not_count():
    assert states(on("2026-12-01", ("2026-12-02", 40000)))[0] == "missed"


def test_a_day_of_grace_is_a_day_later():
    assert on("2026-12-05", grace=5).instalments[0].state is InstalmentState.DUE
    assert on("2026-12-06", grace=5).instalments[0].state is InstalmentState.MISSED


def test_a_late_payment_heals_and_keeps_the_day_it_was_made_whole():
    standing = on("2027-01-10", ("2026-11-30", 4000), ("2027-01-02", 16000))
    assert standing.state is PlanState.RUNNING
    assert standing.instalments[0].whole_on == date(2027, 1, 2)
    assert (standing.short, standing.overdue, standing.left) == (0, Money(0), Money(20000))
    assert standing.next_open.instalment.number == 3


def test_a_broken_plan_is_due_whole_only_when_the_notice_arrives():
    broken = on("2027-01-10")
    assert (broken.state, broken.broken_on, broken.all_due_on) == (
        PlanState.BROKEN,
        date(2026, 12, 31),
        None,
    )
    assert on("2027-01-10", arrived="2027-01-11").state is PlanState.BROKEN
    called = on("2027-01-11", arrived="2027-01-11")
    assert (called.state, called.all_due_on) == (PlanState.ACCELERATED, date(2027, 1, 11))


def test_what_was_called_in_stays_so_though_the_missed_instalments_are_paid_later():
    assert on("2027-01-20", ("2027-01-12", 20000), arrived="2027-01-11").state is (
        PlanState.ACCELERATED
    )


def test_a_notice_that_arrives_after_the_debtor_caught_up_calls_nothing_in():
    standing = on("2027-01-11", ("2027-01-10", 20000), arrived="2027-01-11")
    assert (standing.state, standing.all_due_on) == (PlanState.RUNNING, None)
    assert not may_accelerate(PLAN, paid(("2027-01-10", 20000)), date(2027, 1, 11), TWO)
    assert may_accelerate(PLAN, paid(("2027-01-10", 10000)), date(2027, 1, 31), TWO)


def test_without_a_clause_nothing_is_called_in_and_the_end_of_the_plan_is_the_end():
    standing = on("2027-02-28", clause=None, arrived="2027-02-01")
    assert (standing.state, standing.all_due_on) == (PlanState.BEHIND, None)
    ended = on("2027-03-01", clause=None)
    assert (ended.state, ended.all_due_on) == (PlanState.BROKEN, date(2027, 3, 1))


@given(
    amounts=st.lists(st.tuples(st.integers(0, 150), st.integers(1, 20_000)), max_size=12),
    passed=st.integers(0, 150),
    missed=st.integers(1, 4),
)
def test_nothing_is_lost_and_the_short_ones_always_stand_together(amounts, passed, missed):
    start = date(2026, 11, 1)
    payments = [DatedAmount(start + timedelta(days=each), Money(fen)) for each, fen in amounts]
    as_of = start + timedelta(days=passed)
    standing = follow(PLAN, payments, as_of, AccelerationClause(missed))
    came_in = sum(fen for each, fen in amounts if each <= passed)
    assert sum(each.paid.fen for each in standing.instalments) == min(came_in, PLAN.total.fen)
    assert standing.left.fen == PLAN.total.fen - min(came_in, PLAN.total.fen)
    short = [
        each.instalment.number
        for each in standing.instalments
        if each.state in (InstalmentState.PARTLY, InstalmentState.MISSED)
    ]
    assert short == list(range(short[0], short[0] + len(short))) if short else standing.short == 0
    gone = [each for each in standing.instalments if each.instalment.due_on < as_of]
    assert all((each.state is InstalmentState.PAID) or each.left.fen for each in gone)
    if standing.state is PlanState.BROKEN:
        assert standing.broken_on <= as_of
        assert len(short) >= missed or gone == list(standing.instalments)


def test_harvest_days_come_from_the_table_of_their_own_day():
    table = DEFAULT_POLICY.agreements.harvest_days
    assert harvest_dates(table, date(2026, 10, 31), 3) == (
        date(2026, 10, 31),
        date(2027, 6, 30),
        date(2027, 10, 31),
    )
    later = Dated(date(2027, 7, 1), (HarvestDay(9, 20),), "联社文件")
    assert harvest_dates(with_row(table, later), date(2026, 11, 1), 3) == (
        date(2027, 6, 30),
        date(2027, 9, 20),
        date(2028, 9, 20),
    )
    with pytest.raises(RuleViolation, match="harvest_days_missing"):
        harvest_dates(table, date(9999, 11, 1), 1)


def test_a_plan_on_given_days_takes_the_rest_last():
    days = [date(2026, 10, 31), date(2027, 6, 30), date(2027, 10, 31)]
    plan = plan_on_days(Money(1000), days)
    assert [(each.due_on, each.amount.fen) for each in plan.instalments] == list(
        zip(days, [333, 333, 334], strict=True)
    )
    by_amount = plan_on_days(Money(1000), days, Money(400))
    assert [each.amount.fen for each in by_amount.instalments] == [400, 400, 200]
    assert instalments_of(Money(1000), Money(400)) == 3


@pytest.mark.parametrize(
    ("days", "each", "code"),
    [
        ([], None, "plan_count_invalid"),
        ([date(2027, 6, 30), date(2027, 6, 30)], None, "plan_days_disordered"),
        ([date(2026, 10, 9)], None, "plan_start_in_past"),
        ([date(2027, 6, 30)] * 1, Money(400), "plan_days_do_not_fit"),
        ([date(2027, 6, 30)], Money(1001), "plan_amount_invalid"),
        ([date(2027, 6, 30), date(2027, 10, 31)], Money(1), "plan_count_invalid"),
    ],
)
def test_days_that_make_no_plan_are_refused(days, each, code):
    with pytest.raises(RuleViolation) as caught:
        plan_on_days(Money(1000), days, each, not_before=date(2026, 10, 10))
    assert caught.value.code == code


PROMISE = Promise(date(2026, 10, 10), date(2026, 10, 31), Money(500_00))


@pytest.mark.parametrize(
    ("day", "payments", "fen", "state"),
    [
        ("2026-10-31", [], 0, PromiseState.OPEN),
        ("2026-10-31", [("2026-10-12", 49999)], 49999, PromiseState.OPEN),
        ("2026-11-01", [("2026-10-12", 49999)], 49999, PromiseState.PARTLY_KEPT),
        ("2026-11-01", [("2026-10-10", 20000), ("2026-10-31", 30000)], 50000, PromiseState.KEPT),
        ("2026-11-05", [("2026-11-01", 50000), ("2026-10-09", 50000)], 0, PromiseState.BROKEN),
    ],
)
def test_a_promise_is_kept_by_its_sum_within_its_window_alone(day, payments, fen, state):
    standing = promise_standing(PROMISE, paid(*payments), date.fromisoformat(day))
    assert (standing.paid.fen, standing.state) == (fen, state)


@pytest.mark.parametrize(
    ("promise", "code"),
    [
        (Promise(date(2026, 10, 11), date(2026, 10, 31), Money(1)), "promise_in_future"),
        (Promise(date(2026, 10, 10), date(2026, 10, 9), Money(1)), "promise_window_wrong"),
        (Promise(date(2026, 10, 10), date(2026, 10, 10), Money(0)), "promise_amount_invalid"),
    ],
)
def test_a_promise_that_cannot_be_is_refused(promise, code):
    with pytest.raises(RuleViolation) as caught:
        check_promise(promise, date(2026, 10, 10))
    assert caught.value.code == code
