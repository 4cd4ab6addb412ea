"""Checking the totals a ledger states against the ones its own rows give."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.domain.ledger import LedgerField, TotalCheck
from desktop.ledgers.amounts import read_amount
from desktop.ledgers.text import Cell, read_text, squeeze

_COUNT = re.compile(r"(?:共|计|合计|小计|总计)?[::]?(\d+)笔.*", re.ASCII)
_WHAT_COUNT = "loans"


@dataclass(slots=True)
class Sums:
    """Running sums of one sheet: a count of records and fen by column."""

    count: int = 0
    fen: dict[int, int] = field(default_factory=dict)

    def add(self, other: Sums) -> None:
        self.count += other.count
        for column, amount in other.fen.items():
            self.fen[column] = self.fen.get(column, 0) + amount

    def of(self, column: int | None) -> int:
        return self.count if column is None else self.fen.get(column, 0)


@dataclass(frozen=True, slots=True)
class TotalColumns:
    """Where a line of totals states what: sums by column with their units, and the count."""

    amounts: Mapping[int, tuple[LedgerField, int]]
    counts: Collection[int]


def check_totals(
    line: Sequence[Cell],
    place: tuple[str, int],
    columns: TotalColumns,
    part: Sums,
    whole: Sums,
    is_part: bool,
) -> list[TotalCheck]:
    """Return a check for each total a line states.

    A subtotal covers the records since the last one, a total all of them; a ledger that means
    it the other way round is right too.
    """
    checks = []
    for what, stated, column in _stated(line, columns):
        sums = (part.of(column), whole.of(column))
        expected = sums[0] if is_part else sums[1]
        computed = stated if stated in sums else expected
        checks.append(TotalCheck(*place, what, stated, computed))
    return checks


def _stated(line: Sequence[Cell], columns: TotalColumns) -> list[tuple[str, int, int | None]]:
    found: list[tuple[str, int, int | None]] = []
    for index, cell in enumerate(line):
        if cell == "":
            continue
        if counted := _COUNT.fullmatch(squeeze(read_text(cell))):
            found.append((_WHAT_COUNT, int(counted[1]), None))
        elif index in columns.amounts:
            what, unit_fen = columns.amounts[index]
            fen = read_amount(cell, unit_fen)
            if isinstance(fen, int):
                found.append((what.value, fen, index))
        elif index in columns.counts and (text := read_text(cell)).isdecimal():
            found.append((_WHAT_COUNT, int(text), None))
    return found
