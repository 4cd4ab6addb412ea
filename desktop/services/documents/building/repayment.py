"""The repayment agreement (还款协议) with its instalment plan.

It is written here; signed and followed it is by :mod:`desktop.services.agreements`.
"""

from __future__ import annotations

from desktop.domain.allocation import AllocationOrder, Owed
from desktop.domain.documents import DocumentFacts, DocumentKind, money_fields
from desktop.domain.documents.facts import Rows
from desktop.domain.errors import RuleViolation
from desktop.domain.instalments import InstalmentPlan, set_off_plan
from desktop.domain.money import Money
from desktop.domain.permissions import Action
from desktop.services.documents.builder import Builder, Built, Input, InputKind, Scope
from desktop.services.documents.building.capacity import refuse_debtor, refuse_incapable
from desktop.services.documents.building.plan_terms import MISSED, RHYTHMS, Terms, live_terms
from desktop.services.documents.building.signing import (
    address_input,
    chosen,
    copies,
    order_input,
    service_address,
    signable,
)
from desktop.services.documents.case import Case, day_words, joined

_MODES = {"joint": "连带责任保证", "general": "一般保证"}
JOINDER = "joinder"
_ROLES = (*_MODES, JOINDER)
_GUARANTEE_MONTHS = 36


def repayment_agreement(case: Case) -> Built:
    """Return the agreement on all of the debtor's loans that are due, or on those chosen.

    ``instalments`` says how many, or ``instalment_amount`` how much each; from ``first_day`` on in
    a ``rhythm``, or on the ``days`` given. ``third_parties`` sign as guarantors or join the debt,
    as ``third_role`` says. Relief needs ``approval_no``, ``relief_amount``, ``valid_until``.

    Refused as :func:`signable`. Raises RuleViolation as :func:`terms_of` does,
    ``guarantee_months_wrong``, ``plan_outlives_relief``, and as :mod:`capacity` does for third
    parties.
    """
    terms = live_terms(case)
    if terms is None:
        return Built((), signable(case).refused)
    return Built((agreement_paper(case, terms),), terms.about.refused)


def agreement_paper(case: Case, terms: Terms) -> DocumentFacts:
    """Return the paper of these terms, without a serial."""
    names = third_parties(case)
    loans = terms.about.loans
    fields = {
        **case.debtor_fields,
        **case.owed_fields(loans),
        **_third_fields(case, names),
        **plan_fields(terms.plan, terms.owed),
        **_relief_fields(case, terms.relief, terms.plan),
        "order": terms.order.label,
        "missed": str(terms.missed or ""),
        "service_address": service_address(case),
        "copies": copies(case, 2 + len(names)),
    }
    tables = {
        "loans": case.loan_rows(loans),
        "plan": plan_rows(terms.plan, terms.owed, terms.order),
        "third_parties": tuple((name, "", "", "") for name in names),
    }
    kind, subject = DocumentKind.REPAYMENT_AGREEMENT, case.debtor.name
    return case.facts(kind, subject, fields, tables, loans)


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


def guarantee_terms(case: Case) -> tuple[str, int]:
    """Return the role of the third parties and the months of guarantee: "" and 0 without them."""
    if not third_parties(case):
        return "", 0
    role = chosen(case, "third_role", _ROLES, _ROLES[0])
    months = case.number("guarantee_months")
    if months == 0 and role != JOINDER:
        raise RuleViolation("guarantee_months_wrong", field="guarantee_months")
    return role, 0 if role == JOINDER else months or _GUARANTEE_MONTHS


def third_parties(case: Case) -> tuple[str, ...]:
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
    role, months = guarantee_terms(case)
    together = "、".join(names)
    if role == JOINDER:
        return {"third_parties": together, "third_role": "债务加入人", "joiners": together}
    return {
        "third_parties": together,
        "third_role": "保证人",
        "guarantee_mode": _MODES[role],
        "guarantee_months": str(months),
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
        Input("first_day", InputKind.DAY),
        Input("rhythm", InputKind.CHOICE, choices=RHYTHMS, default=lambda _: RHYTHMS[0]),
        Input("days", InputKind.LINES),
        order_input(),
        Input("third_parties", default=_known_guarantors),
        Input("third_role", InputKind.CHOICE, choices=_ROLES, default=lambda _: _ROLES[0]),
        Input("guarantee_months", InputKind.NUMBER, default=lambda _: str(_GUARANTEE_MONTHS)),
        Input("approval_no"),
        Input("relief_amount", InputKind.AMOUNT),
        Input("valid_until", InputKind.DAY),
        Input("missed", InputKind.NUMBER, default=lambda _: str(MISSED)),
        address_input(),
        Input("copies", InputKind.NUMBER),
    ),
    Action.AGREEMENT,
)
