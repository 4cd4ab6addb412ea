"""Every list can be written to an Excel file, except those that only lead to other lists."""

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog

from desktop.ui.pages.notices.page import NoticesPage
from desktop.ui.pages.registry import page_specs
from desktop.ui.widgets.table import LineTable
from tests.ui import branch_desk as branch
from tests.ui import page_frame as frames

LEADING_ELSEWHERE = {
    "rules-areas",
    "today",
    "import-mapping",
    "search",
    "backups",
    "repayment_shares",
    "instalments",
}


@pytest.fixture
def desk(tmp_path):
    with branch.branch_desk(tmp_path) as made:
        yield made


@pytest.fixture
def frame(qapp, desk, fonts):
    with frames.framed(desk, fonts) as made:
        yield made


def offers_export(table):
    return any("Excel" in action.text() for action in table.menu().actions())


@pytest.mark.parametrize("spec", page_specs(), ids=lambda spec: spec.key)
def test_a_door_to_an_excel_file_leads_there_on_every_page(spec, frame, qtbot, monkeypatch):
    page = frame.show(qtbot, spec.factory)
    asked = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: (asked.append(words), ""))
    offering = [table for table in page.findChildren(LineTable) if offers_export(table)]
    for table in offering:
        table.export()
    assert len(asked) == len(offering)
    names = {table.name for table in page.findChildren(LineTable)}
    assert names - {table.name for table in offering} == names & LEADING_ELSEWHERE


def test_a_list_is_written_as_it_is_shown(frame, qtbot, desk, tmp_path, monkeypatch):
    page = frame.show(qtbot, NoticesPage)
    table = page.choose.table
    shown = [table.model.columns[each] for each in table.widths.visible()]
    table.widths.set_shown(2, False)
    chosen = str(tmp_path / "名单")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: (chosen, ""))
    table.export()
    frame.settle(qtbot)
    heads, *rows = load_workbook(tmp_path / "名单.xlsx").active.iter_rows(values_only=True)
    assert heads == tuple(column.heading for column in shown if column is not shown[2])
    assert len(rows) == len(table.model.records)
    [total] = [number for number, column in enumerate(shown) if column.amount]
    fen = [shown[total].amount(each) for each in table.model.records]
    assert [row[total - 1] for row in rows] == [each / 100 for each in fen]
    with desk.store.read() as queries:
        [entry] = queries.journal_of_kind("table_exported")
    assert (entry.body["list"], entry.body["rows"]) == ("notices_choose", len(rows))


def test_a_cancelled_choice_writes_nothing(frame, qtbot, desk, monkeypatch):
    page = frame.show(qtbot, NoticesPage)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: ("", ""))
    page.choose.table.export()
    frame.settle(qtbot)
    with desk.store.read() as queries:
        assert list(queries.journal_of_kind("table_exported")) == []
