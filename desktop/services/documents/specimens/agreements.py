"""Specimens of agreements, consents, applications."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from desktop.domain.allocation import AllocationOrder, Owed
from desktop.domain.dates import add_months
from desktop.domain.documents import DocumentFacts, DocumentKind, money_fields
from desktop.domain.following import DatedAmount, follow
from desktop.domain.instalments import AccelerationClause, plan_by_number
from desktop.domain.money import Money, yuan_text
from desktop.domain.policy import DEFAULT_POLICY
from desktop.domain.relief import ReliefRequest, check_relief, is_example_ladder, relief_ladder
from desktop.services.documents.building.acceleration import missed_rows
from desktop.services.documents.building.relief_papers import (
    conditions,
    ladder_note,
    ladder_rows,
    with_relief,
)
from desktop.services.documents.building.repayment import plan_fields, plan_rows
from desktop.services.documents.building.settlement import settled_fields
from desktop.services.documents.case import BLANK, day_words
from desktop.services.documents.specimens.invented import (
    CASES,
    DAY,
    DAY_WORDS,
    DEADLINE,
    InventedCase,
    Size,
)

_FIRST_DAY = date(2026, 11, 30)
_LAST_MISSED = date(2026, 9, 30)
_INSTALMENTS = {Size.SHORT: 1, Size.USUAL: 12, Size.EXTREME: 120}
_APPROVAL = "农信减免〔2026〕第 017 号"
_LAW = AllocationOrder.CIVIL_561
_SINCE_LEDGER = {Size.SHORT: 0, Size.USUAL: 18_957, Size.EXTREME: 157_083_335}
"""Interest of ten days since the ledger, in fen; the rates are those of the interest sheet."""


def _owed(case: InventedCase, relief_fen: int = 0) -> Owed:
    return Owed(Money(0), Money(case.interest_fen - relief_fen), Money(case.principal_fen))


def _with_interest(case: InventedCase, fen: int) -> InventedCase:
    return replace(case, loans=tuple(replace(each, interest_fen=fen) for each in case.loans))


def _repayment_agreement(size: Size) -> DocumentFacts:
    """Return a plan of 1, 12 or 120 instalments; the extreme one with relief and a guarantor."""
    case, is_extreme = CASES[size], size is Size.EXTREME
    relief = case.interest_fen // 10 if is_extreme else 0
    owed = _owed(case, relief)
    plan = plan_by_number(owed.interest + owed.principal, _INSTALMENTS[size], _FIRST_DAY)
    guarantors = () if size is Size.SHORT else (case.other.name,)
    fields = {
        **case.debtor_fields,
        **case.owed_fields,
        **plan_fields(plan, owed),
        "order": _LAW.label,
        "missed": "2" if len(plan.instalments) > 1 else "",
        "service_address": case.debtor.address,
        "copies": str(2 + len(guarantors)),
    }
    if guarantors:
        fields |= {
            "third_parties": case.other.name,
            "third_role": "保证人",
            "guarantee_mode": "连带责任保证",
            "guarantee_months": "36",
        }
    if relief:
        fields |= {
            "approval_no": _APPROVAL,
            "valid_until": day_words(plan.limitation_start),
            **money_fields("relief_amount", relief),
        }
    tables = {
        "loans": case.rows,
        "plan": plan_rows(plan, owed, _LAW),
        "third_parties": tuple((name, "", "", "") for name in guarantors),
    }
    return case.facts(DocumentKind.REPAYMENT_AGREEMENT, fields, tables)


def _acceleration_notice(size: Size) -> DocumentFacts:
    """Return a plan that was broken by its first instalments; the extreme one had a relief."""
    case = CASES[size]
    count = {Size.SHORT: 2, Size.USUAL: 12, Size.EXTREME: 120}[size]
    short = {Size.SHORT: 1, Size.USUAL: 2, Size.EXTREME: 12}[size]
    total = Money(max(case.principal_fen + case.interest_fen, count))
    plan = plan_by_number(total, count, add_months(_LAST_MISSED, 1 - short))
    paid = [DatedAmount(_LAST_MISSED, Money(plan.instalments[0].amount.fen // 3))]
    standing = follow(plan, paid, DAY, AccelerationClause(short))
    fields = {
        **case.debtor_fields,
        **case.owed_fields,
        "agreement_serial": "PA25-W0412",
        "agreement_signed_on": "2025 年 9 月 1 日",
        "count": str(count),
        "missed": str(short),
        "short": str(standing.short),
        **money_fields("overdue", standing.overdue.fen),
        "lapsed_relief": yuan_text(case.interest_fen // 10) if size is Size.EXTREME else "",
        "deadline": DEADLINE,
    }
    tables = {"loans": case.rows, "missed": missed_rows(standing)}
    return case.facts(DocumentKind.ACCELERATION_NOTICE, fields, tables)


def _subsidy_consent(size: Size) -> DocumentFacts:
    case = CASES[size]
    fields = {
        **case.debtor_fields,
        **case.owed_fields,
        "holder": case.debtor.name,
        "holder_identity": case.debtor.identity,
        "subsidy": "耕地地力保护补贴",
    }
    return case.facts(DocumentKind.SUBSIDY_CONSENT, fields, {"loans": case.rows})


def _relief_application(size: Size) -> DocumentFacts:
    """Return half of the interest waived; the least of debts owes a fen of interest more."""
    case = CASES[size] if size is not Size.SHORT else _with_interest(CASES[size], 2)
    waived, since = case.interest_fen // 2, _SINCE_LEDGER[size]
    request = ReliefRequest(
        applicant="彭春兰",
        approver="刘建国",
        principal_due=Money(case.principal_fen),
        principal_paid=Money(0),
        interest_due=Money(case.interest_fen),
        waived=Money(waived),
        waived_principal=Money(0),
        written_approval=False,
    )
    ladder = relief_ladder(DAY, DEFAULT_POLICY)
    answer = check_relief(request, ladder)
    repeats = 8 if size is Size.EXTREME else 1
    fields = {
        **case.debtor_fields,
        **case.owed_fields,
        "paid_principal": yuan_text(case.amount_fen - case.principal_fen),
        "ledger_day": "2026-09-30",
        "on_balance": yuan_text(0),
        "off_balance": yuan_text(case.interest_fen - since),
        "since_ledger": yuan_text(since),
        **money_fields("relief_amount", waived),
        "still_due": str(answer.still_due),
        **money_fields("to_pay", case.principal_fen + answer.still_due.fen),
        "payer": case.debtor.name,
        "reason": "；".join(["因病住院，两年没有务工收入，子女愿一次付清本金和一半利息"] * repeats),
        "evidence": "；".join(["住院记录和费用清单", "村委会收入情况说明"] * repeats),
        "maker": request.applicant,
        "checker": request.approver,
        "level": answer.approval_level,
        "ladder_note": ladder_note(is_example_ladder(DAY)),
        "valid_until": "2026 年 12 月 31 日" if repeats > 1 else "＿＿＿＿年＿＿月＿＿日",
    }
    tables = {
        "loans": with_relief(
            case.rows, request.waived, [Money(each.interest_fen) for each in case.loans]
        ),
        "conditions": conditions(answer),
        "ladder": ladder_rows(answer.approval_level, ladder),
    }
    return case.facts(DocumentKind.RELIEF_APPLICATION, fields, tables)


def _asset_settlement(size: Size) -> DocumentFacts:
    """Return an asset that pays all to the fen, part, or more than is owed and is another's."""
    case, is_extreme = CASES[size], size is Size.EXTREME
    total = case.principal_fen + case.interest_fen
    settled = {Size.SHORT: total, Size.USUAL: total // 3, Size.EXTREME: total + 1_234_567}[size]
    owner = case.other.name if is_extreme else case.debtor.name
    asset = "枫林镇解放路 12 号门面房一间，建筑面积 46.20 平方米，土地使用权面积 18.50 平方米"
    fields = {
        **case.debtor_fields,
        **case.owed_fields,
        "owner": owner,
        "third_owner": owner if is_extreme else "",
        "asset_kind": "不动产",
        "asset": "；".join([asset] * (4 if is_extreme else 1)),
        "title_no": "某某县不动产权第 0000000 号",
        "appraiser": "某某房地产评估有限公司",
        "report_no": "" if size is Size.SHORT else "某评字〔2026〕第 0000 号",
        "appraised_on": "2026 年 9 月 20 日",
        **money_fields("appraised", settled),
        **settled_fields(Money(settled), _owed(case), _LAW, DAY_WORDS),
        **(money_fields("taxes", 1_234_500) if is_extreme else {}),
        "order": _LAW.label,
        "delivery_on": "2026 年 11 月 30 日",
        "grace_days": "15",
        "approval_no": BLANK * 3 if size is Size.SHORT else "农信抵〔2026〕第 003 号",
        "service_address": case.debtor.address,
        "copies": "3" if is_extreme else "2",
    }
    return case.facts(DocumentKind.ASSET_SETTLEMENT, fields, {"loans": case.rows})


def _receipt(size: Size) -> DocumentFacts:
    """Return a receipt for all that is owed, costs too but for the shortest."""
    case = CASES[size]
    cost = 0 if size is Size.SHORT else 12_000
    items = tuple(
        (
            loan.loan_no,
            *map(yuan_text, (share, loan.interest_fen, loan.principal_fen)),
            yuan_text(share + loan.interest_fen + loan.principal_fen),
            yuan_text(0),
        )
        for number, loan in enumerate(case.loans)
        for share in [0 if number else cost]
    )
    fields = {
        "payer": case.other.name,
        "debtor": case.debtor.name,
        "method": "转账" if size is Size.EXTREME else "现金",
        "paid_on": DAY.isoformat(),
        "order": _LAW.label,
        "cost": yuan_text(cost),
        "interest": yuan_text(case.interest_fen),
        "principal": yuan_text(case.principal_fen),
        **money_fields("total", cost + case.principal_fen + case.interest_fen),
    }
    return case.facts(DocumentKind.RECEIPT, fields, {"items": items}, case.other.name)


AGREEMENT_SPECIMENS: Mapping[DocumentKind, Callable[[Size], DocumentFacts]] = {
    DocumentKind.REPAYMENT_AGREEMENT: _repayment_agreement,
    DocumentKind.ACCELERATION_NOTICE: _acceleration_notice,
    DocumentKind.SUBSIDY_CONSENT: _subsidy_consent,
    DocumentKind.RELIEF_APPLICATION: _relief_application,
    DocumentKind.ASSET_SETTLEMENT: _asset_settlement,
    DocumentKind.RECEIPT: _receipt,
}
