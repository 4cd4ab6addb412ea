"""Characters of old systems made readable: private use, full width, Excel's wrappers.

GBK systems kept characters Unicode did not have yet in a private use area. GB18030-2005 and
-2022 give their places; a name such as 䶮 written as U+E863 becomes readable with this table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

Cell: TypeAlias = str | float | int | bool | date | datetime | time | timedelta

# GBK FE50..FEA0 in their order, as GB18030-2005 maps them (U+E815 to U+E864).
_FROM_E815 = (
    "⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱"
    "䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻"
)
PRIVATE_USE: dict[int, str] = {0xE815 + place: char for place, char in enumerate(_FROM_E815)}
PRIVATE_USE |= {0xE7C7: "ḿ", 0xE7C8: "ǹ"}

_UNSEEN = dict.fromkeys(
    [*range(0x09), *range(0x0E, 0x20), 0x7F, 0xAD, 0xFEFF, *range(0x200B, 0x2010)]
)
_WIDE = {0x3000: " ", 0xA0: " ", **{0xFF01 + place: chr(0x21 + place) for place in range(94)}}
_READABLE = {**PRIVATE_USE, **_UNSEEN, **_WIDE}
_STRANGE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\xa0\xad\u200b-\u200f\u3000\ue000-\uf8ff\ufeff\uff01-\uff5e]"
)
# What read_text leaves as it is wherever it stands: no spaces, quotes or wrappers.
_CLEAN = re.compile("[!#-&(-<>-_a-~·、\u3400-\u9fff\U00020000-\U0003ffff]*+")
_UNREADABLE = frozenset("\ufffd?□■〓")


def read_text(cell: Cell | None) -> str:
    """Return what a cell says: wrappers and full-width forms undone, spaces at the ends gone.

    Whole numbers lose the ``.0`` Excel gives them; dates become ISO.
    """
    if isinstance(cell, str):
        if cell.isascii() and cell.isalnum():
            return cell
        text = (cell.translate(_READABLE) if _STRANGE.search(cell) else cell).strip()
        if text[:2] == '="' and text[-1] == '"':
            text = text[2:-1].strip()
        return text.strip("'\"`‘’“” ") if text[:1] in "'\"`‘“" else text
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def read_texts(cells: Sequence[Cell]) -> list[str]:
    """Return :func:`read_text` of each cell; texts clean throughout stay as they are."""
    try:
        is_clean = bool(_CLEAN.fullmatch("".join(cells)))  # type: ignore[arg-type]
    except TypeError:  # a number or a day among them
        is_clean = False
    return list(cells) if is_clean else list(map(read_text, cells))  # type: ignore[arg-type]


def squeeze(text: str) -> str:
    """Return the text without any white space, in its compatibility form (for comparing)."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def is_readable(name: str) -> bool:
    """Whether a name holds no character that was lost on its way (U+FFFD, ?, private use)."""
    return not any(
        char in _UNREADABLE or "\ue000" <= char <= "\uf8ff" or char >= "\U000f0000" for char in name
    )
