"""The import page on a real database: from a dropped file to what changed since the last one."""

import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from desktop.bootstrap import build
from desktop.domain.ledger import LedgerField
from desktop.domain.permissions import Role
from desktop.services.list_records import LedgerFilter
from desktop.ui.approval.second_dialog import SecondDialog
from desktop.ui.pages.ledger_import.page import CHECK, CHOOSE, RESULT, ImportPage
from tests.founded import founded_branch
from tests.people import at_desk, employ
from tests.ui import branch_desk as branch
from tests.ui import page_frame as frames

LEDGERS = Path(__file__).parents[1] / "data" / "ledgers"
CORE = LEDGERS / "core_export_20260930.xlsx"
OLD = LEDGERS / "old_system_20260630.csv"


@pytest.fixture
def desk(tmp_path):
    path = founded_branch(tmp_path / "branch.db", branch.KEY, branch.StoppedClock())
    with build(path, branch.KEY, clock=branch.StoppedClock()) as application:
        yield application.desk


@pytest.fixture
def frame(qapp, desk, fonts):
    with frames.framed(desk, fonts) as made:
        yield made


@pytest.fixture
def page(frame, qtbot):
    return frame.show(qtbot, ImportPage)


def drop(page, path):
    """Let a file fall on the page as a person would."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    place = QPointF(page.choose.area.rect().center())
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(place, Qt.DropAction.CopyAction, data, button, none)
    page.choose.area.dropEvent(event)


def loans_of(desk):
    with desk.store.read() as queries:
        return queries.ledger_sums(LedgerFilter()).loans


def test_a_dropped_ledger_is_checked_and_then_taken_in(page, frame, qtbot, desk):
    drop(page, CORE)
    frame.settle(qtbot)
    assert page.steps.current == CHECK
    assert all(total.agrees for total in page._checked.reading.totals)
    assert loans_of(desk) == 0
    page.take_in.click()
    frame.settle(qtbot)
    assert page.steps.current == RESULT
    assert loans_of(desk) == 1200
    assert "1,200" in page.result._words.text()


def test_a_file_without_doubts_shows_every_column_as_certain(page, frame, qtbot):
    page.open(path=CORE)
    frame.settle(qtbot)
    assert page.check.doubt.isHidden()
    assert page.take_in.isEnabled()


def test_problems_name_the_row_as_the_spreadsheet_does(page, frame, qtbot):
    page.open(path=OLD)
    frame.settle(qtbot)
    found = {(each.line, each.code) for each in page.check.problems.model.records}
    assert found == {(43, "duplicate_loan_no"), (101, "date_invalid"), (201, "balance_negative")}
    assert all(each.refused for each in page.check.problems.model.records)


def doubtful(path):
    """Write a ledger whose principal stands under a heading nobody knows, without a date."""
    book = Workbook()
    sheet = book.active
    sheet.append(["借据号", "姓名", "身份证号", "甲乙丙", "到期日"])
    for number in range(3):
        sheet.append([f"43201807{number:04d}", f"周{number}", "", 5000 + number, "2020-10-13"])
    book.save(path)


def test_what_a_column_means_can_be_corrected_and_the_file_is_read_again(
    page, frame, qtbot, tmp_path, desk
):
    path = tmp_path / "own.xlsx"
    doubtful(path)
    page.open(path=path)
    frame.settle(qtbot)
    assert not page.take_in.isEnabled()
    headings = [line.column.heading for line in page.check.mapping.model.records]
    box = page.check.mapping.boxes[headings.index("甲乙丙")]
    box.setCurrentIndex(box.findData(LedgerField.BALANCE))
    box.activated.emit(box.currentIndex())
    frame.settle(qtbot)
    assert [row.balance_fen for row in page._checked.reading.rows] == [500_000, 500_100, 500_200]
    assert not page.take_in.isEnabled()
    page.check.day.setText("2026-09-30")
    page.check.day.editingFinished.emit()
    frame.settle(qtbot)
    if not page.check.doubt.isHidden():
        page.check.agreed.setChecked(True)
    page.take_in.click()
    frame.settle(qtbot)
    assert loans_of(desk) == 3


def test_a_correction_is_remembered_for_the_next_file_of_its_kind(
    page, frame, qtbot, tmp_path, desk
):
    test_what_a_column_means_can_be_corrected_and_the_file_is_read_again(
        page, frame, qtbot, tmp_path, desk
    )
    path = tmp_path / "own 20261008.xlsx"
    doubtful(path)
    page.open(path=path)
    frame.settle(qtbot)
    assert len(page._checked.reading.rows) == 3
    assert page.check.doubt.isHidden()


def test_amounts_in_ten_thousands_are_read_again_when_a_person_says_so(page, frame, qtbot):
    page.open(path=CORE)
    frame.settle(qtbot)
    before = page._checked.reading.rows[0].balance_fen
    page.check.unit.setCurrentIndex(page.check.unit.findData("万元"))
    page.check.unit.activated.emit(page.check.unit.currentIndex())
    frame.settle(qtbot)
    assert page._checked.reading.rows[0].balance_fen == before * 10_000


def test_a_day_that_has_not_come_is_said_beside_the_field_and_nothing_can_be_imported(
    page, frame, qtbot, tmp_path
):
    path = tmp_path / "core_export_20261231.xlsx"
    shutil.copy(CORE, path)
    page.open(path=path)
    frame.settle(qtbot)
    assert page.check.day_trouble.isHidden() and page.take_in.isEnabled()
    page.check.day.setText("2026-12-31")
    page.check.day.editingFinished.emit()
    frame.settle(qtbot)
    assert "later than today" in page.check.day_trouble.text()
    assert not page.take_in.isEnabled()
    page.check.day.setText("2026-09-30")
    page.check.day.editingFinished.emit()
    frame.settle(qtbot)
    assert page.check.day_trouble.isHidden() and page.take_in.isEnabled()


def next_quarter(path):
    """Write the core system's next export: one loan less, one paid down by 1,000 yuan."""
    shutil.copy(CORE, path)
    book = load_workbook(path)
    sheet = book.active
    heading = next(row for row in range(1, 10) if "借据号" in [cell.value for cell in sheet[row]])
    names = [cell.value for cell in sheet[heading]]
    balance = names.index("贷款余额") + 1
    first = next(r for r in range(heading + 1, heading + 9) if sheet.cell(r, balance).value)
    lost = sheet.cell(first, names.index("借据号") + 1).value
    amount = float(str(sheet.cell(first + 1, balance).value).replace(",", ""))
    sheet.cell(first + 1, balance).value = f"{amount - 1000:,.2f}"
    for cell in sheet[first]:
        cell.value = None
    book.save(path)
    return lost


