"""Promises to pay: recorded, proved or not, kept by the sum within the window alone."""

from datetime import date

import pytest

from desktop.domain.errors import RuleViolation
from desktop.domain.money import Money
from desktop.domain.promises import Promise, PromiseState
from desktop.services.promises import (
    followed_promise,
    promises_to_follow,
    record_promise,
    withdraw_promise,
)
from tests.signed_agreements import pay

TODAY = date(2026, 10, 10)
PROMISE = Promise(TODAY, date(2026, 10, 31), Money(500_00))
AFTER = date(2026, 11, 1)


@pytest.fixture
def loan(desk, party):
    with desk.store.read() as queries:
        return queries.loan_by_no("4321001").id


@pytest.fixture
def letter(tmp_path):
    path = tmp_path / "letter.jpg"
    path.write_bytes(b"letter")
    return path


def last_day(desk):
    with desk.store.read() as queries:
        return queries.loan_by_no("4321001").last_day


def followed(desk, party, on):
    with desk.store.read() as queries:
        return [followed_promise(queries, each, on) for each in queries.promises(party)]


def state(desk, party, on=AFTER):
    [found] = followed(desk, party, on)
    return found.standing.state


def test_a_promise_without_proof_moves_no_clock(desk, party, loan):
    before = last_day(desk)
    done = record_promise(desk, party, PROMISE, note="卖粮后还")
    assert (done.effects, last_day(desk)) == ((), before)
    assert done.stored.promisor == "周田生"
    assert len(done.stored.loan_ids) == 3


def test_a_proved_one_is_asking_for_time_until_it_is_withdrawn(desk, party, loan, letter):
    before = last_day(desk)
    done = record_promise(desk, party, PROMISE, [loan], evidence=[letter])
    assert [each.effect for each in done.effects] == ["interrupted"]
    assert last_day(desk) == date(2029, 10, 10)
    with desk.store.read() as queries:
        assert [each.content for each in queries.evidence_of_entry(done.stored.id)] == [b"letter"]
    withdraw_promise(desk, done.stored.id, "记错人")
    assert last_day(desk) == before
    assert promises_to_follow(desk, AFTER) == ()
    [found] = followed(desk, party, AFTER)
    assert found.stored.withdrawn == "记错人"


@pytest.mark.parametrize(
    ("payments", "expected"),
    [
        ([(date(2026, 10, 31), 500_00)], PromiseState.KEPT),
        ([(date(2026, 10, 20), 499_99)], PromiseState.PARTLY_KEPT),
        ([(date(2026, 11, 1), 500_00)], PromiseState.BROKEN),
        ([(date(2026, 10, 12), 200_00), (date(2026, 10, 13), 300_00)], PromiseState.KEPT),
    ],
)
def test_it_is_kept_by_what_came_in_within_its_window(desk, party, loan, payments, expected):
    record_promise(desk, party, PROMISE, [loan])
    for on, fen in payments:
        pay(desk, party, on, (loan, fen))
    assert state(desk, party) is expected
    assert bool(promises_to_follow(desk, AFTER)) is (expected is not PromiseState.KEPT)


def test_money_for_another_loan_keeps_no_promise(desk, party, loan):
    record_promise(desk, party, PROMISE, [loan])
    with desk.store.read() as queries:
        other = queries.loan_by_no("4321002").id
    pay(desk, party, date(2026, 10, 12), (other, 500_00))
    assert state(desk, party) is PromiseState.BROKEN


def test_money_of_its_own_day_counts_from_the_promise_on(desk, party, loan, clock):
    now = clock.now
    clock.now = lambda: now().replace(hour=11)
    record_promise(desk, party, PROMISE, [loan])
    pay(desk, party, TODAY, (loan, 500_00))
    assert state(desk, party) is PromiseState.BROKEN
    clock.now = lambda: now().replace(hour=9)
    record_promise(desk, party, PROMISE, [loan])
    assert followed(desk, party, AFTER)[0].standing.state is PromiseState.KEPT


def test_entered_on_a_later_day_all_money_of_its_first_day_counts(desk, party, loan, clock):
    pay(desk, party, TODAY, (loan, 500_00))
    clock.day = date(2026, 10, 12)
    record_promise(desk, party, PROMISE, [loan])
    assert state(desk, party) is PromiseState.KEPT


def test_what_was_promised_first_is_followed_first(desk, party, loan):
    record_promise(desk, party, PROMISE, [loan])
    record_promise(desk, party, Promise(TODAY, date(2026, 10, 20), Money(1)), [loan])
    days = [each.stored.promise.pay_by.day for each in promises_to_follow(desk, AFTER)]
    assert days == [20, 31]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"promise": Promise(TODAY, date(2026, 10, 9), Money(1))}, "promise_window_wrong"),
        ({"promise": Promise(TODAY, TODAY, Money(10**12))}, "promise_above_debt"),
        ({"party_id": "nobody"}, "party_unknown"),
        ({"loan_ids": ["nothing"]}, "nothing_owed"),
    ],
)
def test_a_promise_that_cannot_be_is_refused(desk, party, change, code):
    asked = {"party_id": party, "promise": PROMISE, **change}
    with pytest.raises(RuleViolation) as caught:
        record_promise(desk, **asked)
    assert caught.value.code == code


def test_anothers_promise_is_kept_but_proves_nothing_about_the_debtor(desk, party, loan, letter):
    with pytest.raises(RuleViolation, match="promise_proof_of_another"):
        record_promise(desk, party, PROMISE, [loan], "夏娟安", evidence=[letter])
    assert record_promise(desk, party, PROMISE, [loan], "夏娟安").stored.promisor == "夏娟安"


def test_a_promise_is_withdrawn_once_with_a_reason(desk, party, loan):
    made = record_promise(desk, party, PROMISE, [loan]).stored
    with pytest.raises(RuleViolation, match="reason_missing"):
        withdraw_promise(desk, made.id, " ")
    withdraw_promise(desk, made.id, "记错")
    with pytest.raises(RuleViolation, match="promise_unknown"):
        withdraw_promise(desk, made.id, "记错")
