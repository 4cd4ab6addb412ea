"""Back in from the start when every manager forgot his password."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from desktop.bootstrap import build, sign_in
from desktop.cli.window import ProgramOpener
from desktop.domain.notices import SAMPLE_HEAD
from desktop.domain.permissions import Role
from desktop.services.branch import set_up
from desktop.services.recovery import install_recovery_keys
from desktop.services.two_people import SecondPerson
from desktop.services.users import NewUser, found_users
from desktop.storage import key_ring, recovery
from desktop.storage.recovery import answer_request, new_office_key, new_officer_key
from desktop.storage.sealing import FLOOR
from desktop.ui.jobs import Jobs
from desktop.ui.pages.start.dialog import StartDialog
from desktop.ui.pages.start.recovery import Way
from tests.founded import empty_database

KEY = bytes(range(32))
XIA = NewUser("xia", "夏主任", Role.MANAGER, "manager-1x")
LIU = NewUser("liu", "刘会计", Role.ACCOUNTANT, "account-2y")
FRESH = "fresh-boss-7"


class Start:
    def __init__(self, dialog, jobs, qtbot):
        self.dialog, self.jobs, self.qtbot = dialog, jobs, qtbot
        self.pane = dialog.recovery

    def press(self, button):
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.qtbot.waitUntil(lambda: not self.jobs.is_busy)

    def ask(self):
        self.pane.ways.set_value(Way.ASK)
        self.pane.ways.changed.emit()

    def choose(self, login, password=FRESH, repeated=FRESH):
        self.pane.login.setCurrentText(login)
        self.pane.password.setText(password)
        self.pane.repeated.setText(repeated)


@pytest.fixture
def founded(tmp_path, monkeypatch):
    """Return the database of a manager and an accountant, and its recovery code."""
    monkeypatch.setattr(key_ring, "calibrate", lambda: FLOOR)
    monkeypatch.setattr(recovery, "calibrate", lambda: FLOOR)
    path = empty_database(tmp_path / "b.db", KEY)
    with build(path, KEY) as application:
        set_up(application.desk, SAMPLE_HEAD)
        return path, found_users(application.desk, [XIA, LIU]).code


@pytest.fixture
def start(qtbot, qapp, founded):
    jobs = Jobs()
    dialog = StartDialog(ProgramOpener(), jobs, founded[0], "zh")
    qtbot.addWidget(dialog)
    dialog.show()
    made = Start(dialog, jobs, qtbot)
    made.press(dialog.sign_in.lost)
    assert dialog.panes.currentWidget() is made.pane
    yield made
    if dialog.opened is not None:
        dialog.opened.close()
    jobs.close()


def test_the_code_on_paper_is_typed_in_groups_and_signs_the_manager_in(start, qtbot, founded):
    path, code = founded
    start.choose("xia")
    assert not start.pane.go.isEnabled()
    qtbot.keyClicks(start.pane.code, code.replace("-", "").lower())
    assert start.pane.code.text() == code
    start.press(start.pane.go)
    assert start.dialog.opened.desk.operator.name == "夏主任"
    sign_in(path, "xia", FRESH).close()


def test_a_sign_left_out_of_the_code_is_put_in_where_the_cursor_stands(start, qtbot, founded):
    code, edit = founded[1], start.pane.code
    edit.setText(code[:6] + code[7:])
    edit.setCursorPosition(6)
    qtbot.keyClicks(edit, code[6])
    assert edit.text() == code
    assert edit.cursorPosition() == 7


def test_a_wrong_code_and_an_accountant_are_refused_in_place(start, founded):
    code = founded[1]
    start.choose("xia")
    start.pane.code.setText(code[:-1] + ("7" if code[-1] != "7" else "8"))
    start.press(start.pane.go)
    assert "恢复码" in start.dialog.trouble_words.text()
    start.choose("liu")
    start.pane.code.setText(code)
    start.press(start.pane.go)
    assert "主任" in start.dialog.trouble_words.text()
    assert start.dialog.opened is None
    start.press(start.pane.back)
    assert start.dialog.panes.currentWidget() is start.dialog.sign_in


@pytest.mark.parametrize(
    ("password", "repeated"), [("short1", "short1"), (FRESH, ""), (FRESH, "fresh-boss-8")]
)
def test_the_new_password_is_strong_and_typed_twice_alike(start, founded, password, repeated):
    start.pane.code.setText(founded[1])
    start.choose("xia", password, repeated)
    assert not start.pane.go.isEnabled()
    start.choose("xia")
    assert start.pane.go.isEnabled()


def test_head_office_answers_a_request_and_the_password_of_then_opens(
    start, founded, tmp_path, monkeypatch
):
    path, _ = founded
    office = new_office_key(tmp_path / "office.key")
    officers = [tmp_path / "first.key", tmp_path / "second.key"]
    publics = [new_officer_key(each) for each in officers]
    with sign_in(path, "xia", XIA.password) as application:
        second = SecondPerson("liu", LIU.password)
        install_recovery_keys(application.desk, office, publics, XIA.password, second)
    request, answer = tmp_path / "request.json", tmp_path / "answer.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: (str(request), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *words: (str(answer), ""))
    start.ask()
    start.choose("xia")
    start.press(start.pane.go)
    assert start.pane.way is Way.ANSWER
    answer_request(request, tmp_path / "office.key", officers, answer)
    start.pane.password.setText("wrong-pass-1")
    start.press(start.pane.go)
    assert "密码" in start.dialog.trouble_words.text()
    start.pane.password.setText(FRESH)
    start.press(start.pane.go)
    assert start.dialog.opened.desk.operator.role is Role.MANAGER


def test_a_branch_without_head_offices_key_is_told_so(start, tmp_path, monkeypatch):
    request = tmp_path / "request.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: (str(request), ""))
    start.ask()
    start.choose("xia")
    start.press(start.pane.go)
    assert "联社" in start.dialog.trouble_words.text()
    assert not request.exists()
