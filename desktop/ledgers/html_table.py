"""Exports that call themselves .xls but are a web page with tables."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from desktop.domain.errors import ExpectedFailure
from desktop.ledgers.delimited import decode

_MAX_SPAN = 200


class _Tables(HTMLParser):
    """Collects the cells of every table; a spanned cell is followed by blanks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._cell: list[str] | None = None
        self._span = 1
        self._below: dict[int, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
            self._below.clear()
        elif tag == "tr" and self.tables:
            self._close()
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables and self.tables[-1]:
            self._close()
            spans = dict(attrs)
            self._skip_covered()
            self._cell, self._span = [], _number(spans.get("colspan"))
            for column in range(self._span):
                rows = _number(spans.get("rowspan"))
                if rows > 1:
                    self._below[len(self.tables[-1][-1]) + column] = rows
        elif tag == "br" and self._cell is not None:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._close()
        if tag == "tr":
            self._below = {column: rows - 1 for column, rows in self._below.items() if rows > 1}

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _close(self) -> None:
        if self._cell is not None:
            line = self.tables[-1][-1]
            line.extend(["".join(self._cell).strip(), *[""] * (self._span - 1)])
        self._cell = None

    def _skip_covered(self) -> None:
        """Leave blanks where a cell of a line above reaches down."""
        line = self.tables[-1][-1]
        while line is not None and self._below.get(len(line), 0) and len(self.tables[-1]) > 1:
            line.append("")


def _number(text: str | None) -> int:
    return min(max(int(text), 1), _MAX_SPAN) if text and text.isdecimal() else 1


def read_tables(path: Path) -> list[list[list[str]]]:
    """Return the tables of a web page as lines of cells.

    Raises ExpectedFailure ``ledger_not_a_spreadsheet`` for a page without one.
    """
    parser = _Tables()
    parser.feed(decode(path.read_bytes(), path.name))
    parser.close()
    tables = [table for table in parser.tables if table]
    if not tables:
        raise ExpectedFailure("ledger_not_a_spreadsheet", file=path.name)
    return tables
