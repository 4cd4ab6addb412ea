"""The second signature in the window: waiting, signed here, signed on the page, by phone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton

from desktop.domain.approvals import ItemState, challenge, phone_code
from desktop.domain.errors import RuleViolation
from desktop.domain.permissions import Action, Role
from desktop.services import approvals
from desktop.services.act_catalogue import CHECKED_ACTS
from desktop.services.approval_items import history, item
from desktop.services.checked_acts import Applied, CheckedAct
from desktop.services.today import today_board
from desktop.ui.approval.check_dialog import CheckDialog
from desktop.ui.approval.flow import Approval
from desktop.ui.approval.waiting_dialog import WaitingDialog
from desktop.ui.pages.approvals.page import ApprovalsPage, waiting_badge
from desktop.ui.pages.dossier.dialogs import ReasonDialog
from desktop.ui.pages.page import Page
from desktop.ui.pages.today.presenter import destination
from tests.people import at_desk, employ
from tests.ui import branch_desk as branch
from tests.ui import page_frame as frames

BODY = {
    "debtor": "周田生",
    "party_id": "not for people",
    "waived_fen": 123_456,
    "reason": "因病住院",
    "loans": [{"loan_no": "L1", "loan_id": "x", "principal_fen": 1_000_000}],
}
PHONE_KEY = bytes(range(32))


class Later:
    """A clock four days ahead of another."""

    def __init__(self, clock):
        self.clock = clock

    def today(self):
        return self.clock.today() + timedelta(days=4)

    def now(self):
        return self.clock.now() + timedelta(days=4)


class Done:
    """What the acts did, and what they rest on."""

    def __init__(self):
        self.acts = []
        self.basis = {"principal_fen": "1000000"}

    def apply(self, desk, uow, body, signed):
        self.acts.append(body["waived_fen"])
        return Applied("thing-1", {}, desk.clock.today())


@pytest.fixture
def done(monkeypatch):
    """Acts that need one signature, two, and head office's, and can be counted."""
    done = Done()
    acts = {"plan": Action.AGREEMENT, "relief": Action.RELIEF, "over": Action.RELIEF_OVER}
    for kind, action in acts.items():
        act = CheckedAct(kind, action, lambda *_: None, done.apply, lambda q, body: done.basis)
        monkeypatch.setitem(CHECKED_ACTS, kind, act)
    return done


@pytest.fixture
def desk(tmp_path, done):
    with branch.branch_desk(tmp_path) as made:
        employ(made)
        yield made


@pytest.fixture
def framed(qapp, desk, fonts):
    """Return a function that gives somebody of a role a window of his own."""
    with frames.framed(desk, fonts) as made:

        def sit(role):
            made.context = replace(made.context, desk=at_desk(desk, role))
            return made

        yield sit


def propose(desk, kind="plan", target="t1"):
    maker = at_desk(desk, Role.CREDIT_OFFICER)
    return approvals.submit(maker, kind, target, "周田生", BODY)


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


def settle(frame, qtbot, times=3):
    for _ in range(times):
        frame.settle(qtbot)


@pytest.fixture
def manager_page(framed, desk, qtbot):
    made = propose(desk).item
    frame = framed(Role.MANAGER)
    page = frame.show(qtbot, ApprovalsPage)
    settle(frame, qtbot)
    return frame, page, made


def test_the_checker_reads_in_words_what_he_signs(manager_page):
    _, page, _ = manager_page
    assert page.detail.card.isVisible()
    shown = page.detail.summary.shown
    assert [(each.name, each.value) for each in shown.lines] == [
        ("借款人姓名", "周田生"),
        ("减免金额", "1,234.56"),
        ("理由", "因病住院"),
    ]
    [loans] = shown.lists
    assert loans.headings == ("借据号", "本金")
    assert loans.rows == (("L1", "10,000.00"),)
    assert "主任" in page.detail.waits.text()


def test_he_signs_with_his_own_password_by_keyboard(manager_page, qtbot, desk, done):
    frame, page, made = manager_page
    press(qtbot, page, Qt.Key.Key_F7)
    settle(frame, qtbot)
    dialog = opened(page, CheckDialog)
    assert not dialog.checker.isVisible()
    qtbot.keyClicks(dialog.password, "manager")
    qtbot.keyClick(dialog.password, Qt.Key.Key_Return)
    settle(frame, qtbot)
    assert done.acts == [123_456]
    assert item(desk, made.proposal.id).state is ItemState.APPROVED
    assert page.model.records == []
    assert page.views.currentIndex() == 1


