"""The deliveries page on a real database: scan, who signed, what it does to the clock."""

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop.domain.delivery import Method, Signer
from desktop.domain.rounds import NoticeState
from desktop.ui.jobs import Jobs
from desktop.ui.pages.deliveries.dialogs import WithdrawDialog
from desktop.ui.pages.deliveries.page import DeliveriesPage
from desktop.ui.pages.deliveries.words import evidence_pill
from desktop.ui.pages.page import ChangeBus, PageContext
from tests.ui import branch_desk as branch

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
DUE_LAST_DAY = date(2027, 10, 13)
NEW_LAST_DAY = date(2029, 10, 10)


@pytest.fixture
def desk(tmp_path):
    with branch.branch_desk(tmp_path) as made:
        yield made


@pytest.fixture
def serials(desk):
    return branch.issued(desk)


@pytest.fixture
def refusals():
    return []


@pytest.fixture
def page(qapp, qtbot, desk, serials, fonts, refusals):
    jobs = Jobs()
    jobs.refused.connect(refusals.append)
    jobs.crashed.connect(refusals.append)
    context = PageContext(desk, jobs, ChangeBus(), lambda key, **values: None, fonts, "zh")
    made = DeliveriesPage(context)
    context.bus.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(1198, 692)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.slip.scan.setFocus()
    settle(qtbot, made)
    yield made
    jobs.close()
    assert refusals == []


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "slip.jpg"
    path.write_bytes(b"a photograph of the slip")
    return path


def settle(qtbot, page):
    qtbot.waitUntil(lambda: not page.context.jobs.is_busy)


def press(qtbot, page, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)
    settle(qtbot, page)


def scan(qtbot, page, serial):
    qtbot.keyClicks(page.slip.scan, serial)
    press(qtbot, page, Key.Key_Return)


def last_day(desk, loan_no):
    with desk.store.read() as queries:
        return queries.loan_by_no(loan_no).last_day


def state(desk, serial):
    with desk.store.read() as queries:
        return queries.notice_by_serial(serial).state


def test_scan_sign_enter_moves_the_clocks_and_waits_for_the_next_slip(qtbot, page, desk, serials):
    scan(qtbot, page, serials["周田生"].lower())
    assert page.slip.serial == serials["周田生"]
    press(qtbot, page, Key.Key_1)
    assert page.slip.effects.text.count(NEW_LAST_DAY.isoformat()) >= 2
    assert last_day(desk, "L1") == DUE_LAST_DAY
    press(qtbot, page, Key.Key_Return)
    assert last_day(desk, "L1") == last_day(desk, "L2") == NEW_LAST_DAY
    assert page.slip.scan.hasFocus()
    assert page.slip.scan.text() == ""
    [record] = page.lists.recorded.records
    assert (record.counts, record.last_day) == (True, NEW_LAST_DAY)


def test_ctrl_z_takes_the_last_record_back_with_a_reason(qtbot, page, desk, serials):
    scan(qtbot, page, serials["夏文水"])
    press(qtbot, page, Key.Key_2)
    press(qtbot, page, Key.Key_Return)
    press(qtbot, page, Key.Key_Z, CTRL)
    dialog = page.findChild(WithdrawDialog)
    assert not dialog.accept_button.isEnabled()
    dialog.line.setText("登错户")
    dialog.accept_button.click()
    settle(qtbot, page)
    assert last_day(desk, "L3") == DUE_LAST_DAY
    assert page.lists.recorded.records == []
    assert state(desk, serials["夏文水"]) is NoticeState.HANDED_OUT


def test_a_neighbours_signature_changes_nothing_and_says_why(qtbot, page, desk, serials):
    scan(qtbot, page, serials["谭国英"])
    press(qtbot, page, Key.Key_6)
    assert "第8条" in page.slip.effects.text
    assert page.slip.effects.property("role") == "warning"
    press(qtbot, page, Key.Key_Return)
    assert last_day(desk, "L4") == DUE_LAST_DAY
    assert state(desk, serials["谭国英"]) is NoticeState.HANDED_OUT


