"""Old .xls files, read in a process of their own.

The parser asks for the memory a file names; a damaged old workbook may name 100 GB, and then the
parser does not fail but ends its process. So it gets one: what comes back is cells, or word that
the file is damaged. A new .xlsx is looked through beforehand and needs none of this.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from desktop.domain.errors import ExpectedFailure

_MEMORY = 4 << 30
"""Bytes the child may ask for, where the system can hold it to that."""

Span = tuple[tuple[int, int], tuple[int, int]]


class LegacySheet(NamedTuple):
    """The cells of a worksheet as the parser gives them, and where they begin."""

    name: str
    left: int
    merged: list[Span]
    rows: list[list[Any]]


def read_legacy(path: Path) -> list[LegacySheet]:
    """Return the worksheets of an .xls file; charts and macro sheets are left out.

    Raises ExpectedFailure ``ledger_encrypted`` or ``ledger_damaged``.
    """
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_work, args=(str(path), sender), daemon=True)
    child.start()
    sender.close()
    try:
        answer = receiver.recv()
    except EOFError:
        answer = "ledger_damaged"
    finally:
        receiver.close()
        child.join()
        child.close()
    if isinstance(answer, str):
        raise ExpectedFailure(answer, file=path.name)
    return [LegacySheet(*each) for each in answer]


def _work(path: str, sender: Connection) -> None:
    """Read the file and send its sheets, or the code of what is wrong; runs in the child."""
    _be_modest()
    try:
        sender.send(_sheets(path))
    except BaseException as error:  # a panic of the parser is no Exception
        encrypted = type(error).__name__ == "PasswordError"
        sender.send("ledger_encrypted" if encrypted else "ledger_damaged")


def _be_modest() -> None:
    """Bound the memory, write no core file, and keep the parser's last words to ourselves."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _sheets(path: str) -> list[tuple[str, int, list[Span], list[list[Any]]]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    found = []
    with CalamineWorkbook.from_path(path) as book:
        for index, about in enumerate(book.sheets_metadata):
            if about.typ is SheetTypeEnum.WorkSheet:
                sheet = book.get_sheet_by_index(index)
                left = sheet.start[1] if sheet.start else 0
                merged = list(sheet.merged_cell_ranges or ())
                found.append((sheet.name, left, merged, list(sheet.iter_rows())))
    return found
