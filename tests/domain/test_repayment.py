"""A payment over several loans: to the fen, with its reasons, and found again in a ledger."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.allocation import InterestPart, clause_in, order_for
from desktop.domain.errors import RuleViolation
from desktop.domain.interest.reductions import ReportedSums
from desktop.domain.interest.simple import Book
from desktop.domain.limitation import EventKind
from desktop.domain.money import Money
from desktop.domain.repayment.kinds import RecoveryKind, RepaymentKind, event_of
from desktop.domain.repayment.matching import Expected, MatchCode, match
from desktop.domain.repayment.set_off import LoanDebt, set_off

DAY = date(2026, 10, 10)
LAW = order_for(900, None)
FEN = st.integers(0, 10**8)


def debt(loan_id="a", cost=120_00, on=1_00, off=4_879_00, principal=57_000_00, **changes):
    parts = (
        InterestPart(date(2026, 9, 30), Book.OFF_BALANCE, Money(off)),
        InterestPart(date(2026, 9, 30), Book.ON_BALANCE, Money(on)),
    )
    values = {
        "loan_id": loan_id,
        "loan_no": f"no-{loan_id}",
        "cost": Money(cost),
        "interest": parts,
        "principal": Money(principal),
        "due_on": date(2023, 7, 10),
        "due": True,
        "security_ratio": Decimal(0),
        "rate": Decimal("8.7"),
        "order": LAW,
    }
    return LoanDebt(**{**values, **changes})


def test_costs_then_on_balance_then_off_balance_interest_then_principal():
    (share,) = set_off([debt()], Money(5_100_00))
    assert [each.fen for each in (share.cost, share.on_balance, share.off_balance)] == [
        120_00,
        1_00,
        4_879_00,
    ]
    assert (share.principal, share.principal_after) == (Money(100_00), Money(56_900_00))
    assert share.order.article == "民法典第561条"


def test_a_clause_puts_the_principal_before_the_interest_but_not_before_the_costs():
    order = order_for(900, clause_in("逾期超90天先本后息"))
    (share,) = set_off([debt(order=order)], Money(1_000_00))
    assert (share.cost, share.interest, share.principal) == (Money(120_00), Money(0), Money(880_00))
    assert share.order.must_print_on_receipt


def test_what_the_debtor_names_comes_first_and_the_rest_goes_by_the_law():
    unsecured, secured = debt("a"), debt("b", security_ratio=Decimal(1))
    third = debt("c", due=False)
    shares = set_off([unsecured, secured, third], Money(62_001_00), ["b"])
    assert [share.total.fen for share in shares] == [1_00, 62_000_00, 0]
    assert "指定" in shares[1].why_loan
    assert "缺乏担保" in shares[0].why_loan and "第560条第2款" in shares[0].why_loan
    assert shares[2].why_loan == ""


def test_an_amount_above_the_debt_is_refused_with_the_most_that_can_be_taken():
    with pytest.raises(RuleViolation) as caught:
        set_off([debt(), debt("b")], Money(2 * 62_000_00 + 1))
    assert (caught.value.code, caught.value.params["most"]) == ("payment_above_debt", "124,000.00")
    assert sum(each.total.fen for each in set_off([debt(), debt("b")], Money(124_000_00))) == (
        124_000_00
    )


@pytest.mark.parametrize("amount", [0, -1])
def test_nothing_and_less_is_no_payment(amount):
    with pytest.raises(RuleViolation, match="payment_not_positive"):
        set_off([debt()], Money(amount))


def test_a_loan_that_is_not_his_cannot_be_named():
    with pytest.raises(RuleViolation, match="debt_unknown"):
        set_off([debt()], Money(1), ["z"])


@st.composite
def debts(draw):
    count = draw(st.integers(1, 4))
    return [
        debt(
            f"loan-{number}",
            *(draw(FEN) for _ in range(4)),
            due=draw(st.booleans()),
            security_ratio=Decimal(draw(st.integers(0, 1))),
            due_on=draw(st.dates(date(1990, 1, 1), date(2030, 1, 1))),
            order=order_for(900, clause_in(draw(st.sampled_from(["", "先本后息"])))),
        )
        for number in range(count)
    ]


@given(debts(), st.data())
def test_the_shares_make_the_payment_and_none_is_negative_or_above_its_debt(owed, data):
    most = sum(each.total.fen for each in owed)
    if not most:
        return
    payment = data.draw(st.integers(1, most))
    named = data.draw(st.lists(st.sampled_from([each.loan_id for each in owed]), unique=True))
    shares = set_off(owed, Money(payment), named)
    assert sum(share.total.fen for share in shares) == payment
    for share, each in zip(shares, owed, strict=True):
        assert Money(0) <= share.cost <= each.cost
        assert Money(0) <= share.interest <= each.owed.interest
        assert Money(0) <= share.principal <= each.principal
        assert share.principal + share.principal_after == each.principal
        assert bool(share.total.fen) <= bool(share.why_loan)


def test_cash_and_conversion_are_told_apart():
    conversions = [kind for kind in RepaymentKind if kind.recovery is RecoveryKind.CONVERSION]
    assert conversions == [RepaymentKind.ASSET]


def test_only_what_the_debtor_pays_himself_is_his_consent():
    assert event_of(RepaymentKind.CASH, True) is EventKind.PART_PAYMENT
    assert event_of(RepaymentKind.CASH, False) is None
    assert event_of(RepaymentKind.SUBSIDY, True) is EventKind.AUTH_DEDUCTION
    assert event_of(RepaymentKind.GUARANTOR, True) is None
    assert event_of(RepaymentKind.COURT, True) is None


BEFORE = ReportedSums(1_000_000, 0, 50_000)
FIRST = Expected("first", DAY, 100_000, 2_000)
SECOND = Expected("second", date(2026, 10, 20), 30_000, 0)


@pytest.mark.parametrize(
    ("after", "found"),
    [
        (ReportedSums(870_000, 0, 49_000), ["confirmed", "confirmed"]),
        (ReportedSums(900_000, 0, 49_000), ["confirmed", "not_booked"]),
        (ReportedSums(1_000_000, 0, 51_000), ["not_booked", "not_booked"]),
        (ReportedSums(898_000, 0, 49_000), ["principal_differs", "principal_differs"]),
        (ReportedSums(870_000, 0, 51_000), ["interest_differs", "interest_differs"]),
    ],
)
def test_a_newer_ledger_confirms_by_loan_date_and_amount(after, found):
    codes = match([SECOND, FIRST], BEFORE, after, 1_000)
    assert [codes["first"], codes["second"]] == [MatchCode(each) for each in found]


def test_interest_alone_is_confirmed_only_where_the_ledgers_interest_fell():
    paid = replace(FIRST, principal=0, interest=20_000)
    booked, grown = ReportedSums(1_000_000, 0, 31_000), ReportedSums(1_000_000, 0, 51_000)
    assert match([paid], BEFORE, booked, 1_000) == {"first": MatchCode.CONFIRMED}
    assert match([paid], BEFORE, grown, 1_000) == {"first": MatchCode.NOT_BOOKED}


def test_interest_that_fell_to_nought_is_confirmed_though_the_ledger_before_stood_still():
    paid = replace(FIRST, interest=53_919)  # 3,919 of it had formed and stood in no ledger yet
    rest = [(0, MatchCode.CONFIRMED), (50_000, MatchCode.INTEREST_DIFFERS)]
    for left, code in rest:
        after = ReportedSums(900_000, 0, left)
        assert match([paid], BEFORE, after, 150) == {"first": code}
