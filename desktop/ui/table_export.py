"""Writing what a table shows to an Excel file: the same for every list held in memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.services.export import export_table
from desktop.services.ports import Desk
from desktop.services.table_ports import Cell, TableColumn
from desktop.ui.jobs import Jobs
from desktop.ui.models.columns import Column
from desktop.ui.models.lines import ListModel
from desktop.ui.widgets.table import LineTable


def export_shown(desk: Desk, jobs: Jobs, table: LineTable, title: str) -> None:
    """Ask for a file and write the table as it stands: its order, its rows, the shown columns."""
    assert isinstance(table.model, ListModel)
    columns = [table.model.columns[each] for each in table.widths.visible()]
    records = list(table.model.records)
    path = ask_table_file(table, title)
    if path is None:
        return
    headings = [TableColumn(each.heading, money=each.amount is not None) for each in columns]
    jobs.run(
        QCoreApplication.translate("Export", "Exporting to Excel"),
        lambda progress: export_table(
            desk,
            headings,
            (tuple(cell(column, each) for column in columns) for each in records),
            path,
            table.name,
        ),
        lambda count: table.set_selection(written_words(path, count)),
    )


def ask_table_file(parent: QWidget, title: str) -> Path | None:
    """Ask where to write a list called ``title``; None when nothing was chosen."""
    words = QCoreApplication.translate("Export", "Export to Excel")
    chosen, _ = QFileDialog.getSaveFileName(parent, words, f"{title}.xlsx", "Excel (*.xlsx)")
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")


def written_words(path: Path, rows: int) -> str:
    """Return what to say when a list was written."""
    words = QCoreApplication.translate("Export", "%n row(s) written to {file}", "", rows)
    return words.format(file=path.name)


def cell(column: Column[Any], record: object) -> Cell:
    """Return a cell for the file: fen where the column sums them, else what is shown."""
    return column.amount(record) if column.amount else column.copy_of(record)
