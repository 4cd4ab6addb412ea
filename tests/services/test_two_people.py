"""What is done at once is signed by two at the screen."""

from datetime import date

import pytest

from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.domain.permissions import Action, Role
from desktop.services.ledger import import_reading
from desktop.services.progress import NoProgress
from desktop.services.two_people import SecondPerson, possible_seconds
from desktop.ui.errors import explain
from tests.people import at_desk, employ


@pytest.fixture
def teller(desk):
    employ(desk)
    return at_desk(desk, Role.TELLER)


@pytest.fixture
def reading(ledger):
    return ledger.reading(ledger.row("L1"))


def take(desk, reading, second):
    return import_reading(desk, reading, NoProgress(), second=second)


def test_a_ledger_is_taken_in_by_two_who_are_both_named(teller, reading):
    take(teller, reading, SecondPerson("accountant", "accountant"))
    with teller.store.read() as queries:
        (entry,) = queries.journal_of_kind("ledger_imported")
    assert (entry.operator_id, entry.body["checker"]) == ("teller", "accountant")


@pytest.mark.parametrize(
    ("second", "failure", "code"),
    [
        (None, RuleViolation, "second_person_needed"),
        (SecondPerson("accountant", "guess"), ExpectedFailure, "wrong_password"),
        (SecondPerson("nobody", "x"), ExpectedFailure, "wrong_password"),
        (SecondPerson("credit_officer", "credit_officer"), RuleViolation, "not_permitted"),
    ],
)
def test_with_nobody_beside_him_a_teller_takes_no_ledger_in(teller, reading, second, failure, code):
    with pytest.raises(failure, match=code):
        take(teller, reading, second)
    with teller.store.read() as queries:
        assert queries.imports() == []


def test_nobody_is_written_down_as_refused_who_did_not_give_his_password(teller, reading):
    with pytest.raises(ExpectedFailure, match="wrong_password"):
        take(teller, reading, SecondPerson("credit_officer", "guess"))
    with teller.store.read() as queries:
        assert list(queries.journal_of_kind("act_refused")) == []


def test_who_may_not_sign_is_told_who_may(teller, reading):
    with pytest.raises(RuleViolation) as refused:
        take(teller, reading, SecondPerson("credit_officer", "credit_officer"))
    title, said = explain(refused.value)
    assert title == "没有办理"
    assert "信贷员不能办理" in said
    assert "委派会计、主任" in said


def test_a_database_without_users_asks_for_nobody(desk, reading):
    assert take(desk, reading, None).loans == 1


def test_those_who_may_sign_beside_him_are_offered(teller):
    found = [each.login for each in possible_seconds(teller, Action.EXCHANGE)]
    assert found == ["accountant", "manager"]


def test_a_ledger_of_the_next_month_needs_a_second_person_again(teller, ledger, reading):
    take(teller, reading, SecondPerson("manager", "manager"))
    later = ledger.reading(ledger.row("L1"), as_of=date(2026, 10, 8), name="next.xlsx")
    with pytest.raises(RuleViolation, match="second_person_needed"):
        take(teller, later, None)
