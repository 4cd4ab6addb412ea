"""The start: setting a branch up, opening it again, and what goes wrong."""

import re
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QMessageBox

from desktop.bootstrap import build, sign_in
from desktop.cli.window import ProgramOpener
from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.domain.notices import SAMPLE_HEAD
from desktop.domain.passwords import is_strong, require_strong
from desktop.domain.permissions import Role
from desktop.domain.recovery_code import Slip
from desktop.services.branch import set_up
from desktop.services.office.branches import standings
from desktop.services.progress import NoProgress
from desktop.services.users import NewUser, found_users
from desktop.storage import key_ring
from desktop.storage.keyslots import add_password_slot, new_data_key, write_key_file
from desktop.storage.sealing import FLOOR
from desktop.ui.jobs import Jobs
from desktop.ui.opener import NewBranch
from desktop.ui.pages.start.dialog import StartDialog, default_database, first_desk
from tests.founded import empty_database

KEY = bytes(range(32))
PASSWORD = "金明信用社2026"
PEOPLE = (("夏主任", "xia", "manager-1x"), ("刘会计", "liu", "account-2y"))


@pytest.fixture(autouse=True)
def _passwords_cost_little(monkeypatch):
    """Measure no machine: what is measured is tested where it is done."""
    monkeypatch.setattr(key_ring, "calibrate", lambda: FLOOR)


@pytest.fixture
def jobs(qapp):
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "new" / "qingshou.db"


@pytest.fixture
def start(qtbot, jobs):
    """Show the start dialog on a database; what it opened is closed at the end."""
    shown = []

    def show(path):
        dialog = StartDialog(ProgramOpener(), jobs, path, "zh")
        qtbot.addWidget(dialog, before_close_func=put_code_away)
        dialog.show()
        shown.append(dialog)
        return dialog

    yield show
    for dialog in shown:
        if dialog.opened is not None:
            dialog.opened.close()


def put_code_away(dialog):
    """Closing asks first while a code is on the screen."""
    dialog.setup.slip.is_safe.setChecked(True)


def settle(qtbot, jobs):
    qtbot.waitUntil(lambda: not jobs.is_busy)


def made_with_password(path, password=PASSWORD):
    """Make a database without users that one password opens, as earlier programs did."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with build(empty_database(path, KEY), KEY) as application:
        add_password_slot(path, KEY, password, FLOOR)
        set_up(application.desk, SAMPLE_HEAD)


def fill_people(people, who=PEOPLE):
    """Let a manager and an accountant, or others, type what each has to."""
    for row, (name, login, password) in zip(people.rows, who, strict=True):
        row.name.setText(name)
        row.login.setText(login)
        row.password.setText(password)
        row.repeated.setText(password)


def walk_to_people(dialog):
    """Go through the first steps with the sample's names, without the invented debtors."""
    dialog.setup.sample.click()
    dialog.setup.bank.edits["branch_name"].setText("金明信用社")
    for _ in range(2):
        dialog.setup.following.click()
    dialog.setup.demo.setChecked(False)
    return dialog.setup.people


def test_the_assistant_makes_a_database_its_people_sign_in_to(start, qtbot, jobs, path):
    assistant = start(path)
    assert assistant.panes.currentWidget() is assistant.setup
    fill_people(walk_to_people(assistant))
    assistant.setup.following.click()
    settle(qtbot, jobs)
    slip = assistant.setup.slip
    assert len(slip.code.text().replace("-", "")) == 36
    printed = re.findall(r"\b[0-9A-Z]{4}\b", slip.document().toPlainText())
    assert slip.code.text().split("-") == printed[-9:]  # the year stands before them
    assert not assistant.setup.following.isEnabled()  # until the slip is put away
    slip.is_safe.click()
    assistant.setup.following.click()
    pane = assistant.sign_in
    assert assistant.panes.currentWidget() is pane
    assert [pane.people.item(row).text() for row in range(2)] == ["liu", "xia"]
    pane.password.setText("falsch12")
    pane.go.click()
    settle(qtbot, jobs)
    assert "密码" in assistant.trouble_words.text()
    pane.people.setCurrentRow(1)
    qtbot.keyClicks(pane.password, PEOPLE[0][2])
    qtbot.keyClick(pane.password, Qt.Key.Key_Return)
    settle(qtbot, jobs)
    desk = assistant.opened.desk
    assert (desk.operator.name, desk.operator.role) == ("夏主任", Role.MANAGER)
    with desk.store.read() as queries:
        assert queries.installation().bank.branch_name == "金明信用社"


