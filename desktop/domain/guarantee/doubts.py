"""What a person must look at in a guarantee contract before relying on its clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from desktop.domain.findings import NeedsPerson
from desktop.domain.guarantee.facts import GuaranteeContract, GuarantorKind, PeriodTerm

_SECURITY_LAW = date(1995, 10, 1)
_CIVIL_CODE = date(2021, 1, 1)
_EXCEPTIONS = (GuarantorKind.VILLAGE_COMMITTEE, GuarantorKind.PUBLIC_WELFARE)


def found_doubts(contract: GuaranteeContract, main_due: date | None) -> tuple[NeedsPerson, ...]:
    """Return what is missing or disputed in a guarantee."""
    return (*_missing(contract, main_due), *_disputed(contract))


def _missing(contract: GuaranteeContract, main_due: date | None) -> Iterator[NeedsPerson]:
    if contract.contract_on is None:
        words = "保证合同日期不明，无法确定适用的法律，请查阅合同"
        yield NeedsPerson("guarantee_contract_undated", "contract_on", words)
    if main_due is None:
        yield NeedsPerson("due_date_unknown", "main_due", "主债务到期日不明，请查阅合同后补录")
    if contract.term is PeriodTerm.MONTHS and contract.months is None:
        words = "约定的保证期间没有录入月数，请查阅合同"
        yield NeedsPerson("guarantee_period_unknown", "months", words)
    if contract.term is PeriodTerm.MONTHS and contract.months is not None and contract.months <= 0:
        words = "约定的保证期间不晚于主债务到期日，视为没有约定，请核对"
        yield NeedsPerson("guarantee_period_invalid", "months", words)


def _disputed(contract: GuaranteeContract) -> Iterator[NeedsPerson]:
    signed = contract.contract_on
    if signed is not None and signed < _SECURITY_LAW:
        words = "保证合同早于担保法施行，请交法律顾问复核"
        yield NeedsPerson("guarantee_before_1995", "contract_on", words)
    if (
        signed is not None
        and _SECURITY_LAW <= signed < _CIVIL_CODE
        and contract.term is PeriodTerm.UNCLEAR
    ):
        words = "旧合同约定不明，通行按二年，另有六个月的理解，请按稳妥日办理"
        yield NeedsPerson("guarantee_reading_disputed", "term", words)
    if contract.kind in _EXCEPTIONS:
        words = "村（居）委会、学校、医院等原则上不得担保，是否属于例外请交法律顾问复核"
        yield NeedsPerson("guarantor_maybe_void", "kind", words)
    if contract.extended_to is not None and not contract.consented:
        words = "展期未经保证人书面同意，保证期间自原到期日起算"
        yield NeedsPerson("guarantee_extended", "extended_to", words)
