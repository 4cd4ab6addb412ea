import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.allocation import (
    AllocationOrder,
    Debt,
    InterestPart,
    Owed,
    PrincipalFirstClause,
    allocate,
    allocate_debts,
    allocate_interest,
    clause_in,
    order_for,
)
from desktop.domain.errors import RuleViolation
from desktop.domain.interest.simple import Book
from desktop.domain.money import Money

_RULES = Path(__file__).parents[1] / "data" / "rules.json"
EXAMPLES = {
    each["id"]: each
    for each in json.loads(_RULES.read_text(encoding="utf-8"))["vectors"]
    if each["group"] == "allocation"
}
BOOKS = {"表内": Book.ON_BALANCE, "表外": Book.OFF_BALANCE}
FEN = st.integers(0, 10**9).map(Money)
PAID = st.integers(1, 10**9).map(Money)


def yuan(text):
    return Money(int(Decimal(text) * 100))


def of_keys(*keys):
    return [name for name, each in EXAMPLES.items() if set(keys) <= each["input"].keys()]


@pytest.mark.parametrize("name", of_keys("payment", "mode"))
def test_a_payment_is_set_off_as_the_example_says(name):
    given_, expected = EXAMPLES[name]["input"], EXAMPLES[name]["expected"]
    owed = Owed(*(yuan(given_[part]) for part in ("cost", "interest", "principal")))
    made = allocate(yuan(given_["payment"]), owed, AllocationOrder(given_["mode"]))
    assert {part: getattr(made, part) for part in expected} == {
        part: yuan(amount) for part, amount in expected.items()
    }


@pytest.mark.parametrize("name", of_keys("days_overdue"))
def test_the_order_is_chosen_as_the_example_says(name):
    given_, expected = EXAMPLES[name]["input"], EXAMPLES[name]["expected"]
    choice = order_for(given_["days_overdue"], clause_in(given_["contract_clause"]))
    assert choice.order == expected["mode"]
    assert choice.must_print_on_receipt == expected.get("must_print_on_receipt", False)


@pytest.mark.parametrize("name", of_keys("interest_parts"))
def test_parts_of_interest_are_paid_as_the_example_says(name):
    given_, expected = EXAMPLES[name]["input"], EXAMPLES[name]["expected"]
    parts = [
        InterestPart(date.fromisoformat(day), BOOKS[book], yuan(amount))
        for day, book, amount in given_["interest_parts"]
    ]
    applied, rest = allocate_interest(parts, yuan(given_["payment_to_interest"]))
    assert [(str(each.formed_on), each.book.label, each.amount) for each in applied] == [
        (day, book, yuan(amount)) for day, book, amount in expected["applied"]
    ]
    assert rest == Money(0)


@pytest.mark.parametrize("name", of_keys("debts"))
def test_several_debts_are_paid_as_the_example_says(name):
    given_, expected = EXAMPLES[name]["input"], EXAMPLES[name]["expected"]
    debts = [
        Debt(
            each["id"],
            yuan(each["amount"]),
            date.fromisoformat(each["due"]),
            each["due_passed"],
            Decimal(each["security_ratio"]),
            Decimal(each["rate"]),
        )
        for each in given_["debts"]
    ]
    made = allocate_debts(debts, yuan(given_["payment"]), given_["designated"])
    assert dict(made.paid) == {name: yuan(amount) for name, amount in expected.items()}


def test_principal_first_keeps_the_costs_first():
    owed = Owed(Money(100), Money(500), Money(1000))
    made = allocate(Money(900), owed, AllocationOrder.PRINCIPAL_FIRST)
    assert (made.cost, made.principal, made.interest, made.surplus) == (
        Money(100),
        Money(800),
        Money(0),
        Money(0),
    )
    assert AllocationOrder.PRINCIPAL_FIRST.label == "费用→本金→利息"
    assert AllocationOrder.CIVIL_561.label == "费用→利息→本金"


def test_a_clause_holds_only_beyond_its_days():
    clause = clause_in("逾期超90天先本后息")
    assert clause == PrincipalFirstClause(90)
    at_the_limit = order_for(90, clause)
    assert at_the_limit.order is AllocationOrder.CIVIL_561
    assert not at_the_limit.must_print_on_receipt
    beyond = order_for(91, clause)
    assert beyond.order is AllocationOrder.PRINCIPAL_FIRST
    assert beyond.article == "民法典第561条但书"
    assert "91天" in beyond.reason


def test_other_words_are_no_clause_and_a_clause_without_days_holds_from_the_first():
    assert clause_in("") is None
    assert clause_in("按季结息") is None
    assert clause_in("逾期先本后息") == PrincipalFirstClause(0)


