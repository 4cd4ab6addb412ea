"""The repayment agreement (还款协议) with its instalment plan.

It is written and printed here, nothing more: whether instalments are paid is followed elsewhere.
"""

from __future__ import annotations

from datetime import date

from desktop.domain.allocation import AllocationOrder, Owed
from desktop.domain.documents import DocumentKind, money_fields
from desktop.domain.documents.facts import Rows
from desktop.domain.errors import RuleViolation
from desktop.domain.instalments import InstalmentPlan, plan_by_amount, plan_by_number, set_off_plan
from desktop.domain.money import Money
from desktop.domain.relief import ReliefError
from desktop.services.documents.builder import Builder, Built, Input, InputKind, Scope
from desktop.services.documents.building.capacity import refuse_debtor, refuse_incapable
from desktop.services.documents.building.signing import (
    Signable,
    above_zero,
    address_input,
    chosen,
    copies,
    order_input,
    order_of,
    service_address,
    signable,
)
from desktop.services.documents.case import Case, day_words, joined

_MODES = {"joint": "连带责任保证", "general": "一般保证"}
_JOINDER = "joinder"
_ROLES = (*_MODES, _JOINDER)
_MONTHS = ("1", "3", "6", "12")
_MISSED, _GUARANTEE_MONTHS = 2, 36
_INPUT_OF = {
    "count": "instalments",
    "each": "instalment_amount",
    "total": "instalments",
    "first": "first_day",
    "anchor": "first_day",
}
"""Under which input a person finds what a plan objects to."""


def repayment_agreement(case: Case) -> Built:
    """Return the agreement on all of the debtor's loans that are due, or on those chosen.

    ``instalments`` says how many, or ``instalment_amount`` how much each; from ``first_day`` on
    every ``months_between`` months. ``third_parties`` sign as guarantors or join the debt, as
    ``third_role`` says. Relief needs ``approval_no``, ``relief_amount`` and ``valid_until``.

    Refused as :func:`signable`. Raises RuleViolation as plans do, ``instalments_or_amount``,
    ``WAIVE_GT_INTEREST``, ``guarantee_months_wrong``, ``field_missing``, ``missed_above_plan``,
    ``plan_outlives_relief``, and as :mod:`capacity` does for third parties.
    """
    about = signable(case)
    if not about.loans:
        return Built((), about.refused)
    relief, order = _relief(case, about), order_of(case)
    owed = Owed(about.owed.cost, about.owed.interest - relief, about.owed.principal)
    plan = _plan(case, owed)
    names = _third_parties(case)
    fields = {
        **case.debtor_fields,
        **case.owed_fields(about.loans),
        **_third_fields(case, names),
        **plan_fields(plan, owed),
        **_relief_fields(case, relief, plan),
        "order": order.label,
        "missed": _missed(case, len(plan.instalments)),
        "service_address": service_address(case),
        "copies": copies(case, 2 + len(names)),
    }
    tables = {
        "loans": case.loan_rows(about.loans),
        "plan": plan_rows(plan, owed, order),
        "third_parties": tuple((name, "", "", "") for name in names),
    }
    kind, subject = DocumentKind.REPAYMENT_AGREEMENT, case.debtor.name
    return Built((case.facts(kind, subject, fields, tables, about.loans),), about.refused)


def plan_rows(plan: InstalmentPlan, owed: Owed, order: AllocationOrder) -> Rows:
    """Return a plan as rows, with what each instalment pays of the interest and the principal."""
    shares = set_off_plan(plan, owed, order)
    return tuple(
        (
            str(each.number),
            each.due_on.isoformat(),
            str(each.amount),
            str(share.interest),
            str(share.principal),
            str(each.balance_after),
            "",
            "",
        )
        for each, share in zip(plan.instalments, shares, strict=True)
    )


def plan_fields(plan: InstalmentPlan, owed: Owed) -> dict[str, str]:
    """Return what an agreement says of its plan; ``owed`` is what the plan pays."""
    return {
        "count": str(len(plan.instalments)),
        "first_due": day_words(plan.instalments[0].due_on),
        "last_due": day_words(plan.limitation_start),
        **money_fields("plan_total", plan.total.fen),
        "plan_interest": str(owed.interest),
        "plan_principal": str(owed.principal),
    }


