"""Writing a table for Excel, in constant memory, so that nothing in it is ever a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import BinaryIO

import xlsxwriter

from desktop.domain.errors import ExpectedFailure
from desktop.services.table_ports import Cell, TableColumn

_TEXT_ONLY = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_table(path: Path, columns: Sequence[TableColumn], rows: Iterable[Sequence[Cell]]) -> None:
    """Write rows under headings to an xlsx file; fen in money columns are shown as yuan.

    The file appears whole or not at all. ExpectedFailure ``file_not_written`` where the place is
    read-only, full or the file is open elsewhere.
    """
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as out:
            _write(out, columns, rows)
        part.replace(path)
    except OSError as error:
        raise ExpectedFailure("file_not_written", file=path.name) from error
    finally:
        with suppress(OSError):  # nothing can be removed from a read-only disk
            part.unlink(missing_ok=True)


def _write(out: BinaryIO, columns: Sequence[TableColumn], rows: Iterable[Sequence[Cell]]) -> None:
    with xlsxwriter.Workbook(out, _TEXT_ONLY) as workbook:
        sheet = workbook.add_worksheet()
        head = workbook.add_format({"bold": True, "bottom": 1})
        money = workbook.add_format({"num_format": "#,##0.00"})
        sheet.freeze_panes(1, 0)
        for index, column in enumerate(columns):
            sheet.set_column(index, index, 16, money if column.money else None)
            sheet.write_string(0, index, column.heading, head)
        for number, row in enumerate(rows, start=1):
            for index, (column, value) in enumerate(zip(columns, row, strict=True)):
                _write_cell(sheet, number, index, column, value)


def _write_cell(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, index: int, column: TableColumn, value: Cell
) -> None:
    if value is None:
        return
    if column.money and isinstance(value, int):
        # Excel keeps numbers as binary fractions: exact to the fen up to 10^13 yuan.
        sheet.write_number(row, index, value / 100)
    elif isinstance(value, int):
        sheet.write_number(row, index, value)
    else:
        sheet.write_string(row, index, value.isoformat() if isinstance(value, date) else value)
