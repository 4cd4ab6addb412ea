from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.classification import (
    ClassFlag,
    DebtorShares,
    better_than_allowed,
    class_floor,
)
from desktop.domain.findings import NeedsPerson
from desktop.domain.five_class import FiveClass, read_five_class
from desktop.domain.legacy_class import LegacyClass, legacy_class

DUE = date(2024, 1, 1)


def floor_after(days, *flags, shares=None):
    return class_floor(DUE, DUE + timedelta(days=days), flags, shares)


@pytest.mark.parametrize(
    ("days", "answer"),
    [
        (-5, FiveClass.NORMAL),
        (0, FiveClass.NORMAL),
        (1, FiveClass.SPECIAL_MENTION),
        (90, FiveClass.SPECIAL_MENTION),
        (91, FiveClass.SUBSTANDARD),
        (270, FiveClass.SUBSTANDARD),
        (271, FiveClass.DOUBTFUL),
        (360, FiveClass.DOUBTFUL),
        (361, FiveClass.LOSS),
    ],
)
def test_a_limit_belongs_to_the_better_class(days, answer):
    floor = floor_after(days)
    assert floor.at_least is answer
    assert floor.days_overdue == max(0, days)


def test_before_2023_only_ninety_days_are_certain():
    floor = class_floor(date(2020, 1, 1), date(2022, 1, 1))
    assert floor.at_least is FiveClass.SUBSTANDARD
    assert "2007" in floor.steps[0].article


def test_a_technical_delay_is_excused_for_seven_days():
    assert floor_after(7, ClassFlag.TECHNICAL).at_least is FiveClass.NORMAL
    assert "技术性" in floor_after(7, ClassFlag.TECHNICAL).steps[0].words
    assert floor_after(8, ClassFlag.TECHNICAL).at_least is FiveClass.SPECIAL_MENTION


@pytest.mark.parametrize(
    ("flag", "answer"),
    [
        (ClassFlag.NEW_FOR_OLD, FiveClass.SPECIAL_MENTION),
        (ClassFlag.PURPOSE_CHANGED, FiveClass.SPECIAL_MENTION),
        (ClassFlag.RESTRUCTURED, FiveClass.SPECIAL_MENTION),
        (ClassFlag.IMPAIRED, FiveClass.SUBSTANDARD),
        (ClassFlag.EVASION, FiveClass.DOUBTFUL),
        (ClassFlag.BANKRUPTCY_LIQUIDATION, FiveClass.LOSS),
    ],
)
def test_a_flag_sets_a_floor_that_good_days_do_not_lift(flag, answer):
    floor = floor_after(0, flag)
    assert floor.at_least is answer
    assert floor.steps[-1].words.endswith(f"至少{answer.label}")


def test_a_qualifying_renewal_is_not_new_for_old():
    floor = floor_after(0, ClassFlag.NEW_FOR_OLD, ClassFlag.QUALIFYING_RENEWAL)
    assert floor.at_least is FiveClass.NORMAL
    assert "续贷" in floor.steps[-1].words


@pytest.mark.parametrize(
    ("shares", "answer"),
    [
        (DebtorShares(overdue_everywhere=Decimal(20)), FiveClass.NORMAL),
        (DebtorShares(overdue_everywhere=Decimal("20.01")), FiveClass.SUBSTANDARD),
        (DebtorShares(npl_here=Decimal(10), retail=False), FiveClass.NORMAL),
        (DebtorShares(npl_here=Decimal("10.01"), retail=False), FiveClass.SUBSTANDARD),
        (DebtorShares(npl_here=Decimal("10.01"), retail=True), FiveClass.NORMAL),
        (DebtorShares(expected_loss=Decimal("49.99")), FiveClass.NORMAL),
        (DebtorShares(expected_loss=Decimal(50)), FiveClass.DOUBTFUL),
        (DebtorShares(expected_loss=Decimal(90)), FiveClass.LOSS),
    ],
)
def test_a_debtors_other_debts_count(shares, answer):
    assert floor_after(0, shares=shares).at_least is answer


def test_who_the_debtor_is_must_be_known_before_all_his_debt_is_called_bad():
    floor = floor_after(0, shares=DebtorShares(npl_here=Decimal(50)))
    assert [each.code for each in floor.needs_person] == ["debtor_kind_unknown"]


def test_without_a_due_date_a_person_is_asked_and_only_flags_count():
    silent = class_floor(None, DUE)
    assert (silent.at_least, silent.days_overdue, silent.steps) == (None, None, ())
    assert [each.code for each in silent.needs_person] == ["due_date_unknown"]
    assert class_floor(None, DUE, [ClassFlag.EVASION]).at_least is FiveClass.DOUBTFUL


@given(
    st.integers(0, 4000),
    st.integers(0, 4000),
    st.frozensets(st.sampled_from(ClassFlag), max_size=4),
)
def test_more_days_never_make_a_better_class(days, more, flags):
    assert floor_after(days + more, *flags).at_least >= floor_after(days, *flags).at_least


@given(st.integers(0, 4000), st.frozensets(st.sampled_from(ClassFlag)))
def test_the_reasons_carry_the_answer(days, flags):
    floor = floor_after(days, *flags)
    assert max(step.floor for step in floor.steps) == floor.at_least


@pytest.mark.parametrize("text", ["次级", "次级类", " 3-次级 ", "次级贷款"])
def test_a_class_is_read_as_ledgers_write_it(text):
    assert read_five_class(text) is FiveClass.SUBSTANDARD


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "five_class_missing"),
        ("  ", "five_class_missing"),
        ("逾期", "five_class_unknown"),
        ("3", "five_class_unknown"),
        ("关注/次级", "five_class_unknown"),
    ],
)
def test_a_class_that_cannot_be_read_is_a_finding(text, code):
    found = read_five_class(text)
    assert isinstance(found, NeedsPerson)
    assert found.code == code


def test_a_ledger_class_better_than_the_rule_is_a_finding_with_its_reason():
    found = better_than_allowed("关注", floor_after(91))
    assert found is not None
    assert found.code == "class_better_than_rule"
    assert "逾期 91 天，至少次级" in found.words
    assert better_than_allowed("次级", floor_after(91)) is None
    assert better_than_allowed("损失", floor_after(91)) is None
    assert better_than_allowed("", floor_after(91)).code == "five_class_missing"
    assert better_than_allowed("正常", class_floor(None, DUE)) is None


@pytest.mark.parametrize(
    ("due", "as_of", "label"),
    [
        (date(1993, 6, 30), date(1996, 6, 29), "逾期"),
        (date(1993, 6, 30), date(1996, 6, 30), "呆滞"),
        (date(1997, 12, 31), date(1999, 12, 30), "逾期"),
        (date(1997, 12, 31), date(1999, 12, 31), "呆滞"),
        (date(2001, 1, 1), date(2001, 6, 30), "逾期"),
        (date(2001, 1, 1), date(2001, 7, 1), "呆滞"),
        (date(2001, 1, 1), date(2001, 1, 1), "正常"),
    ],
)
def test_old_books_were_labelled_by_the_limits_of_their_time(due, as_of, label):
    assert legacy_class(due, as_of) == label


def test_a_bad_debt_is_only_what_was_recognised():
    assert legacy_class(date(1987, 1, 1), date(2000, 1, 1)) is LegacyClass.DOUBTFUL
    assert legacy_class(None, date(2000, 1, 1), recognised_bad=True) is LegacyClass.BAD
    assert legacy_class(None, date(2000, 1, 1)).code == "due_date_unknown"
