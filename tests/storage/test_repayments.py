"""Repayments as rows: read back as written, subtracted in lists, never into a closed day."""

from dataclasses import replace
from datetime import date

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy.exc import IntegrityError

from desktop.domain.interest.reductions import Reduction, ReportedSums
from desktop.domain.money import Money
from desktop.domain.repayment.matching import MatchCode
from desktop.services.list_records import LedgerFilter, SortKey
from tests import money_rows as rows

LATER = date(2026, 10, 12)


def write(store, *acts):
    with store.write() as uow:
        for act in acts:
            act(uow)
        uow.record("test", "x", {}, rows.DAY)
        uow.commit()


@pytest.fixture
def ask(store):
    def ask(question):
        with store.read() as queries:
            return question(queries)

    return ask


def test_a_repayment_is_read_back_as_it_was_written(store, filled, ask):
    paid = rows.repayment(rows.share("a1", 1, 2, 3, 4, event_id="event-1"))
    write(store, lambda uow: uow.add_repayment(paid))
    found = ask(lambda queries: queries.repayment(paid.id))
    with_names = replace(
        paid,
        debtor=found.debtor,
        shares=(replace(paid.shares[0], loan_no=found.shares[0].loan_no),),
    )
    assert found == with_names
    for question in (
        lambda queries: queries.repayment_of_receipt(paid.receipt),
        lambda queries: queries.repayment_of_event("event-1"),
        lambda queries: queries.repayments_of("p1")[0],
        lambda queries: queries.repayments_on(rows.DAY)[0],
        lambda queries: queries.provisional_of(["a1"])[0],
    ):
        assert ask(question) == found
    assert ask(lambda queries: queries.repayment_of_event("")) is None
    assert ask(lambda queries: queries.repayments_on(LATER)) == []


def test_what_was_reversed_or_confirmed_lowers_nothing(store, filled, ask):
    first, second, third = (
        rows.repayment(rows.share(principal=amount), name=name)
        for name, amount in (("1", 100), ("2", 20), ("3", 3))
    )
    write(
        store, *(lambda uow, paid=paid: uow.add_repayment(paid) for paid in (first, second, third))
    )
    before = ask(lambda queries: queries.loan("a1"))
    assert before.balance_fen == before.reported.principal - 123
    write(
        store,
        lambda uow: uow.add_reversal(rows.reversal(first)),
        lambda uow: uow.add_confirmations([rows.confirmation(second)]),
    )
    loan = ask(lambda queries: queries.loan("a1"))
    assert loan.reductions == (Reduction(rows.DAY, Money(3), Money(0), Money(0), third.receipt),)
    assert (loan.reported, loan.balance_fen) == (before.reported, before.reported.principal - 3)
    found = ask(lambda queries: queries.repayments_of("p1"))
    assert [each.reversal is not None for each in found] == [False, False, True]
    assert [each.is_confirmed for each in found] == [False, True, False]
    assert ask(lambda queries: [each.id for each in queries.reversed_on(rows.DAY)]) == [first.id]


def test_lists_sums_filters_and_sorts_show_what_is_left(store, filled, ask):
    everything = LedgerFilter()
    sums = ask(lambda queries: queries.ledger_sums(everything))
    (line,) = ask(lambda queries: queries.ledger_lines(["a1"]))
    write(store, lambda uow: uow.save_reductions({"a1": ReportedSums(line.balance_fen - 7, 1, 2)}))
    (left,) = ask(lambda queries: queries.ledger_lines(["a1"]))
    assert left == line._replace(
        balance_fen=7,
        on_balance_interest_fen=line.on_balance_interest_fen - 1,
        off_balance_interest_fen=line.off_balance_interest_fen - 2,
    )
    now = ask(lambda queries: queries.ledger_sums(everything))
    assert now.balance_fen == sums.balance_fen - line.balance_fen + 7
    assert now.off_balance_interest_fen == sums.off_balance_interest_fen - 2
    small = LedgerFilter(balance_to_fen=7)
    assert ask(lambda queries: queries.ledger_ids(small, SortKey.BALANCE)) == ["a1"]
    assert ask(lambda queries: queries.ledger_sums(small))[:2] == (1, 7)
    assert ask(lambda queries: queries.ledger_ids(everything, SortKey.BALANCE))[0] == "a1"
    write(store, lambda uow: uow.save_reductions({"a1": ReportedSums(0, 0, 0)}))
    assert ask(lambda queries: queries.stored_reductions()) == {}
    assert ask(lambda queries: queries.ledger_lines(["a1"])) == [line]


def test_a_difference_stands_until_a_person_decided_or_it_was_reversed(store, filled, ask):
    paid = rows.repayment()
    open_one = rows.confirmation(paid, code=MatchCode.PRINCIPAL_DIFFERS)
    write(
        store,
        lambda uow: uow.add_repayment(paid),
        lambda uow: uow.add_confirmations([open_one]),
    )
    assert ask(lambda queries: queries.differences()) == [open_one]
    assert ask(lambda queries: queries.repayment(paid.id)).shares[0].code is open_one.code
    kept = rows.confirmation(paid, code=MatchCode.NOT_BOOKED, import_id="")
    write(store, lambda uow: uow.add_confirmations([kept]))
    assert ask(lambda queries: queries.differences()) == []
    assert len(ask(lambda queries: queries.all_reductions())["a1"]) == 1


def test_nothing_is_written_into_a_closed_day_until_it_is_reopened(store, filled, ask):
    paid = rows.repayment()
    write(store, lambda uow: uow.add_repayment(paid), lambda uow: uow.add_close(rows.close()))
    assert ask(lambda queries: queries.close_of(rows.DAY)) == rows.close()
    for act in (
        lambda uow: uow.add_repayment(rows.repayment(name="2")),
        lambda uow: uow.add_reversal(rows.reversal(paid)),
        lambda uow: uow.add_close(rows.close(name="2")),
    ):
        with pytest.raises((driver.IntegrityError, IntegrityError), match="the day is closed"):
            write(store, act)
    write(store, lambda uow: uow.add_reversal(rows.reversal(paid, reversed_on=LATER)))
    assert ask(lambda queries: queries.open_days()) == [LATER]
    write(store, lambda uow: uow.add_reopen("close-1", rows.reopen()))
    assert ask(lambda queries: queries.close_of(rows.DAY)) is None
    assert ask(lambda queries: queries.close("close-1")).reopened == rows.reopen()
    assert ask(lambda queries: queries.open_days()) == [rows.DAY, LATER]
    write(store, lambda uow: uow.add_close(rows.close(name="2")))
    assert [each.id for each in ask(lambda queries: queries.closes())] == ["close-2", "close-1"]


@pytest.mark.parametrize(
    "wrong",
    [
        rows.repayment(rows.share(on_balance=-1)),
        rows.repayment(rows.share(principal=-100)),
        rows.repayment(amount_fen=0),
        rows.repayment(consent="PA26-W0001"),
    ],
)
def test_rows_that_make_no_sense_are_refused_by_the_database(store, filled, wrong):
    with pytest.raises((driver.IntegrityError, IntegrityError), match="CHECK"):
        write(store, lambda uow: uow.add_repayment(wrong))
