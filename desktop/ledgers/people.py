"""Whose loan a line is: merged and left-out borrower cells are filled from the line above."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.ledger import LedgerField
from desktop.ledgers.footers import is_loan_no, is_total_word
from desktop.ledgers.grid import Span
from desktop.ledgers.layout import Layout
from desktop.ledgers.text import Cell, read_text

_PERSON = (LedgerField.BORROWER, LedgerField.ID_NUMBER, LedgerField.CUSTOMER_NO)
_OF_PERSON = (
    *_PERSON,
    LedgerField.PHONE,
    LedgerField.ADDRESS,
    LedgerField.TOWNSHIP,
    LedgerField.VILLAGE,
    LedgerField.GROUP,
)
_SPREAD = frozenset({*_OF_PERSON, LedgerField.OFFICER, LedgerField.CONTRACT_NO})
"""Fields whose merged cells mean the same for every line: never amounts or loan numbers."""

_AS_ABOVE = frozenset(["", " ", "\u3000", '"', "''", "”", "〃", "″", "〞", "同上", "同 上"])


class PersonFiller:
    """Fills the lines of one sheet in place, chunk after chunk."""

    def __init__(self, layout: Layout, spans: Sequence[Span]) -> None:
        places = {layout.place[f] for f in _SPREAD if f in layout.place}
        self._spans = sorted(span for span in spans if span[2] > span[0] and span[1] in places)
        self._open: list[tuple[Span, Cell]] = []
        self._person = [layout.place[f] for f in _PERSON if f in layout.place]
        self._of_person = [layout.place[f] for f in _OF_PERSON if f in layout.place]
        self._loan_no = layout.place[LedgerField.LOAN_NO]
        self._borrower = layout.place[LedgerField.BORROWER]
        self._above: list[Cell] | None = None

    def fill(self, lines: list[list[Cell]], first: int) -> None:
        """Fill merged cells, then lines with a loan but no person; ``first`` is the sheet's
        line (from 0) of ``lines[0]``."""
        self._fill_spans(lines, first)
        start, borrower = 0, self._borrower
        for index in [index for index, line in enumerate(lines) if line[borrower] in _AS_ABOVE]:
            self._note_person(lines[start:index])
            if self._above is not None and read_text(lines[index][self._loan_no]):
                self._continue(lines[index], self._above)
            start = index + 1
        self._note_person(lines[start:])

    def _note_person(self, lines: list[list[Cell]]) -> None:
        """Remember the last of these lines with a loan and a person: the next may continue it."""
        for line in reversed(lines):
            if line[self._loan_no] != "" and not is_total_word(line[self._borrower]):
                self._above = line
                return

    def _continue(self, line: list[Cell], above: list[Cell]) -> None:
        for place in self._of_person:
            if line[place] in _AS_ABOVE:
                line[place] = ""
        if any(read_text(line[place]) for place in self._person):
            return  # somebody, but the name is missing: not for us to say who
        if not is_loan_no(line[self._loan_no]):
            return
        for place in self._of_person:
            if line[place] == "":
                line[place] = above[place]

    def _fill_spans(self, lines: list[list[Cell]], first: int) -> None:
        end = first + len(lines)
        while self._spans and self._spans[0][0] < end:
            span = self._spans.pop(0)
            if span[0] >= first:
                self._open.append((span, lines[span[0] - first][span[1]]))
        for (top, left, bottom, _), value in self._open:
            for number in range(max(top + 1, first), min(bottom + 1, end)):
                if lines[number - first][left] == "":
                    lines[number - first][left] = value
        self._open = [entry for entry in self._open if entry[0][2] >= end]