def _plan(case: Case, owed: Owed) -> InstalmentPlan:
    total = owed.interest + owed.principal
    count, each = case.number("instalments"), case.fen("instalment_amount")
    if (count is None) == (each is None):
        raise RuleViolation("instalments_or_amount", field="instalments")
    first = _first_day(case)
    months = int(chosen(case, "months_between", _MONTHS, _MONTHS[0]))
    today = case.as_of
    try:
        if count is not None:
            return plan_by_number(total, count, first, months=months, not_before=today)
        return plan_by_amount(total, Money(each or 0), first, months=months, not_before=today)
    except RuleViolation as error:
        field = _INPUT_OF.get(error.field, error.field)
        raise RuleViolation(error.code, field=field, **error.params) from error


def _first_day(case: Case) -> date:
    day = case.day("first_day")
    if day is None:
        raise RuleViolation("field_missing", field="first_day")
    return day


def _relief(case: Case, about: Signable) -> Money:
    """Return the interest forgone; an amount and an approval come together (rules section 5)."""
    fen = case.fen("relief_amount") or 0
    if bool(fen) != bool(case.text("approval_no")):
        missing = "approval_no" if fen else "relief_amount"
        raise RuleViolation("field_missing", field=missing)
    if fen > about.owed.interest.fen:
        raise RuleViolation(ReliefError.WAIVE_GT_INTEREST.value, field="relief_amount")
    return Money(fen)


def _relief_fields(case: Case, relief: Money, plan: InstalmentPlan) -> dict[str, str]:
    """Return what is said of a relief; a plan that outlives the approval would void it."""
    if not relief.fen:
        return {}
    valid_until = case.day("valid_until")
    if valid_until is None:
        raise RuleViolation("field_missing", field="valid_until")
    last = plan.limitation_start
    if last > valid_until:
        raise RuleViolation("plan_outlives_relief", field="valid_until", date=last.isoformat())
    return {
        "approval_no": case.text("approval_no"),
        "valid_until": day_words(valid_until),
        **money_fields("relief_amount", relief.fen),
    }


def _missed(case: Case, count: int) -> str:
    """Return after how many missed instalments all falls due; nothing where there is but one."""
    missed = above_zero(case, "missed", min(_MISSED, count))
    if count == 1:
        return ""
    if missed > count:
        raise RuleViolation("missed_above_plan", field="missed", most=count)
    return str(missed)


def _third_parties(case: Case) -> tuple[str, ...]:
    """Return who else signs: names parted by 、, by commas or by lines."""
    text = case.text("third_parties")
    for mark in "，,；;\n":
        text = text.replace(mark, "、")
    return tuple(dict.fromkeys(name.strip() for name in text.split("、") if name.strip()))


def _third_fields(case: Case, names: tuple[str, ...]) -> dict[str, str]:
    """Return what third parties take upon them: a guarantee (民法典 §695) or the debt (§552)."""
    if not names:
        return {}
    refuse_debtor(case, names, "third_parties")
    refuse_incapable(case, names, "third_parties")
    role = chosen(case, "third_role", _ROLES, _ROLES[0])
    together = "、".join(names)
    if role == _JOINDER:
        return {"third_parties": together, "third_role": "债务加入人", "joiners": together}
    months = case.number("guarantee_months")
    if months == 0:
        raise RuleViolation("guarantee_months_wrong", field="guarantee_months")
    return {
        "third_parties": together,
        "third_role": "保证人",
        "guarantee_mode": _MODES[role],
        "guarantee_months": str(months or _GUARANTEE_MONTHS),
    }


def _known_guarantors(case: Case) -> str:
    return joined(name for each in case.loans for name in each.loan.guarantors)


REPAYMENT_AGREEMENT = Builder(
    DocumentKind.REPAYMENT_AGREEMENT,
    Scope.DEBTOR,
    repayment_agreement,
    (
        Input("instalments", InputKind.NUMBER),
        Input("instalment_amount", InputKind.AMOUNT),
        Input("first_day", InputKind.DAY, required=True),
        Input("months_between", InputKind.CHOICE, choices=_MONTHS, default=lambda _: _MONTHS[0]),
        order_input(),
        Input("third_parties", default=_known_guarantors),
        Input("third_role", InputKind.CHOICE, choices=_ROLES, default=lambda _: _ROLES[0]),
        Input("guarantee_months", InputKind.NUMBER, default=lambda _: str(_GUARANTEE_MONTHS)),
        Input("approval_no"),
        Input("relief_amount", InputKind.AMOUNT),
        Input("valid_until", InputKind.DAY),
        Input("missed", InputKind.NUMBER, default=lambda _: str(_MISSED)),
        address_input(),
        Input("copies", InputKind.NUMBER),
    ),
)
