from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest

from desktop.domain.contact import (
    HEAT_PLAN,
    ContactKind,
    ContactParty,
    ContactPlan,
    ContactReason,
    check_contact,
    heat_plan,
)
from desktop.domain.policy import DEFAULT_POLICY

TODAY = date(2026, 3, 1)
CALL = ContactPlan(ContactKind.CALL, at=time(10))
VISIT = ContactPlan(ContactKind.VISIT, at=time(10), staff=2)
ASKING = replace(
    CALL,
    party=ContactParty.THIRD_PERSON,
    debtor_unreachable=True,
    only_asks_or_relays=True,
)


@pytest.mark.parametrize(
    ("at", "allowed"),
    [
        (time(7, 59), False),
        (time(8), True),
        (time(21, 59), True),
        (time(22), False),
        (time(0), False),
    ],
)
def test_the_night_begins_at_ten_and_ends_at_eight(at, allowed):
    answer = check_contact(replace(CALL, at=at), TODAY)
    assert answer.allowed is allowed
    assert (answer.reason is ContactReason.QUIET_HOURS) is not allowed


def test_the_debtors_own_wish_opens_the_night():
    answer = check_contact(replace(CALL, at=time(22, 30), consent=True), TODAY)
    assert (answer.allowed, answer.reason) == (True, ContactReason.DEBTOR_REQUESTED)
    assert check_contact(replace(CALL, consent=True), TODAY).reason is None


def test_the_seventh_attempt_is_one_too_many():
    assert check_contact(replace(CALL, attempts_today=5), TODAY).allowed
    barred = check_contact(replace(CALL, attempts_today=6), TODAY)
    assert barred.reason is ContactReason.DAILY_CAP


def test_a_visit_takes_two_and_their_names():
    assert check_contact(VISIT, TODAY).allowed
    alone = check_contact(replace(VISIT, staff=1), TODAY)
    assert alone.reason is ContactReason.TWO_PERSON_RULE
    unnamed = check_contact(replace(VISIT, staff=None), TODAY)
    assert [each.code for each in unnamed.needs_person] == ["visit_staff_unknown"]


@pytest.mark.parametrize("party", sorted(set(ContactParty) - {ContactParty.THIRD_PERSON}))
def test_who_answers_for_the_debt_may_be_spoken_to(party):
    assert check_contact(replace(CALL, party=party), TODAY).allowed


def test_a_third_person_may_only_be_asked_for_a_missing_debtor():
    answer = check_contact(ASKING, TODAY)
    assert (answer.allowed, answer.log_required) == (True, True)
    for change in (
        {"debtor_unreachable": False},
        {"only_asks_or_relays": False},
        {"tells_debt": True},
    ):
        barred = check_contact(replace(ASKING, **change), TODAY)
        assert barred.reason is ContactReason.THIRD_PARTY


def test_nothing_is_ever_posted_in_public():
    answer = check_contact(ContactPlan(ContactKind.PUBLIC_POSTER), TODAY)
    assert answer.reason is ContactReason.PUBLIC_POSTING


def test_every_bar_is_named():
    answer = check_contact(replace(VISIT, at=time(23), staff=1, attempts_today=6), TODAY)
    assert answer.reasons == (
        ContactReason.QUIET_HOURS,
        ContactReason.TWO_PERSON_RULE,
        ContactReason.DAILY_CAP,
    )


@pytest.mark.parametrize("reason", ContactReason)
def test_every_reason_has_words_and_a_source(reason):
    assert reason.words
    assert reason.article


def test_above_thirty_eight_degrees_the_afternoon_is_for_papers():
    assert heat_plan(Decimal("38.5"), True, TODAY, DEFAULT_POLICY) == HEAT_PLAN
    assert heat_plan(Decimal(38), True, TODAY, DEFAULT_POLICY) == ""
    assert heat_plan(Decimal(40), False, TODAY, DEFAULT_POLICY) == ""
