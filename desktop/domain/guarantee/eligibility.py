"""Who may guarantee, and what remains where he may not.

Source: 民法典 §683, 担保制度解释 §§5-6, 17, 33; rule 2.13.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from desktop.domain.guarantee.facts import GuarantorKind
from desktop.domain.policy import DEFAULT_POLICY, Policy, valid_on

_COMPANY = re.compile(r"(公司|厂|合作社|企业|商行|经营部|农场)$")
_VILLAGE = re.compile(r"(村民委员会|村委会|居民委员会|居委会|村民小组)$")
_WELFARE = re.compile(
    r"(小学|中学|学校|幼儿园|大学|学院|医院|卫生院|卫生所|养老院|敬老院|福利院|图书馆|博物馆)$"
)
_GOVERNMENT = re.compile(
    r"(政府|街道办事处|委员会|[局厅部]|法院|检察院|财政所|派出所|司法所|管委会|党委|机关)$"
)
_KINDS = (
    (_COMPANY, GuarantorKind.COMPANY),
    (_VILLAGE, GuarantorKind.VILLAGE_COMMITTEE),
    (_WELFARE, GuarantorKind.PUBLIC_WELFARE),
    (_GOVERNMENT, GuarantorKind.GOVERNMENT),
)
_BARRED = frozenset(
    {GuarantorKind.GOVERNMENT, GuarantorKind.VILLAGE_COMMITTEE, GuarantorKind.PUBLIC_WELFARE}
)


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Whether a guarantee is valid by who gave it.

    ``max_share`` is the most a void guarantor compensates of what the debtor cannot pay, as a
    fraction, "" for a valid guarantee; ``review`` tells that the law knows exceptions.
    """

    valid: bool
    max_share: str
    condition: str
    article: str
    review: bool = False


def kind_of_name(name: str) -> GuarantorKind:
    """Return what kind of guarantor a name tells of; a name without such a word is a person's."""
    plain = name.strip()
    return next((kind for words, kind in _KINDS if words.search(plain)), GuarantorKind.PERSON)


def may_guarantee(
    kind: GuarantorKind, contract_on: date | None = None, policy: Policy = DEFAULT_POLICY
) -> Eligibility:
    """Return whether a guarantor of this kind may guarantee (rule 2.13).

    Organs of state never; a village committee only for the collective by a resolution of the
    village, schools and hospitals only in the cases of 担保制度解释 §6: a person must look.
    """
    if kind not in _BARRED:
        return Eligibility(True, "", "", "民法典第683条")
    table = policy.guarantee.void_share
    share = (valid_on(table, contract_on) if contract_on else table[-1]).value
    condition = f"债权人与担保人均有过错时不超过债务人不能清偿部分的{share},且须在期间内主张"
    article = "担保法第8、9条；民法典第683条；担保制度解释第5、6、17、33条"
    return Eligibility(False, share, condition, article, kind is not GuarantorKind.GOVERNMENT)
