"""Lines below a heading that are no loans: totals, signatures, page numbers, headings again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from desktop.ledgers.text import Cell, read_text, squeeze
from desktop.ledgers.vocabulary import plain_heading

_TOTAL = re.compile(
    r"(?:本页|本村|本组|本镇|全村|全镇|全部|本表|总|本社|累计)?"
    r"(?:合计|小计|总计|共计|累计|合计数|总合计)(?:[::(,].*|\d+[笔户].*)?|.{1,12}(?:合计|小计|总计)"
)
_NOTE = re.compile(
    r"(?:制表|复核|审核|打印|填表|填报|制单|主管|负责人|经办人?|单位负责|第\d+页|共\d+页|\d+/\d+页?$"
    r"|页码|备注|说明|注[::]|注\d|以上|以下|数据日期|截[止至]|报表|导出|-+第?\d+页?-+|会计|盖章|签字"
    r"|日期[::]|单位[::]|机构[::]|联系人[::]|\*+$)"
)
_LABEL = re.compile(r"[^\d:]{1,10}:")
_VILLAGE = re.compile(r"[\d一二三四五六七八九十]*[、.]?[^\d]{1,8}(?:村|社区)(?:\(.*\))?")
_PARTLY = re.compile(r"小计|本页|本组")


_NUMBERING = re.compile(r"[(]?(?:\d{1,2}|[A-Z]|[甲乙丙丁戊己庚辛壬癸]|[栏行]次)[)]?")


class LineKind(Enum):
    """What a line below the heading is."""

    RECORD = "record"
    BLANK = "blank"
    TOTAL = "total"
    PART_TOTAL = "part_total"
    NOTE = "note"


def is_total_word(cell: Cell) -> bool:
    """Whether a cell is the word that opens a line of totals."""
    return isinstance(cell, str) and "计" in cell and bool(_TOTAL.fullmatch(squeeze(cell)))


def is_numbering(line: Sequence[Cell]) -> bool:
    """Whether a line below a heading only numbers its columns: 甲, 乙, 1, 2, 3."""
    texts = [squeeze(text) for text in map(read_text, line) if text]
    plain = all(map(_NUMBERING.fullmatch, texts))
    return plain and len(texts) > 2 and len(set(texts)) == len(texts)


def is_loan_no(cell: Cell) -> bool:
    """Whether a cell may be a loan number: a digit, no total, no note and no village."""
    text = squeeze(read_text(cell))
    if text.isascii() and text.isalnum():
        return any(map(str.isdigit, text))
    opens_other = _NOTE.match(text) or _LABEL.match(text)
    is_other = opens_other or _TOTAL.fullmatch(text) or _VILLAGE.fullmatch(text)
    return not is_other and any(map(str.isdigit, text))


def classify(
    line: Sequence[Cell], headings: frozenset[str], loan_no: Cell, borrower: Cell
) -> LineKind:
    """Return what a doubtful line is; ``headings`` are the table's plain headings."""
    filled = [cell for cell in line if cell != "" and read_text(cell) != ""]
    if not filled:
        return LineKind.BLANK
    first = squeeze(read_text(filled[0]))
    if is_total_word(loan_no):
        first = squeeze(read_text(loan_no))
    if _TOTAL.fullmatch(first) or is_total_word(borrower):
        return LineKind.PART_TOTAL if _PARTLY.search(first) else LineKind.TOTAL
    again = sum(isinstance(cell, str) and plain_heading(cell) in headings for cell in filled)
    if again >= 3 or (again == len(filled) and again >= 2):
        return LineKind.NOTE
    has_loan = is_loan_no(loan_no)
    if len(filled) == 1 and not (has_loan and first.isascii()):
        return LineKind.NOTE
    if _LABEL.match(first) and not (has_loan and read_text(borrower)):
        return LineKind.NOTE
    is_short = len(filled) * 2 <= len(line)
    if is_short and read_text(loan_no) and not has_loan and not read_text(borrower):
        return LineKind.NOTE
    if _NOTE.match(first) and (not has_loan or len(filled) <= 3):
        return LineKind.NOTE
    numbers = sum(not isinstance(cell, str) for cell in filled)
    if not has_loan and len(filled) <= 2 and not (numbers and read_text(borrower)):
        return LineKind.NOTE
    return LineKind.RECORD
