"""Notices after something was agreed, sued for or adjudged, and about loans of different ages."""

from datetime import date

import pytest

from desktop.domain.claim_entry import ClaimAct
from desktop.domain.delivery import Boxes, DeliveryAct, Method, Signer
from desktop.domain.errors import RuleViolation
from desktop.domain.limitation import EventKind
from desktop.domain.rounds import Obstacle
from desktop.services.claims import record_event
from desktop.services.delivery import record
from desktop.services.notices import Choice, issue
from desktop.services.progress import NoProgress
from desktop.services.proposals import propose, with_round

TODAY = date(2026, 10, 10)
LATER = date(2026, 11, 10)
UNTIL = date(2028, 6, 30)


@pytest.fixture
def happened(desk):
    """Record an event of a loan."""

    def happen(loan_no: str, kind: EventKind, on: date, restart_on: date | None = None) -> None:
        with desk.store.read() as queries:
            loan = queries.loan_by_no(loan_no)
        record_event(desk, loan.id, ClaimAct(kind, on, restart_on))

    return happen


@pytest.fixture
def serve(desk, clock):
    """Issue the debtor's next notice and have him sign it on the same day."""

    def issue_and_serve(on: date = TODAY) -> None:
        clock.day = on
        [found] = propose(desk, on)
        choice = Choice(found.party.id, found.proposal.round)
        [facts] = issue(desk, [choice], on, NoProgress()).facts
        act = DeliveryAct(
            Method.IN_PERSON, Signer.SELF, on, Boxes(True, False, False), ("彭", "刘")
        )
        record(desk, facts.serial, act)

    return issue_and_serve


def proposal(desk, as_of: date = TODAY):
    [found] = propose(desk, as_of)
    return found


def numbers(found) -> list[str]:
    return [each.loan.loan_no for each in found.loans]


def test_a_loan_with_a_new_due_date_waits_but_the_officer_may_demand_it(
    desk, take_in, ledger, happened
):
    take_in(ledger.row("L1"))
    happened("L1", EventKind.REPAY_PLAN, date(2026, 5, 1), UNTIL)
    found = proposal(desk)
    assert found.proposal.obstacles == (Obstacle.LOANS_DEFERRED,)
    assert (found.proposal.printable, found.proposal.chosen) == (True, False)
    happened("L1", EventKind.ACCELERATED, date(2026, 9, 1))
    assert proposal(desk).proposal.obstacles == ()


@pytest.mark.parametrize(
    ("kind", "restart_on", "obstacle"),
    [
        (EventKind.SUIT_FILED, None, Obstacle.IN_PROCEDURE),
        (EventKind.JUDGMENT, date(2026, 9, 1), Obstacle.JUDGED),
    ],
)
def test_what_is_before_a_court_is_not_demanded(
    desk, take_in, ledger, happened, kind, restart_on, obstacle
):
    take_in(ledger.row("L1"))
    happened("L1", kind, date(2026, 8, 1), restart_on)
    found = proposal(desk)
    assert found.proposal.obstacles == (obstacle,)
    assert not found.proposal.printable
    with pytest.raises(RuleViolation) as caught:
        issue(desk, [Choice(found.party.id, 1)], TODAY, NoProgress())
    assert caught.value.params["reason"] == obstacle


def test_the_loans_of_a_debtor_that_nothing_halts_are_demanded_alone(
    desk, take_in, ledger, happened
):
    take_in(ledger.row("L1"), ledger.row("L2"), ledger.row("L3"))
    happened("L1", EventKind.SUIT_FILED, date(2026, 8, 1))
    happened("L2", EventKind.EXTENSION_AGREED, date(2026, 8, 1), UNTIL)
    found = proposal(desk)
    assert numbers(found) == ["L3"]
    assert found.proposal.chosen


def test_a_second_round_says_of_no_loan_that_it_was_demanded_before_it_was_made(
    desk, take_in, ledger, serve
):
    take_in(ledger.row("L1"))
    serve()
    found = proposal(desk, LATER)
    assert (found.proposal.round, found.demanded_on) == (2, (TODAY,))
    take_in(ledger.row("L1"), ledger.row("L2", due_on=date(2026, 10, 1)), as_of=date(2026, 10, 9))
    found = proposal(desk, LATER)
    assert numbers(found) == ["L1", "L2"]
    assert (found.proposal.round, found.demanded_on) == (1, ())
    assert "没有列入" in found.proposal.reason
    assert not with_round(found, 2).proposal.printable
    serve(LATER)
    assert proposal(desk, date(2026, 12, 20)).demanded_on == (LATER,)


def test_a_claim_past_its_limitation_is_not_threatened_with_a_suit(desk, take_in, ledger, serve):
    old = {"disbursed_on": date(2009, 1, 1), "due_on": date(2010, 1, 1)}
    take_in(ledger.row("L1", **old))
    for day in (TODAY, LATER):
        serve(day)
    found = proposal(desk, date(2026, 12, 20))
    assert found.proposal.round == 2
    assert with_round(found, 2).proposal.printable
    third = with_round(found, 3)
    assert Obstacle.EXPIRED_LAST_ROUND in third.proposal.obstacles
    assert not third.proposal.printable
    assert with_round(third, 1).proposal.printable