def test_a_wrong_password_is_said_in_the_dialog_and_nothing_is_signed(manager_page, qtbot, done):
    frame, page, _ = manager_page
    page.check.click()
    settle(frame, qtbot)
    dialog = opened(page, CheckDialog)
    dialog.password.setText("guess")
    dialog.confirm_button.click()
    settle(frame, qtbot)
    assert dialog.isVisible()
    assert dialog._error.text()
    assert done.acts == []
    dialog.reject()


def test_refusing_needs_a_reason(manager_page, qtbot, desk, done):
    frame, page, made = manager_page
    page.check.click()
    settle(frame, qtbot)
    dialog = opened(page, CheckDialog)
    dialog.password.setText("manager")
    assert not dialog.refuse_button.isEnabled()
    dialog.reason.setText("金额不符")
    dialog.refuse_button.click()
    settle(frame, qtbot)
    assert item(desk, made.proposal.id).state is ItemState.REFUSED
    assert done.acts == []
    page.filters.set_value("all")
    page.filters.changed.emit()
    settle(frame, qtbot)
    assert "金额不符" in page.detail.steps.text()


def test_what_changed_since_stands_before_the_checker(manager_page, qtbot, done):
    frame, page, _ = manager_page
    done.basis["principal_fen"] = "900000"
    page.refresh()
    settle(frame, qtbot)
    assert "10,000.00 → 9,000.00" in page.detail.changed.text()
    page.check.click()
    settle(frame, qtbot)
    dialog = opened(page, CheckDialog)
    words = [each.text() for each in dialog.findChildren(type(dialog._error))]
    assert any("10,000.00 → 9,000.00" in each for each in words)
    dialog.reject()


def test_the_maker_sees_his_own_item_and_may_withdraw_it_but_not_sign(framed, desk, qtbot):
    made = propose(desk).item
    frame = framed(Role.CREDIT_OFFICER)
    page = frame.show(qtbot, ApprovalsPage)
    settle(frame, qtbot)
    assert page.model.records == []
    page.open(item=made.proposal.id)
    settle(frame, qtbot)
    assert page.table.current_record().proposal.id == made.proposal.id
    assert not page.check.isEnabled()
    press(qtbot, page, Qt.Key.Key_F9)
    dialog = opened(page, ReasonDialog)
    dialog.edit.setPlainText("写错金额")
    dialog.confirm.click()
    settle(frame, qtbot)
    assert item(desk, made.proposal.id).state is ItemState.WITHDRAWN


@pytest.fixture
def maker(framed, qtbot):
    """A credit officer's window with the flow that follows an act he asked for."""
    frame = framed(Role.CREDIT_OFFICER)
    page = frame.show(qtbot, Page)
    flow = Approval(frame.context, page)
    flow.came = []
    flow.applied.connect(flow.came.append)
    return frame, page, flow


def test_a_checker_who_stands_beside_the_maker_signs_at_once(maker, desk, qtbot, done):
    frame, page, flow = maker
    flow.follow(propose(desk))
    waiting = opened(page, WaitingDialog)
    assert "主任" in waiting.words.text()
    press(qtbot, waiting, Qt.Key.Key_F7)
    settle(frame, qtbot)
    dialog = opened(page, CheckDialog)
    assert [dialog.checker.itemData(at) for at in range(dialog.checker.count())] == ["manager"]
    qtbot.keyClicks(dialog.password, "manager")
    qtbot.keyClick(dialog.password, Qt.Key.Key_Return)
    settle(frame, qtbot)
    assert done.acts == [123_456]
    assert [each.entity_id for each in flow.came] == ["thing-1"]


def test_two_signatures_are_asked_for_one_after_the_other(maker, desk, qtbot, done):
    frame, page, flow = maker
    flow.follow(propose(desk, "relief"))
    for login in ("accountant", "manager"):
        opened(page, WaitingDialog).here.click()
        settle(frame, qtbot)
        dialog = opened(page, CheckDialog)
        assert dialog.checker.currentData() == login
        dialog.password.setText(login)
        dialog.confirm_button.click()
        settle(frame, qtbot, 4)
    assert done.acts == [123_456]
    assert len(flow.came) == 1


