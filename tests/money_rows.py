"""Repayments and closed days as they are stored, for tests of the rows themselves."""

from dataclasses import replace
from datetime import UTC, date, datetime

from desktop.domain.allocation import AllocationOrder
from desktop.domain.repayment.kinds import RepaymentKind
from desktop.domain.repayment.matching import MatchCode
from desktop.services.repayment_ports import (
    StoredClose,
    StoredConfirmation,
    StoredReopen,
    StoredRepayment,
    StoredReversal,
    StoredShare,
)

DAY = date(2026, 10, 10)
NOW = datetime(2026, 10, 10, 9, tzinfo=UTC)


def share(loan_id="a1", cost=0, on_balance=0, off_balance=0, principal=100, **changes):
    made = StoredShare(
        loan_id,
        f"no-{loan_id}",
        cost,
        on_balance,
        off_balance,
        principal,
        0,
        AllocationOrder.CIVIL_561,
        "民法典第561条",
        "债务人指定（民法典第560条第1款）",
    )
    return replace(made, **changes)


def repayment(*shares, name="1", party="p1", **changes):
    shares = shares or (share(),)
    made = StoredRepayment(
        id=f"repayment-{name}",
        party_id=party,
        debtor="周田生",
        kind=RepaymentKind.CASH,
        paid_on=DAY,
        amount_fen=sum(each.total_fen for each in shares),
        payer="周田生",
        by_debtor=True,
        consent="",
        note="",
        receipt=f"PA26-S000{name}",
        teller_id="teller",
        checkers=(),
        approval_id="",
        recorded_at=NOW,
        shares=shares,
    )
    return replace(made, **changes)


def reversal(of, **changes):
    made = StoredReversal(
        f"reversal-of-{of.id}", of.id, "点错金额", DAY, "teller", ("manager",), "", NOW
    )
    return replace(made, **changes)


def confirmation(of, loan_id="a1", code=MatchCode.CONFIRMED, import_id="import-1"):
    return StoredConfirmation(of.id, loan_id, import_id, code, {"fallen": 100}, "", "", DAY)


def close(day=DAY, name="1", expected=100, counted=100, reason=""):
    counts = {counted: 1} if counted else {}
    return StoredClose(
        f"close-{name}", day, expected, counted, counts, reason, "teller", ("accountant",), "", NOW
    )


def reopen():
    return StoredReopen("漏记一笔", "accountant", ("manager",), "", NOW)
