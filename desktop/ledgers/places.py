"""Township, village and group out of an address such as 枫林镇枣子坪村8组."""

from __future__ import annotations

import re
from functools import lru_cache

from desktop.ledgers.text import squeeze

_ADDRESS = re.compile(
    r"(?:.{2,7}?(?:省|自治区))?"
    r"(?:[^镇乡村]{2,7}?(?:市|自治州|地区|盟)(?![村组居社]))?"
    r"(?:[^镇乡村]{1,7}?(?:自治县|县|(?<!社)区|旗|市)(?![村组居社]))?"
    r"(?P<township>.{1,8}?(?:街道办事处|办事处|街道|镇|乡|苏木)(?![村组]))?"
    r"(?P<village>(?!\d)\S{1,12}?(?:村民委员会|居民委员会|村委会|居委会|社区|村(?!村)|屯|庄|寨|嘎查))?"
    r"(?P<group>第?[0-9一二三四五六七八九十]{1,4}(?:村民小组|居民小组|小组|组|队|社)"
    r"|\S{1,6}(?:村民小组|小组|组|屯|队))?"
    r"(?P<rest>.*)"
)
_BODY = re.compile(r"(?:村民|居民)委员会$|[村居]委会$")
_VILLAGE_NAME = re.compile(r"^\S{1,12}(?:村|社区|居委会|屯|庄|寨|嘎查|管理区)$")
_TITLE_VILLAGE = re.compile(
    r"(?:^|[|,:年月日期度份)])([^|,:年月日期度份()]{1,12}(?<![农各全本乡])村)(?:委会|民委员会)?"
    r"(?=[(|]|不良|逾期|贷款|借款|农户|欠|台账|清收|到期|20|$)"
)
_DAY_OF_TITLE = re.compile(r"\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?")
_SHEET_NOISE = re.compile(r"^[\d.、_\-\s()]+|^[一二三四五六七八九十]+[、.]|\(.*?\)|[\d_\-\s]+$")


@lru_cache(maxsize=8_192)
def split_address(address: str) -> tuple[str, str, str]:
    """Return (township, village, group) of an address, "" for what it does not say."""
    found = _ADDRESS.fullmatch("".join(address.split()))
    if found is None:
        return "", "", ""
    return (
        (found["township"] or "").removesuffix("办事处"),
        village_name(found["village"] or ""),
        found["group"] or "",
    )


def village_name(text: str) -> str:
    """Return a village by its plain name: 金明村委会 and 金明村民委员会 are 金明村."""
    bare = _BODY.sub("", text)
    if bare == text:
        return text
    if bare.endswith(("村", "社区")):
        return bare
    return bare + ("村" if "村" in text[len(bare) :] else "居委会")


def village_of_sheet(sheet: str, title: str) -> str:
    """Return the village a sheet is about, from its name or the title above the heading."""
    bare = _SHEET_NOISE.sub("", squeeze(sheet))
    if _VILLAGE_NAME.match(bare):
        return village_name(bare)
    if len(bare) >= 2 and (found := re.search(re.escape(bare) + "(?:村|社区)", title)):
        return found.group()
    named = _TITLE_VILLAGE.search(_DAY_OF_TITLE.sub("", squeeze(title)))
    return split_address(named[1])[1] if named else ""


def read_village(text: str) -> tuple[str, str, str]:
    """Return (township, village, group) of a village column, which may hold more than one."""
    township, village, group = split_address(text)
    return (township, village, group) if village else ("", "".join(text.split()), "")
