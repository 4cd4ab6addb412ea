"""Amounts as people and programs write them, to whole fen; rates to Decimal.

An amount is never rounded through a float: Excel's 0.031989 万元 is read by its shortest
decimal form and is 319.89 yuan.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from desktop.domain.ledger import RateUnit
from desktop.ledgers.text import Cell, read_text, squeeze

UNIT_FEN = {"元": 100, "千元": 100_000, "万元": 1_000_000, "百元": 10_000, "亿元": 10_000_000_000}
"""How many fen one of each unit is."""

_PLAIN = re.compile(r"\d+(?:\.\d\d)?|\d{1,3}(?:,\d{3})+\.\d\d", re.ASCII)
_WITH_FEN = r"(?:\d++|\d{1,3}(?:,\d{3})++)\.\d\d"
_ALL_PLAIN = re.compile(rf"{_WITH_FEN}(?:\n{_WITH_FEN})*+", re.ASCII)
_AMOUNT = re.compile(
    r"(?P<open>\()?(?P<sign>[-+])?[¥$]?(?P<sign2>-)?"
    r"(?P<number>(?:\d{1,3}(?:,\d{3})+|\d{1,4}(?:,\d{4})+|\d+)(?:\.\d*)?|\.\d+)"
    r"(?P<tiny>[eE]-\d\d?)?(?P<unit>[万千百亿]?元?)整?(?(open)\))",
    re.ASCII,
)
_NOTHING = frozenset(("", "-", "--", "—", "——", "/", "无", "\\", "－", "nan", "null", "NULL"))
_LARGEST_FEN = 10**15


class Unread(StrEnum):
    """Why a cell gives no value; the values are problem codes."""

    AMOUNT_INVALID = "amount_invalid"
    DATE_INVALID = "date_invalid"
    DATE_OUT_OF_RANGE = "date_out_of_range"
    RATE_INVALID = "rate_invalid"
    LOAN_NO_LOST_DIGITS = "loan_no_lost_digits"


def read_amount(cell: Cell, unit_fen: int) -> int | Unread | None:
    """Return an amount in fen, None for an empty cell; ``unit_fen`` is the column's unit.

    A unit written in the cell itself (万, 元) goes before the column's.
    """
    if isinstance(cell, str):
        if _PLAIN.fullmatch(cell) and unit_fen == 100:
            digits = cell.replace(",", "")
            return int(digits.replace(".", "")) if "." in digits else int(digits) * 100
        return _read_written(squeeze(read_text(cell)), unit_fen)
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _read_number(cell, unit_fen)
    return Unread.AMOUNT_INVALID


def read_amounts(cells: Sequence[Cell], unit_fen: int) -> list[int | Unread | None]:
    """Return :func:`read_amount` of each cell.

    A column of yuan written with two decimals throughout, as core systems do, is read at once:
    without their points the numbers are fen.
    """
    if unit_fen == 100:
        try:
            joined = "\n".join(cells)  # type: ignore[arg-type]
        except TypeError:  # a number among them
            joined = ""
        if _ALL_PLAIN.fullmatch(joined):
            return list(map(int, joined.replace(",", "").replace(".", "").split("\n")))
    return [read_amount(cell, unit_fen) for cell in cells]


def _read_number(value: float, unit_fen: int) -> int | Unread:
    if not abs(value) < _LARGEST_FEN / unit_fen:  # also false for what is not a number
        return Unread.AMOUNT_INVALID
    scaled = value * unit_fen
    nearest = round(scaled)
    if abs(scaled - nearest) < 1e-3:
        return nearest
    return _to_fen(Decimal(repr(value)) * unit_fen)


def _read_written(text: str, unit_fen: int) -> int | Unread | None:
    if text in _NOTHING:
        return None
    text = text.removeprefix("人民币").removeprefix("RMB")
    found = _AMOUNT.fullmatch(text)
    if found is None:
        return Unread.AMOUNT_INVALID
    unit = found["unit"]
    if unit:
        unit_fen = UNIT_FEN[unit if unit.endswith("元") else f"{unit}元"]
    number = found["number"].replace(",", "") + (found["tiny"] or "")
    fen = _to_fen(Decimal(number) * unit_fen)
    if fen > _LARGEST_FEN:
        return Unread.AMOUNT_INVALID
    return -fen if found["open"] or "-" in (found["sign"], found["sign2"]) else fen


def _to_fen(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


_RATE = re.compile(
    r"(?P<word>[年月])?(?:利率|息)?:?(?P<number>\d+(?:\.\d*)?|\.\d+)(?P<unit>[‰%厘])?"
)
_HIGHEST = Decimal(60)


def read_rate(
    cell: Cell, unit: RateUnit, factor: Decimal
) -> tuple[Decimal | None, RateUnit] | Unread:
    """Return a contract rate and its unit; ``factor`` turns the column's numbers into ``unit``.

    A sign in the cell goes before the heading: ‰ and 厘 are monthly, % is annual unless the
    cell itself says 月.
    """
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _plausible(Decimal(repr(cell)) * factor, unit)
    if not isinstance(cell, str):
        return Unread.RATE_INVALID
    text = squeeze(read_text(cell)).replace("％", "%")
    if text in _NOTHING:
        return None, unit
    found = _RATE.fullmatch(text)
    if found is None:
        return Unread.RATE_INVALID
    number = Decimal(found["number"])
    if found["unit"] == "%" and found["word"] == "月":
        return _plausible(number * 10, RateUnit.MONTHLY_PERMILLE)
    if found["unit"] == "%":
        return _plausible(number, RateUnit.ANNUAL_PERCENT)
    if found["unit"]:
        return _plausible(number, RateUnit.MONTHLY_PERMILLE)
    return _plausible(number * factor, unit)


def _plausible(rate: Decimal, unit: RateUnit) -> tuple[Decimal, RateUnit] | Unread:
    if not rate.is_finite() or not 0 <= rate <= _HIGHEST:
        return Unread.RATE_INVALID
    rounded = rate.quantize(Decimal("0.000001"), rounding=ROUND_HALF_UP).normalize()
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral() else rounded, unit
