"""The users page: the first people, and those who come and go, under four eyes."""

import shutil
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from desktop.bootstrap import build, recover_by_code, sign_in
from desktop.domain.errors import ExpectedFailure
from desktop.domain.permissions import Role
from desktop.services.phone_keys import fingerprint, phone_key_line
from desktop.services.users import NewUser, found_users
from desktop.storage.keyslots import new_data_key
from desktop.storage.recovery import key_by_code
from desktop.storage.sealing import FLOOR
from desktop.ui.approval.check_dialog import CheckDialog
from desktop.ui.approval.second_dialog import SecondDialog
from desktop.ui.approval.waiting_dialog import WaitingDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.registry import page_specs
from desktop.ui.pages.users.dialogs import (
    AddDialog,
    DisableDialog,
    OwnPasswordDialog,
    ResetDialog,
    RoleDialog,
)
from desktop.ui.pages.users.founding import FoundingPage
from desktop.ui.pages.users.keys import SlipDialog
from desktop.ui.pages.users.page import UsersPage
from tests.founded import founded_branch
from tests.ui import branch_desk as branch
from tests.ui import page_frame as frames

KEY = new_data_key()
XIA = NewUser("xia", "夏主任", Role.MANAGER, "manager-1x")
LIU = NewUser("liu", "刘会计", Role.ACCOUNTANT, "account-2y")
DING = NewUser("ding", "丁柜员", Role.TELLER, "teller-3z")


@pytest.fixture
def path(tmp_path):
    return founded_branch(tmp_path / "b.db", KEY, branch.StoppedClock())


@pytest.fixture(scope="module")
def with_people(tmp_path_factory):
    """The folder of a branch with its people, to be copied."""
    folder = tmp_path_factory.mktemp("people")
    path = founded_branch(folder / "b.db", KEY, branch.StoppedClock())
    with build(path, KEY, clock=branch.StoppedClock(), cost=FLOOR) as application:
        found_users(application.desk, [XIA, LIU, DING])
    return folder


@pytest.fixture
def founded(with_people, tmp_path):
    return shutil.copytree(with_people, tmp_path, dirs_exist_ok=True) / "b.db"


def come(path, who):
    return sign_in(path, who.login, who.password, clock=branch.StoppedClock(), cost=FLOOR)


@pytest.fixture
def at(qapp, founded, fonts, qtbot):
    """Show the page as somebody has it."""
    opened = []

    def show(who):
        application = come(founded, who)
        frame = frames.Frame(application.desk, fonts)
        opened.append((frame, application))
        page = frame.show(qtbot, UsersPage)
        page.frame = frame
        return page

    yield show
    for frame, application in opened:
        frame.jobs.close()
        application.close()


def dialog_of(page, kind):
    [found] = [each for each in page.findChildren(kind) if each.isVisible()]
    return found


def choose(page, login):
    logins = [each.login for each in page.model.records]
    page.table.select_row(logins.index(login))


def propose(page, qtbot, dialog):
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    page.frame.settle(qtbot)


def sign(page, qtbot, who=LIU):
    """Let the accountant sign at the manager's screen."""
    waiting = dialog_of(page, WaitingDialog)
    waiting.here_wanted.emit()
    page.frame.settle(qtbot)
    check = dialog_of(page, CheckDialog)
    check.approve_wanted.emit(who.login, who.password)
    page.frame.settle(qtbot)


def user(page, login):
    return next(each for each in page.model.records if each.login == login)


def type_password(dialog, password):
    dialog.password.setText(password)
    dialog.repeated.setText(password)


def test_somebody_new_signs_in_when_the_accountant_has_signed(at, qtbot, founded):
    page = at(XIA)
    qtbot.mouseClick(page.add, Qt.MouseButton.LeftButton)
    dialog = dialog_of(page, AddDialog)
    dialog.name.setText("彭信贷")
    dialog.login.setText("peng")
    dialog.role.setCurrentIndex(1)
    type_password(dialog, "credit-4q")
    propose(page, qtbot, dialog)
    assert "peng" not in [each.login for each in page.model.records]
    sign(page, qtbot)
    assert user(page, "peng").role is Role.CREDIT_OFFICER
    with come(founded, NewUser("peng", "", Role.TELLER, "credit-4q")) as application:
        assert application.desk.operator.name == "彭信贷"


def test_a_name_that_was_given_is_refused_in_the_dialog(at, qtbot):
    page = at(XIA)
    page.add.click()
    dialog = dialog_of(page, AddDialog)
    dialog.name.setText("另一个丁")
    dialog.login.setText("ding")
    type_password(dialog, "credit-4q")
    propose(page, qtbot, dialog)
    assert "ding" in dialog.message.text()
    assert dialog.isVisible()
    assert dialog.isEnabled()
    dialog.reject()


def test_another_role_is_proposed_and_signed(at, qtbot):
    page = at(XIA)
    choose(page, "ding")
    page.role.click()
    dialog = dialog_of(page, RoleDialog)
    assert not dialog.go.isEnabled()
    dialog.role.setCurrentIndex(1)
    propose(page, qtbot, dialog)
    sign(page, qtbot)
    assert user(page, "ding").role is Role.CREDIT_OFFICER


def test_a_forgotten_password_is_set_anew(at, qtbot, founded):
    page = at(XIA)
    choose(page, "ding")
    page.reset.click()
    dialog = dialog_of(page, ResetDialog)
    type_password(dialog, "short1")
    assert not dialog.go.isEnabled()
    type_password(dialog, "anders-5w")
    propose(page, qtbot, dialog)
    sign(page, qtbot)
    with pytest.raises(ExpectedFailure, match="wrong_password"):
        come(founded, DING)
    come(founded, replace(DING, password="anders-5w")).close()