OFFICE_PEOPLE = (*PEOPLE, ("罗清收", "luo", "office-3zz"), ("谭清收", "tan", "office-4qq"))


def test_the_assistant_makes_head_office_with_its_second_key_where_it_is_told(
    start, qtbot, jobs, path, tmp_path, monkeypatch
):
    assistant, key = start(path), tmp_path / "stick" / "escrow.key"
    key.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: (str(key), ""))
    setup = assistant.setup
    setup.kind.setFocus()
    qtbot.keyClick(setup.kind, Qt.Key.Key_Right)
    people = walk_to_people(assistant)
    roles = [Role(row.role.currentData()) for row in people.rows]
    assert roles == [Role.MANAGER, Role.ACCOUNTANT, Role.HEAD_OFFICE, Role.HEAD_OFFICE]
    assert setup.demo.isHidden()
    fill_people(people, OFFICE_PEOPLE)
    assert not setup.following.isEnabled()  # until it is said where the second key goes
    setup.escrow.click()
    setup.following.click()
    settle(qtbot, jobs)
    assert key.read_text().startswith("AGE-SECRET-KEY-")
    with sign_in(path, "luo", "office-3zz") as application:
        assert application.desk.operator.role is Role.HEAD_OFFICE
        assert standings(application.desk) == []


def test_head_office_that_fails_half_way_leaves_no_file_behind(path, tmp_path, monkeypatch):
    def full(*words):
        raise ExpectedFailure("disk_full", file="x")

    key = tmp_path / "escrow.key"
    monkeypatch.setattr("desktop.cli.window.found_users", full)
    with pytest.raises(ExpectedFailure, match="disk_full"):
        ProgramOpener().found(new_branch(path, escrow_file=key), NoProgress())
    assert list(path.parent.iterdir()) == []
    assert not key.exists()


def test_invented_debtors_come_along_where_they_are_wanted(start, qtbot, jobs, path):
    assistant = start(path)
    fill_people(walk_to_people(assistant))
    assistant.setup.demo.setChecked(True)
    assistant.setup.following.click()
    settle(qtbot, jobs)
    application = sign_in(path, "xia", PEOPLE[0][2])
    with application, application.desk.store.read() as queries:
        assert len(queries.debtors()) > 100


def test_nothing_goes_on_while_a_field_is_blank(start, path):
    setup = start(path).setup
    assert not setup.following.isEnabled()
    setup.sample.click()
    assert setup.following.isEnabled()
    setup.bank.edits["licence_no"].setText("  ")
    assert not setup.following.isEnabled()


@pytest.mark.parametrize(
    ("password", "repeated", "allowed"),
    [
        ("abcdefgh", "abcdefgh", False),
        ("abc123", "abc123", False),
        ("abcd1234", "abcd1235", False),
        ("abcd1234", "abcd1234", True),
        ("abcd efgh", "abcd efgh", True),
        ("account-2y", "account-2y", False),  # somebody else's
    ],
)
def test_a_password_has_eight_characters_of_two_kinds_is_typed_twice_and_nobody_elses(
    start, path, password, repeated, allowed
):
    dialog = start(path)
    people = walk_to_people(dialog)
    fill_people(people)
    people.rows[0].password.setText(password)
    people.rows[0].repeated.setText(repeated)
    assert dialog.setup.following.isEnabled() is allowed


def test_a_teller_is_entered_in_a_row_of_his_own(start, path):
    dialog = start(path)
    people = walk_to_people(dialog)
    fill_people(people)
    people.more.click()
    assert not dialog.setup.following.isEnabled()
    row = people.rows[2]
    for edit, text in zip(row.edits, ("丁柜员", "xia", "teller-3z", "teller-3z"), strict=True):
        edit.setText(text)
    assert "相同" in people.trouble() or "same" in people.trouble()
    row.login.setText("ding")
    assert dialog.setup.following.isEnabled()
    assert people.people()[2].role is Role.TELLER


