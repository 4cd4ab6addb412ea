"""What Today and the dossier tell of agreements and promises."""

from datetime import date

import pytest

from desktop.domain.money import Money
from desktop.domain.promises import Promise
from desktop.services.dossier import dossier
from desktop.services.promises import record_promise, withdraw_promise
from desktop.services.today import today_board
from tests.people import employ
from tests.signed_agreements import made, pay, signed

TODAY = date(2026, 10, 10)


@pytest.fixture
def loans(desk, party):
    employ(desk)
    with desk.store.read() as queries:
        return [queries.loan_by_no(each).id for each in ("4321001", "4321002")]


def told(desk, day):
    wanted = ("instalments", "agreements", "promises")
    lines = today_board(desk, day).lines
    return {each.kind: each.nearest_title for each in lines if each.kind.startswith(wanted)}


def test_today_tells_which_plan_waits_is_due_or_was_missed(desk, party, loans):
    made(desk, party, loans[1:])
    assert told(desk, TODAY) == {"agreements_unsigned": "2026-11-30  周田生"}
    signed(desk, party, loans[:1])
    assert "instalments_due" not in told(desk, date(2026, 11, 22))
    assert told(desk, date(2026, 11, 23))["instalments_due"] == "2026-11-30  周田生"
    assert told(desk, date(2026, 12, 1))["instalments_missed"] == "2026-11-30  周田生"
    pay(desk, party, date(2026, 12, 1), (loans[0], 1_000_000))
    assert "instalments_missed" not in told(desk, date(2026, 12, 2))


def test_today_tells_promises_that_are_near_and_lately_broken_ones(desk, party, loans):
    promise = Promise(TODAY, date(2026, 10, 31), Money(500_00))
    record_promise(desk, party, promise, loans[:1])
    assert told(desk, date(2026, 10, 23)) == {}
    assert told(desk, date(2026, 10, 24)) == {"promises_due": "2026-10-31  周田生"}
    assert told(desk, date(2026, 11, 1)) == {"promises_broken": "2026-10-31  周田生"}
    assert told(desk, date(2026, 12, 1)) == {}


def test_a_dossier_holds_every_version_and_the_promises_that_stand(desk, party, loans):
    first = signed(desk, party, loans)
    second = made(desk, party, loans, first, instalments="6")
    kept = record_promise(desk, party, Promise(TODAY, TODAY, Money(1)), loans[:1]).stored
    wrong = record_promise(desk, party, Promise(TODAY, TODAY, Money(2)), loans[:1]).stored
    withdraw_promise(desk, wrong.id, "记错人")
    shown = dossier(desk, party, TODAY)
    assert [each.agreement.serial for each in shown.agreements] == [second, first]
    assert [each.stored.id for each in shown.promises] == [kept.id]
