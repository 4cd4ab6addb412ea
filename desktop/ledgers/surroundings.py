"""What a ledger says outside its table: its day, its unit, how it states rates."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from desktop.domain.ledger import RateUnit
from desktop.ledgers.amounts import UNIT_FEN, Unread, read_rate
from desktop.ledgers.calendar_days import western_digits
from desktop.ledgers.text import Cell, squeeze

_UNIT = re.compile(r"(?:单位|货币|金额)[::]*(?:人民币)?[(]?([百千万亿]?元)|[(]([百千万亿]?元)[)]")
_COLUMN_UNIT = re.compile(r"([百千万亿]?元)")
_PRINTED = re.compile(
    r"(?:打印|制表|填表|填报|导出|生成|编制|操作|报送|上报)(?:时间|日期|日)?[::]?\s*$"
)
_STARTING = re.compile(r"(?:起始|开始|期初|起)(?:时间|日期|日)?[::]?\s*$")
_UNTIL = re.compile(r"日?起?[至到~—-]+(?:(?:19|20)\d\d|\d{1,2}[月日])")
_AS_OF = re.compile(r"(?:数据|截[至止]|统计|报表|余额|时点|业务|会计)[^\d|]{0,5}$")
_YEAR = r"(?P<year>(?:19|20)\d\d|(?<![\d.-])\d\d(?=年[前第]?\d))"
_DAY = re.compile(_YEAR + r"[-年./](?P<month>\d{1,2})[-月./](?P<day>\d{1,2})(?![\d月])")
_PLAIN_DAY = re.compile(r"(?<!\d)" + _YEAR + r"(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)")
_QUARTER = re.compile(_YEAR + r"年?[-_]?前?(?:第?(?P<q>[1-4])季|[qQ](?P<q2>[1-4]))")
_HALF = re.compile(_YEAR + r"年?(?P<half>上半年|下半年|年底|年末|底|末|年度)")
_MONTH = re.compile(
    _YEAR
    + r"(?:年(?:1[-~至—])?(?P<month>\d{1,2})月|[-_.](?P<m2>[01]?\d)(?![\d.])|(?P<m3>[01]\d)(?!\d))"
)


def find_day(texts: Iterable[str]) -> date | None:
    """Return the day a ledger states for its figures, None if it states none or several.

    A date that is said to be the data's goes before another, a whole date before a quarter or a
    month, which mean their last day; the day something was printed, drawn up or begins does not
    count.
    """
    known = [western_digits(squeeze(text)) for text in texts]
    for search in (_stated_days, _exact_days, _period_ends):
        days = {day for text in known for day in search(text)}
        if days:
            return days.pop() if len(days) == 1 else None
    return None


def _stated_days(text: str) -> Iterable[date]:
    return (day for before, day in _days(text) if _AS_OF.search(before))


def _exact_days(text: str) -> Iterable[date]:
    return (day for _, day in _days(text))


def _days(text: str) -> Iterable[tuple[str, date]]:
    """Yield the days of the figures a text may state, each with what stands before it."""
    for pattern in (_DAY, _PLAIN_DAY):
        for found in pattern.finditer(text):
            before, after = text[: found.start()], text[found.end() :]
            day = _made(_full_year(found["year"]), int(found["month"]), int(found["day"]))
            if day and not (
                _PRINTED.search(before) or _STARTING.search(before) or _UNTIL.match(after)
            ):
                yield before, day


def _full_year(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _period_ends(text: str) -> Iterable[date]:
    for found in _QUARTER.finditer(text):
        yield _month_end(_full_year(found["year"]), 3 * int(found["q"] or found["q2"]))
    for found in _HALF.finditer(text):
        yield _month_end(_full_year(found["year"]), 6 if found["half"] == "上半年" else 12)
    for found in _MONTH.finditer(text):
        month = int(found["month"] or found["m2"] or found["m3"])
        if 1 <= month <= 12 and not _PRINTED.search(text[: found.start()]):
            yield _month_end(_full_year(found["year"]), month)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def find_unit(texts: Iterable[str]) -> str:
    """Return the unit of amounts that titles state (元, 千元, 万元), or ""."""
    for text in texts:
        if found := _UNIT.search(squeeze(text)):
            return found[1] or found[2]
    return ""


def unit_of_heading(heading: str) -> str:
    """Return the unit one heading states for its column, or ""."""
    found = _COLUMN_UNIT.search(squeeze(heading))
    return found[1] if found else ""


def fen_of(unit: str) -> int:
    """Return how many fen one of ``unit`` is; yuan where no unit is known."""
    return UNIT_FEN.get(unit, 100)


def find_rate_unit(
    heading: str, titles: Iterable[str], cells: list[Cell], given: RateUnit | None
) -> tuple[RateUnit, Decimal, bool]:
    """Return the unit of a rate column, the factor its numbers need, and whether that is sure.

    Words first (月, 年, ‰, %, 厘), then size: nobody lends at 0.8 per mille a month or at 0.5 %
    a year, so such numbers are per cent a month and fractions.
    """
    words = squeeze(heading)
    if not re.search("[‰%厘年月]", words):
        words += "".join(re.findall(r"(?:利率|月息|年息)[^,;。]{0,8}", squeeze("".join(titles))))
    middle = _middle(cells)
    if given is RateUnit.ANNUAL_PERCENT or (given is None and _is_annual(words)):
        factor = Decimal("0.1") if "‰" in words else Decimal(1)
        return (
            RateUnit.ANNUAL_PERCENT,
            Decimal(100) if 0 < middle < Decimal("0.4") else factor,
            True,
        )
    sure = given is not None or bool(re.search("[‰%厘月]", words)) or not cells
    factor = Decimal(10) if "%" in words else Decimal(1)
    if 0 < middle < Decimal("0.05"):
        factor = Decimal(1000)
    elif 0 < middle < Decimal("1.6"):
        factor = Decimal(10)
    return RateUnit.MONTHLY_PERMILLE, factor, sure or _all_signed(cells)


def _is_annual(words: str) -> bool:
    return "年" in words or ("%" in words and "月" not in words)


def _middle(cells: list[Cell]) -> Decimal:
    read = (read_rate(cell, RateUnit.MONTHLY_PERMILLE, Decimal(1)) for cell in cells)
    rates = sorted(rate[0] for rate in read if not isinstance(rate, Unread) and rate[0] is not None)
    return rates[len(rates) // 2] if rates else Decimal(0)


def _all_signed(cells: list[Cell]) -> bool:
    return all(isinstance(cell, str) and re.search("[‰%厘％]", cell) for cell in cells)
