"""The page of relief on a real database: limits while typing, signatures, the written approval."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton

from desktop.domain.permissions import Role
from desktop.domain.policy.dated import Dated
from desktop.domain.policy.disposal import Rung
from desktop.domain.relief_terms import ReliefState
from desktop.services.relief.granted import sign
from desktop.services.repayments.payments import Payment
from desktop.services.repayments.quoting import quote
from desktop.services.repayments.requests import record
from desktop.ui.approval.check_dialog import CheckDialog
from desktop.ui.approval.waiting_dialog import WaitingDialog
from desktop.ui.pages.dossier.dialogs import ReasonDialog
from desktop.ui.pages.dossier.money_words import MONEY_WORDS
from desktop.ui.pages.dossier.page import DossierPage
from desktop.ui.pages.relief.page import ReliefPage
from desktop.ui.pages.relief.request_dialog import RequestDialog
from desktop.ui.pages.relief.sign_dialog import SignDialog
from desktop.ui.pages.repayments.quote_card import QuoteCard
from tests.people import at_desk, employ
from tests.ui import branch_desk as branch
from tests.ui import page_frame as frames

LADDER = (Rung("信用社主任", 100_000), Rung("联社理事会", None))


@pytest.fixture
def desk(tmp_path):
    with branch.branch_desk(tmp_path) as made:
        employ(made)
        row = Dated(date(2026, 1, 1), LADDER, "本联社授权书")
        disposal = replace(made.policy.disposal, relief_ladder=(row,))
        yield replace(made, policy=replace(made.policy, disposal=disposal))


@pytest.fixture
def party(desk):
    with desk.store.read() as queries:
        return queries.loan_by_no("L1").borrower_id


@pytest.fixture
def sit(qapp, desk, fonts):
    """Return a function that gives somebody of a role the page."""
    with frames.framed(desk, fonts) as frame:

        def open_page(qtbot, role=Role.CREDIT_OFFICER, kind=ReliefPage):
            frame.context = replace(frame.context, desk=at_desk(desk, role))
            page = frame.show(qtbot, kind)
            settle(frame, qtbot)
            return frame, page

        yield open_page


def settle(frame, qtbot, times=4):
    for _ in range(times):
        frame.settle(qtbot)


def opened(page, kind):
    [dialog] = [each for each in page.findChildren(kind) if each.isVisible()]
    return dialog


def press(qtbot, window, key):
    """Press the key of a button and wait until it is seen to have been pressed."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    [pressed] = [
        each for each in window.findChildren(QPushButton) if each.shortcut() == QKeySequence(key)
    ]
    with qtbot.waitSignal(pressed.clicked):
        qtbot.keyClick(window, key)


def fill(dialog, frame, qtbot):
    dialog.waived.setText("600")
    for chips in (dialog.able, dialog.evades, dialog.related):
        chips.press(1)
    dialog.reason.setText("因病住院")
    dialog.evidence.setText("住院记录")
    dialog.valid_until.setText("2026-12-31")
    settle(frame, qtbot)


def asked(page, frame, qtbot, party):
    """Fill in a request and hand it in; return what is shown then."""
    page.open(party_id=party)
    settle(frame, qtbot)
    dialog = opened(page, RequestDialog)
    fill(dialog, frame, qtbot)
    dialog.confirm_button.click()
    settle(frame, qtbot)
    return opened(page, WaitingDialog)


def grant(page, frame, qtbot, party):
    """Have accountant and manager sign at the maker's screen."""
    waiting = asked(page, frame, qtbot, party)
    for login in ("accountant", "manager"):
        waiting.here.click()
        settle(frame, qtbot)
        check = opened(page, CheckDialog)
        assert check.checker.currentData() == login
        check.password.setText(login)
        check.confirm_button.click()
        settle(frame, qtbot)
        if login == "accountant":
            waiting = opened(page, WaitingDialog)


def test_limits_are_checked_at_their_fields_while_they_are_typed(sit, qtbot, party):
    frame, page = sit(qtbot)
    page.open(party_id=party)
    settle(frame, qtbot)
    dialog = opened(page, RequestDialog)
    assert dialog.payer.text() == "周田生"
    dialog.waived.setText("9999999")
    dialog.able.press(2)
    dialog.valid_until.setText("2026-10-09")
    settle(frame, qtbot)
    assert "本金不得减免" in dialog.notes["waived"].text()
    assert "有偿还能力" in dialog.notes["able_to_pay"].text()
    assert "有效期" in dialog.notes["valid_until"].text()
    assert not dialog.confirm_button.isEnabled()
    fill(dialog, frame, qtbot)
    assert not any(note.text() for note in dialog.notes.values())
    assert dialog.confirm_button.isEnabled()
    dialog.reject()


def test_who_must_check_follows_the_amount(sit, qtbot, party):
    frame, page = sit(qtbot)
    page.open(party_id=party)
    settle(frame, qtbot)
    dialog = opened(page, RequestDialog)
    dialog.waived.setText("1000")
    settle(frame, qtbot)
    assert dialog._checkers.text() == "委派会计 → 主任"
    assert "▶ 信用社主任" in dialog._ladder.text()
    dialog.waived.setText("1000.01")
    settle(frame, qtbot)
    assert dialog._checkers.text() == "委派会计 → 主任 → 联社"
    dialog.reject()


