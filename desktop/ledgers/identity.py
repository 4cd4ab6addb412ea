"""Identity numbers as ledgers hold them: spaces, full width, 15 digits, rounded by Excel.

Excel keeps 15 digits of a number. An identity number it rounded is gone; guessing the last
three digits would be somebody else's number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.domain.ids import IdProblem, read_id_number
from desktop.domain.masks import mask_id_number
from desktop.ledgers.amounts import Unread
from desktop.ledgers.text import Cell, read_text, squeeze

LOST_DIGITS = "lost_digits"
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d\d", re.ASCII | re.IGNORECASE)
_CREDIT_CODE = re.compile(r"(?=.*[A-Z])[0-9A-HJ-NPQRTUWXY]{18}")
_NOTHING = frozenset(("", "-", "--", "—", "/", "无", "不详", "未知", "缺", "0", "NULL", "暂无"))
_NAMES = {
    IdProblem.MISSING: "missing",
    IdProblem.FORMAT: "format",
    IdProblem.DATE: "date",
    IdProblem.CHECK: "check_digit",
}


def read_identity(cell: Cell) -> tuple[str, str]:
    """Return (number, why not): 18 checked characters and "", or "" and a reason.

    Reasons: ``missing``, ``lost_digits``, ``format``, ``date``, ``check_digit``.
    """
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        if cell >= 1e15:
            return "", LOST_DIGITS
        text = str(int(cell)) if cell == int(cell) else "?"
    else:
        text = cleaned(cell)
    found = read_id_number(text)
    if not isinstance(found, IdProblem):
        return found.value, ""
    if text in _NOTHING:
        return "", "missing"
    if _SCIENTIFIC.fullmatch(text):
        return "", LOST_DIGITS
    if found is IdProblem.CHECK and text.endswith("000"):
        return "", LOST_DIGITS
    return "", _NAMES[found]


def read_loan_no(cell: Cell) -> str | Unread:
    """Return a loan number without spaces; one that Excel rounded is no number any more."""
    if isinstance(cell, str) and cell.isascii() and cell.isdecimal():
        return cell
    if isinstance(cell, float | int) and abs(cell) >= 1e15:
        return Unread.LOAN_NO_LOST_DIGITS
    text = squeeze(read_text(cell))
    return Unread.LOAN_NO_LOST_DIGITS if _SCIENTIFIC.fullmatch(text) else text


def read_loan_nos(cells: Sequence[Cell]) -> list[str | Unread]:
    """Return :func:`read_loan_no` of each cell; numbers that are digits throughout stay."""
    try:
        digits = "".join(cells)  # type: ignore[arg-type]
    except TypeError:  # a number among them
        digits = ""
    if digits.isascii() and digits.isdecimal():
        return list(cells)  # type: ignore[arg-type]
    return list(map(read_loan_no, cells))


def cleaned(cell: Cell) -> str:
    """Return an identity number's own characters: no spaces, quotes or hyphens, upper case."""
    if isinstance(cell, str) and cell.isascii() and cell.isalnum():
        return cell.upper()
    text = squeeze(read_text(cell)).strip("'\"`‘’“”")
    return text.replace("-", "").replace("×", "X").replace("*X", "X").upper()


def is_credit_code(cell: Cell) -> bool:
    """Whether a number has the form of an organisation's 18-character code (GB 32100-2015)."""
    text = cleaned(cell)
    return bool(_CREDIT_CODE.fullmatch(text)) and not (text[:17].isdigit() and text[17] == "X")


def masked(cell: Cell) -> str:
    """Return what may be shown of an identity number that is not one."""
    return mask_id_number(cleaned(cell))
