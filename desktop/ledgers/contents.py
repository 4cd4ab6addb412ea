"""What a column's contents look like, whatever stands above it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from desktop.domain.ledger import LedgerField, RateUnit
from desktop.ledgers.amounts import Unread, read_amount, read_rate
from desktop.ledgers.calendar_days import read_day
from desktop.ledgers.identity import cleaned, is_credit_code
from desktop.ledgers.names import read_class
from desktop.ledgers.text import Cell, read_text

_MOSTLY = 0.6
_NAME = re.compile(r"[^\d¥]{2,60}|.*[\u3400-\u9fff].*")
_BRANCH_CODE = re.compile(r"(?=.*\d)[\dA-Za-z]{2,12}", re.ASCII)
_LOAN_NO = re.compile(r"(?=.*\d)[\w\-()/. 〔〕\[\]]{1,40}")
_ID_SHAPE = re.compile(r"\d{17}[\dX]|\d{15}|\d(\.\d+)?E\+?\d\d", re.ASCII)


def _is_id(cell: Cell) -> bool:
    if isinstance(cell, float):
        return cell >= 1e14
    text = cleaned(cell)
    return bool(_ID_SHAPE.fullmatch(text)) or len(text) in range(14, 20) or is_credit_code(cell)


def _is_day(cell: Cell) -> bool:
    return isinstance(read_day(cell), date) or read_day(cell) is Unread.DATE_OUT_OF_RANGE


def _is_amount(cell: Cell) -> bool:
    return not isinstance(cell, date) and not isinstance(read_amount(cell, 100), Unread)


def _is_rate(cell: Cell) -> bool:
    found = read_rate(cell, RateUnit.MONTHLY_PERMILLE, Decimal(1))
    return not isinstance(found, Unread)


_TESTS: dict[LedgerField, Callable[[Cell], bool]] = {
    LedgerField.BORROWER: lambda cell: bool(_NAME.fullmatch(read_text(cell))),
    LedgerField.ID_NUMBER: _is_id,
    LedgerField.LOAN_NO: lambda cell: bool(_LOAN_NO.fullmatch(read_text(cell))),
    LedgerField.DISBURSED_ON: _is_day,
    LedgerField.DUE_ON: _is_day,
    LedgerField.AMOUNT: _is_amount,
    LedgerField.BALANCE: _is_amount,
    LedgerField.ON_BALANCE_INTEREST: _is_amount,
    LedgerField.OFF_BALANCE_INTEREST: _is_amount,
    LedgerField.TOTAL_INTEREST: _is_amount,
    LedgerField.RATE: _is_rate,
    LedgerField.FIVE_CLASS: lambda cell: len(read_class(cell)) == 2 or isinstance(cell, float),
    LedgerField.BRANCH: lambda cell: bool(_BRANCH_CODE.fullmatch(read_text(cell))),
    LedgerField.GUARANTORS: lambda cell: not isinstance(cell, float | date),
}


def agrees(field: LedgerField, cells: Sequence[Cell]) -> bool:
    """Whether most of these contents may belong to ``field``; an empty column does not object."""
    test = _TESTS.get(field)
    if test is None or not cells:
        return True
    return sum(map(test, cells)) >= _MOSTLY * len(cells)


def looks_like(field: LedgerField, cells: Sequence[Cell]) -> bool:
    """Whether contents alone speak for ``field``: identity numbers, or unlike long numbers."""
    if not cells or not agrees(field, cells):
        return False
    texts = [read_text(cell) for cell in cells]
    if field is LedgerField.LOAN_NO:
        long = sum(len(text) >= 8 for text in texts)
        return len(set(texts)) == len(texts) and long >= _MOSTLY * len(texts)
    return True
