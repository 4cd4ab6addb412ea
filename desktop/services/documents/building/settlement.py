"""The settlement by an asset (以物抵债协议), only for debts that are due.

Valued from outside, not above that value: more would waive principal in disguise. The old debt is
gone when the asset has passed, and may be claimed again where it does not pass (法释〔2023〕13号
§27). Until when the asset must be sold again is a matter of the bank, not of the contract: it
stands in ``domain.foreclosed`` and on no paper that the debtor signs.
"""

from __future__ import annotations

from desktop.domain.allocation import AllocationOrder, Owed, allocate
from desktop.domain.documents import DocumentKind, money_fields
from desktop.domain.errors import RuleViolation
from desktop.domain.foreclosed import AssetKind
from desktop.domain.money import Money
from desktop.domain.permissions import Action
from desktop.services.documents.builder import Builder, Built, Input, InputKind, Refused, Scope
from desktop.services.documents.building.capacity import refuse_incapable
from desktop.services.documents.building.signing import (
    Signable,
    above_zero,
    address_input,
    chosen,
    copies,
    deferred,
    order_input,
    order_of,
    service_address,
    signable,
)
from desktop.services.documents.case import BLANK, Case, day_words
from desktop.services.proposals import OwedLoan

_KINDS = {each.name.lower(): each for each in AssetKind}
_GRACE_DAYS = 15


def asset_settlement(case: Case) -> Built:
    """Return the agreement on all of the debtor's loans that are due, or on those chosen.

    Refused as :func:`signable`; a loan by ``loan_deferred`` while any new terms run, and by
    ``settlement_due_unknown``, since the agreement says that all were due.
    Raises RuleViolation ``settled_above_appraisal``, ``taxes_above_value``,
    ``appraised_in_future``, ``delivery_in_past``, ``appraiser_is_party``, ``field_missing``, as
    the inputs are wrong, and as :mod:`capacity` does for another owner.
    """
    about = _certainly_due(case, signable(case))
    if not about.loans:
        return Built((), about.refused)
    party, order = case.debtor, order_of(case)
    owner = case.text("owner", party.name)
    is_third = owner != party.name
    if is_third:
        refuse_incapable(case, [owner], "owner")
    fields = {
        **case.debtor_fields,
        **case.owed_fields(about.loans),
        "owner": owner,
        "third_owner": owner if is_third else "",
        **_asset_fields(case, owner),
        **_value_fields(case),
        **settled_fields(_settled(case), about.owed, order, day_words(case.as_of)),
        "order": order.label,
        "delivery_on": day_words(case.day("delivery_day")),
        "grace_days": str(above_zero(case, "grace_days", _GRACE_DAYS)),
        "approval_no": case.text("approval_no", BLANK * 3),
        "service_address": service_address(case),
        "copies": copies(case, 3 if is_third else 2),
    }
    tables = {"loans": case.loan_rows(about.loans)}
    kind = DocumentKind.ASSET_SETTLEMENT
    return Built((case.facts(kind, party.name, fields, tables, about.loans),), about.refused)


def _certainly_due(case: Case, about: Signable) -> Signable:
    hindered = {each.loan.id: _doubt(case, each) for each in about.loans}
    return Signable(
        tuple(each for each in about.loans if hindered[each.loan.id] is None),
        (*about.refused, *(each for each in hindered.values() if each is not None)),
    )


def _doubt(case: Case, owed: OwedLoan) -> Refused | None:
    if owed.due_on is None:
        name, loan_no = case.debtor.name, owed.loan.loan_no
        return Refused(name, "settlement_due_unknown", {"loan_no": loan_no})
    return deferred(case, owed)


def settled_fields(
    settled: Money, owed: Owed, order: AllocationOrder, computed_to: str
) -> dict[str, str]:
    """Return what the asset pays, and what is left: of the debt, of the asset, or of neither.

    Interest runs on after ``computed_to`` until the asset has passed: that much is never cleared.
    """
    share = allocate(settled, owed, order)
    left = owed.interest + owed.principal - share.interest - share.principal
    fields = {
        **money_fields("settled", settled.fen),
        "settled_interest": str(share.interest),
        "settled_principal": str(share.principal),
    }
    if left.fen:
        return {**fields, **money_fields("remainder", left.fen)}
    fields["cleared"] = (
        f"第一条的本金和利息全部清偿；{computed_to}之后至权利转移之日新产生的利息仍由乙方清偿"
    )
    if share.surplus.fen:
        return {**fields, **money_fields("surplus", share.surplus.fen)}
    return fields


def _asset_fields(case: Case, owner: str) -> dict[str, str]:
    appraiser = case.required("appraiser")
    if appraiser in (owner, case.debtor.name, case.installation.bank.bank_name):
        raise RuleViolation("appraiser_is_party", field="appraiser", name=appraiser)
    delivery = case.day("delivery_day")
    if delivery is None:
        raise RuleViolation("field_missing", field="delivery_day")
    if delivery < case.as_of:
        raise RuleViolation("delivery_in_past", field="delivery_day", date=delivery.isoformat())
    lines = [line.strip() for line in case.required("asset").splitlines()]
    return {
        "asset_kind": _KINDS[chosen(case, "asset_kind", tuple(_KINDS))].value,
        "asset": "；".join(filter(None, lines)),
        "title_no": case.required("title_no"),
        "appraiser": appraiser,
        "report_no": case.text("report_no"),
    }


def _value_fields(case: Case) -> dict[str, str]:
    valued_on = case.day("appraised_on")
    if valued_on is None:
        raise RuleViolation("field_missing", field="appraised_on")
    if valued_on > case.as_of:
        raise RuleViolation("appraised_in_future", field="appraised_on")
    appraised, taxes = _above_zero_fen(case, "appraised"), case.fen("taxes") or 0
    if taxes >= appraised:
        raise RuleViolation("taxes_above_value", field="taxes")
    return {
        "appraised_on": day_words(valued_on),
        **money_fields("appraised", appraised),
        **(money_fields("taxes", taxes) if taxes else {}),
    }


def _settled(case: Case) -> Money:
    settled = _above_zero_fen(case, "settled")
    if settled > _above_zero_fen(case, "appraised"):
        raise RuleViolation("settled_above_appraisal", field="settled")
    return Money(settled)


def _above_zero_fen(case: Case, name: str) -> int:
    fen = case.fen(name)
    if not fen:
        raise RuleViolation("input_not_positive", field=name)
    return fen


ASSET_SETTLEMENT = Builder(
    DocumentKind.ASSET_SETTLEMENT,
    Scope.DEBTOR,
    asset_settlement,
    (
        Input("asset_kind", InputKind.CHOICE, required=True, choices=tuple(_KINDS)),
        Input("asset", InputKind.LINES, required=True),
        Input("title_no", required=True),
        Input("owner", default=lambda case: case.debtor.name),
        Input("appraiser", required=True),
        Input("report_no"),
        Input("appraised_on", InputKind.DAY, required=True),
        Input("appraised", InputKind.AMOUNT, required=True),
        Input("settled", InputKind.AMOUNT, required=True),
        Input("taxes", InputKind.AMOUNT),
        order_input(),
        Input("delivery_day", InputKind.DAY, required=True),
        Input("grace_days", InputKind.NUMBER, default=lambda _: str(_GRACE_DAYS)),
        Input("approval_no"),
        address_input(),
        Input("copies", InputKind.NUMBER),
    ),
    Action.AGREEMENT,
)
