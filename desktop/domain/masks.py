"""Personal data as it is shown where the whole is not needed (security design, PIPL §§28, 51)."""

from __future__ import annotations

_DOUBLE_SURNAMES = frozenset(
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 令狐 慕容 司徒 夏侯 长孙 宇文 轩辕 端木".split()
)


def mask_name(name: str) -> str:
    """Return the surname and a star: 张三 -> ``张*``, 欧阳小明 -> ``欧阳**``."""
    keep = 2 if len(name) > 2 and name[:2] in _DOUBLE_SURNAMES else 1
    return name[:keep] + "*" * (len(name) - keep)


def mask_id_number(value: str, head: int = 4, tail: int = 4) -> str:
    """Return the first and last characters only: ``4399**********3317``."""
    if len(value) <= head + tail:
        return "*" * len(value)
    return value[:head] + "*" * (len(value) - head - tail) + value[-tail:]


def mask_phone(value: str) -> str:
    """Return ``138****1234``; numbers under 7 digits are hidden whole."""
    if len(value) < 7:
        return "*" * len(value)
    return value[:3] + "*" * (len(value) - 7) + value[-4:]