def test_evidence_dropped_on_the_form_is_counted_and_stored(qtbot, page, desk, serials, photo):
    scan(qtbot, page, serials["周田生"])
    press(qtbot, page, Key.Key_1)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo)), QUrl.fromLocalFile(str(photo.parent))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.slip.form.dropEvent(drop)
    settle(qtbot, page)
    press(qtbot, page, Key.Key_Return)
    [record] = page.lists.recorded.records
    assert record.delivery.evidence == 1
    assert evidence_pill(record) is None


def test_a_record_without_evidence_is_marked_until_evidence_is_added(
    qtbot, page, desk, serials, photo, monkeypatch
):
    scan(qtbot, page, serials["周田生"])
    press(qtbot, page, Key.Key_1)
    press(qtbot, page, Key.Key_Return)
    assert evidence_pill(page.lists.recorded.records[0]) is not None
    names = staticmethod(lambda *_: ([str(photo)], ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", names)
    page.lists._recorded_table.select_row(0)
    page.lists._prove.click()
    settle(qtbot, page)
    assert evidence_pill(page.lists.recorded.records[0]) is None
    with desk.store.read() as queries:
        assert queries.loan_by_no("L1").proved_last_day == NEW_LAST_DAY


def test_an_unknown_serial_is_refused_at_the_scan_line(qtbot, page):
    scan(qtbot, page, "X99-0001")
    assert page.slip.scan.property("invalid") is True
    assert "X99-0001" in page.slip._message.text()
    assert page.slip.serial == ""


def test_a_day_before_the_notice_is_refused_at_the_date(qtbot, page, serials):
    scan(qtbot, page, serials["周田生"])
    press(qtbot, page, Key.Key_1)
    page.slip.form.day.setText("2026-10-01")
    settle(qtbot, page)
    assert page.slip.form.day.property("invalid") is True
    assert branch.TODAY.isoformat() in page.slip.form._error.text()


def test_agreeing_and_objecting_at_once_is_refused_under_the_form(qtbot, page, serials):
    scan(qtbot, page, serials["周田生"])
    for key in (Key.Key_1, Key.Key_9, Key.Key_0):
        press(qtbot, page, key)
    assert page.slip.form._error.isVisible()


def test_a_served_notice_says_so_when_it_is_scanned_again(qtbot, page, serials):
    scan(qtbot, page, serials["周田生"])
    press(qtbot, page, Key.Key_1)
    press(qtbot, page, Key.Key_Return)
    scan(qtbot, page, serials["周田生"])
    assert page.slip.scan.property("invalid") is True


def test_a_scan_while_the_form_is_open_never_records_the_slip_in_hand(qtbot, page, desk, serials):
    scan(qtbot, page, serials["周田生"])
    press(qtbot, page, Key.Key_1)
    for character in serials["夏文水"]:
        qtbot.keyClick(QApplication.focusWidget(), character)
    press(qtbot, page, Key.Key_Return)
    assert page.slip.serial == serials["夏文水"]
    assert last_day(desk, "L1") == DUE_LAST_DAY
    assert serials["周田生"] in page.slip._message.text()


def test_a_letter_arrived_or_it_did_not(qtbot, page, serials):
    scan(qtbot, page, serials["周田生"])
    form = page.slip.form
    form.method.setCurrentIndex(form.method.findData(Method.POST))
    press(qtbot, page, Key.Key_2)
    assert form.act().signer is Signer.NOT_ARRIVED
    assert page.slip.effects.property("role") == "warning"


def test_notices_another_page_asks_for_are_listed_and_opened_with_enter(qtbot, page, serials):
    wanted = serials["夏文水"]
    page.open(serials=[wanted])
    settle(qtbot, page)
    assert [each.facts.serial for each in page.lists.waiting.records] == [wanted]
    page.lists._waiting_table.setFocus()
    page.lists._waiting_table.select_row(0)
    press(qtbot, page, Key.Key_Return)
    assert page.slip.serial == wanted
