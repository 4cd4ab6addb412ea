"""The due date in force: a later agreement stands in the place of the first one."""

from datetime import date

import pytest

from desktop.domain.limitation import EventKind, LoanEvent, due_in_force

DUE = date(2023, 10, 13)
UNTIL = date(2028, 6, 30)


def agreed(kind=EventKind.REPAY_PLAN, on=date(2026, 5, 1), until=UNTIL):
    return LoanEvent(kind, on, until)


@pytest.mark.parametrize(
    "kind", [EventKind.REPAY_PLAN, EventKind.NEW_AGREEMENT, EventKind.EXTENSION_AGREED]
)
def test_what_was_agreed_stands_in_the_place_of_the_due_date(kind):
    assert due_in_force(DUE, [agreed(kind)]) == UNTIL


def test_a_loan_nobody_deferred_is_due_as_the_ledger_says():
    signed = LoanEvent(EventKind.SIGNED_NOTICE, date(2026, 5, 1))
    assert due_in_force(DUE, [signed]) == DUE
    assert due_in_force(None, []) is None


def test_the_latest_agreement_counts_and_one_without_a_day_sets_none():
    first, second = agreed(), agreed(on=date(2026, 8, 1), until=date(2027, 1, 31))
    assert due_in_force(DUE, [second, first]) == date(2027, 1, 31)
    assert due_in_force(DUE, [first, agreed(on=date(2026, 9, 1), until=None)]) == UNTIL


def test_an_acceleration_ends_only_an_earlier_agreement():
    accelerated = LoanEvent(EventKind.ACCELERATED, date(2026, 8, 1))
    assert due_in_force(DUE, [agreed(), accelerated]) == DUE
    assert due_in_force(DUE, [accelerated, agreed(on=date(2026, 9, 1))]) == UNTIL
