"""Each guarantor's clock in words; a guarantor without a contract is flagged, never skipped."""

from __future__ import annotations

from desktop.domain.derivation import Derivation
from desktop.domain.findings import NeedsPerson
from desktop.services.derivation.answers import LoanDerivation


def guarantee_derivations(answers: LoanDerivation) -> list[Derivation]:
    """Return a derivation for each guarantor, the ledger's first."""
    return [
        _without_contract(each.facts.guarantor)
        for each in answers.guarantees
        if each.facts.contract is None
    ]


def _without_contract(name: str) -> Derivation:
    words = f"保证人{name}：缺保证合同日期，无法计算，请补录"
    doubt = NeedsPerson("guarantee_contract_undated", "contract_on", words)
    return Derivation(f"保证期间：{name}", "无法计算：缺保证合同日期", needs_person=(doubt,))
