from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import RuleViolation
from desktop.domain.estate import heir_liability
from desktop.domain.extension import check_extension
from desktop.domain.foreclosed import AssetKind, asset_action, dispose_by, read_asset_kind
from desktop.domain.money import Money

TODAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("term", "most"), [(1, 1), (12, 12), (13, Decimal("6.5")), (60, 30), (61, 36), (120, 36)]
)
def test_an_extension_is_as_long_as_its_bracket_allows(term, most):
    assert check_extension(term, 1, TODAY).most_months == most
    assert check_extension(term, int(most), TODAY).allowed
    assert not check_extension(term, int(most) + 1, TODAY).allowed


@pytest.mark.parametrize(("term", "extension"), [(0, 1), (12, 0), (-1, 1)])
def test_a_term_of_no_month_is_refused(term, extension):
    with pytest.raises(RuleViolation, match="term_not_positive"):
        check_extension(term, extension, TODAY)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("不动产", date(2026, 2, 28)),
        ("股权", date(2026, 2, 28)),
        ("其他权利", date(2026, 2, 28)),
        ("动产", date(2025, 2, 28)),
    ],
)
def test_an_asset_must_be_sold_in_time(text, last):
    assert dispose_by(read_asset_kind(text), date(2024, 2, 29)) == last


def test_a_right_must_be_sold_while_it_is_valid():
    taken = date(2024, 1, 1)
    assert dispose_by(AssetKind.OTHER_RIGHTS, taken, date(2024, 6, 1)) == date(2024, 6, 1)
    with pytest.raises(RuleViolation, match="right_already_ended"):
        dispose_by(AssetKind.OTHER_RIGHTS, taken, date(2023, 6, 1))


def test_what_no_rule_names_goes_to_a_person():
    assert read_asset_kind("").code == "asset_kind_unknown"
    assert asset_action("赠送").code == "asset_action_unknown"
    assert asset_action("转自用").unless == "按新购固定资产办理购建审批"
    assert asset_action("公开拍卖").allowed


def owes(debt, estate, renounced=False, voluntary=0):
    return heir_liability(Money(debt), Money(estate), renounced, Money(voluntary))


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_an_heir_never_owes_more_than_the_estate_or_the_debt(debt, estate):
    most = owes(debt, estate).most.fen
    assert most in (debt, estate)
    assert most <= debt
    assert most <= estate


def test_who_renounces_owes_nothing_unless_he_took_something():
    assert owes(5700, 0, renounced=True).most == Money(0)
    assert owes(5700, 0, renounced=True).needs_person == ()
    doubtful = owes(5700, 100, renounced=True)
    assert [each.code for each in doubtful.needs_person] == ["renounced_but_received"]


def test_what_is_paid_beyond_the_estate_is_voluntary_and_signed_for():
    assert owes(5700, 0, voluntary=5700).statement_needed
    assert not owes(5700, 3000, voluntary=3000).statement_needed
    with pytest.raises(RuleViolation, match="voluntary_above_debt"):
        owes(5700, 3000, voluntary=5701)
    with pytest.raises(RuleViolation, match="amount_below_zero"):
        owes(-1, 0)
