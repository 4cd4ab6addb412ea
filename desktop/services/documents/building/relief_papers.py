"""The application for relief of interest (减免利息申请审批表).

It asks; it approves nothing. Figures are frozen on its day, the ladder of approvers is the bank's
own (policy), and what must hold before anything is booked is printed to be checked off by hand.
Who pays may be somebody else than the debtor: a guarantor, an heir. Then he applies, also for a
debtor who has died. Rules section 5; 贷款通则 §16.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.domain.documents import DocumentKind, money_fields
from desktop.domain.documents.facts import Rows
from desktop.domain.errors import RuleViolation
from desktop.domain.money import Money, yuan_text
from desktop.domain.permissions import Action
from desktop.domain.policy.disposal import Rung
from desktop.domain.relief import (
    ReliefAnswer,
    ReliefError,
    ReliefRequest,
    check_relief,
    is_example_ladder,
    relief_ladder,
    shared_out,
)
from desktop.services.documents.builder import Builder, Built, Input, InputKind, Refused, Scope
from desktop.services.documents.building.signing import Signable, chosen, hindrance_of, listed
from desktop.services.documents.case import Case, day_words
from desktop.services.records import Hold

_NO, _YES = "no", "yes"
_EXAMPLE = "（示例数额，以本联社授权书为准）"
_UNDATED = "＿＿＿＿年＿＿月＿＿日"
_BARRED = (
    ReliefError.ABLE_TO_PAY_BARRED,
    ReliefError.EVASION_BARRED,
    ReliefError.STAFF_RELATED_BARRED,
)
_PRACTICE = "本联社减免利息管理办法"
_CONDITIONS = {
    ReliefError.PRINCIPAL_NOT_CLEARED: "本金已全部还清（先还后免）",
    ReliefError.NO_WRITTEN_APPROVAL: "已取得书面批复（口头请示的，补办书面批复以后才能入账）",
}
"""What is wanting now, as it must stand when the relief is booked."""
_INPUT_OF = {
    ReliefError.WAIVE_GT_INTEREST: "relief_amount",
    ReliefError.SAME_PERSON: "checker",
}
_ALWAYS = (
    ("在批复有效期内付清应还本息", "批复；过期须重新报批"),
    ("经核实，借款人无力全额偿还、未逃废债务、非本社职工或者关系人", _PRACTICE),
    ("入账的减免数额不超过本表所列，征信如实报送", "征信业管理条例"),
)


def relief_application(case: Case) -> Built:
    """Return the application for all loans of the case together.

    ``payer`` is who pays what is left, else the debtor. Refused who is able to pay, evades, or
    belongs to the staff, and as :func:`hindrance_of`; a dead debtor only where nobody else pays.
    Raises RuleViolation ``WAIVE_GT_INTEREST``, ``SAME_PERSON``, ``relief_above_ladder``,
    ``OFFER_EXPIRED``, ``input_not_positive``, ``field_missing``, ``input_too_long``.
    """
    payer = case.text("payer", case.debtor.name)
    hindrance = hindrance_of(case)
    if hindrance is not None and not _may_pay_for_the_dead(case, payer):
        return Built((), (hindrance,))
    about, request = Signable(case.loans), _request(case, Signable(case.loans))
    ladder = relief_ladder(case.as_of, case.desk.policy)
    answer = check_relief(request, ladder)
    barred = [Refused(case.debtor.name, each.value) for each in answer.errors if each in _BARRED]
    if barred:
        return Built((), tuple(barred))
    for error in answer.errors:
        if error in _INPUT_OF:
            raise RuleViolation(error.value, field=_INPUT_OF[error])
    if request.valid_until is not None and request.valid_until < case.as_of:
        raise RuleViolation(ReliefError.OFFER_EXPIRED.value, field="valid_until")
    fields = {
        **case.debtor_fields,
        **case.owed_fields(),
        **_interest_fields(case),
        **money_fields("relief_amount", request.waived.fen),
        "still_due": str(answer.still_due),
        **money_fields("to_pay", (about.owed.principal + answer.still_due).fen),
        "payer": payer,
        "reason": listed(case, "reason"),
        "evidence": listed(case, "evidence"),
        "maker": request.applicant,
        "checker": request.approver,
        "level": answer.approval_level,
        "ladder_note": ladder_note(is_example_ladder(case.as_of, case.desk.policy)),
        "valid_until": day_words(case.day("valid_until"), _UNDATED),
    }
    tables = {
        "loans": with_relief(
            case.loan_rows(), request.waived, [each.interest.total for each in case.loans]
        ),
        "conditions": conditions(answer),
        "ladder": ladder_rows(answer.approval_level, ladder),
    }
    kind = DocumentKind.RELIEF_APPLICATION
    return Built((case.facts(kind, case.debtor.name, fields, tables),))


def with_relief(rows: Rows, waived: Money, interest: Sequence[Money]) -> Rows:
    """Return rows of loans with what is waived of each: relief is booked loan by loan."""
    shares = shared_out(waived, interest)
    return tuple((*row, str(share)) for row, share in zip(rows, shares, strict=True))


def ladder_note(is_example: bool) -> str:
    """Return what keeps an example from being taken for the bank's authority."""
    return _EXAMPLE if is_example else ""