@pytest.fixture
def two_quarters(page, frame, qtbot, tmp_path):
    """Both ledgers taken in; the number of the loan the second one no longer lists."""
    page.open(path=CORE)
    frame.settle(qtbot)
    page.take_in.click()
    frame.settle(qtbot)
    path = tmp_path / "core_export_20261008.xlsx"
    lost = next_quarter(path)
    page.open(path=path)
    frame.settle(qtbot)
    page.check.day.setText("2026-10-08")
    page.check.day.editingFinished.emit()
    frame.settle(qtbot)
    page.check.agreed.setChecked(True)
    page.take_in.click()
    frame.settle(qtbot)
    return lost


def test_the_next_ledger_shows_what_changed_since_the_last(page, two_quarters):
    page.result.changes.chips.press(2)
    less = page.result.changes.model.records
    assert [each.balance_before_fen - each.balance_after_fen for each in less] == [100_000]
    page.result.changes.chips.press(5)
    assert [each.loan_no for each in page.result.changes.model.records] == [two_quarters]


def test_a_person_decides_about_a_loan_the_ledger_lost(page, frame, qtbot, desk, two_quarters):
    page.open(missing=True)
    frame.settle(qtbot)
    missing = page.result.missing
    assert [line.loan_no for line in missing.model.records] == [two_quarters]
    missing.note.setText("收据 S26-0093，已还清")
    next(iter(missing.buttons.values())).click()
    frame.settle(qtbot)
    frame.settle(qtbot)
    assert missing.model.rowCount() == 0
    with desk.store.read() as queries:
        assert queries.loan_by_no(two_quarters).status == "settled"


def test_the_same_file_is_not_taken_in_twice(page, frame, qtbot, desk):
    for _ in range(2):
        page.open(path=CORE)
        frame.settle(qtbot)
        page.take_in.click()
        frame.settle(qtbot)
    assert not page.trouble.isHidden()
    assert "2026-09-30" in page._trouble_words.text()
    assert loans_of(desk) == 1200


def test_a_file_that_is_no_ledger_says_so_in_place(page, frame, qtbot, tmp_path):
    path = tmp_path / "photo.xlsx"
    path.write_bytes(b"not a spreadsheet")
    page.open(path=path)
    frame.settle(qtbot)
    assert page.steps.current == CHOOSE
    assert "photo.xlsx" in page._trouble_words.text()


def test_a_cancelled_import_leaves_the_database_as_it_was(page, frame, qtbot, desk):
    page.open(path=CORE)
    frame.settle(qtbot)
    page.take_in.click()
    for job in frame.jobs._running:
        job.cancel()
    frame.settle(qtbot)
    assert loans_of(desk) == 0
    assert page.steps.current == CHECK
    assert page.take_in.isEnabled()


def test_earlier_imports_are_listed_and_open_what_they_changed(page, frame, qtbot):
    page.open(path=CORE)
    frame.settle(qtbot)
    page.take_in.click()
    frame.settle(qtbot)
    page.again.click()
    assert [each.file_name for each in page.choose.model.records] == [CORE.name]
    page.choose.table.opened.emit(page.choose.model.records[0])
    frame.settle(qtbot)
    assert page.steps.current == RESULT


def test_with_users_a_second_person_signs_the_import_at_this_screen(frame, qtbot, desk, fonts):
    employ(desk)
    with frames.framed(at_desk(desk, Role.TELLER), fonts) as office:
        page = office.show(qtbot, ImportPage)
        drop(page, CORE)
        office.settle(qtbot)
        page.take_in.click()
        office.settle(qtbot)
        assert loans_of(desk) == 0
        dialog = page.findChild(SecondDialog)
        assert dialog.checker.count() == 2
        dialog.password.setText("accountant")
        dialog.confirm()
        office.settle(qtbot)
        assert page.steps.current == RESULT
    assert loans_of(desk) == 1200
