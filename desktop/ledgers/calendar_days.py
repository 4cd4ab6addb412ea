"""Days in every form a ledger of forty years holds: 2004年11月12日, 1998.10.7, 92年4月25日,
20041011, Excel dates and their bare serial numbers.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from desktop.ledgers.amounts import Unread
from desktop.ledgers.text import Cell, read_text, squeeze

_FIRST, _LAST = date(1949, 1, 1), date(2100, 12, 31)
_EPOCH_1900, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_PIVOT = 50  # two-digit years mean 1950 to 2049: the banks were founded in 1951
_WRITTEN = re.compile(
    r"(?P<year>\d{4}|\d{2})\s*[-年./\\](?P<month>\d{1,2})[-月./\\](?P<day>\d{1,2})日?"
    r"(?:[T ]?\d{1,2}[:时]\d{1,2}.*)?",
    re.ASCII,
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME = re.compile(r"[T\s]+\d{1,2}:\d{1,2}(?::\d{1,2}(?:\.\d+)?)?\s*$", re.ASCII)
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)(?:\d{6})?", re.ASCII)
_CHINESE = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_TENS = re.compile(r"([1-9]?)十([1-9]?)", re.ASCII)
_NOTHING = frozenset(("", "-", "--", "—", "——", "/", "无", "不详", "未知", "0", "00000000"))


def read_day(cell: Cell, *, from_1904: bool = False) -> date | Unread | None:
    """Return a day, None for an empty cell, or why it is none.

    ``from_1904``: bare serial numbers count from 1904, as workbooks of old Macs do.
    """
    if isinstance(cell, str):
        if _ISO.fullmatch(cell):
            try:
                return _in_range(date.fromisoformat(cell))
            except ValueError:
                return Unread.DATE_INVALID
        return _read_written(cell, from_1904)
    if isinstance(cell, datetime):
        return _in_range(cell.date())
    if isinstance(cell, date):
        return _in_range(cell)
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _read_number(cell, from_1904)
    return Unread.DATE_INVALID


def western_digits(text: str) -> str:
    """Return a text with the numbers of a written day in digits: 二〇二六年九月三十日."""
    digits = text.translate(_CHINESE)
    if "十" not in digits:
        return digits
    return _TENS.sub(lambda found: (found[1] or "1") + (found[2] or "0"), digits)


def _read_number(value: float, from_1904: bool) -> date | Unread | None:
    if value == 0:
        return None
    if 18_000 <= value < 100_000:
        epoch = _EPOCH_1904 if from_1904 else _EPOCH_1900
        return _in_range(epoch + timedelta(days=int(value)))
    if 0 < value < 18_000 and float(value).is_integer():
        return Unread.DATE_OUT_OF_RANGE
    return _read_digits(str(int(value))) if abs(value) < 1e15 else Unread.DATE_INVALID


def _read_written(cell: str, from_1904: bool) -> date | Unread | None:
    text = squeeze(_TIME.sub("", read_text(cell)))
    if text in _NOTHING:
        return None
    found = _WRITTEN.fullmatch(western_digits(text).replace("号", "日"))
    if found:
        return _made(_full_year(found["year"]), int(found["month"]), int(found["day"]))
    if text.isdecimal() and text.isascii():
        return _read_number(int(text), from_1904) if len(text) == 5 else _read_digits(text)
    if re.fullmatch(r"\d{5,8}\.0*", text, re.ASCII):
        return _read_number(float(text), from_1904)
    return Unread.DATE_INVALID


def _read_digits(text: str) -> date | Unread:
    """Read yyyymmdd, with or without hhmmss, and yymmdd where it cannot be yyyymm."""
    found = _DIGITS.fullmatch(text)
    if found:
        return _made(*map(int, found.groups()))
    looks_like_month = text[:2] in ("19", "20") and "01" <= text[4:] <= "12"
    if len(text) == 6 and not looks_like_month:
        return _made(_full_year(text[:2]), int(text[2:4]), int(text[4:]))
    return Unread.DATE_INVALID


def _full_year(year: str) -> int:
    number = int(year)
    if len(year) == 4:
        return number
    return number + (1900 if number >= _PIVOT else 2000)


def _made(year: int, month: int, day: int) -> date | Unread:
    try:
        return _in_range(date(year, month, day))
    except ValueError:
        return Unread.DATE_INVALID


def _in_range(day: date) -> date | Unread:
    return day if _FIRST <= day <= _LAST else Unread.DATE_OUT_OF_RANGE
