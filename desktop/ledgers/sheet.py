"""One sheet from its first line to its last: heading, mapping, records, totals."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from desktop.domain.ledger import (
    REQUIRED_FIELDS,
    LedgerField,
    LedgerProblem,
    LedgerRow,
    SheetReading,
    SourceMapping,
    TotalCheck,
)
from desktop.ledgers.footers import LineKind, classify, is_numbering, is_total_word
from desktop.ledgers.grid import Grid, Line
from desktop.ledgers.heading import SEARCHED_LINES, FoundHeading, find_heading
from desktop.ledgers.layout import AMOUNT_FIELDS, Layout, lay_out
from desktop.ledgers.mapping import map_columns
from desktop.ledgers.people import PersonFiller
from desktop.ledgers.places import village_of_sheet
from desktop.ledgers.rows import Column, RowReader
from desktop.ledgers.text import read_text
from desktop.ledgers.totals import Sums, TotalColumns, check_totals
from desktop.ledgers.vocabulary import plain_heading
from desktop.services.progress import Progress

_SAMPLED_LINES = 1_000


@dataclass(slots=True)
class SheetResult:
    """What one sheet gave. ``header_line`` 0 in ``reading``: no ledger, passed over."""

    reading: SheetReading
    titles: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    headings: tuple[str, ...] = ()
    missing: tuple[LedgerField, ...] = ()
    rows: list[LedgerRow] = field(default_factory=list)
    problems: list[LedgerProblem] = field(default_factory=list)
    totals: list[TotalCheck] = field(default_factory=list)
    empty: bool = False


def read_sheet(
    grid: Grid, mapping: SourceMapping, seen: set[str], progress: Progress
) -> SheetResult:
    """Read one sheet; ``seen`` holds the loan numbers of the sheets before and grows."""
    head = list(islice(grid.lines, SEARCHED_LINES + _SAMPLED_LINES))
    corrections = {plain_heading(text): to for text, to in mapping.headings.items()}
    found = find_heading(head, grid.spans, corrections)
    if found is None:
        titles = [_line_text(line) for line in head[:SEARCHED_LINES]]
        return SheetResult(_passed_over(grid.name), notes=titles, empty=not any(titles))
    titles = [_line_text(line) for line in head[: found.first]]
    below = found.last + 1
    if below < len(head) and is_numbering(head[below]):
        found = replace(found, last=below)
    samples = _even(head[found.last + 1 :], len(found.headings))
    samples = [line for line in samples if not any(map(is_total_word, line))]
    layout = lay_out(
        map_columns(found.headings, samples),
        samples,
        titles,
        mapping,
        village_of_sheet(grid.name, "".join(titles)),
        grid.from_1904,
    )
    result = SheetResult(
        _reading(grid.name, found, layout, 0),
        titles,
        headings=tuple(plain_heading(heading.text) for heading in found.headings),
        missing=tuple(name for name in REQUIRED_FIELDS if name not in layout.place),
    )
    if not result.missing:
        _Body(grid, layout, found, result, seen).read(head, progress)
        result.reading = _reading(grid.name, found, layout, len(result.rows))
    return result


def _passed_over(name: str) -> SheetReading:
    return SheetReading(name, 0, (), "", "", 0)


def _reading(name: str, found: FoundHeading, layout: Layout, loans: int) -> SheetReading:
    return SheetReading(name, found.last + 1, layout.columns, layout.unit, layout.village, loans)


def _line_text(line: Line) -> str:
    return "|".join(filter(None, map(read_text, line)))


def _even(lines: list[Line], width: int) -> list[Line]:
    """Return lines of at least ``width`` cells; text files leave blank ends out."""
    return [line if len(line) >= width else [*line, *[""] * (width - len(line))] for line in lines]


class _Body:
    """The lines below a heading."""

    def __init__(
        self,
        grid: Grid,
        layout: Layout,
        found: FoundHeading,
        result: SheetResult,
        seen: set[str],
    ) -> None:
        self._grid = grid
        self._found = found
        self._result = result
        self._rows = RowReader(grid.name, layout, seen)
        self._filler = PersonFiller(layout, grid.spans)
        self._loan_no = layout.place[LedgerField.LOAN_NO]
        self._borrower = layout.place[LedgerField.BORROWER]
        self._balance = layout.place[LedgerField.BALANCE]
        raw = (heading.text for heading in found.headings)
        self._headings = frozenset(filter(None, (*result.headings, *raw)))
        amounts = {
            c.index: (c.field, layout.unit_fen[c.index])
            for c in layout.columns
            if c.field in AMOUNT_FIELDS
        }
        self._columns = TotalColumns(amounts, {self._loan_no, self._borrower})
        self._whole, self._part = Sums(), Sums()
        self._totals_above: list[tuple[Line, int, LineKind]] = []
        self._villages: list[tuple[int, str]] = []

    def read(self, head: list[Line], progress: Progress) -> None:
        """Read every line below the heading into the result."""
        number = self._found.last + 1
        for chunk in self._grid.chunks(head[number:]):
            progress.report("read", number, self._grid.height)
            lines = _even(chunk, len(self._found.headings))
            self._filler.fill(lines, number)
            self._read_chunk(lines, number)
            number += len(lines)
        for line, place, kind in self._totals_above:
            self._check(line, place, kind)
        self._rows.finish()
        self._result.rows = self._rows.rows
        if self._villages:
            self._name_villages(self._rows.rows)
        self._result.problems[:0] = self._rows.findings.problems

    def _read_chunk(self, lines: list[Line], first: int) -> None:
        columns = list(zip(*lines, strict=False))
        kinds = self._kinds(lines, columns)
        numbers: Sequence[int] = range(first + 1, first + len(lines) + 1)
        if kinds:
            keep = [index for index in range(len(lines)) if index not in kinds]
            columns = list(zip(*map(lines.__getitem__, keep), strict=False))
            numbers = [numbers[index] for index in keep]
        amounts = self._rows.read(columns, numbers) if numbers else {}
        done = 0
        for place, (index, kind) in enumerate(sorted(kinds.items())):
            upto = index - place
            self._add(amounts, done, upto)
            done = upto
            self._take_other(lines[index], first + index + 1, kind)
        self._add(amounts, done, len(numbers))

    def _kinds(self, lines: list[Line], columns: Sequence[Column]) -> dict[int, LineKind]:
        """Return what every line is that is no record; only doubtful lines are looked at."""
        kinds: dict[int, LineKind] = {}
        for index in self._doubtful(columns):
            line = lines[index]
            kind = classify(line, self._headings, line[self._loan_no], line[self._borrower])
            if kind is not LineKind.RECORD:
                kinds[index] = kind
        return kinds

    def _doubtful(self, columns: Sequence[Column]) -> set[int]:
        """Return the lines that lack what a loan needs, or hold a word of totals on the left."""
        doubtful: set[int] = set()
        for place in {*range(max(self._loan_no, self._borrower) + 1), self._balance}:
            column = columns[place]
            texts = [cell for cell in column if cell.__class__ is str]
            odd = set(filter(is_total_word, texts)) if "计" in "".join(texts) else set()
            if place in (self._loan_no, self._borrower, self._balance):
                if not all(map(str.strip, texts)):
                    odd |= {cell for cell in texts if not cell.strip()}
                odd |= self._headings.intersection(texts)
            if odd:
                doubtful |= {index for index, cell in enumerate(column) if cell in odd}
        return doubtful

    def _add(self, amounts: dict[int, list[int | None]], start: int, end: int) -> None:
        sums = Sums(end - start)
        for column, fen in amounts.items():
            sums.fen[column] = sum(filter(None, fen[start:end]))
        self._whole.add(sums)
        self._part.add(sums)

    def _take_other(self, line: Line, number: int, kind: LineKind) -> None:
        if kind is LineKind.NOTE:
            text = _line_text(line)
            self._result.notes.append(text)
            if village := village_of_sheet(text, ""):
                self._villages.append((number, village))
        elif kind in (LineKind.TOTAL, LineKind.PART_TOTAL) and not self._whole.count:
            self._totals_above.append((line, number, kind))
        elif kind in (LineKind.TOTAL, LineKind.PART_TOTAL):
            self._check(line, number, kind)

    def _name_villages(self, rows: list[LedgerRow]) -> None:
        """Give rows without a village the one that a line above them names (一、红旗村)."""
        starts = [line for line, _ in self._villages]
        for place, row in enumerate(rows):
            if not row.village and (after := bisect_left(starts, row.line)):
                rows[place] = row._replace(village=self._villages[after - 1][1])

    def _check(self, line: Line, number: int, kind: LineKind) -> None:
        is_part = kind is LineKind.PART_TOTAL
        place = (self._grid.name, number)
        checks = check_totals(line, place, self._columns, self._part, self._whole, is_part)
        self._result.totals.extend(checks)
        self._result.problems.extend(
            LedgerProblem(
                "total_differs",
                check.sheet,
                line=check.line,
                column=check.what,
                value=_difference(check),
            )
            for check in checks
            if not check.agrees
        )
        self._part = Sums()


def _difference(check: TotalCheck) -> str:
    if check.what == "loans":
        return f"{check.stated} / {check.computed}"
    return f"{check.stated / 100:.2f} / {check.computed / 100:.2f}"
