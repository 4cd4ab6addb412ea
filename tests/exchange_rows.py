"""Rows of a branch's exchange with head office, as a test stores them."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

from desktop.services.exchange.return_lines import (
    AnswerLine,
    CorrectionLine,
    DecisionLine,
    HeldLine,
    TargetLine,
)
from desktop.services.exchange_ports import (
    CorrectionSubject,
    KeyState,
    SentPackage,
    StoredCorrection,
    StoredEnrolment,
    StoredKeys,
    TakenReturn,
)
from desktop.services.package_ports import ControlTotal, PrivateKeys, PublicKeys
from tests.sync_packages import body_of, entry

NOW = datetime(2026, 10, 10, 9, 30, tzinfo=UTC)
TODAY = NOW.date()


def keys(name="a", state=KeyState.OWN):
    return StoredKeys(f"print-{name}", PrivateKeys(f"seal-{name}", f"sign-{name}"), state, TODAY)


def enrolment(**changes):
    made = StoredEnrolment(
        "测试联社", "office-1", PublicKeys("age1", "00"), "age2", TODAY, "ada", "bob"
    )
    return replace(made, **changes)


def sent(number=1, **changes):
    made = SentPackage(
        replica_id="r1",
        number=number,
        package_id=f"package-{number}",
        manifest_hash=f"{number:064x}",
        file_name=f"B0417A_U{number:04d}_20261010.qsp",
        from_head="0" * 64,
        to_head="a" * 64,
        entries=3,
        made_at=NOW,
        made_by="ada",
        checked_by="bob",
        totals=(ControlTotal("repayment_recorded", 2, 150_000, 41),),
        parts=("b" * 64,),
        slip="PA26-W0001",
    )
    return replace(made, **changes)


def taken(number=1, **changes):
    made = TakenReturn(
        replica_id="r1",
        epoch=1,
        number=number,
        hash=f"{number:064x}",
        file_name="B0417A_D0001_20261010.qsp",
        heads=("a" * 64,),
        arrival_up_to=7,
        ledger_policy="head_office",
        ledgers=(),
        made_at=NOW,
        taken_at=NOW,
        taken_by="ada",
        checked_by="bob",
    )
    return replace(made, **changes)


def answer(number=1, **changes):
    made = AnswerLine(
        package_id=f"package-{number}",
        manifest_hash=f"{number:064x}",
        replica_id="r1",
        number=number,
        state="applied",
        reason="",
        taken_at=NOW,
        to_head="a" * 64,
        complete=True,
        entries=3,
        new=2,
        known=1,
        held=0,
        forks=0,
    )
    return replace(made, **changes)


def decision(**changes):
    made = DecisionLine("item-1", "c" * 64, True, "", ("甲", "乙"), NOW)
    return replace(made, **changes)


def correction(loan_id="a1", **changes):
    made = StoredCorrection(
        id="k1",
        loan_id=loan_id,
        loan_no="",
        borrower="",
        what=CorrectionSubject.BALANCE,
        says="12,000.00",
        should_be="11,500.00",
        reason="9月还款未入账",
        asked_on=TODAY,
        asked_by="ada",
    )
    return replace(made, **changes)


HELD = HeldLine("e1", "repayment_recorded", "loan_unknown", "43990009", NOW)
TARGET = TargetLine(2026, "recovered", 10_000_000)
ANSWERED = CorrectionLine("k1", "已更正", True, "甲", date(2026, 11, 1))


def store_all(uow):
    """Store one row of each kind that is only ever added."""
    uow.add_sent_package(sent())
    uow.add_taken_return(taken())
    uow.add_correction(correction())


ORPHAN = json.dumps(
    [{"table": "loan", "key": ["4399999"], "old": {"status": "active"}, "new": {"status": "moved"}}]
)
UNREADABLE = json.dumps([{"table": "moon_phase", "new": {"id": "m1"}}])


def waits(desk, *rows):
    """Let entries of another PC come that carry these rows; return the ids of those that wait."""
    lines = [
        entry(body_of(number, {}, "loan_decided", each), rows=each)
        for number, each in enumerate(rows, start=1)
    ]
    with desk.store.write() as uow:
        uow.take_entries(lines)
        uow.record("return_taken", "x", {}, TODAY)
        held = [each.event_id for each in uow.held_entries()]
        uow.commit()
    return held
