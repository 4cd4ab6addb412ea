"""Personal data as it is shown where the whole is not needed (security design, PIPL §§28, 51)."""

from __future__ import annotations

import re

from desktop.domain.parties import is_organisation

_DOUBLE_SURNAMES = frozenset(
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 令狐 慕容 司徒 夏侯 长孙 宇文 轩辕 端木".split()
)


_TOWNSHIP = re.compile(r".{1,12}?(?:镇|乡|街道|农场|林场)")


def mask_name(name: str) -> str:
    """Return the surname and stars: 张三 -> ``张*``, 欧阳小明 -> ``欧阳**``; several joined by 、.

    The name of an organisation is nobody's personal data and stays.
    """
    return "、".join(map(_mask_one, name.split("、")))


def _mask_one(name: str) -> str:
    if is_organisation(name):
        return name
    keep = 2 if len(name) > 2 and name[:2] in _DOUBLE_SURNAMES else 1
    return name[:keep] + "*" * (len(name) - keep)


def mask_id_number(value: str, head: int = 4, tail: int = 4) -> str:
    """Return the first and last characters only: ``4399**********3317``."""
    if len(value) <= head + tail:
        return "*" * len(value)
    return value[:head] + "*" * (len(value) - head - tail) + value[-tail:]


def mask_address(value: str) -> str:
    """Return an address to its township: ``牌口镇****``."""
    found = _TOWNSHIP.match(value)
    return (found.group() if found else "") + "*" * 4 if value else ""


def mask_phone(value: str) -> str:
    """Return ``138****1234``; numbers under 7 digits are hidden whole."""
    if len(value) < 7:
        return "*" * len(value)
    return value[:3] + "*" * (len(value) - 7) + value[-4:]
