"""From headings and contents to what each column means, and how sure that is.

Words decide, contents confirm. Where they disagree, where two columns want one field, or where
only the contents speak, the column is not certain and a person looks at it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.ledger import REQUIRED_FIELDS, LedgerField, MappedColumn
from desktop.domain.masks import mask_id_number, mask_name, mask_phone
from desktop.ledgers.amounts import read_amount
from desktop.ledgers.contents import agrees, looks_like
from desktop.ledgers.heading import Heading, Strength
from desktop.ledgers.text import Cell, read_text
from desktop.ledgers.vocabulary import is_sum_of_interest, part_of_interest, plain_heading

_SEVERAL = frozenset({LedgerField.GUARANTORS})
_DESCRIBING = frozenset(
    {
        LedgerField.PHONE,
        LedgerField.ADDRESS,
        LedgerField.TOWNSHIP,
        LedgerField.VILLAGE,
        LedgerField.GROUP,
        LedgerField.FIVE_CLASS,
        LedgerField.OFFICER,
        LedgerField.PURPOSE,
        LedgerField.REMARK,
        LedgerField.SEQUENCE,
        LedgerField.CUSTOMER_NO,
        LedgerField.CONTRACT_NO,
    }
)
"""Fields no claim depends on: of two such columns the first with contents is taken."""
_GUESSED = (LedgerField.ID_NUMBER, LedgerField.LOAN_NO)
_SECOND_BEST = {LedgerField.AMOUNT: LedgerField.BALANCE, LedgerField.SEQUENCE: LedgerField.LOAN_NO}
_HALVES = {LedgerField.ON_BALANCE_INTEREST, LedgerField.OFF_BALANCE_INTEREST}
_INTEREST = {*_HALVES, LedgerField.TOTAL_INTEREST}
_SAMPLES = 3


@dataclass(slots=True)
class _Column:
    index: int
    heading: Heading
    cells: list[Cell]
    field: LedgerField
    doubt: str = ""
    is_part: bool = False


def map_columns(
    headings: Sequence[Heading], lines: Sequence[Sequence[Cell]]
) -> tuple[MappedColumn, ...]:
    """Return one mapped column for each heading; ``lines`` are sample lines below it."""
    columns = [
        _Column(index, heading, _contents(lines, index), heading.field or LedgerField.IGNORED)
        for index, heading in enumerate(headings)
    ]
    _settle_interest(columns)
    _settle_weak(columns)
    _settle_branch(columns)
    _settle_rivals(columns)
    _guess(columns)
    for column in columns:
        if not column.doubt and not agrees(column.field, column.cells):
            column.doubt = "contents"
    _doubt_gaps(columns)
    return tuple(map(_mapped, columns))


def _contents(lines: Sequence[Sequence[Cell]], index: int) -> list[Cell]:
    cells = [line[index] for line in lines if index < len(line)]
    return [cell for cell in cells if cell != "" and read_text(cell) != ""]


def _taken(columns: list[_Column], field: LedgerField) -> list[_Column]:
    return [column for column in columns if column.field is field]


def _settle_interest(columns: list[_Column]) -> None:
    """Find out what interest means beside its parts or its other half.

    正常利息, 罚息 and 复利 are added up where no column says what they amount to; 应收利息 beside
    催收利息 is what stands on the balance sheet.
    """
    plain = {column.index: plain_heading(column.heading.text) for column in columns}
    parts = [column for column in columns if part_of_interest(plain[column.index])]
    whole = [column for column in columns if column.field in _INTEREST and column not in parts]
    totals = [column for column in whole if column.field is LedgerField.TOTAL_INTEREST]
    if {column.field for column in whole} >= _HALVES or any(
        is_sum_of_interest(plain[column.index]) for column in totals
    ):
        for column in parts:
            column.field = LedgerField.IGNORED
            if part_of_interest(plain[column.index]) in _HALVES and any(column.cells):
                column.doubt = "weak"
        return
    for column in parts:
        column.field = part_of_interest(plain[column.index]) or column.field
    for column in (*parts, *whole):
        column.is_part = bool(parts)
    off = _taken(columns, LedgerField.OFF_BALANCE_INTEREST)
    for column in totals if off else ():
        if "应收" in plain[column.index]:
            column.field = LedgerField.ON_BALANCE_INTEREST


def _settle_weak(columns: list[_Column]) -> None:
    """Give a heading such as 本金 or 编号 its second meaning where the first is taken."""
    for column in columns:
        if column.heading.strength is not Strength.WEAK:
            continue
        second = _SECOND_BEST.get(column.field)
        rivals = len(_taken(columns, column.field)) > 1
        if second and not _taken(columns, second):
            fits = second is LedgerField.BALANCE or looks_like(second, column.cells)
            column.doubt = "" if rivals or not fits else "weak"
            column.field = second if fits else column.field
        elif any(c.heading.strength > Strength.WEAK for c in _taken(columns, column.field)):
            column.field = LedgerField.IGNORED


def _settle_branch(columns: list[_Column]) -> None:
    """Take an institution only where its code is beyond doubt.

    Names beside the codes, and codes that differ from column to column (where a loan was opened,
    where it is kept), are left as they are: no ledger of one branch needs them.
    """
    named = _taken(columns, LedgerField.BRANCH)
    corrected = [c for c in named if c.heading.strength is Strength.CORRECTED]
    codes = corrected or [c for c in named if looks_like(LedgerField.BRANCH, c.cells)]
    taken = codes[0] if codes and all(c.cells == codes[0].cells for c in codes) else None
    for column in named:
        if column is not taken:
            column.field = LedgerField.IGNORED


def _settle_rivals(columns: list[_Column]) -> None:
    """Let one column of those that want the same field have it."""
    for field in LedgerField:
        rivals = _taken(columns, field)
        if len(rivals) < 2 or field is LedgerField.IGNORED or field in _SEVERAL:
            continue
        if any(column.is_part for column in rivals):
            continue
        best = max(rivals, key=lambda column: (column.heading.strength, bool(column.cells)))
        peers = [c for c in rivals if c.heading.strength is best.heading.strength]
        for column in rivals:
            if column is not best:
                column.field = LedgerField.IGNORED
        if len(peers) > 1 and not _harmless(field, peers):
            for column in peers:
                column.doubt = "twice"


def _harmless(field: LedgerField, peers: list[_Column]) -> bool:
    """Whether it does not matter which of these columns is taken."""
    if all(peer.cells == peers[0].cells for peer in peers):
        return len({plain_heading(peer.heading.text) for peer in peers}) == len(peers)
    same_words = len({plain_heading(peer.heading.text) for peer in peers}) < len(peers)
    return field in _DESCRIBING and not same_words


def _guess(columns: list[_Column]) -> None:
    """Look for an identity or loan number by contents where no heading names one."""
    for field in _GUESSED:
        if _taken(columns, field):
            continue
        for column in columns:
            if column.heading.field is None and looks_like(field, column.cells):
                column.field, column.doubt = field, "guessed"
                break


def _doubt_gaps(columns: list[_Column]) -> None:
    """Where a field no ledger can lack is missing, every unnamed column needs a look; where one
    that a claim needs is missing, those whose contents may be it."""
    missing = [field for field in REQUIRED_FIELDS if not _taken(columns, field)]
    longest = max((len(column.cells) for column in columns), default=0)
    for column in columns:
        if column.field is not LedgerField.IGNORED or column.doubt:
            continue
        if missing:
            column.doubt = f"missing:{missing[0].value}"
        elif column.heading.field is not None or len(column.cells) * 2 < longest:
            continue
        elif field := _may_be(columns, column):
            column.doubt = f"missing:{field.value}"


def _may_be(columns: list[_Column], unnamed: _Column) -> LedgerField | None:
    """Return what a claim needs, no heading names, and this column's contents may be."""
    for field in (LedgerField.DUE_ON, LedgerField.DISBURSED_ON):
        if not _taken(columns, field) and looks_like(field, unnamed.cells):
            return field
    has_interest = any(_taken(columns, field) for field in _INTEREST)
    wanted = LedgerField.AMOUNT if has_interest else LedgerField.TOTAL_INTEREST
    has_numbers = any(read_amount(cell, 100) for cell in unnamed.cells)
    if not _taken(columns, wanted) and has_numbers and looks_like(wanted, unnamed.cells):
        return wanted
    return None


def _mapped(column: _Column) -> MappedColumn:
    corrected = column.heading.strength is Strength.CORRECTED
    samples = tuple(_mask(column.field, read_text(cell)) for cell in column.cells[:_SAMPLES])
    return MappedColumn(
        index=column.index,
        heading=column.heading.text,
        field=column.field,
        certain=corrected or not column.doubt,
        reason="" if corrected else column.doubt,
        samples=samples,
    )


def _mask(field: LedgerField, text: str) -> str:
    if field is LedgerField.ID_NUMBER or (text[:14].isdigit() and len(text) in (15, 18)):
        return mask_id_number(text)
    if field in (LedgerField.BORROWER, LedgerField.GUARANTORS, LedgerField.OFFICER):
        return mask_name(text)
    return mask_phone(text) if field is LedgerField.PHONE else text[:20]