def test_seconds_to_wait_are_counted_down(start, qtbot, jobs, founded):
    pane = start(founded).sign_in
    pane.password.setText("falsch12")
    pane.refuse(ExpectedFailure("sign_in_wait", seconds=2))
    assert pane.waiting.isVisible()
    pane.password.setText("falsch12")
    assert not pane.go.isEnabled()
    pane._timer.timeout.emit()
    assert "1" in pane.waiting.text()
    pane._timer.timeout.emit()
    assert not pane.waiting.isVisible()
    assert pane.go.isEnabled()


def test_five_wrong_passwords_lock_and_are_said(start, qtbot, jobs, founded):
    dialog = start(founded)
    said = []
    for _ in range(4):
        dialog.sign_in.password.setText("falsch12")
        dialog.sign_in._wait_for(0)
        dialog.sign_in.go.click()
        settle(qtbot, jobs)
        said.append(dialog.trouble_words.text())
    assert "秒" in said[-1]
    assert dialog.sign_in.waiting.isVisible()


@pytest.fixture
def founded(path):
    """A branch with a manager and an accountant."""
    path.parent.mkdir()
    with build(empty_database(path, KEY), KEY, cost=FLOOR) as application:
        set_up(application.desk, SAMPLE_HEAD)
        roles = (Role.MANAGER, Role.ACCOUNTANT)
        people = [
            NewUser(login, name, role, password)
            for role, (name, login, password) in zip(roles, PEOPLE, strict=True)
        ]
        found_users(application.desk, people)
    return path


def test_a_wrong_password_is_said_in_place_and_can_be_tried_again(start, qtbot, jobs, path):
    made_with_password(path)
    dialog = start(path)
    dialog.unlock.password.setText("falsch12")
    dialog.unlock.go.click()
    settle(qtbot, jobs)
    assert dialog.opened is None
    assert dialog.isVisible()
    assert "密码" in dialog.trouble_words.text()
    dialog.unlock.password.setText(PASSWORD)
    dialog.unlock.go.click()
    settle(qtbot, jobs)
    assert dialog.opened is not None


def typed(letter, modifier=Qt.KeyboardModifier.NoModifier):
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, modifier, letter)


def test_caps_lock_is_noticed_while_typing(start, qtbot, path):
    made_with_password(path)
    unlock = start(path).unlock
    unlock.password.keyPressEvent(typed("a"))
    assert unlock._caps.isHidden()
    unlock.password.keyPressEvent(typed("A"))
    assert not unlock._caps.isHidden()
    unlock.password.keyPressEvent(typed("A", Qt.KeyboardModifier.ShiftModifier))
    assert unlock._caps.isHidden()


def test_a_key_file_opens_without_a_question(jobs, tmp_path):
    key, path, key_file = new_data_key(), tmp_path / "b.db", tmp_path / "b.key"
    write_key_file(key_file, key)
    build(path, key, create=True).close()
    opened = first_desk(ProgramOpener(), path, key_file, jobs, "zh")
    opened.close()
    write_key_file(tmp_path / "other.key", new_data_key())
    with pytest.raises(ExpectedFailure, match="wrong_key"):
        first_desk(ProgramOpener(), path, tmp_path / "other.key", jobs, "zh")


def new_branch(path, **changes):
    people = (
        NewUser("xia", "夏主任", Role.MANAGER, PEOPLE[0][2]),
        NewUser("liu", "刘会计", Role.ACCOUNTANT, PEOPLE[1][2]),
    )
    return replace(NewBranch(path, SAMPLE_HEAD, people), **changes)


def test_a_database_is_never_made_over_another(path):
    made_with_password(path)
    before = path.read_bytes()
    with pytest.raises(ExpectedFailure):
        ProgramOpener().found(new_branch(path), NoProgress())
    assert path.read_bytes() == before
    ProgramOpener().open_with_password(path, PASSWORD).close()


