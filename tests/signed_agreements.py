"""Agreements for tests: proposed, checked, signed and paid on by the people of tests.people."""

from dataclasses import replace
from datetime import UTC, datetime

from desktop.domain.permissions import Role
from desktop.services import approvals
from desktop.services.agreements.act import AgreementWish
from desktop.services.agreements.proposing import propose
from desktop.services.agreements.signing import sign
from desktop.services.branch import new_id
from desktop.services.repayment_ports import StoredReversal
from tests import money_rows
from tests.people import at_desk

MONTHLY = {"instalments": "4", "first_day": "2026-11-30"}


def officer(desk):
    return at_desk(desk, Role.CREDIT_OFFICER)


def manager(desk):
    return at_desk(desk, Role.MANAGER)


def made(desk, party_id, loan_ids=(), replaces="", **inputs):
    """Propose an agreement, have the manager check it, and return its serial."""
    wish = AgreementWish(party_id, tuple(loan_ids), {**MONTHLY, **inputs}, replaces)
    proposal = propose(officer(desk), wish).item.proposal
    return checked(desk, proposal)


def checked(desk, proposal):
    checker = manager(desk)
    applied = approvals.approve(checker, proposal.id, proposal.item_hash, checker.operator.user_id)
    return applied.result


def signed(desk, party_id, loan_ids=(), **inputs):
    """Make an agreement and have the debtor alone sign it today; return its serial."""
    serial = made(desk, party_id, loan_ids, **inputs)
    sign(officer(desk), serial, desk.clock.today(), ())
    return serial


def pay(desk, party_id, on, *shares, recorded_on=None):
    """Store a repayment that came in on a day; ``shares`` are pairs of loan id and fen."""
    entered = recorded_on or on
    given = [money_rows.share(loan_id, principal=fen) for loan_id, fen in shares]
    payment = replace(
        money_rows.repayment(*given, name=new_id(), party=party_id, paid_on=on),
        recorded_at=datetime(entered.year, entered.month, entered.day, 10, tzinfo=UTC),
    )
    with desk.store.write() as uow:
        uow.add_repayment(payment)
        uow.record("repayment_recorded", payment.id, {}, on, [party_id])
        uow.commit()
    return payment.id


def reverse(desk, repayment_id, on):
    reversal = StoredReversal(
        new_id(), repayment_id, "录错", on, "teller", ("manager",), "a", desk.clock.now()
    )
    with desk.store.write() as uow:
        uow.add_reversal(reversal)
        uow.record("repayment_reversed", repayment_id, {}, on)
        uow.commit()
