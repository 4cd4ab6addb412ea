"""The page of agreements on a real database: draft, check, sign, follow, call in; promises."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt

from desktop.domain.permissions import Role
from desktop.services.agreements.following import AgreementState
from desktop.ui.approval.check_dialog import CheckDialog
from desktop.ui.approval.waiting_dialog import WaitingDialog
from desktop.ui.pages.agreements.compose_dialog import ComposeDialog
from desktop.ui.pages.agreements.happened_dialogs import ArrivedDialog, SignedDialog
from desktop.ui.pages.agreements.page import AgreementsPage
from desktop.ui.pages.agreements.promise_dialog import PromiseDialog
from desktop.ui.pages.dossier.dialogs import ReasonDialog
from tests.people import at_desk, employ
from tests.signed_agreements import pay, signed
from tests.ui import branch_desk as branch
from tests.ui import page_frame as frames

TODAY = date(2026, 10, 10)


class MovedClock:
    def __init__(self):
        self.day = TODAY

    def today(self):
        return self.day

    def now(self):
        return datetime(self.day.year, self.day.month, self.day.day, 9, tzinfo=UTC)


@pytest.fixture
def clock():
    return MovedClock()


@pytest.fixture
def desk(tmp_path, clock):
    with branch.branch_desk(tmp_path) as made:
        employ(made)
        yield replace(made, clock=clock)


@pytest.fixture
def loans(desk):
    with desk.store.read() as queries:
        return [queries.loan_by_no(each) for each in ("L1", "L2")]


@pytest.fixture
def party(loans):
    return loans[0].borrower_id


@pytest.fixture
def sit(qapp, desk, fonts, qtbot):
    """Return a function that gives somebody of a role the page."""
    with frames.framed(desk, fonts) as frame:

        def open_page(role=Role.CREDIT_OFFICER):
            frame.context = replace(frame.context, desk=at_desk(desk, role))
            page = frame.show(qtbot, AgreementsPage)
            settle(frame, qtbot)
            return frame, page

        yield open_page


def settle(frame, qtbot, times=4):
    for _ in range(times):
        frame.settle(qtbot)


def opened(page, kind):
    [dialog] = [each for each in page.findChildren(kind) if each.isVisible()]
    return dialog


def composed(page, frame, qtbot, party):
    page.open(party_id=party)
    settle(frame, qtbot)
    dialog = opened(page, ComposeDialog)
    type_in(dialog, frame, qtbot, "instalments", "4")
    return dialog


def type_in(dialog, frame, qtbot, name, text):
    """Type into a field and wait until the plan was worked out again."""
    with qtbot.waitSignal(dialog.changed):
        dialog.form.fields[name].set_text(text)
    settle(frame, qtbot)


def states(page):
    return [each.state.value for each in page.instalments.records]


def test_from_the_draft_to_an_instalment_that_was_paid(sit, qtbot, desk, party, loans, clock):
    frame, page = sit()
    dialog = composed(page, frame, qtbot, party)
    assert [each.amount for each in dialog.plan.records]
    assert "2026-11-10" in dialog.plan.records[0].due_on.isoformat()
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(frame, qtbot)
    waiting = opened(page, WaitingDialog)
    waiting.here.click()
    settle(frame, qtbot)
    check = opened(page, CheckDialog)
    check.password.setText("manager")
    check.confirm()
    settle(frame, qtbot)
    [(where, arguments)] = frame.went
    assert where == "documents"
    page.open(serial=arguments["serial"])
    settle(frame, qtbot)
    assert page.table.current_record().state is AgreementState.UNSIGNED
    page.sign.click()
    signing = opened(page, SignedDialog)
    signing.confirm_button.click()
    settle(frame, qtbot)
    assert page.table.current_record().state is AgreementState.RUNNING
    first = page.instalments.records[0].instalment
    pay(desk, party, first.due_on, (loans[0].id, first.amount.fen))
    clock.day = date(2026, 11, 11)
    page.refresh()
    settle(frame, qtbot)
    assert states(page) == ["paid", "open", "open", "open"]


def test_a_missed_plan_is_broken_and_called_in(sit, qtbot, desk, party, clock):
    serial = signed(desk, party, (), instalments="4", first_day="2026-11-10")
    clock.day = date(2026, 12, 11)
    frame, page = sit()
    assert states(page)[:2] == ["missed", "missed"]
    assert page.call_in.isEnabled()
    page.call_in.click()
    settle(frame, qtbot)
    assert frame.went[0][0] == "documents"
    page.arrived.click()
    settle(frame, qtbot)
    arrived = opened(page, ArrivedDialog)
    assert arrived.serial.currentText() == frame.went[0][1]["serial"]
    arrived.confirm()
    settle(frame, qtbot)
    found = page.table.current_record()
    assert (found.agreement.serial, found.state) == (serial, AgreementState.ACCELERATED)
    assert not page.call_in.isEnabled()


def test_what_is_typed_wrong_is_said_at_its_field_and_nothing_is_handed_in(sit, qtbot, party):
    frame, page = sit()
    dialog = composed(page, frame, qtbot, party)
    assert dialog.go.isEnabled()
    type_in(dialog, frame, qtbot, "instalments", "0")
    assert not dialog.go.isEnabled()
    assert dialog.form._errors["instalments"].text()
    assert dialog.plan.rowCount() == 0


def test_a_loan_that_is_left_out_leaves_the_plan(sit, qtbot, party):
    frame, page = sit()
    dialog = composed(page, frame, qtbot, party)
    before = sum(each.amount.fen for each in dialog.plan.records)
    with qtbot.waitSignal(dialog.changed):
        dialog.loans.toggled.emit(dialog.loans.records[0], False)
    settle(frame, qtbot)
    after = sum(each.amount.fen for each in dialog.plan.records)
    assert 0 < after < before
    assert len(dialog.wish().loan_ids) == 1


def test_a_new_version_starts_from_the_loans_of_the_old_one(sit, qtbot, desk, party, loans):
    serial = signed(desk, party, [loans[0].id])
    frame, page = sit()
    page.version.click()
    settle(frame, qtbot)
    dialog = opened(page, ComposeDialog)
    assert serial in dialog.windowTitle()
    assert dialog.wish().loan_ids == (loans[0].id,)
    assert dialog.wish().replaces == serial


def test_a_promise_is_recorded_followed_and_taken_back(sit, qtbot, desk, party, clock):
    frame, page = sit(Role.TELLER)
    page.open(promise_of=party, tab="promises")
    settle(frame, qtbot)
    dialog = opened(page, PromiseDialog)
    dialog.amount.setText("500")
    dialog.pay_by.setText("2026-10-31")
    dialog.confirm()
    settle(frame, qtbot)
    clock.day = date(2026, 11, 1)
    page.refresh()
    settle(frame, qtbot)
    assert page.promise_table.current_record().standing.state.value == "broken"
    page.withdraw.click()
    reason = opened(page, ReasonDialog)
    reason.edit.setPlainText("记错人")
    reason.confirm.click()
    settle(frame, qtbot)
    assert page.promises.rowCount() == 0


@pytest.mark.parametrize("role", [Role.TELLER, Role.MANAGER])
def test_who_may_not_draft_is_told_so(sit, qtbot, desk, party, role):
    signed(desk, party)
    _, page = sit(role)
    assert not page.search.isEnabled() and page._may_not.isVisible()
    assert not page.sign.isEnabled() and not page.version.isEnabled()
    assert page.print.isEnabled()
