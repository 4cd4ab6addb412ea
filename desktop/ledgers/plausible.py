"""Whether the columns of a sheet fit together: what no heading and no single column betrays.

Swapped headings (到期日 over the day of lending, 余额 over the sum lent) and a wrong unit give
figures that look right one by one. Each makes its columns uncertain, so that a person looks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from desktop.domain.ledger import LedgerField
from desktop.ledgers.amounts import read_amount
from desktop.ledgers.calendar_days import read_day
from desktop.ledgers.surroundings import fen_of
from desktop.ledgers.text import Cell

_LOOKED_AT = 300
_TINY_YUAN = 10_000
_SMALLEST_USUAL_FEN = 3_000
_LARGEST_USUAL_FEN = 2_000_000_000
"""Half of a rural branch's loans are neither below 30 yuan nor above 20 million."""


def misfits(
    place: Mapping[LedgerField, int],
    samples: Sequence[Sequence[Cell]],
    unit_fen: Mapping[int, int],
    *,
    from_1904: bool,
) -> dict[LedgerField, str]:
    """Return the fields whose columns contradict each other in most lines, with the reason."""
    lines = samples[:_LOOKED_AT]
    days = [
        [read_day(cell, from_1904=from_1904) for cell in _column(lines, place.get(field))]
        for field in (LedgerField.DISBURSED_ON, LedgerField.DUE_ON)
    ]
    amounts = [
        [read_amount(cell, unit_fen[place[field]]) for cell in _column(lines, place.get(field))]
        for field in (LedgerField.BALANCE, LedgerField.AMOUNT)
    ]
    found: dict[LedgerField, str] = {}
    spans = [(start, due) for start, due in zip(*days, strict=False)
             if isinstance(start, date) and isinstance(due, date)]  # fmt: skip
    if sum(due < start for start, due in spans) * 2 > len(spans):
        found |= {LedgerField.DISBURSED_ON: "contents", LedgerField.DUE_ON: "contents"}
    sums = [(left, lent) for left, lent in zip(*amounts, strict=False)
            if isinstance(left, int) and isinstance(lent, int)]  # fmt: skip
    if sum(left > lent for left, lent in sums) * 2 > len(sums):
        found |= {LedgerField.BALANCE: "contents", LedgerField.AMOUNT: "contents"}
    return found


def unit_is_doubtful(cells: Sequence[Cell], stated: str) -> bool:
    """Whether balances are too large for the unit stated, or too small for yuan if none is."""
    unit_fen = fen_of(stated)
    fens = [fen for cell in cells if isinstance(fen := read_amount(cell, unit_fen), int) and fen]
    usual = sorted(map(abs, fens))[len(fens) // 2] if fens else _SMALLEST_USUAL_FEN
    if stated:
        return unit_fen > fen_of("元") and usual > _LARGEST_USUAL_FEN
    return _finer_than_fen(cells) or usual < _SMALLEST_USUAL_FEN


def _finer_than_fen(cells: Sequence[Cell]) -> bool:
    """Whether amounts have more decimals than yuan and are small: most likely 万元."""
    numbers = [cell for cell in cells if isinstance(cell, float)]
    finer = sum(abs(number * 100 - round(number * 100)) > 1e-6 for number in numbers)
    return bool(numbers) and finer * 4 > len(numbers) and max(numbers) < _TINY_YUAN


def _column(lines: Sequence[Sequence[Cell]], index: int | None) -> list[Cell]:
    return [] if index is None else [line[index] for line in lines]
