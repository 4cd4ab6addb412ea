"""How the columns of one sheet are to be read: which is which, in what unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from desktop.domain.ledger import LedgerField, MappedColumn, RateUnit, SourceMapping
from desktop.ledgers.plausible import misfits, unit_is_doubtful
from desktop.ledgers.surroundings import fen_of, find_rate_unit, find_unit, unit_of_heading
from desktop.ledgers.text import Cell
from desktop.ledgers.vocabulary import plain_heading

AMOUNT_FIELDS = (
    LedgerField.BALANCE,
    LedgerField.AMOUNT,
    LedgerField.ON_BALANCE_INTEREST,
    LedgerField.OFF_BALANCE_INTEREST,
    LedgerField.TOTAL_INTEREST,
)
INTEREST_FIELDS = AMOUNT_FIELDS[2:]


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one sheet by field, the units they are in, and the sheet's village.

    ``unit_fen`` holds for each column of amounts how many fen one unit is; ``factor`` turns
    the numbers of the rate column into ``rate_unit``; ``added`` are the columns whose amounts are
    added to those of the field's first.
    """

    columns: tuple[MappedColumn, ...]
    place: Mapping[LedgerField, int]
    guarantors: tuple[int, ...]
    added: Mapping[LedgerField, tuple[int, ...]]
    unit: str
    unit_fen: Mapping[int, int]
    rate_unit: RateUnit
    factor: Decimal
    village: str
    from_1904: bool

    def heading(self, field: LedgerField) -> str:
        """Return the heading of a field's column, "" where the sheet has none."""
        place = self.place.get(field)
        return "" if place is None else self.columns[place].heading


def lay_out(
    columns: tuple[MappedColumn, ...],
    samples: Sequence[Sequence[Cell]],
    titles: Sequence[str],
    mapping: SourceMapping,
    village: str,
    from_1904: bool,
) -> Layout:
    """Return the layout of a sheet; a unit that is only supposed makes its column uncertain."""
    place: dict[LedgerField, int] = {}
    for column in columns:
        place.setdefault(column.field, column.index)
    place.pop(LedgerField.IGNORED, None)
    unit = mapping.unit or find_unit(titles)
    named = {c.index: unit_of_heading(c.heading) for c in columns if c.field in AMOUNT_FIELDS}
    named_balance = named.get(place.get(LedgerField.BALANCE, -1), "")
    rate_cells = _cells(samples, place.get(LedgerField.RATE))
    rate_heading = columns[place[LedgerField.RATE]].heading if LedgerField.RATE in place else ""
    rate_unit, factor, sure = find_rate_unit(rate_heading, titles, rate_cells, mapping.rate_unit)
    unit_fen = {index: fen_of(name or unit) for index, name in named.items()}
    doubts = misfits(place, samples, unit_fen, from_1904=from_1904)
    told = {plain_heading(text) for text in mapping.headings}
    for field in [f for f in doubts if plain_heading(columns[place[f]].heading) in told]:
        del doubts[field]
    if not sure:
        doubts[LedgerField.RATE] = "rate_unit"
    balances = _cells(samples, place.get(LedgerField.BALANCE))
    if not mapping.unit and unit_is_doubtful(balances, named_balance or unit):
        doubts[LedgerField.BALANCE] = "unit"
    return Layout(
        columns=_doubted(columns, place, doubts),
        place=place,
        guarantors=tuple(c.index for c in columns if c.field is LedgerField.GUARANTORS),
        added=_added(columns),
        unit=unit or named_balance or "元",
        unit_fen=unit_fen,
        rate_unit=rate_unit,
        factor=factor,
        village=village,
        from_1904=from_1904,
    )


def _added(columns: Sequence[MappedColumn]) -> dict[LedgerField, tuple[int, ...]]:
    """Return the further columns of each kind of interest: its parts (罚息, 复利)."""
    every = {f: tuple(c.index for c in columns if c.field is f) for f in INTEREST_FIELDS}
    return {field: indexes[1:] for field, indexes in every.items() if len(indexes) > 1}


def _cells(samples: Sequence[Sequence[Cell]], index: int | None) -> list[Cell]:
    if index is None:
        return []
    return [line[index] for line in samples if index < len(line) and line[index] != ""]


def _doubted(
    columns: tuple[MappedColumn, ...],
    place: Mapping[LedgerField, int],
    doubts: Mapping[LedgerField, str],
) -> tuple[MappedColumn, ...]:
    reasons = {place[field]: reason for field, reason in doubts.items() if field in place}
    return tuple(
        replace(column, certain=False, reason=column.reason or reasons[column.index])
        if column.index in reasons
        else column
        for column in columns
    )
