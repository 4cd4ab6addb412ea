"""How a branch stands with head office, read from what it keeps of the exchange."""

from datetime import date, timedelta

import pytest

from desktop.services.exchange.standing import LastExchange, standing
from desktop.services.exchange_ports import KeyState
from desktop.services.lists import frame
from tests import exchange_rows as made


@pytest.fixture
def keep(desk):
    """Store rows of the exchange as its use cases do."""

    def run(act):
        with desk.store.write() as uow:
            act(uow)
            uow.record("exchange", "x", {}, made.TODAY)
            uow.commit()

    return run


@pytest.fixture
def replica(desk):
    return standing(desk).place.replica_id


def test_a_branch_that_is_not_registered_is_owed_no_exchange(desk):
    seen = standing(desk)
    assert (seen.enrolment, seen.fingerprint, seen.taken) == (None, "", None)
    assert seen.last == frame(desk).exchange == LastExchange(None, False)


def test_packages_stand_beside_head_offices_answers(desk, keep, replica):
    one, two = made.sent(1, replica_id=replica), made.sent(2, replica_id=replica)
    keep(lambda uow: (uow.add_sent_package(one), uow.add_sent_package(two)))
    keep(lambda uow: uow.save_answers([made.answer(1)]))
    seen = standing(desk)
    assert [(each.package.number, each.answer) for each in seen.packages] == [
        (2, None),
        (1, made.answer(1)),
    ]
    assert not seen.is_anew


def test_the_own_fingerprint_is_that_of_the_keys_in_use(desk, keep):
    keep(lambda uow: uow.save_keys(made.keys("old", KeyState.OLD)))
    keep(lambda uow: uow.save_keys(made.keys("now")))
    assert standing(desk).fingerprint == "print-now"


def test_after_a_restore_the_exchange_comes_first_until_a_return_is_in(desk, keep, replica):
    keep(lambda uow: uow.add_sent_package(made.sent(1, replica_id="before")))
    assert standing(desk).is_anew
    keep(lambda uow: uow.add_taken_return(made.taken(1, replica_id="before")))
    assert standing(desk).is_anew and standing(desk).taken is None
    keep(lambda uow: uow.add_taken_return(made.taken(2, replica_id=replica)))
    seen = standing(desk)
    assert (seen.is_anew, seen.taken.number) == (False, 2)


@pytest.mark.parametrize(("days", "is_due"), [(35, False), (36, True)])
def test_an_exchange_is_due_after_as_long_as_a_ledger_may_be_old(desk, keep, days, is_due):
    on = desk.clock.today() - timedelta(days)
    keep(lambda uow: uow.save_enrolment(made.enrolment(enrolled_on=on)))
    assert standing(desk).last == LastExchange(on, is_due)
    back = made.NOW.replace(year=2026, month=1, day=2)
    keep(lambda uow: uow.add_taken_return(made.taken(taken_at=back)))
    assert frame(desk).exchange == LastExchange(date(2026, 1, 2), True)
