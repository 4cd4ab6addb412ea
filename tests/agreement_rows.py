"""Agreements and promises as they are stored, for tests of the rows themselves."""

from dataclasses import replace
from datetime import UTC, date, datetime

from desktop.domain.instalments import plan_by_number
from desktop.domain.money import Money
from desktop.domain.promises import Promise
from desktop.services.agreement_ports import (
    StoredAgreement,
    StoredArrival,
    StoredPromise,
    StoredSigning,
)

DAY = date(2026, 10, 10)
NOW = datetime(2026, 10, 10, 9, tzinfo=UTC)


def agreement(serial, **changes):
    made = StoredAgreement(
        id="agreement-1",
        party_id="p1",
        debtor="周田生",
        serial=serial,
        loan_ids=("a1",),
        version=1,
        replaces="",
        computed_to=DAY,
        drafted_at=NOW,
        plan=plan_by_number(Money(100_01), 3, date(2026, 11, 30)),
        missed=2,
        grace_days=0,
        third_parties=("夏娟安",),
        third_role="joint",
        guarantee_months=36,
        relief_id="",
        maker_id="officer",
        approval_id="item-1",
    )
    return replace(made, **changes)


def promise(**changes):
    made = StoredPromise(
        id="promise-1",
        party_id="p1",
        debtor="周田生",
        loan_ids=("a1",),
        promise=Promise(DAY, date(2026, 10, 31), Money(500_00)),
        promisor="周田生",
        note="卖粮后",
        recorded_at=NOW,
    )
    return replace(made, **changes)


def store_all(uow, serial):
    """Store an agreement that was signed and called in, and a promise that was taken back."""
    uow.add_agreement(agreement(serial))
    uow.add_signing(StoredSigning("signing-1", "agreement-1", DAY, ("夏娟安",), "", NOW))
    uow.add_arrival(StoredArrival("arrival-1", "agreement-1", serial, DAY, "", NOW))
    uow.add_promise(promise())
    uow.withdraw_promise("promise-1", "记错人")
