"""What a branch keeps of its exchange comes back as it was written."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.policy.codec import NamedRow
from desktop.domain.policy.dated import Dated
from desktop.services.exchange_ports import KeyState
from desktop.services.package_ports import PublicKeys
from tests import exchange_rows as made


@pytest.fixture
def work(store, filled):
    def run(act):
        with store.write() as uow:
            act(uow)
            uow.record("exchange", "x", {}, made.TODAY)
            uow.commit()
        with store.read() as queries:
            return queries

    return run


def asked(store, question):
    with store.read() as queries:
        return question(queries)


def test_keys_come_with_the_one_in_use_first_and_move_on(store, work):
    own, new = made.keys("a"), made.keys("b", KeyState.NEXT)
    work(lambda uow: (uow.save_keys(new), uow.save_keys(own)))
    assert asked(store, lambda q: q.own_keys()) == [own, new]
    old, in_use = replace(own, state=KeyState.OLD), replace(new, state=KeyState.OWN)
    work(lambda uow: (uow.save_keys(old), uow.save_keys(in_use)))
    assert asked(store, lambda q: q.own_keys()) == [in_use, old]


def test_an_enrolment_takes_the_place_of_the_one_before(store, work):
    assert asked(store, lambda q: q.enrolment()) is None
    work(lambda uow: uow.save_enrolment(made.enrolment()))
    later = made.enrolment(bank="另一联社", next_keys=PublicKeys("age3", "11"))
    work(lambda uow: uow.save_enrolment(later))
    assert asked(store, lambda q: q.enrolment()) == later


def test_packages_and_returns_are_listed_newest_first(store, work):
    packages, returns = [made.sent(1), made.sent(2)], [made.taken(1), made.taken(2)]
    for each in packages:
        work(lambda uow, each=each: uow.add_sent_package(each))
    for each in returns:
        work(lambda uow, each=each: uow.add_taken_return(each))
    assert asked(store, lambda q: q.sent_packages()) == packages[::-1]
    assert asked(store, lambda q: q.taken_returns(1)) == [returns[1]]


def test_a_later_answer_about_a_package_takes_the_place_of_the_first(store, work):
    first, later = made.answer(state="unreadable_newer", complete=False), made.answer()
    work(lambda uow: uow.save_answers([first, made.answer(2)]))
    work(lambda uow: uow.save_answers([later]))
    found = asked(store, lambda q: q.package_answers())
    assert found == {later.manifest_hash: later, "2".zfill(64): made.answer(2)}


def test_what_a_snapshot_no_longer_has_is_gone(store, work):
    parts = {"e" * 64, "f" * 64}
    work(lambda u: (u.replace_held([made.HELD]), u.replace_targets([made.TARGET])))
    work(lambda uow: uow.replace_parts(parts))
    assert asked(store, lambda q: q.held_at_office()) == [made.HELD]
    assert asked(store, lambda q: q.targets()) == [made.TARGET]
    assert asked(store, lambda q: q.parts_at_office()) == parts
    work(lambda u: (u.replace_held([]), u.replace_targets([]), u.replace_parts([])))
    assert asked(store, lambda q: (q.held_at_office(), q.targets(), q.parts_at_office())) == (
        [],
        [],
        frozenset(),
    )


def test_policy_rows_are_replaced_as_a_whole(store, work):
    years = NamedRow("limitation.years", Dated(date(2017, 10, 1), 4, "甲"))
    cap = NamedRow("limitation.cap_years", Dated(date(2017, 10, 1), 30, "乙"))
    work(lambda uow: uow.save_policy_rows([years]))
    work(lambda uow: uow.replace_policy_rows([cap]))
    assert asked(store, lambda q: list(q.policy_rows())) == [cap]


def test_a_decision_that_was_carried_out_is_not_decided_anew(store, work):
    work(lambda uow: uow.save_decisions([made.decision()]))
    work(lambda uow: uow.save_decisions([made.decision(reason="补充")]))
    (found,) = asked(store, lambda q: q.office_decisions())
    assert (found.decision, found.outcome) == (made.decision(reason="补充"), "")
    work(lambda uow: uow.set_outcome("item-1", "done"))
    work(lambda uow: uow.save_decisions([made.decision(approved=False)]))
    (found,) = asked(store, lambda q: q.office_decisions())
    assert (found.decision.approved, found.outcome) == (True, "done")


def test_a_request_is_listed_with_its_loan_and_its_answer(store, work):
    work(lambda uow: uow.add_correction(made.correction()))
    (open_one,) = asked(store, lambda q: q.corrections())
    assert (open_one.loan_id, open_one.answer) == ("a1", None)
    assert open_one.loan_no and open_one.borrower
    stranger = replace(made.ANSWERED, id="k9")
    work(lambda uow: uow.save_correction_answers([made.ANSWERED, stranger]))
    (found,) = asked(store, lambda q: q.corrections())
    assert found == replace(open_one, answer=made.ANSWERED)


def test_a_request_travels_with_the_number_of_its_loan(store, work):
    work(lambda uow: uow.add_correction(made.correction()))
    with store.read() as queries:
        rows = queries._connection.exec_driver_sql(
            "SELECT content FROM entry_rows ORDER BY local_no DESC LIMIT 1"
        ).scalar_one()
        loan_no = queries.loan("a1").loan_no
    assert f'"loan_pk":["{loan_no}"]' in rows


def test_a_ledger_comes_out_of_the_database_as_it_was_reported(store, filled):
    with store.read() as queries:
        newest = queries.imports()[0]
        rows = list(queries.rows_of_ledger(newest))
        loans = [queries.loan_by_no(each.loan_no) for each in rows]
    assert rows
    for row, loan in zip(rows, loans, strict=True):
        assert row.balance_fen == loan.reported.principal
        assert (row.due_on, row.rate, row.guarantors) == (loan.due_on, loan.rate, loan.guarantors)
