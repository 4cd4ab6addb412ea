"""Two programs on one file, two tellers, the same money: it is booked once."""

import threading
from datetime import date

import pytest

from desktop.bootstrap import build
from desktop.domain.errors import RuleViolation
from desktop.domain.permissions import Role
from desktop.services.progress import NoProgress
from desktop.services.repayments.payments import Payment
from desktop.services.repayments.quoting import quote, repayments_of
from desktop.services.repayments.requests import record
from desktop.services.verify import verify
from tests.people import at_desk, employ
from tests.services.conftest import KEY

TODAY = date(2026, 10, 10)


@pytest.fixture
def counters(desk, database, clock, ledger, take_in):
    """Two tellers, each at a program of his own on the same file."""
    take_in(ledger.row("A1"), ledger.row("A2", balance_fen=500_000))
    employ(desk)
    with build(database, KEY, clock=clock) as other:
        yield [at_desk(desk, Role.TELLER), at_desk(other.desk, Role.TELLER, "teller-2")]


def at_once(*acts):
    """Do things at the same moment, each in a thread, and return what came of them."""
    outcomes = [None] * len(acts)
    start = threading.Barrier(len(acts))

    def do(number, act):
        start.wait()
        try:
            outcomes[number] = act()
        except RuleViolation as error:
            outcomes[number] = error.code

    threads = [threading.Thread(target=do, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.parametrize(
    ("amounts", "code"),
    [((20_000, 20_000), "repayment_twice"), ((20_000, 30_000), "figures_changed")],
)
def test_of_two_at_once_one_is_booked_and_the_other_is_told(counters, amounts, code):
    with counters[0].store.read() as queries:
        party = queries.loan_by_no("A1").borrower_id
    payments = [Payment(party, amount, TODAY) for amount in amounts]
    tokens = [quote(desk, each).token for desk, each in zip(counters, payments, strict=True)]
    outcomes = at_once(
        *(
            lambda desk=desk, payment=payment, token=token: record(desk, payment, token)
            for desk, payment, token in zip(counters, payments, tokens, strict=True)
        )
    )
    assert code in outcomes
    (booked,) = repayments_of(counters[1], party)
    (made,) = [each.repayment for each in outcomes if each != code]
    assert booked == made
    assert verify(counters[0], NoProgress()) == []


def test_many_payments_from_both_counters_lose_and_double_nothing(counters):
    with counters[0].store.read() as queries:
        party = queries.loan_by_no("A1").borrower_id

    def pay_ten(desk):
        done = 0
        while done < 10:
            payment = Payment(party, 1_001, TODAY)
            try:
                record(desk, payment, quote(desk, payment).token, again=True)
                done += 1
            except RuleViolation as error:
                assert error.code == "figures_changed"
        return done

    assert at_once(*(lambda desk=desk: pay_ten(desk) for desk in counters)) == [10, 10]
    booked = repayments_of(counters[0], party)
    assert sum(each.amount_fen for each in booked) == 20 * 1_001
    numbers = sorted(each.receipt.split("-")[1] for each in booked)
    assert numbers == [f"S{number:04d}" for number in range(1, 21)]
    assert verify(counters[1], NoProgress()) == []
