from datetime import date

import pytest

from desktop.domain.contact_book import (
    Contact,
    ContactChoice,
    ContactSource,
    ReachKind,
    check_contact,
    in_use,
)
from desktop.domain.errors import RuleViolation

TODAY = date(2026, 10, 10)


def address(value, day, source=ContactSource.RELATIVE, in_writing=False):
    return Contact(ReachKind.ADDRESS, value, source, day, in_writing)


LEDGER = address("金明村3组", date(2024, 1, 31), ContactSource.LEDGER)
NEWER = address("县城建设路1号", date(2026, 5, 1))
SIGNED = address("金明村5组", date(2025, 3, 1), ContactSource.DEBTOR, in_writing=True)


@pytest.mark.parametrize(
    ("known", "used", "why"),
    [
        ([LEDGER], LEDGER, ContactChoice.ONLY),
        ([NEWER, LEDGER], NEWER, ContactChoice.NEWEST),
        ([LEDGER, SIGNED, NEWER], SIGNED, ContactChoice.CONFIRMED),
    ],
)
def test_what_was_confirmed_in_writing_comes_first_then_what_is_newest(known, used, why):
    assert in_use(known, ReachKind.ADDRESS) == (used, why)


def test_of_one_day_the_one_entered_later_is_used():
    other = address("县城建设路2号", NEWER.learned_on)
    assert in_use([NEWER, other], ReachKind.ADDRESS)[0] is other
    assert in_use([other, NEWER], ReachKind.ADDRESS)[0] is NEWER


def test_an_address_is_no_phone():
    assert in_use([LEDGER], ReachKind.PHONE) == (None, None)


@pytest.mark.parametrize(
    ("contact", "code"),
    [
        (address(" ", TODAY), "field_missing"),
        (address("某处", date(2026, 10, 11)), "contact_in_future"),
        (LEDGER, "contact_of_ledger"),
        (address("某处", TODAY, in_writing=True), "contact_not_his"),
        (
            Contact(ReachKind.PHONE, "0000-00", ContactSource.DEBTOR, TODAY),
            "phone_too_short",
        ),
    ],
)
def test_what_is_no_contact_is_refused_with_its_reason(contact, code):
    with pytest.raises(RuleViolation) as refused:
        check_contact(contact, TODAY)
    assert refused.value.code == code


def test_a_contract_may_name_an_address_in_writing():
    check_contact(address("某处", TODAY, ContactSource.CONTRACT, in_writing=True), TODAY)
