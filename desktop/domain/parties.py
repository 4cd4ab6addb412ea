"""Who is who: one person with several loans is one party, a namesake elsewhere is not."""

from __future__ import annotations

import re

_ORGANISATION = re.compile(
    r"公司|厂$|企业|村委会|村民委员会|居委会|合作社|政府|中心|集团|工厂|学校|医院|供销社|信用社"
    r"|经营部|门市部|商店$|农场|林场|煤矿|砖厂|站$|生产队$|村民小组$|经济社|联合社|加工厂|党委|局$"
)


def identity_key(id_number: str, name: str, village: str) -> str:
    """Return what makes a party one: the identity number, else the name within its village."""
    return id_number or f"{name}|{village}"


def is_organisation(name: str) -> bool:
    """Whether a borrower's name is that of a firm, a village body or an office."""
    return len(name) > 3 and bool(_ORGANISATION.search(name))
