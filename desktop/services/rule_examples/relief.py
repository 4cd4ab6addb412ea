"""Examples of relief checks."""

from __future__ import annotations

from collections.abc import Set

from desktop.domain.policy.disposal import Rung
from desktop.domain.relief import ReliefRequest, check_relief
from desktop.services.rule_examples.shapes import Answer, Input, maybe_day, money, yes, yuan


def compute(given: Input, asked: Set[str]) -> Answer:
    """Answer an example of the group ``relief checks``."""
    request = ReliefRequest(
        applicant=given["applicant"],
        approver=given["approver"],
        principal_due=money(given["principal_due"]),
        principal_paid=money(given["principal_paid"]),
        interest_due=money(given["interest_due"]),
        waived=money(given["waive"]),
        waived_principal=money(given.get("waive_principal", "0")),
        able_to_pay=yes(given, "able_to_pay", default=False),
        evasion=yes(given, "evasion", default=False),
        staff_related=yes(given, "staff_related", default=False),
        written_approval=yes(given, "written_approval", default=True),
        approved_on=maybe_day(given.get("approved_on")),
        valid_until=maybe_day(given.get("valid_until")),
        paid_on=maybe_day(given.get("paid_on")),
    )
    answer = check_relief(request, [_rung(*each) for each in given["ladder"]])
    return {
        "ok": answer.ok,
        "errors": [error.value for error in answer.errors],
        "approval_level": answer.approval_level,
        "still_due": yuan(answer.still_due),
    }


def _rung(approver: str, most: str) -> Rung:
    return Rung(approver, None if most == "unlimited" else money(most).fen)
