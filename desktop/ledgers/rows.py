"""The records of one sheet to loans and problems: column by column, each value read once.

A ledger of 100,000 loans has some thousand different days, rates, addresses and guarantors, so
every column has a memory of what its cells mean. Only lines where something is amiss are looked
at one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from itertools import chain, compress, repeat
from typing import Any, TypeAlias

from desktop.domain.ledger import LedgerField as F
from desktop.domain.ledger import LedgerRow
from desktop.domain.parties import is_organisation
from desktop.ledgers.amounts import Unread, read_amounts, read_rate
from desktop.ledgers.calendar_days import read_day
from desktop.ledgers.findings import Findings
from desktop.ledgers.identity import (
    LOST_DIGITS,
    is_credit_code,
    masked,
    read_identity,
    read_loan_nos,
)
from desktop.ledgers.layout import AMOUNT_FIELDS, Layout
from desktop.ledgers.names import read_class, read_guarantors, read_names
from desktop.ledgers.places import read_village, split_address
from desktop.ledgers.text import Cell, is_readable, read_text, read_texts

Column: TypeAlias = Sequence[Cell]
"""The cells of one column, one for each record."""

_DAYS = (F.DISBURSED_ON, F.DUE_ON)
_TEXTS = (F.CUSTOMER_NO, F.CONTRACT_NO, F.PHONE, F.ADDRESS, F.OFFICER, F.PURPOSE, F.REMARK)
_PLACES: dict[F, Callable[[Any], tuple[str, str, str]]] = {
    F.ADDRESS: lambda cell: split_address(read_text(cell)),
    F.TOWNSHIP: lambda cell: (read_text(cell), "", ""),
    F.VILLAGE: lambda cell: read_village(read_text(cell)),
    F.GROUP: lambda cell: ("", "", read_text(cell)),
}


class Memory(dict[Any, Any]):
    """What the cells of one column mean, read when first met."""

    def __init__(self, read: Callable[[Any], Any]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: Any) -> Any:
        value = self[cell] = self._read(cell)
        return value

    def column(self, cells: Iterable[Any]) -> list[Any]:
        """Return what each of these cells means."""
        return list(map(self.__getitem__, cells))


class RowReader:
    """Reads the records of one sheet, chunk after chunk, and gathers rows and problems.

    ``seen`` are the loan numbers met so far in the whole file; it grows.
    """

    def __init__(self, sheet: str, layout: Layout, seen: set[str]) -> None:
        self.rows: list[LedgerRow] = []
        self.findings = Findings(sheet, layout)
        self._sheet = sheet
        self._layout = layout
        self._seen = seen
        self._readers = _readers(layout)
        self._places = {f: Memory(read) for f, read in _PLACES.items() if f in layout.place}
        self._guarantors = Memory(read_guarantors)
        self._rounded_ids = False

    def read(
        self, columns: Sequence[Column], numbers: Sequence[int]
    ) -> dict[int, list[int | None]]:
        """Take records in; return the fen of each column of amounts, None where unreadable.

        ``columns`` are the records' cells by column; ``numbers`` their lines in the sheet, from 1.
        """
        values = {
            field: read(columns[self._layout.place[field]]) for field, read in self._readers.items()
        }
        findings = self.findings
        findings.begin(numbers, values[F.BORROWER])
        self._check_loan_nos(values[F.LOAN_NO])
        self._check_names(values[F.BORROWER])
        self._check_readable(columns, values)
        self._check_days(values)
        amounts = {self._layout.place[f]: values[f] for f in AMOUNT_FIELDS if f in values}
        if self._layout.added:
            amounts |= self._add_parts(columns, values)
        self._check_amounts(values)
        identities = self._identities(columns, values)
        self._build(columns, numbers, values, identities)
        findings.end()
        return amounts

    def _add_parts(
        self, columns: Sequence[Column], values: dict[F, list[Any]]
    ) -> dict[int, list[int | None]]:
        """Add what further columns hold of a field (penalty, compound interest); return them."""
        amounts: dict[int, list[int | None]] = {}
        for field, places in self._layout.added.items():
            for place in places:
                part: list[Any] = read_amounts(columns[place], self._layout.unit_fen[place])
                for index, fen in enumerate(part):
                    if isinstance(fen, Unread):
                        self.findings.refuse(
                            index, fen.value, field, read_text(columns[place][index])
                        )
                        part[index] = None
                amounts[place] = part
                values[field] = [
                    (a or 0) + (b or 0) for a, b in zip(values[field], part, strict=True)
                ]
        return amounts

    def _check_loan_nos(self, loan_nos: list[Any]) -> None:
        for index, loan_no in enumerate(loan_nos):
            if isinstance(loan_no, Unread):
                self.findings.refuse(index, loan_no.value, F.LOAN_NO)
                loan_nos[index] = ""
            elif not loan_no:
                self.findings.refuse(index, "loan_no_missing", F.LOAN_NO)
            elif loan_no in self._seen:
                self.findings.refuse(index, "duplicate_loan_no", F.LOAN_NO, loan_no)
            else:
                self._seen.add(loan_no)

    def _check_names(self, names: list[str]) -> None:
        unreadable = {name for name in set(names) if not name or not is_readable(name)}
        for index, name in enumerate(names) if unreadable else ():
            if not name:
                self.findings.refuse(index, "borrower_missing", F.BORROWER)
            elif name in unreadable:
                self.findings.note_once(index, "name_unreadable", F.BORROWER, name)

    def _check_readable(self, columns: Sequence[Column], values: dict[F, list[Any]]) -> None:
        place = self._layout.place
        for field in (*_DAYS, *AMOUNT_FIELDS, F.RATE):
            column = values.get(field, [])
            if Unread not in set(map(type, column)):
                continue
            for index, value in enumerate(column):
                if isinstance(value, Unread):
                    report = self.findings.note if field is F.RATE else self.findings.refuse
                    report(index, value.value, field, read_text(columns[place[field]][index]))
                    column[index] = (None, self._layout.rate_unit) if field is F.RATE else None

    def _check_days(self, values: dict[F, list[Any]]) -> None:
        disbursed: Iterable[date | None] = values.get(F.DISBURSED_ON) or repeat(None)
        for index, (start, due) in enumerate(
            zip(disbursed, values.get(F.DUE_ON, ()), strict=False)
        ):
            if due is None:
                if not self.findings.is_refused(index):
                    self.findings.note(index, "due_date_missing", F.DUE_ON)
            elif start is not None and due < start:
                self.findings.note(index, "due_before_disbursed", F.DUE_ON, due.isoformat())

    def _check_amounts(self, values: dict[F, list[Any]]) -> None:
        for index, fen in enumerate(values[F.BALANCE]):
            if fen is None and not self.findings.is_refused(index):
                self.findings.refuse(index, "balance_missing", F.BALANCE)
        for field in AMOUNT_FIELDS:
            column = values.get(field, ())
            if min(filter(None, column), default=0) >= 0:
                continue
            code = "balance_negative" if field is F.BALANCE else "amount_negative"
            for index, fen in enumerate(column):
                if fen is not None and fen < 0:
                    self.findings.refuse(index, code, field, f"{fen / 100:.2f}")

    def _identities(
        self, columns: Sequence[Column], values: dict[F, list[Any]]
    ) -> list[tuple[str, str]]:
        """Return (number, why not) for each record; one problem for each person."""
        found: list[tuple[str, str]] = values.get(F.ID_NUMBER) or [("", "missing")] * len(
            columns[0]
        )
        place = self._layout.place.get(F.ID_NUMBER)
        for index, (_, reason) in enumerate(found):
            if not reason or place is None:
                continue
            cell, name = columns[place][index], values[F.BORROWER][index]
            if is_organisation(name) or is_credit_code(cell):
                found[index] = ("", "")
                continue
            self._rounded_ids |= reason == LOST_DIGITS and isinstance(cell, str)
            self.findings.note_once(index, f"id_number_{reason}", F.ID_NUMBER, name, masked(cell))
        return found

    def _build(
        self,
        cells: Sequence[Column],
        numbers: Sequence[int],
        values: dict[F, list[Any]],
        identities: list[tuple[str, str]],
    ) -> None:
        rates = values.get(F.RATE)
        on, off = _interest(values, len(numbers))
        townships, villages, groups = self._read_places(cells)
        ids = list(zip(*identities, strict=True)) or [(), ()]
        columns: list[Iterable[Any]] = [
            repeat(self._sheet),
            numbers,
            values[F.LOAN_NO],
            values[F.BORROWER],
            values[F.BALANCE],
            values.get(F.AMOUNT) or repeat(None),
            values.get(F.DISBURSED_ON) or repeat(None),
            values.get(F.DUE_ON) or repeat(None),
            [rate for rate, _ in rates] if rates else repeat(None),
            [unit for _, unit in rates] if rates else repeat(self._layout.rate_unit),
            on,
            off,
            *ids,
            *(values.get(field) or repeat("") for field in _TEXTS[:4]),
            townships,
            villages,
            groups,
            values.get(F.FIVE_CLASS) or repeat(""),
            self._read_guarantors(cells),
            *(values.get(field) or repeat("") for field in (*_TEXTS[4:], F.BRANCH)),
        ]
        made: Iterable[LedgerRow] = map(LedgerRow._make, zip(*columns, strict=False))
        refused = self.findings.refused
        if refused:
            made = compress(made, (index not in refused for index in range(len(numbers))))
        self.rows.extend(made)

    def _read_places(self, columns: Sequence[Column]) -> tuple[Iterable[str], ...]:
        """Return townships, villages and groups: own columns, then the address, then the sheet."""
        sources = [
            memory.column(columns[self._layout.place[field]])
            for field, memory in self._places.items()
        ]
        if not sources:
            return repeat(""), repeat(self._layout.village), repeat("")
        joined = sources[0] if len(sources) == 1 else map(_first_said, *sources)
        townships, villages, groups = zip(*joined, strict=True)
        if not all(villages):
            villages = tuple(village or self._layout.village for village in villages)
        return townships, villages, groups

    def _read_guarantors(self, columns: Sequence[Column]) -> Iterable[tuple[str, ...]]:
        places = self._layout.guarantors
        if not places:
            return repeat(())
        named = [self._guarantors.column(columns[place]) for place in places]
        if len(named) == 1:
            return named[0]
        return [tuple(dict.fromkeys(chain(*several))) for several in zip(*named, strict=True)]

    def finish(self) -> None:
        """Once all is read: where some identity numbers lost digits as text, doubt the rest.

        A number ending in 000 whose check digit fits by chance is one in eleven of the rounded.
        """
        if not self._rounded_ids:
            return
        for place, row in enumerate(self.rows):
            if row.id_number.endswith("000"):
                self.rows[place] = row._replace(id_number="", id_problem=LOST_DIGITS)
                self.findings.note_row(row, f"id_number_{LOST_DIGITS}", F.ID_NUMBER)


def _readers(layout: Layout) -> dict[F, Callable[[Column], list[Any]]]:
    """Return what reads each field's column, with a memory where contents repeat."""
    days = Memory(lambda cell: read_day(cell, from_1904=layout.from_1904))
    rates = Memory(lambda cell: read_rate(cell, layout.rate_unit, layout.factor))
    readers: dict[F, Callable[[Column], list[Any]]] = {
        F.LOAN_NO: read_loan_nos,
        F.BORROWER: read_names,
        F.OFFICER: read_names,
        F.ID_NUMBER: Memory(read_identity).column,
        F.FIVE_CLASS: Memory(read_class).column,
        F.RATE: rates.column,
        F.BRANCH: Memory(read_text).column,
        **dict.fromkeys(_DAYS, days.column),
    }
    for field in _TEXTS:
        readers.setdefault(field, read_texts)
    for field in AMOUNT_FIELDS:
        if field in layout.place:
            unit_fen = layout.unit_fen[layout.place[field]]
            readers[field] = partial(read_amounts, unit_fen=unit_fen)
    return {field: read for field, read in readers.items() if field in layout.place}


def _interest(values: dict[F, list[Any]], count: int) -> tuple[Iterable[int], Iterable[int]]:
    """Return on- and off-balance interest; one total counts as off balance unless a part of it
    has its own column."""
    on, off = values.get(F.ON_BALANCE_INTEREST), values.get(F.OFF_BALANCE_INTEREST)
    total = values.get(F.TOTAL_INTEREST)
    if total and not (on and off):
        known = on or off or [0] * count
        rest = [max((all_ or 0) - (part or 0), 0) for all_, part in zip(total, known, strict=True)]
        on, off = (rest, off) if off else (on, rest)
    return (
        [fen or 0 for fen in on] if on else repeat(0),
        [fen or 0 for fen in off] if off else repeat(0),
    )


def _first_said(*places: tuple[str, str, str]) -> tuple[str, str, str]:
    """Join what several columns say; later ones (township, village, group) go first."""
    township = village = group = ""
    for own_township, own_village, own_group in places:
        township = own_township or township
        village = own_village or village
        group = own_group or group
    return township, village, group
