"""The consent to repayment out of a subsidy (补贴代扣还款授权书).

Only the holder of the account can give it, for one subsidy at a time, revocable at any time in
writing; without it nothing is set off (rules section 6, 个人信息保护法 §29). Living allowances,
pensions and relief goods are never on offer, whatever anyone signs.
"""

from __future__ import annotations

from desktop.domain.documents import DocumentKind
from desktop.domain.errors import RuleViolation
from desktop.services.documents.builder import Builder, Built, Input, InputKind, Scope
from desktop.services.documents.building.signing import chosen, hindrance_of
from desktop.services.documents.case import Case, identity
from desktop.services.guarantor_facts import of_loan
from desktop.services.proposals import OwedLoan

_OTHER = "other"
_SUBSIDIES = {
    "arable_land": "耕地地力保护补贴",
    "grain_growers": "实际种粮农民补贴",
    "farm_machinery": "农机购置与应用补贴",
    "ecological_forest": "森林生态效益补偿",
    "grassland": "草原生态保护补助奖励",
}
_NEVER = (
    "低保",
    "最低生活",
    "特困",
    "五保",
    "抚恤",
    "优待",
    "养老",
    "救灾",
    "救助",
    "残疾",
    "医疗",
    "高龄",
    "孤儿",
    "失业",
    "工伤",
    "丧葬",
    "退役",
    "伤残",
    "计划生育",
    "生活补助",
    "生活费",
    "助学",
)


def subsidy_consent(case: Case) -> Built:
    """Return the consent for one kind of subsidy; ``person`` is its holder, else the debtor.

    A holder who is neither the debtor nor a guarantor reads of no loan and no amount.
    Refused: ``signer_deceased``, ``signer_disputes``. Raises RuleViolation ``subsidy_protected``
    for money to live on, ``field_missing`` for another subsidy without its name.
    """
    hindrance = hindrance_of(case)
    if hindrance is not None:
        return Built((), (hindrance,))
    party = case.debtor
    holder = case.text("person", party.name)
    fields = {"debtor": party.name, "holder": holder, "subsidy": _subsidy(case)}
    loans = _loans_to_tell(case, holder)
    if loans:
        fields |= case.owed_fields(loans)
    else:
        fields["stranger"] = holder
    if holder == party.name:
        fields["holder_identity"] = identity(party.id_number, party.address)
    kind, tables = DocumentKind.SUBSIDY_CONSENT, {"loans": case.loan_rows(loans)}
    return Built((case.facts(kind, party.name, fields, tables),))


def _loans_to_tell(case: Case, holder: str) -> tuple[OwedLoan, ...]:
    """Return the loans a holder may read of: his own, or those whose guarantee was entered.

    What a debtor owes is told to nobody else (个人信息保护法 §25).
    """
    if holder == case.debtor.name:
        return case.loans
    return tuple(
        each
        for each in case.loans
        for known in of_loan(case.queries, each.loan.id)
        if known.guarantor == holder and known.contract is not None
    )


def _subsidy(case: Case) -> str:
    code = chosen(case, "subsidy", (*_SUBSIDIES, _OTHER))
    if code != _OTHER:
        return _SUBSIDIES[code]
    name = case.required("subsidy_name")
    if any(word in name for word in _NEVER):
        raise RuleViolation("subsidy_protected", field="subsidy_name", name=name)
    return name


SUBSIDY_CONSENT = Builder(
    DocumentKind.SUBSIDY_CONSENT,
    Scope.DEBTOR,
    subsidy_consent,
    (
        Input("subsidy", InputKind.CHOICE, required=True, choices=(*_SUBSIDIES, _OTHER)),
        Input("subsidy_name"),
        Input("person", default=lambda case: case.debtor.name),
    ),
)