def test_from_the_request_to_the_written_approval_in_one_place(sit, qtbot, party):
    frame, page = sit(qtbot)
    grant(page, frame, qtbot, party)
    [entry] = page.model.records
    assert entry.stands_in(ReliefState.GRANTED)
    assert not page.pay.isEnabled()
    press(qtbot, page, Qt.Key.Key_F6)
    dialog = opened(page, SignDialog)
    assert not dialog.confirm_button.isEnabled()
    dialog.number.setText("牌信减〔2026〕3号")
    dialog.confirm_button.click()
    settle(frame, qtbot)
    [entry] = page.model.records
    assert entry.stands_in(ReliefState.SIGNED)
    shown = {each.name: each.value for each in page.summary.shown.lines}
    assert shown["批准文号"] == "牌信减〔2026〕3号"
    assert shown["减免金额"] == "600.00"


def test_a_future_day_of_the_written_approval_is_said_at_its_field(sit, qtbot, party):
    frame, page = sit(qtbot)
    grant(page, frame, qtbot, party)
    page.sign.click()
    dialog = opened(page, SignDialog)
    dialog.number.setText("3号")
    dialog.day.setText("2026-10-11")
    dialog.confirm_button.click()
    settle(frame, qtbot)
    assert "不能晚于今天" in dialog._error.text()
    dialog.reject()


def test_a_request_is_listed_while_it_waits_and_its_maker_may_withdraw_it(sit, qtbot, party):
    frame, page = sit(qtbot)
    asked(page, frame, qtbot, party).reject()
    [entry] = page.model.records
    assert entry.is_waiting
    page.withdraw.click()
    dialog = opened(page, ReasonDialog)
    dialog.edit.setPlainText("数额有误")
    dialog.confirm.click()
    settle(frame, qtbot)
    [entry] = page.model.records
    assert not entry.is_waiting
    assert not page.withdraw.isEnabled()


def test_a_granted_relief_is_withdrawn_with_a_reason(sit, qtbot, party):
    frame, page = sit(qtbot)
    grant(page, frame, qtbot, party)
    page.withdraw.click()
    dialog = opened(page, ReasonDialog)
    dialog.edit.setPlainText("发现有偿还能力")
    dialog.confirm.click()
    settle(frame, qtbot)
    [entry] = page.model.records
    assert entry.stands_in(ReliefState.WITHDRAWN)
    assert "发现有偿还能力" in [each.value for each in page.summary.shown.lines]


def test_a_second_request_while_one_waits_is_refused_in_the_dialog(sit, qtbot, party):
    frame, page = sit(qtbot)
    asked(page, frame, qtbot, party).reject()
    page.open(party_id=party)
    settle(frame, qtbot)
    dialog = opened(page, RequestDialog)
    fill(dialog, frame, qtbot)
    dialog.confirm_button.click()
    settle(frame, qtbot)
    assert "等待复核" in dialog._error.text()
    dialog.reject()


def test_a_teller_sees_the_list_and_asks_for_nothing(sit, qtbot):
    _, page = sit(qtbot, Role.TELLER)
    assert not page.search.isEnabled()
    assert not page.sign.isEnabled()
    assert page.views.currentIndex() == 1


def test_the_dossier_leads_here(sit, qtbot, party):
    frame, page = sit(qtbot, kind=DossierPage)
    page.open(party_id=party)
    settle(frame, qtbot)
    page.relief.trigger()
    assert frame.went[-1] == ("relief", {"party_id": party})


def test_the_timeline_says_what_a_payment_and_its_reversal_did_to_a_relief():
    shares = [{"on_balance_fen": 100, "off_balance_fen": 60_000}]
    body = {"amount_fen": 500, "kind": "cash", "reliefs": [{"waived": shares}]}
    assert "601.00" in MONEY_WORDS["repayment_recorded"](body, "")
    assert "601.00" in MONEY_WORDS["repayment_reversed"](body, "")
    assert "601.00" not in MONEY_WORDS["repayment_recorded"]({**body, "reliefs": []}, "")


def test_a_booked_relief_shows_what_it_waived(sit, qtbot, desk, party):
    frame, page = sit(qtbot)
    grant(page, frame, qtbot, party)
    [entry] = page.model.records
    officer, teller = at_desk(desk, Role.CREDIT_OFFICER), at_desk(desk, Role.TELLER)
    sign(officer, entry.key, "3号", branch.TODAY)
    page.refresh()
    settle(frame, qtbot)
    [entry] = page.model.records
    payment = Payment(party, entry.to_pay_fen, branch.TODAY)
    record(teller, payment, quote(teller, payment).token)
    page.refresh()
    settle(frame, qtbot)
    [entry] = page.model.records
    assert entry.stands_in(ReliefState.BOOKED)
    assert "入账减免" in [each.name for each in page.summary.shown.lines]
    assert not page.withdraw.isEnabled()


def test_the_counter_says_what_a_payment_does_to_a_relief(sit, qtbot, desk, party):
    frame, page = sit(qtbot)
    grant(page, frame, qtbot, party)
    [entry] = page.model.records
    teller = at_desk(desk, Role.TELLER)
    card = QuoteCard()
    qtbot.addWidget(card)
    card.show_quote(quote(teller, Payment(party, 100, branch.TODAY)))
    assert not card._relief.text()
    sign(at_desk(desk, Role.CREDIT_OFFICER), entry.key, "3号", branch.TODAY)
    part = quote(teller, Payment(party, 100, branch.TODAY))
    card.show_quote(part)
    assert str(part.owed.most) in card._relief.text()
    card.show_quote(quote(teller, Payment(party, part.owed.most.fen, branch.TODAY)))
    assert "600.00" in card._relief.text()
