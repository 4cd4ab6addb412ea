"""Problems of one sheet as they are found, with the place a person finds them at."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.ledger import LedgerField, LedgerProblem, LedgerRow
from desktop.ledgers.layout import Layout

_LONGEST_VALUE = 30


class Findings:
    """Gathers problems chunk by chunk; ``refused`` are the refused records of this chunk."""

    def __init__(self, sheet: str, layout: Layout) -> None:
        self.problems: list[LedgerProblem] = []
        self.refused: set[int] = set()
        self.records = 0
        self._sheet = sheet
        self._layout = layout
        self._once: set[tuple[str, str]] = set()
        self._found: list[tuple[int, LedgerProblem]] = []
        self._numbers: Sequence[int] = ()
        self._names: Sequence[str] = ()

    def begin(self, numbers: Sequence[int], names: Sequence[str]) -> None:
        """Start a chunk of records with these line numbers and borrowers."""
        self._numbers, self._names = numbers, names
        self.refused.clear()

    def end(self) -> None:
        """File the chunk's problems in the order of its records."""
        self._found.sort(key=lambda entry: entry[0])
        self.problems.extend(problem for _, problem in self._found)
        self._found.clear()
        self.records += len(self._numbers)

    def is_refused(self, index: int) -> bool:
        return index in self.refused

    def refuse(self, index: int, code: str, field: LedgerField, value: str = "") -> None:
        """Refuse a record of this chunk."""
        self._add(index, code, field, value, refused=True)
        self.refused.add(index)

    def note(self, index: int, code: str, field: LedgerField, value: str = "") -> None:
        """Note a problem that does not refuse the record."""
        self._add(index, code, field, value, refused=False)

    def note_once(
        self, index: int, code: str, field: LedgerField, name: str, value: str = ""
    ) -> None:
        """Note a problem of a person, once for all the person's loans in this sheet."""
        if (code, name) not in self._once:
            self._once.add((code, name))
            self.note(index, code, field, value)

    def note_row(self, row: LedgerRow, code: str, field: LedgerField) -> None:
        """Note a problem of a row already read, once a person; its place is its line."""
        if (code, row.borrower) not in self._once:
            self._once.add((code, row.borrower))
            heading = self._layout.heading(field)
            self.problems.append(
                LedgerProblem(code, self._sheet, 0, row.line, heading, "", row.borrower)
            )

    def _add(self, index: int, code: str, field: LedgerField, value: str, *, refused: bool) -> None:
        problem = LedgerProblem(
            code=code,
            sheet=self._sheet,
            row=self.records + index + 1,
            line=self._numbers[index],
            column=self._layout.heading(field),
            value=value[:_LONGEST_VALUE],
            name=self._names[index],
            refused=refused,
        )
        self._found.append((index, problem))
