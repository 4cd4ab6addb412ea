"""Money: integer fen behind a frozen type, and the capital figures of Chinese papers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_SECTIONS = ("", "万", "亿", "万亿")
_AMOUNT = re.compile(r"(\d{1,13})(?:\.(\d{1,6}))?(万)?元?$")


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount of yuan kept as whole fen; may be negative only as a difference."""

    fen: int

    def __add__(self, other: Money) -> Money:
        return Money(self.fen + other.fen)

    def __sub__(self, other: Money) -> Money:
        return Money(self.fen - other.fen)

    def __str__(self) -> str:
        return yuan_text(self.fen)

    @staticmethod
    def total(amounts: Iterable[Money]) -> Money:
        return Money(sum(amount.fen for amount in amounts))

    @staticmethod
    def rounded(fen: Decimal) -> Money:
        """Round half up to a whole fen (rule 3.9)."""
        return Money(int(fen.quantize(Decimal(1), rounding=ROUND_HALF_UP)))


def yuan_text(fen: int) -> str:
    """Return fen as yuan with thousands separators: 123456789 -> ``1,234,567.89``."""
    sign = "-" if fen < 0 else ""
    yuan, rest = divmod(abs(fen), 100)
    return f"{sign}{yuan:,}.{rest:02d}"


def parse_amount(text: str) -> int | None:
    """Return the fen of an amount as people type it: 5000, 5,000.00, ５０００元, 1.2万.

    None where the text is no amount or has parts of a fen.
    """
    plain = re.sub(r"[\s,¥]", "", unicodedata.normalize("NFKC", text))
    found = _AMOUNT.match(plain)
    if not found:
        return None
    whole, decimals, ten_thousand = found.groups()
    places = 6 if ten_thousand else 2
    digits = (decimals or "").rstrip("0")
    if len(digits) > places:
        return None
    return int(whole + digits.ljust(places, "0"))


def capital_amount(fen: int, prefix: str = "人民币") -> str:
    """Return fen in capital figures, as 支付结算办法 附一 and 会计基础工作规范 §52 want them.

    Raises ValueError for a negative amount or one of 10^14 yuan and more.
    """
    if fen < 0 or fen >= 10**16:
        raise ValueError(f"no capital figures for {fen} fen")
    yuan, rest = divmod(fen, 100)
    jiao, cents = divmod(rest, 10)
    whole = f"{_capital_integer(yuan)}元" if yuan else ""
    if not rest:
        return f"{prefix}{whole or '零元'}整"
    tail = f"{_DIGITS[jiao]}角" if jiao else ("零" if yuan else "")
    if cents:
        tail += f"{_DIGITS[cents]}分"
    return f"{prefix}{whole}{tail}"


def _capital_integer(number: int) -> str:
    """Return a positive integer in capital figures, a single 零 for each gap."""
    text, gap = "", False
    sections: list[int] = []
    while number:
        number, section = divmod(number, 10_000)
        sections.append(section)
    for index in range(len(sections) - 1, -1, -1):
        section = sections[index]
        if not section:
            gap = True
            continue
        if text and (gap or section < 1_000):
            text += "零"
        text += _capital_section(section) + _SECTIONS[index]
        gap = False
    return text


def _capital_section(section: int) -> str:
    """Return 1..9999 in capital figures."""
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = section // 10**place % 10
        if not digit:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + _DIGITS[digit] + _PLACES[place]
        gap = False
    return text
