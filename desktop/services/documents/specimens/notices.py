"""Specimens of demand notices, by round, and of a village's worth of them for its list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from desktop.domain.notices import SAMPLE_HEAD, NoticeFacts, NoticeLoan
from desktop.domain.policy import DEFAULT_POLICY
from desktop.services.documents.specimens.invented import (
    CASES,
    DAY,
    DEMANDED_ON,
    InventedLoan,
    Size,
)

_POLICY = DEFAULT_POLICY.notice
_DAYS = (_POLICY.deadline_days, _POLICY.deadline_days, _POLICY.final_deadline_days)
_LISTED = {Size.SHORT: 1, Size.USUAL: 12, Size.EXTREME: 80}
_NAMES = ("周田生", "夏娟安", "丁一", "欧阳䶮𬱖", "吴桂香", "阿卜杜拉·买买提")


def notice_specimen(number: int, size: Size = Size.USUAL) -> NoticeFacts:
    """Return the demand notice of a round, 1 to 3."""
    case = CASES[size]
    debtor = case.debtor
    return NoticeFacts(
        serial=f"PA26-117{number}",
        round=number,
        party_id="specimen",
        debtor=debtor.name,
        id_masked=debtor.id_masked,
        township=debtor.township,
        village=debtor.village,
        group=debtor.group,
        address=debtor.address,
        issued_on=DAY,
        computed_to=DAY,
        deadline=DAY + timedelta(days=_DAYS[number - 1]),
        demanded_on=DEMANDED_ON[: number - 1],
        officer="彭春兰",
        officer_phone=SAMPLE_HEAD.phone,
        bank=SAMPLE_HEAD,
        loans=tuple(map(_loan, case.loans)),
    )


def listed_specimens(size: Size = Size.USUAL) -> tuple[NoticeFacts, ...]:
    """Return the notices of one village, for its delivery list."""
    notice = notice_specimen(2, size)
    return tuple(
        replace(
            notice,
            serial=f"PA26-{number:04d}",
            party_id=f"specimen-{number}",
            debtor=_NAMES[number % len(_NAMES)] if number else notice.debtor,
            group=str(1 + number // 6),
        )
        for number in range(_LISTED[size])
    )


def _loan(loan: InventedLoan) -> NoticeLoan:
    return NoticeLoan(
        loan_id=loan.loan_no,
        loan_no=loan.loan_no,
        contract_no="",
        disbursed_on=date.fromisoformat(loan.disbursed_on),
        due_on=date.fromisoformat(loan.due_on),
        amount_fen=loan.amount_fen,
        principal_fen=loan.principal_fen,
        interest_fen=loan.interest_fen,
    )