def conditions(answer: ReliefAnswer) -> Rows:
    """Return what must hold before the relief is booked: what is wanting now, and what always."""
    wanting = [(_CONDITIONS[each], each.article) for each in answer.errors if each in _CONDITIONS]
    return tuple((words, source, "") for words, source in (*wanting, *_ALWAYS))


def ladder_rows(level: str, ladder: tuple[Rung, ...]) -> Rows:
    """Return a row for every rung up to the one that may approve, the lowest first."""
    return tuple(_rungs(level, ladder))


def _rungs(level: str, ladder: tuple[Rung, ...]) -> Iterator[tuple[str, ...]]:
    for rung in ladder:
        limit = "不限" if rung.most_fen is None else f"{yuan_text(rung.most_fen)} 元以下"
        yield (rung.approver, limit, "", "")
        if rung.approver == level:
            return


def _may_pay_for_the_dead(case: Case, payer: str) -> bool:
    """A guarantor or an heir may pay for the dead; a debt that is disputed is nobody's to pay."""
    party = case.debtor
    return party.deceased and party.hold is not Hold.IMPERSONATION and payer != party.name


def _request(case: Case, about: Signable) -> ReliefRequest:
    """Return what is asked for: nothing is approved in writing yet, nor has principal been paid."""
    waived = case.fen("relief_amount")
    if not waived:
        raise RuleViolation("input_not_positive", field="relief_amount")
    return ReliefRequest(
        applicant=case.required("maker"),
        approver=case.required("checker"),
        principal_due=about.owed.principal,
        principal_paid=Money(0),
        interest_due=about.owed.interest,
        waived=Money(waived),
        waived_principal=Money(0),
        able_to_pay=_holds(case, "able_to_pay"),
        evasion=_holds(case, "evasion"),
        staff_related=_holds(case, "staff_related"),
        written_approval=False,
        approved_on=case.as_of,
        valid_until=case.day("valid_until"),
    )


def _holds(case: Case, name: str) -> bool:
    """Return what a person answered; RuleViolation ``field_missing``: silence is no answer."""
    case.required(name)
    return chosen(case, name, (_NO, _YES)) == _YES


def _interest_fields(case: Case) -> dict[str, str]:
    loans = [each.loan for each in case.loans]
    on_balance = sum(each.on_balance_interest_fen for each in loans)
    off_balance = sum(each.off_balance_interest_fen for each in loans)
    whole = sum(each.interest.total.fen for each in case.loans)
    lent = [each.amount_fen for each in loans if each.amount_fen is not None]
    paid = sum(lent) - sum(each.balance_fen for each in loans)
    return {
        "ledger_day": max(each.reported_on for each in loans).isoformat(),
        "on_balance": yuan_text(on_balance),
        "off_balance": yuan_text(off_balance),
        "since_ledger": yuan_text(whole - on_balance - off_balance),
        "paid_principal": yuan_text(paid) if len(lent) == len(loans) else "台账未载借款金额",
    }


def _question(name: str) -> Input:
    return Input(name, InputKind.CHOICE, required=True, choices=(_NO, _YES))


def _officer(case: Case) -> str:
    return next((each.loan.officer for each in case.loans if each.loan.officer), "")


RELIEF_APPLICATION = Builder(
    DocumentKind.RELIEF_APPLICATION,
    Scope.DEBTOR,
    relief_application,
    (
        Input("relief_amount", InputKind.AMOUNT, required=True),
        Input("payer", default=lambda case: case.debtor.name),
        Input("reason", InputKind.LINES, required=True),
        Input("evidence", InputKind.LINES, required=True),
        _question("able_to_pay"),
        _question("evasion"),
        _question("staff_related"),
        Input("maker", required=True, default=_officer),
        Input("checker", required=True),
        Input("valid_until", InputKind.DAY),
    ),
    Action.RELIEF,
)