@pytest.mark.parametrize("fen", [0, -1])
def test_a_payment_must_be_more_than_zero(fen):
    nothing = Owed(Money(0), Money(0), Money(0))
    for act in (
        lambda: allocate(Money(fen), nothing),
        lambda: allocate_interest([], Money(fen)),
        lambda: allocate_debts([], Money(fen)),
    ):
        with pytest.raises(RuleViolation) as refused:
            act()
        assert (refused.value.code, refused.value.field) == ("payment_not_positive", "payment")


@pytest.mark.parametrize("part", ["cost", "interest", "principal"])
def test_a_negative_debt_is_refused_by_name(part):
    values = {"cost": Money(0), "interest": Money(0), "principal": Money(0), part: Money(-1)}
    with pytest.raises(RuleViolation) as refused:
        allocate(Money(1), Owed(**values))
    assert (refused.value.code, refused.value.field) == ("amount_negative_owed", part)


def debt(name, **changes):
    values = {
        "amount": Money(1000),
        "due_on": date(2020, 1, 1),
        "due": True,
        "security_ratio": Decimal(0),
        "rate": Decimal(6),
    }
    return Debt(name, **{**values, **changes})


@pytest.mark.parametrize(
    "second",
    [{"due": False}, {"security_ratio": Decimal("0.1")}, {"rate": Decimal(5)},
     {"due_on": date(2020, 1, 2)}],
)  # fmt: skip
def test_each_step_of_the_law_decides_alone(second):
    for debts in ([debt("A"), debt("B", **second)], [debt("B", **second), debt("A")]):
        made = allocate_debts(debts, Money(600))
        assert dict(made.paid) == {"A": Money(600), "B": Money(0)}
        assert len(made.reasons) == 1
        assert "按债务比例" not in made.reasons[0]


def test_the_debtors_word_comes_before_the_law_and_the_rest_follows_it():
    made = allocate_debts([debt("A"), debt("B", due=False)], Money(1200), designated="B")
    assert dict(made.paid) == {"A": Money(200), "B": Money(1000)}
    assert made.reasons[0] == "B：债务人指定"


def test_left_over_fen_go_to_the_largest_remainders():
    made = allocate_debts([debt("A"), debt("B"), debt("C")], Money(100))
    assert dict(made.paid) == {"A": Money(34), "B": Money(33), "C": Money(33)}
    assert all("按债务比例" in reason for reason in made.reasons)
    uneven = allocate_debts([debt("A", amount=Money(1)), debt("B", amount=Money(2))], Money(2))
    assert dict(uneven.paid) == {"A": Money(1), "B": Money(1)}


def test_debts_listed_wrongly_are_refused():
    for debts, designated, code, field in (
        ([debt("A"), debt("A")], None, "debt_listed_twice", "debts"),
        ([debt("A")], "B", "debt_unknown", "designated"),
        ([debt("A", amount=Money(-1))], None, "amount_negative_owed", "debts"),
    ):
        with pytest.raises(RuleViolation) as refused:
            allocate_debts(debts, Money(1), designated)
        assert (refused.value.code, refused.value.field) == (code, field)


def test_a_negative_part_of_interest_is_refused():
    with pytest.raises(RuleViolation, match="amount_negative_owed") as refused:
        allocate_interest([InterestPart(date(2020, 1, 1), Book.ON_BALANCE, Money(-1))], Money(1))
    assert refused.value.field == "interest_parts"


@given(PAID, FEN, FEN, FEN, st.sampled_from(AllocationOrder))
def test_nothing_is_lost_and_nothing_turns_negative(payment, cost, interest, principal, order):
    made = allocate(payment, Owed(cost, interest, principal), order)
    parts = (made.cost, made.interest, made.principal, made.surplus)
    assert Money.total(parts) == payment
    assert min(parts) >= Money(0)
    assert (made.cost, made.interest, made.principal) <= (cost, interest, principal)
    owed = Money.total((cost, interest, principal))
    assert made.surplus == max(payment - owed, Money(0))


@given(PAID, st.lists(FEN, max_size=6), st.randoms())
def test_debts_are_paid_alike_in_whatever_order_they_stand(payment, amounts, chance):
    debts = [debt(str(number), amount=amount) for number, amount in enumerate(amounts)]
    made = allocate_debts(debts, payment)
    assert Money.total(paid for _, paid in made.paid) + made.surplus == payment
    for (_, paid), each in zip(made.paid, debts, strict=True):
        assert Money(0) <= paid <= each.amount
    chance.shuffle(debts)
    assert dict(allocate_debts(debts, payment).paid) == dict(made.paid)