def test_who_leaves_can_no_longer_sign_in(at, qtbot, founded):
    page = at(XIA)
    choose(page, "ding")
    page.disable.click()
    propose(page, qtbot, dialog_of(page, DisableDialog))
    sign(page, qtbot)
    assert not user(page, "ding").is_active
    choose(page, "ding")
    assert not page.disable.isEnabled()
    with pytest.raises(ExpectedFailure):
        come(founded, DING)


def test_a_teller_changes_nothing_but_his_own_password(at, qtbot, founded):
    page = at(DING)
    choose(page, "ding")
    assert not any(each.isEnabled() for each in (page.add, page.role, page.reset, page.disable))
    page.own.click()
    dialog = dialog_of(page, OwnPasswordDialog)
    dialog.old.setText("falsch-1x")
    type_password(dialog, "anders-5w")
    propose(page, qtbot, dialog)
    assert "密码" in dialog.message.text()
    dialog.old.setText(DING.password)
    propose(page, qtbot, dialog)
    come(founded, replace(DING, password="anders-5w")).close()


def test_the_day_by_which_to_change_the_password_is_said(at):
    page = at(DING)
    assert "2027-01-08" in page.due.text()  # 90 days after 2026-10-10


def both_sign(page, qtbot, own=XIA.password, other=LIU.password):
    """Let the manager and the accountant type their passwords."""
    page.frame.settle(qtbot)
    dialog = dialog_of(page, SecondDialog)
    dialog.own.setText(own)
    assert not dialog.confirm_button.isEnabled()
    dialog.password.setText(other)
    qtbot.mouseClick(dialog.confirm_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.frame.jobs.is_busy)


def test_a_new_recovery_code_is_made_by_two_and_shown_until_it_is_put_away(at, qtbot, founded):
    page = at(XIA)
    page.keys.code.click()
    both_sign(page, qtbot, own="falsch-1x")
    assert [each.code for each in page.frame.troubles] == ["wrong_password"]
    page.frame.troubles.clear()
    assert not page.findChildren(SlipDialog)
    page.keys.code.click()
    both_sign(page, qtbot)
    dialog = dialog_of(page, SlipDialog)
    dialog.reject()
    assert dialog.isVisible()  # until somebody says that it is put away
    code = dialog.slip.code.text()
    dialog.slip.is_safe.click()
    dialog.leave.click()
    desk = page.context.desk
    assert key_by_code(founded, code, desk.clock.now()) == desk.store.data_key


def test_who_got_in_by_the_code_is_told_that_a_new_one_is_due(qapp, path, fonts, qtbot):
    with build(path, KEY, clock=branch.StoppedClock(), cost=FLOOR) as application:
        code = found_users(application.desk, [XIA, LIU]).code
    clock = branch.StoppedClock()
    recovered = recover_by_code(path, code, "xia", "fresh-boss-7", clock=clock, cost=FLOOR)
    with recovered, frames.framed(recovered.desk, fonts) as frame:
        page = frame.show(qtbot, UsersPage)
        assert page.keys._state.property("role") == "danger"


def test_head_offices_phone_key_is_laid_in_by_two_and_its_fingerprint_said(
    at, qtbot, tmp_path, monkeypatch
):
    key = bytes(range(32))
    (tmp_path / "phone.key").write_text(phone_key_line("", key), encoding="utf-8")
    chosen = (str(tmp_path / "phone.key"), "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *words: chosen)
    page = at(XIA)
    page.keys.phone.click()
    both_sign(page, qtbot)
    said = dialog_of(page, QMessageBox)
    assert fingerprint(key) in said.text().replace(" ", "")
    said.accept()
    with page.context.desk.store.read() as queries:
        assert queries.phone_key() == key


def test_a_teller_lays_no_keys_in(at):
    page = at(DING)
    assert not page.keys.code.isEnabled()
    assert not page.keys.phone.isEnabled()


def test_a_database_without_users_gets_its_first_people(qapp, path, fonts, qtbot):
    application = build(path, KEY, clock=branch.StoppedClock(), cost=FLOOR)
    with application, frames.framed(application.desk, fonts) as frame:
        page = frame.show(qtbot, FoundingPage)
        wanted = []
        frame.bus.leave_wanted.connect(wanted.append)
        assert not page.go.isEnabled()
        for row, who in zip(page.people.rows, (XIA, LIU), strict=True):
            row.name.setText(who.name)
            row.login.setText(who.login)
            row.password.setText(who.password)
            row.repeated.setText(who.password)
        qtbot.mouseClick(page.go, Qt.MouseButton.LeftButton)
        frame.settle(qtbot)
        assert not page.sign_in.isEnabled()
        page.slip.is_safe.click()
        page.sign_in.click()
        assert wanted == [None]
    with pytest.raises(ExpectedFailure, match="key_file_ended"):
        build(path, KEY)
    come(path, LIU).close()


def test_the_frame_says_who_is_signed_in_and_leads_to_the_users(qapp, founded, fonts, qtbot):
    with come(founded, XIA) as application:
        frame = frames.Frame(application.desk, fonts)
        window = MainWindow(application.desk, frame.jobs, page_specs(), fonts, "zh")
        qtbot.addWidget(window)
        assert window.status.user.text() == "夏主任　主任"
        window.navigate("users")
        assert isinstance(window.page("users"), UsersPage)
        frame.jobs.close()