def install_key(desk):
    with desk.store.write() as uow:
        uow.save_phone_key(PHONE_KEY, "0" * 16, desk.clock.today())
        uow.record("phone_key_installed", "key", {}, desk.clock.today())
        uow.commit()
    with desk.store.read() as queries:
        return queries.installation().branch_code


def test_head_office_signs_by_phone_after_the_others_with_the_digits_read_out(
    maker, desk, qtbot, done
):
    frame, page, flow = maker
    code = install_key(desk)
    submitted = propose(desk, "over")
    made = submitted.item.proposal
    for role in (Role.ACCOUNTANT, Role.MANAGER):
        approvals.approve(at_desk(desk, role), made.id, made.item_hash, role.value)
    flow.check_here(submitted.item)
    settle(frame, qtbot)
    dialog = opened(page, CheckDialog)
    assert dialog.by_phone
    digits = challenge(made.item_hash)
    shown = dialog._challenge.findChildren(type(dialog._error))[0].text()
    assert "".join(shown.split()) == digits
    assert not dialog.confirm_button.isEnabled()
    right = phone_code(PHONE_KEY, code, digits)
    dialog.code.setText(f"{(int(right) + 1) % 10**10:010d}")
    dialog.confirm_button.click()
    settle(frame, qtbot)
    assert "2" in dialog._error.text()
    dialog.code.setText(f"{right[:5]} {right[5:]}")
    qtbot.keyClick(dialog.code, Qt.Key.Key_Return)
    settle(frame, qtbot)
    assert done.acts == [123_456]
    assert len(flow.came) == 1


def test_head_office_does_not_sign_before_the_others(maker, desk, qtbot):
    frame, page, flow = maker
    flow.check_here(propose(desk, "over").item)
    settle(frame, qtbot)
    dialog = opened(page, CheckDialog)
    assert not dialog.means.isVisible()
    dialog.reject()


def test_an_item_that_was_decided_meanwhile_is_said_to_be_closed(maker, desk, qtbot, done):
    frame, page, flow = maker
    submitted = propose(desk)
    flow.check_here(submitted.item)
    settle(frame, qtbot)
    dialog = opened(page, CheckDialog)
    approvals.withdraw(at_desk(desk, Role.CREDIT_OFFICER), submitted.item.proposal.id, "错")
    dialog.password.setText("manager")
    dialog.confirm_button.click()
    settle(frame, qtbot)
    assert "办结" in dialog._error.text()
    assert done.acts == []
    dialog.reject()


def test_the_list_masks_the_names_that_the_item_tells_in_full(framed, desk, qtbot):
    made = propose(desk).item.proposal
    frame = framed(Role.MANAGER)
    page = frame.show(qtbot, ApprovalsPage)
    settle(frame, qtbot)
    [shown] = page.model.records
    assert made.title == "周田生"
    assert page.model.columns[2].text_of(shown) == "周**"
    assert "周田生" in page.detail.card._title.text()


def test_today_and_the_rail_count_what_waits_for_me(desk):
    propose(desk)
    manager = at_desk(desk, Role.MANAGER)
    assert waiting_badge(manager).count == 1
    [line] = [each for each in today_board(manager).lines if each.kind == "approvals"]
    assert (line.count, line.nearest_title) == (1, "周**")
    assert destination(line) == ("approvals", {"mine": True})
    maker = at_desk(desk, Role.CREDIT_OFFICER)
    assert waiting_badge(maker) is None
    assert not [each for each in today_board(maker).lines if each.kind == "approvals"]


def test_an_expired_item_is_in_no_queue(desk):
    propose(desk)
    late = replace(at_desk(desk, Role.MANAGER), clock=Later(desk.clock))
    assert waiting_badge(late) is None
    [expired] = history(late)
    assert expired.state is ItemState.EXPIRED
    with pytest.raises(RuleViolation, match="item_expired"):
        proposal = expired.proposal
        approvals.approve(late, proposal.id, proposal.item_hash, "manager")
