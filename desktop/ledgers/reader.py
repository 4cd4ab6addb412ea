"""Reading a ledger file, whatever system or clerk made it: the room's front door."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from desktop.domain.errors import ExpectedFailure
from desktop.domain.ledger import LedgerField, LedgerProblem, LedgerReading, SourceMapping
from desktop.ledgers.container import inspect
from desktop.ledgers.grid import open_grids
from desktop.ledgers.sheet import SheetResult, read_sheet
from desktop.ledgers.surroundings import find_day
from desktop.services.collector import collector_paused
from desktop.services.progress import NoProgress, Progress

_COUNTS = frozenset("户数 笔数 件数 人数 贷款户数 贷款笔数 不良户数 不良笔数 借款户数".split())
_OF_A_LOAN = {LedgerField.LOAN_NO, LedgerField.BORROWER}


def read_ledger(
    path: Path, mapping: SourceMapping | None = None, progress: Progress | None = None
) -> LedgerReading:
    """Read a ledger (xlsx, xls, csv, text, or a web page called .xls); nothing is stored.

    ``mapping`` holds a person's corrections. Sheets without a ledger stay in ``sheets`` with
    ``header_line`` 0. Where no sheet has all the columns a ledger needs, there are no rows, and
    the columns that may be meant are not certain.

    Raises ExpectedFailure: ``file_unreadable``, ``file_in_use``, ``ledger_no_header``, and what
    :func:`desktop.ledgers.container.inspect` and :func:`desktop.ledgers.grid.open_grids` raise;
    each names the ``file``. Cancelled comes from ``progress``.
    """
    progress, mapping = progress or NoProgress(), mapping or SourceMapping()
    progress.report("open")
    try:
        digest = _digest(path)
        container = inspect(path, progress)
        seen: set[str] = set()
        with collector_paused():
            results = [
                read_sheet(grid, mapping, seen, progress) for grid in open_grids(path, container)
            ]
    except PermissionError as error:
        code = "file_in_use" if os.name == "nt" else "file_unreadable"
        raise ExpectedFailure(code, file=path.name) from error
    except OSError as error:
        raise ExpectedFailure("file_unreadable", file=path.name) from error
    return _reading(path, digest, mapping, _chosen(path, results))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _chosen(path: Path, results: list[SheetResult]) -> list[SheetResult]:
    """Return the sheets to go on with, or raise where none is a ledger."""
    ledgers = [result for result in results if result.headings]
    if not ledgers:
        code = "ledger_empty" if all(result.empty for result in results) else "ledger_no_header"
        raise ExpectedFailure(code, file=path.name)
    if all(result.missing for result in ledgers):
        return results
    for result in ledgers:
        if result.missing:
            _pass_over(result)
    return results


def _pass_over(result: SheetResult) -> None:
    """Leave out a table that lacks a needed column beside others that have it, and say so."""
    lacking = result.missing[0].value
    if not _is_summary(result):
        problem = LedgerProblem("sheet_skipped", result.reading.name, column=lacking)
        result.problems.append(problem)
    result.reading = type(result.reading)(result.reading.name, 0, (), "", "", 0)
    result.headings = ()


def _is_summary(result: SheetResult) -> bool:
    """Whether a table counts the loans of each village or officer: it has none of its own."""
    counts = _COUNTS.intersection(result.headings)
    return bool(counts) and set(result.missing) >= _OF_A_LOAN


def _reading(
    path: Path, digest: str, mapping: SourceMapping, results: list[SheetResult]
) -> LedgerReading:
    stated, day_text = (mapping.as_of, "") if mapping.as_of else _day_of(path, results)
    return LedgerReading(
        file_name=path.name,
        file_sha256=digest,
        signature=_signature(result.headings for result in results),
        as_of=stated,
        sheets=tuple(result.reading for result in results),
        rows=tuple(row for result in results for row in result.rows),
        problems=tuple(problem for result in results for problem in result.problems),
        totals=tuple(total for result in results for total in result.totals),
        day_text=day_text,
    )


def _signature(headings: Iterable[tuple[str, ...]]) -> str:
    """Return a digest of the headings: the same for every file of the same source."""
    known = sorted({"|".join(names) for names in headings if names})
    return hashlib.sha256("\n".join(known).encode()).hexdigest()[:32]


def _day_of(path: Path, results: list[SheetResult]) -> tuple[date | None, str]:
    """Return the day the figures are of, and what says so.

    Titles first, then sheet and file names, then notes.
    """
    titles = [text for result in results for text in result.titles]
    names = [result.reading.name for result in results]
    notes = [text for result in results for text in result.notes]
    for texts in (titles, names, [path.stem], notes):
        if day := find_day(texts):
            return day, next((text for text in texts if find_day([text]) == day), path.stem)
    return None, ""