def test_weak_passwords_make_no_database(path):
    weak = (NewUser("xia", "夏主任", Role.MANAGER, "12345678"), new_branch(path).people[1])
    with pytest.raises(RuleViolation, match="password_weak"):
        ProgramOpener().found(new_branch(path, people=weak), NoProgress())
    assert not path.exists()


def test_a_set_up_that_fails_leaves_no_file_behind(path, monkeypatch):
    def full(*words):
        raise ExpectedFailure("disk_full", file="x")

    monkeypatch.setattr("desktop.cli.window.found_users", full)
    with pytest.raises(ExpectedFailure, match="disk_full"):
        ProgramOpener().found(new_branch(path), NoProgress())
    assert list(path.parent.iterdir()) == []


def test_the_database_opened_last_is_offered_first(start, qtbot, jobs, path):
    assert default_database().name == "qingshou.db"
    elsewhere = path.with_name("金明.db")
    made_with_password(elsewhere)
    dialog = start(elsewhere)
    dialog.unlock.password.setText(PASSWORD)
    dialog.unlock.go.click()
    settle(qtbot, jobs)
    assert default_database() == elsewhere


def test_strength_counts_letters_digits_and_other_signs():
    assert is_strong("密码abcd12")
    assert not is_strong("密码密码密码密码")
    with pytest.raises(RuleViolation):
        require_strong("short1!")


def test_enter_in_a_blank_step_says_what_is_missing(start, qtbot, path):
    setup = start(path).setup
    edits = setup.bank.edits
    edits["branch_name"].setText("金明信用社")
    assert not setup._missing.isVisible()
    qtbot.keyClick(edits["branch_name"], Qt.Key.Key_Return)
    assert setup._missing.isVisible()
    assert setup.focusWidget() not in (None, edits["branch_name"])
    assert setup.focusWidget().text() == ""
    setup.sample.click()
    assert not setup._missing.isVisible()


def test_two_people_with_the_same_password_are_told_so(start, path):
    people = walk_to_people(start(path))
    fill_people(people)
    for edit in (people.rows[0].password, people.rows[0].repeated):
        edit.setText(PEOPLE[1][2])
    assert "same password" in people.trouble() or "密码相同" in people.trouble()


def test_a_person_added_is_taken_out_again_but_never_the_first_two(start, path):
    dialog = start(path)
    people = walk_to_people(dialog)
    fill_people(people)
    assert not people.fewer.isVisible()
    people.more.click()
    assert not dialog.setup.following.isEnabled()
    people.fewer.click()
    assert len(people.rows) == 2
    assert not people.fewer.isVisible()
    assert dialog.setup.following.isEnabled()
    people.more.click()
    assert len(people.people()) == 3


def test_the_recovery_code_is_not_lost_unasked(start, qtbot, path, monkeypatch):
    dialog, answers = start(path), ["stay", "lose"]

    def answer(question):
        lose, stay = question.buttons()
        if question.buttonRole(lose) is not QMessageBox.ButtonRole.DestructiveRole:
            lose, stay = stay, lose
        (lose if answers.pop(0) == "lose" else stay).click()

    monkeypatch.setattr(QMessageBox, "exec", answer)
    dialog.setup.show_slip(Slip("ABCD-EFGH", "金明信用社", date(2026, 10, 10)))
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    dialog.close()
    assert not dialog.isVisible()
    assert answers == []


def test_a_code_that_is_put_away_is_left_without_a_question(start, qtbot, path, monkeypatch):
    dialog = start(path)
    monkeypatch.setattr(QMessageBox, "exec", lambda question: pytest.fail("asked"))
    dialog.setup.show_slip(Slip("ABCD-EFGH", "金明信用社", date(2026, 10, 10)))
    dialog.setup.slip.is_safe.click()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_who_comes_back_to_a_locked_window_is_told_so(jobs, founded, qtbot):

    for was_locked, words in ((True, "Locked"), (False, "Sign in")):
        dialog = StartDialog(ProgramOpener(), jobs, founded, "en", was_locked)
        qtbot.addWidget(dialog, before_close_func=put_code_away)
        assert dialog._heading.text().startswith(words)
