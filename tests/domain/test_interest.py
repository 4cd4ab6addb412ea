from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.interest import InterestBasis, annual_percent, interest_to
from desktop.domain.interest.reductions import Reduction, ReductionKind, ReportedSums, reduced_by
from desktop.domain.ledger import RateUnit
from desktop.domain.money import Money
from desktop.domain.policy import DEFAULT_POLICY, Dated
from desktop.domain.policy.interest import FirstPenaltyDay

REPORTED = date(2026, 9, 30)


def basis(**changes):
    values = {
        "principal": Money(1_000_000),
        "on_balance": Money(1_00),
        "off_balance": Money(200_00),
        "reported_on": REPORTED,
        "disbursed_on": date(2019, 2, 12),
        "due_on": date(2021, 2, 12),
        "rate": Decimal("7.25"),
        "rate_unit": RateUnit.MONTHLY_PERMILLE,
    }
    return InterestBasis(**{**values, **changes})


def test_an_overdue_loan_bears_the_uplifted_rate_from_the_ledgers_day_on():
    answer = interest_to(basis(), date(2026, 10, 10))
    # 10,000.00 yuan x 7.25 per mille / 30 x 1.3 x 10 days
    assert answer.rows[-1].days == 10
    assert answer.rows[-1].amount == Money(3142)
    assert answer.total == Money(1_00 + 200_00 + 3142)


def test_a_loan_made_before_2004_bears_the_flat_daily_rate():
    answer = interest_to(basis(disbursed_on=date(1998, 1, 1)), date(2026, 10, 10))
    assert answer.rows[-1].amount == Money(2100)
    assert answer.rows[-1].source == "银发〔1999〕192号"


def test_interest_splits_at_the_due_date():
    answer = interest_to(basis(due_on=date(2026, 10, 5)), date(2026, 10, 10))
    assert [(row.label, row.days) for row in answer.rows[2:]] == [("期内利息", 5), ("逾期利息", 5)]


def test_a_day_at_or_before_the_report_adds_nothing():
    assert interest_to(basis(), REPORTED).total == Money(201_00)
    assert interest_to(basis(), date(2026, 1, 1)).total == Money(201_00)


def test_without_a_rate_the_reported_interest_stands():
    assert interest_to(basis(rate=None), date(2026, 12, 31)).total == Money(201_00)


def test_annual_percent_and_monthly_permille_are_the_same_rate():
    annual = basis(rate=Decimal("8.7"), rate_unit=RateUnit.ANNUAL_PERCENT)
    assert annual_percent(Decimal("7.25"), RateUnit.MONTHLY_PERMILLE) == Decimal("8.7")
    until = date(2027, 9, 30)
    assert interest_to(annual, until).total == interest_to(basis(), until).total


@given(st.dates(REPORTED, date(2040, 1, 1)), st.integers(0, 400))
def test_interest_grows_with_time(until, days):
    later = date.fromordinal(until.toordinal() + days)
    assert interest_to(basis(), until).total <= interest_to(basis(), later).total


def test_an_estimate_says_what_it_stands_on_and_what_needs_a_person():
    made = interest_to(basis(), date(2026, 10, 10))
    assert made.reported_on == REPORTED
    assert str(REPORTED) in made.words
    assert made.findings == ()
    assert [each.code for each in interest_to(basis(rate=None), REPORTED).findings] == [
        "rate_missing"
    ]
    dear = interest_to(basis(rate=Decimal(100)), date(2026, 10, 10))
    assert [each.code for each in dear.findings] == ["rate_improbable", "interest_above_ceiling"]


def test_the_estimate_honours_the_first_penalty_day():
    later = (Dated(date(1987, 1, 1), FirstPenaltyDay.DAY_AFTER, "另一口径"),)
    tables = replace(DEFAULT_POLICY.interest, first_penalty_day=later)
    policy = replace(DEFAULT_POLICY, interest=tables)
    made = interest_to(basis(due_on=date(2026, 10, 5)), date(2026, 10, 10), policy)
    assert [row.days for row in made.rows[2:]] == [6, 4]


def reduction(on, principal=0, on_balance=0, off_balance=0, **changes):
    return Reduction(on, *map(Money, (principal, on_balance, off_balance)), **changes)


def test_principal_repaid_on_a_day_bears_no_interest_from_that_day_on():
    paid = reduction(date(2026, 10, 5), principal=400_000)
    answer = interest_to(basis(reductions=(paid,)), date(2026, 10, 10))
    assert [(row.days, row.base) for row in answer.rows[2:]] == [
        (5, Money(1_000_000)),
        (5, Money(600_000)),
    ]
    # 7.25 per mille / 30 x 1.3 for 5 days, each row rounded by itself (rule 3.9)
    assert [row.amount.fen for row in answer.rows[2:]] == [1571, 943]


def test_what_was_paid_on_the_day_itself_changes_nothing_that_had_formed():
    paid = reduction(date(2026, 10, 10), principal=1_000_000)
    before = interest_to(basis(), date(2026, 10, 10))
    assert interest_to(basis(reductions=(paid,)), date(2026, 10, 10)).total == before.total
    assert interest_to(basis(reductions=(paid,)), date(2026, 12, 10)).total == before.total


def test_interest_repaid_or_waived_stands_as_a_row_of_its_own():
    parts = (
        reduction(date(2026, 10, 5), on_balance=100, off_balance=1_000, ref="PA26-S0001"),
        reduction(date(2026, 10, 6), off_balance=500, kind=ReductionKind.RELIEF),
    )
    answer = interest_to(basis(reductions=parts), date(2026, 10, 10))
    assert [(row.label, row.amount.fen, row.source) for row in answer.rows[-2:]] == [
        ("暂收还息", -1_100, "PA26-S0001"),
        ("已批减免息", -500, ""),
    ]
    assert answer.total.fen == interest_to(basis(), date(2026, 10, 10)).total.fen - 1_600


def test_a_day_before_a_repayment_does_not_know_of_it():
    paid = reduction(date(2026, 10, 5), principal=400_000, off_balance=1_000)
    answer = interest_to(basis(reductions=(paid,)), date(2026, 10, 4))
    assert answer == interest_to(basis(), date(2026, 10, 4))


DAYS = st.dates(date(2026, 9, 1), date(2027, 3, 1))


@given(
    st.lists(st.tuples(DAYS, *[st.integers(0, 400_000)] * 3), max_size=4),
    st.lists(DAYS, min_size=2, max_size=2),
)
def test_reductions_never_turn_interest_negative_and_lower_no_report_below_nought(paid, days):
    parts = tuple(reduction(*each) for each in paid)
    assert all(interest_to(basis(reductions=parts), day).total.fen >= 0 for day in days)
    reported = ReportedSums(1_000_000, 1_00, 200_00)
    reduced = reduced_by(reported, REPORTED, parts)
    assert all(0 <= part <= whole for part, whole in zip(reduced, reported, strict=True))


def test_interest_formed_after_the_report_lowers_no_figure_of_it_until_a_later_report():
    parts = [reduction(date(2026, 10, 5), on_balance=500, off_balance=200_00)]
    assert reduced_by(ReportedSums(0, 0, 200_00), REPORTED, parts) == (0, 0, 200_00)
    assert reduced_by(ReportedSums(0, 0, 300_00), REPORTED, parts) == (0, 0, 200_00)
    assert reduced_by(ReportedSums(0, 0, 300_00), date(2026, 10, 31), parts) == (0, 0, 205_00)
