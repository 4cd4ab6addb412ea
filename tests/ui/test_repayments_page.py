"""The repayments page on a real database: find, amount, receipt; the day's list and its close."""

from dataclasses import replace
from datetime import timedelta

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.domain.permissions import Role
from desktop.domain.repayment.kinds import RepaymentKind
from desktop.domain.repayment.matching import MatchCode
from desktop.services.branch import under_another_letter
from desktop.services.operators import NOBODY_NAMED
from desktop.services.repayments import days, quoting
from desktop.services.today import today_board
from desktop.ui.approval.check_dialog import CheckDialog
from desktop.ui.approval.waiting_dialog import WaitingDialog
from desktop.ui.pages.dossier.dialogs import ReasonDialog
from desktop.ui.pages.repayments import day_acts
from desktop.ui.pages.repayments import page as page_module
from desktop.ui.pages.repayments.close_dialog import CloseDialog
from desktop.ui.pages.repayments.differences_dialog import DifferencesDialog
from desktop.ui.pages.repayments.page import DAY, RECEIPT, RepaymentsPage
from desktop.ui.pages.today.lines import span
from desktop.ui.pages.today.presenter import destination
from tests.people import at_desk, employ
from tests.ui.branch_desk import TODAY, StoppedClock, branch_desk, row, take_in
from tests.ui.page_frame import framed
from tests.ui.printers import FilePrinter

Key = Qt.Key
ROWS = (row("L1"), row("L2", due_on=TODAY.replace(year=2023)), row("L3", "夏文水"))


class NextDay(StoppedClock):
    def today(self):
        return TODAY + timedelta(days=1)


@pytest.fixture
def desk(tmp_path):
    with branch_desk(tmp_path, ROWS) as made:
        employ(made)
        yield at_desk(made, Role.TELLER)


@pytest.fixture
def frame(qapp, desk, fonts):
    with framed(desk, fonts) as made:
        yield made


@pytest.fixture
def printed(monkeypatch, tmp_path):
    """Every receipt goes into this file."""
    path = tmp_path / "receipt.pdf"
    monkeypatch.setattr(page_module, "ask_printer", lambda parent, sheets: FilePrinter(path))
    return path


@pytest.fixture
def page(qtbot, frame, printed):
    made = frame.show(qtbot, RepaymentsPage)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def party(desk, name):
    return next(hit.party_id for hit in quoting.find(desk, name) if hit.kind == "party")


