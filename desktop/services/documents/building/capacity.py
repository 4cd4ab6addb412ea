"""Who may not answer for another's debt, as a guarantor, by joining it, or with an asset.

Organs of the state, villages, schools and hospitals may not guarantee (民法典 §683, 担保制度解释
§§5-6); what may not be guaranteed is not joined or settled for them either. Nor does a debtor stand
beside himself: that would look like a second debtor and be none.
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.errors import RuleViolation
from desktop.domain.guarantee.clock import GuaranteeState, guarantee_clock
from desktop.services.documents.case import Case
from desktop.services.guarantor_facts import of_loan

_PUBLIC = (
    "人民政府",
    "镇政府",
    "乡政府",
    "街道办",
    "村民委员会",
    "村委会",
    "居民委员会",
    "居委会",
    "学校",
    "小学",
    "中学",
    "幼儿园",
    "医院",
    "卫生院",
)


def refuse_incapable(case: Case, names: Sequence[str], field: str) -> None:
    """Refuse names that may not answer for the debt of this case.

    Raises RuleViolation ``guarantee_void`` for a guarantor whose contract was entered and is void,
    ``third_party_public`` for a name that says so where no contract was entered: a school or a
    hospital run for profit may guarantee, and is entered as a company first.
    """
    entered: set[str] = set()
    for owed in case.loans:
        for each in of_loan(case.queries, owed.loan.id):
            if each.contract is None or each.guarantor not in names:
                continue
            entered.add(each.guarantor)
            acts = [act.fact for act in each.standing]
            clock = guarantee_clock(each.contract, owed.loan.due_on, acts, case.desk.policy)
            if clock.state(case.as_of) is GuaranteeState.VOID:
                raise RuleViolation("guarantee_void", field=field, loan_no=owed.loan.loan_no)
    for name in names:
        if name not in entered and any(word in name for word in _PUBLIC):
            raise RuleViolation("third_party_public", field=field, name=name)


def refuse_debtor(case: Case, names: Sequence[str], field: str) -> None:
    """Raise RuleViolation ``third_party_is_debtor`` where the debtor stands among third parties."""
    if case.debtor.name in names:
        raise RuleViolation("third_party_is_debtor", field=field, name=case.debtor.name)