def press(qtbot, *keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def type_(qtbot, text):
    qtbot.keyClicks(QApplication.focusWidget(), text)


def wait(qtbot, page, frame):
    """Wait until the pause in typing is over and everything asked is answered."""
    qtbot.waitUntil(lambda: not page._wait.isActive())
    frame.settle(qtbot)


def quote(qtbot, page, frame, name="夏文水", amount="500"):
    page.open(party_id=party(frame.context.desk, name))
    frame.settle(qtbot)
    page.form.amount.setText(amount)
    wait(qtbot, page, frame)


def take(qtbot, page, frame, **about):
    quote(qtbot, page, frame, **about)
    page.take.click()
    frame.settle(qtbot)


def dialog(qtbot, kind):
    found = []

    def is_there():
        found[:] = [each for each in QApplication.topLevelWidgets() if isinstance(each, kind)]
        return any(each.isVisible() for each in found)

    qtbot.waitUntil(is_there)
    return next(each for each in found if each.isVisible())


def sign_here(qtbot, frame, login):
    """Let somebody present sign what was submitted."""
    dialog(qtbot, WaitingDialog).here_wanted.emit()
    frame.settle(qtbot)
    check = dialog(qtbot, CheckDialog)
    check.checker.setCurrentIndex(check.checker.findData(login))
    check.password.setText(login)
    check.confirm()
    frame.settle(qtbot)


def test_a_repayment_takes_under_ten_keys_besides_the_amount(qtbot, page, frame, printed):
    keys = 0
    press(qtbot, Key.Key_F2)
    type_(qtbot, "xws")
    press(qtbot, Key.Key_Return)
    keys += 1 + 3 + 1
    frame.settle(qtbot)
    assert page.form.amount.hasFocus()
    type_(qtbot, "500")
    wait(qtbot, page, frame)
    press(qtbot, Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    keys += 1
    frame.settle(qtbot)
    keys += 1  # Enter in the dialog of printers
    assert keys < 10
    (line,) = days.day_list(frame.context.desk, TODAY).lines
    assert line.repayment.amount_fen == 50_000
    text = pypdfium2.PdfDocument(str(printed))[0].get_textpage().get_text_bounded()
    assert line.repayment.receipt in text
    assert text.count("伍佰元整") == 2
    assert page.search.hasFocus()


def test_the_allocation_shows_live_with_its_order_and_its_article(qtbot, page, frame):
    quote(qtbot, page, frame, "周田生", "12000")
    shares = page.shares.model.records
    assert sum(share.total.fen for share in shares) == 1_200_000
    assert [share.loan_no for share in shares] == ["L1", "L2"]
    assert "民法典第561条" in page.shares._order.text()
    assert "→" in page.shares._clocks.text()
    assert page.side.value() == RECEIPT
    assert page.paper.nothing == ""


def test_the_loan_the_debtor_names_is_paid_first_and_the_order_of_the_law_comes_back(
    qtbot, page, frame
):
    quote(qtbot, page, frame, "周田生", "100")
    by_law = [share.total.fen for share in page.shares.model.records]
    last = by_law.index(0)
    page.shares.table.select_row(last)
    page.shares.first.click()
    wait(qtbot, page, frame)
    assert page.shares.model.records[last].total.fen == 10_000
    page.shares.lawful.click()
    wait(qtbot, page, frame)
    assert [share.total.fen for share in page.shares.model.records] == by_law


def test_an_amount_above_the_debt_is_refused_at_its_field_with_the_greatest_possible(
    qtbot, page, frame
):
    quote(qtbot, page, frame, amount="9999999")
    assert page.form.amount.property("invalid") is True
    assert str(page.form.debts.most) in page.form._error.text()
    assert list(page.shares.model.records) == []
    assert not page.take.isEnabled()


def test_the_same_amount_again_is_asked_about_and_taken_at_the_second_press(qtbot, page, frame):
    take(qtbot, page, frame)
    quote(qtbot, page, frame)
    assert "S" in page.message.text()
    page.form.amount.setText("501")
    assert page.message.text() == ""
    quote(qtbot, page, frame)
    page.take.click()
    frame.settle(qtbot)
    assert len(days.day_list(frame.context.desk, TODAY).lines) == 2


def test_yesterday_s_date_needs_a_second_person_who_signs_at_this_screen(
    qtbot, page, frame, printed
):
    page.open(party_id=party(frame.context.desk, "夏文水"))
    frame.settle(qtbot)
    page.form.day.set_value(TODAY - timedelta(days=1))
    page.form.amount.setText("500")
    wait(qtbot, page, frame)
    assert page.shares._check.isVisible()
    page.take.click()
    frame.settle(qtbot)
    assert not printed.exists()
    sign_here(qtbot, frame, "accountant")
    (line,) = days.day_list(frame.context.desk, TODAY - timedelta(days=1)).lines
    assert line.repayment.checkers == ("accountant",)
    assert printed.exists()


def test_a_reversal_is_asked_for_with_its_reason_and_the_list_shows_both(
    qtbot, page, frame, monkeypatch
):
    take(qtbot, page, frame)
    monkeypatch.setattr(ReasonDialog, "exec", lambda self: True)
    monkeypatch.setattr(ReasonDialog, "reason", lambda self: "记错户")
    page.side.set_value(DAY)
    page.day.table.select_row(0)
    page.day.reverse.click()
    frame.settle(qtbot)
    sign_here(qtbot, frame, "manager")
    found = days.day_list(frame.context.desk, TODAY)
    assert [line.is_reversal for line in found.lines] == [False, True]
    assert found.cash_fen == 0
    assert len(page.day.model.records) == 2


def test_the_day_is_closed_with_counted_notes_and_takes_nothing_more(qtbot, page, frame):
    take(qtbot, page, frame)
    page.day.close_button.click()
    close = dialog(qtbot, CloseDialog)
    close.notes[10_000].setText("4")
    assert not close.confirm_button.isEnabled()
    close.reason.setText("少一张")
    assert close.confirm_button.isEnabled()
    close.notes[10_000].setText("5")
    close.confirm_button.click()
    frame.settle(qtbot)
    sign_here(qtbot, frame, "accountant")
    found = days.day_list(frame.context.desk, TODAY)
    assert found.close.counts == {10_000: 5}
    assert page.day.reopen.isVisibleTo(page.day)
    quote(qtbot, page, frame, "周田生", "100")
    assert page.form.day.property("invalid") is True
    assert list(page.shares.model.records) == []


def test_the_cash_of_another_pc_is_told_apart_where_the_drawer_is_counted(qtbot, page, frame):
    take(qtbot, page, frame)
    with frame.context.desk.store.write() as uow:
        before = uow.installation()
        after = under_another_letter(before)
        uow.save_installation(after)
        uow.record("branch_head_changed", "x", {}, TODAY)
        uow.commit()
    take(qtbot, page, frame, amount="300")
    letters = {before.replica_letter, after.replica_letter}
    assert {line.pc for line in page.day.model.records} == letters
    page.day.close_button.click()
    for told in (page.day.by_pc, dialog(qtbot, CloseDialog).by_pc):
        assert told.isVisibleTo(told.parentWidget())
        assert f"{before.replica_letter} 500.00" in told.text()
        assert f"{after.replica_letter} 300.00" in told.text()


def test_a_subsidy_asks_for_the_number_of_its_signed_consent(qtbot, page, frame):
    page.open(party_id=party(frame.context.desk, "夏文水"))
    frame.settle(qtbot)
    page.form.amount.setText("500")
    page.form.kinds.setFocus()
    press(qtbot, Key.Key_3)
    assert page.form.kinds.value() is RepaymentKind.SUBSIDY
    wait(qtbot, page, frame)
    assert page.form.consent.property("invalid") is True
    assert not page.shares.model.records


def test_what_a_newer_ledger_lacks_is_listed_and_an_accountant_decides(
    qtbot, page, frame, desk, fonts
):
    take(qtbot, page, frame, amount="5000")
    later = replace(desk, operator=NOBODY_NAMED, clock=NextDay())
    take_in(later, ROWS, as_of=TODAY + timedelta(days=1))
    with framed(at_desk(desk, Role.ACCOUNTANT), fonts) as other:
        accountant = other.show(qtbot, RepaymentsPage)
        accountant.open(differences=True)
        other.settle(qtbot)
        asked = dialog(qtbot, DifferencesDialog)
        assert len(asked.model.records) == 1
        assert not asked.booked.isEnabled()
        asked.note.setText("核心次日入账")
        asked.unbooked.click()
        other.settle(qtbot)
        assert asked.model.records == []
        assert not accountant.differing.isVisible()
    assert days.day_list(desk, TODAY).lines[0].repayment.shares[0].code is MatchCode.NOT_BOOKED


def test_a_day_that_nobody_closed_waits_on_the_page_of_today(qtbot, page, frame, desk):
    take(qtbot, page, frame)
    lines = today_board(desk, TODAY + timedelta(days=1)).lines
    line = next(each for each in lines if each.kind == "open_days")
    assert destination(line) == ("repayments", {"day": TODAY})
    assert span(line).text


def test_a_receipt_is_saved_as_it_is_once_and_as_a_reprint_afterwards(
    qtbot, page, frame, monkeypatch, tmp_path
):
    monkeypatch.setattr(page_module, "ask_printer", lambda parent, sheets: None)
    take(qtbot, page, frame)
    texts = []
    for name in ("first.pdf", "second.pdf"):
        path = tmp_path / name
        monkeypatch.setattr(day_acts, "ask_path", lambda *_, path=path: path)
        page.day.pdf.click()
        frame.settle(qtbot)
        texts.append(pypdfium2.PdfDocument(str(path))[0].get_textpage().get_text_bounded())
    assert ["补打" in text for text in texts] == [False, True]


def test_a_closed_day_says_how_much_was_short(qtbot, page, frame):
    take(qtbot, page, frame)
    page.day.close_button.click()
    close = dialog(qtbot, CloseDialog)
    close.notes[10_000].setText("4")
    assert close._difference.isVisibleTo(close)
    close.reason.setText("少一张")
    close.confirm_button.click()
    frame.settle(qtbot)
    sign_here(qtbot, frame, "accountant")
    assert "100.00" in page.day._state.text()


def test_who_is_no_teller_sees_what_a_payment_would_do_and_takes_none(qtbot, desk, fonts, qapp):
    with framed(at_desk(desk, Role.CREDIT_OFFICER), fonts) as office:
        page = office.show(qtbot, RepaymentsPage)
        quote(qtbot, page, office)
        assert page.shares.model.records
        assert not page.take.isEnabled()
